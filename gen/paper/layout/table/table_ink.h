/*
 * The ink of a table: its lines and what lies behind its cells. Internal to this room.
 *
 * Owns nothing: it draws what the layout of the table says of its present row.
 */
#ifndef PAPER_LAYOUT_TABLE_TABLE_INK_H
#define PAPER_LAYOUT_TABLE_TABLE_INK_H

#include "paper/layout/table/table.h"
#include "paper/layout/table/table_grid.h"

/* A vertical line that goes on from row to row. */
struct stroke {
	mpt thickness, top;
};

/*
 * Rows come to the page in the order of the source; `queue` holds those that are set but not
 * placed, `coming` the first that is not set. From the first row placed on a page to end_part there
 * is a band; all rows above it are inked, and `strokes` are the vertical lines that reach down to
 * its top. The grid's rows are freed once the page that shows them is handed over.
 */
struct layout_table {
	struct pager *pager;
	struct table_tail tail;
	struct grid grid;
	struct grid_row *head; /* linked; lives as long as the table */
	mpt head_height;
	bool repeat_head;
	struct grid_row *foot; /* as the head */
	bool again;            /* a page has them already */
	mpt foot_height;
	const struct row *late; /* of a foot that is not repeated: they come after all others */
	bool joined; /* the foot's first row comes below one that has been inked, with its line */
	const struct row *coming; /* the next row that is not set yet */
	struct grid_row *queue;   /* set ahead */
	size_t chain;             /* rows of the keep chain still to come */
	struct grid_row *band;    /* placed last on this page, not yet inked */
	mpt top, bottom;          /* of the band */
	struct grid_row *body;    /* body row placed last */
	struct stroke *strokes;   /* column count + 1 */
	bool fresh;               /* no body row on a page that has nothing else: must be filled */
};

/* A vertical line down to `bottom`, where it ends. */
void table_ink_stroke(struct layout_table *table, size_t line, mpt bottom);
/* The vertical lines of the band: those that go on as they were are inked when they end. */
void table_ink_down(struct layout_table *table);
/* The line between two rows, either of which may be NULL, at `y`. */
void table_ink_across(struct layout_table *table, const struct grid_row *above,
        const struct grid_row *below, mpt y);
/* What lies behind a cell's part that ends at `bottom`. */
void table_ink_fill(struct layout_table *table, const struct grid_cell *cell, mpt bottom);

#endif
