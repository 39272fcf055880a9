/*
 * Document trees for tests of layout, built by hand: a page of 200 × 300 pt with a type area of
 * 160 × 240 pt at (20, 30), body type of 10 pt on 20 pt, so that 16 Han characters fill a line and
 * 12 lines a page. Styles may be changed before the layout; everything lives in the tree.
 */
#ifndef KIT_TREE_H
#define KIT_TREE_H

#include "base/text.h"
#include "kit/fake_metrics.h"
#include "paper/layout/layout.h"

#define TREE_EM   10000
#define TREE_LINE 20000

struct tree {
	struct arena *arena;
	struct diag *diag;
	struct fake_metrics fake;
	struct metrics metrics;
	struct font_role role;
	struct stylesheet styles;
	struct page_master master;
	struct region folio; /* the master's only region: below the type area, centred */
	struct paragraph_style body, heading, small, label;
	struct rule_style rule;
	struct table_style grid;
	struct document document;
	struct section *section; /* the last one */
	struct block *last;      /* of the last section */
};

void tree_init(struct tree *tree);
void tree_release(struct tree *tree);

/* Inline items; texts are numbered in the order of their making. `next` may be NULL. */
struct inline_item *tree_text(struct tree *tree, const char *words, const struct inline_item *next);
struct inline_item *tree_item(
        struct tree *tree, enum inline_kind kind, const struct inline_item *next);

/* A new section on the tree's master; blocks are added to the last section. */
struct section *tree_section(struct tree *tree);
/* Adds a block of this kind to the section and returns it. */
struct block *tree_add(struct tree *tree, enum block_kind kind);
struct block *tree_add_paragraph(
        struct tree *tree, const struct paragraph_style *style, const char *words);
/* A block that is not added: for groups and cells. */
struct block *tree_block(struct tree *tree, enum block_kind kind);
struct block *tree_paragraph(
        struct tree *tree, const struct paragraph_style *style, const char *words);
/* The character 一 `count` times. */
const char *tree_words(struct tree *tree, size_t count);
/* A running text of the folio: — page —. */
void tree_add_folio(struct tree *tree);

/* A table of `count` columns of `width` each, added to the section. */
struct table *tree_table(struct tree *tree, size_t count, mpt width);
struct row *tree_row(struct tree *tree, struct table *table, bool head);
/* A cell of one body paragraph ("" none), added to the row. */
struct cell_box *tree_cell(struct tree *tree, struct row *row, const char *words);

/* Lays out; what went to the sink is in `out` as page_dump writes it. */
bool tree_layout(struct tree *tree, struct text *out);
/* Every page as "[n] words/words/…\n", the words of one line together. */
bool tree_lines(struct tree *tree, struct text *out);
/*
 * The structure of its pages, one line a tag with what is read of it: "  TD rows=2 甲/乙", its
 * marked parts parted by /; then "artifact …" with the words that are no part of it.
 */
bool tree_tags(struct tree *tree, struct text *out);
/* The dump against tests/golden/layout/<name>.txt, which UPDATE=1 rewrites. */
void tree_golden(struct tree *tree, const char *name);

#endif
