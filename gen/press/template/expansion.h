/*
 * The state of one expansion, shared by the files that carry it out.
 *
 * expand.c runs control and documents, expand_inline.c paragraphs' insides, expand_block.c blocks,
 * expand_table.c tables, expand_sort.c the order of for-each. Internal to this room.
 */
#ifndef PRESS_TEMPLATE_EXPANSION_H
#define PRESS_TEMPLATE_EXPANSION_H

#include "press/template/program.h"
#include "press/template/words.h"

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

struct open_table {
	const struct table_style *style;
	struct table *table;
	struct column *columns;
	size_t column_capacity;
	int *reach; /* how many rows the cell above still covers, by column */
	bool in_head;
	struct row *last_row;
	struct row *row;
	struct cell_box *last_cell;
	size_t cursor;
	bool bad_row;
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
	struct xpath *xpath;
	struct document *document;
	struct text scratch;
	size_t steps;
	bool failed;
	const void **said; /* expressions whose fault was said */
	size_t said_count, said_capacity;
	struct section *section, *last_section;
	struct running *last_running;
	struct block_list *blocks;
	struct open_paragraph paragraph;
	struct open_table *table;
	struct named_places anchors; /* defined */
	struct named_places wanted;  /* linked to */
};

/* Runs a list of instructions in a scope of its own. */
void expansion_run(struct expansion *expansion, const struct instruction *first);
/* False when the expression fails, which is said once. */
bool expansion_words(
        struct expansion *expansion, const struct expression *expression, struct found *out);
/* Nodes of a select in document order, NULL on a fault; the caller frees. */
xmlXPathObjectPtr expansion_nodes(
        struct expansion *expansion, const struct instruction *instruction, bool or_string);

/* The value of an attribute; false when it is absent or impossible (said). */
bool expansion_value(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute, struct measure_base base, struct attribute_value *out);
/* Its words, "" when absent. */
const char *expansion_text(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute);
/* Its number, `missing` when absent. */
int expansion_number(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute, int missing);
const void *expansion_style(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute);
/* A path: '/' in bound words becomes U+FF0F. NULL: said. */
const char *expansion_path(struct expansion *expansion, const struct given_attribute *given);
/* Base of em and ln in a paragraph style; NULL: neither. */
struct measure_base expansion_base(const struct paragraph_style *style);

void expansion_anchor(struct expansion *expansion, const char *name, struct place place);
void expansion_want(struct expansion *expansion, const char *name, struct place place);

/* Paragraphs (expand_inline.c). */
void expansion_begin_paragraph(struct expansion *expansion, const struct paragraph_style *style);
struct paragraph expansion_end_paragraph(struct expansion *expansion);
/* Closes a paragraph that bare text opened and appends it to the blocks. */
void expansion_close_bare(struct expansion *expansion);
/* Adds words to the paragraph; `source` is where they came from. */
void expansion_add_words(struct expansion *expansion, const char *string, enum words_origin origin,
        const struct place places[2]);

/* Appends a block of a kind to the current list (expand_block.c). */
struct block *expansion_append_block(
        struct expansion *expansion, enum block_kind kind, const struct instruction *instruction);

/* Puts nodes into the order that the leading sort instructions ask for (expand_sort.c). */
void expansion_sort(struct expansion *expansion, const struct instruction *sorts, xmlNodeSet *set);

typedef void expansion_step(struct expansion *expansion, const struct instruction *instruction);
expansion_step expand_words, expand_span, expand_break, expand_fill, expand_gap, expand_page,
        expand_pages, expand_page_of, expand_bar, expand_light, expand_text;
expansion_step expand_section, expand_running, expand_paragraph, expand_heading, expand_paragraphs,
        expand_rule, expand_space, expand_page_break, expand_group, expand_contents;
expansion_step expand_table, expand_columns, expand_column, expand_head, expand_body, expand_row,
        expand_cell;

#endif
