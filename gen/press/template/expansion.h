/*
 * The state of one expansion, and what each of the files that carry it out asks of it.
 *
 * Owns the run: steps, faults, the values of attributes, anchors. Refuses to know what an element
 * leaves in the document: that is in the steps of expand_control.c, expand_inline.c, expand_block.c
 * and expand_table.c, reached by `runners` only. Internal to press/template.
 */
#ifndef PRESS_TEMPLATE_EXPANSION_H
#define PRESS_TEMPLATE_EXPANSION_H

#include "paper/document/document.h"
#include "press/template/program.h"
#include "press/template/words.h"

/*
 * One document grows by at most this many executed instructions, of which the longest shipped takes
 * 6 200, and this many bytes of its tree, of which that takes 2 MB.
 */
#define EXPANSION_STEP_LIMIT 400000
#define EXPANSION_TREE_LIMIT ((size_t)48 << 20)

struct expansion;

/* Carries out one instruction: each element has its step, and words have theirs. */
typedef void expansion_step(struct expansion *expansion, const struct instruction *instruction);

#define ELEMENT(id, name, is, holds, step, ...) expansion_step step;
#include "press/template/elements.def"

struct block_list {
	struct block *first;
	struct block *last;
};

/* The paragraph that inline items go to. */
struct open_paragraph {
	bool open;
	bool implicit;                       /* opened by bare text in a cell */
	bool may_open;                       /* bare text may open one: in cells */
	const struct paragraph_style *style; /* of the open one; NULL: the region's */
	const struct paragraph_style *bare;  /* of one that bare text opens */
	const struct character_style *character;
	const char *link;
	bool verbatim;
	struct words words;
	struct inline_item *first;
	struct inline_item *last;
	struct place place; /* of the cell, for one that bare text opens */
};

struct open_column {
	const struct paragraph_style *style; /* of bare text in the body; NULL none */
};

struct open_table {
	const struct table_style *style;
	struct table *table;
	struct column *columns;
	size_t column_capacity;
	struct open_column *open_columns; /* beside each of the columns */
	size_t open_column_capacity;
	const struct paragraph_style *row_style; /* NULL none */
	struct row_value row_fill;
	bool has_row_fill;
	int *reach; /* how many rows the cell above still covers, by column */
	bool in_head;
	struct row *last_row;
	struct row *last_body_row; /* NULL: there is none */
	struct row *row;
	struct cell_box *last_cell;
	size_t cursor;
	bool bad_row;
};

/* A grid of boxes that is being made: a table with as many columns, and those between them. */
struct open_tiles {
	int columns;
	mpt gap, height;
	int filled; /* boxes of the row being made */
};

/* Items that are being numbered. */
struct open_list {
	const struct paragraph_style *style;
	const char *marker;
	int *next;
	uint32_t number; /* in the document, from 1 */
};

/* A number that goes on from list to list. */
struct counter {
	const char *name;
	int *next;
};

/* The chart that series, levels and points go to. */
struct open_chart {
	struct chart *chart;
	const char *kind_name;
	struct chart_series *last_series;
	struct chart_level *last_level;
	size_t level_count;
	struct chart_series *series; /* that points go to */
	struct chart_point *last_point;
};

struct named_place {
	const char *name;
	struct place place;
	size_t index;
};

struct named_places {
	struct named_place *items;
	size_t count, capacity;
};

struct expansion {
	struct arena *arena;
	struct diag *diag;
	const struct program *program;
	expansion_step *const *runners; /* by element; NULL: what is in it is run */
	struct xpath *xpath;
	struct document *document;
	struct text scratch;
	size_t steps;       /* taken; beyond EXPANSION_STEP_LIMIT nothing is run any more */
	size_t arena_start; /* bytes that the arena had handed out before */
	bool failed;
	const void **said; /* expressions whose fault was said */
	size_t said_count, said_capacity;
	struct section *section, *last_section;
	struct running *last_running;
	struct block_list *blocks;
	struct open_paragraph paragraph;
	struct open_table *table;
	struct open_tiles *tiles;
	struct open_list *list;
	uint32_t lists;
	int notes; /* of the document so far */
	bool in_note;
	struct counter *counters;
	size_t counter_count, counter_capacity;
	struct open_chart *chart;
	struct named_places anchors; /* defined */
	struct named_places wanted;  /* linked to */
};

/* Runs a list of instructions in a scope of its own. */
void expansion_run(struct expansion *expansion, const struct instruction *first);
/* False when the expression fails, which is said once. */
bool expansion_words(
        struct expansion *expansion, const struct expression *expression, struct found *out);
/* Whether the test of an if or a when holds; false too when it fails, which is said once. */
bool expansion_test(struct expansion *expansion, const struct instruction *instruction);
/* Binds the variable of a let until the list that it stands in ends. False: said once. */
bool expansion_bind(struct expansion *expansion, const struct instruction *let);
/* What the group-by of a for-each-group gives of the node in focus; NULL: said once. */
const char *expansion_key(struct expansion *expansion, const struct instruction *instruction);
/* Nodes of a select in document order, NULL on a fault; the caller frees. */
xmlXPathObjectPtr expansion_nodes(
        struct expansion *expansion, const struct instruction *instruction, bool or_string);

/* The value of an attribute; false when it is absent or impossible (said). */
bool expansion_value(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute, struct measure_base base, struct row_value *out);
/* Its words, "" when absent. */
const char *expansion_text(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute);
/* The same of a ROW_TEXT, with the place of the data that is in it. NULL: said. */
const char *expansion_sourced(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute, struct place *source);
/* Its number (paper/markup/rows.h; of a switch 1 for yes), `missing` when absent. */
int expansion_number(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute, int missing);
const void *expansion_style(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute);
/* A path: '/' in bound words becomes U+FF0F. NULL: said. */
const char *expansion_path(struct expansion *expansion, const struct given_attribute *given);
/* Base of em and ln in a paragraph style; NULL: neither. */
struct measure_base expansion_base(const struct paragraph_style *style);

/* The anchor, which is noted as defined, and the bookmark that an element asks for. */
struct outline expansion_outline(
        struct expansion *expansion, const struct instruction *instruction);
/* Notes that an anchor is linked to; "" is none. */
void expansion_want(struct expansion *expansion, const char *name, struct place place);
/* Says each anchor that is defined twice, and each that is wanted but nowhere defined. */
void expansion_check_anchors(struct expansion *expansion);

#endif
