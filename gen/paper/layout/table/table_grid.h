/*
 * The grid: rows of a table with their cells set and seated, and the lines between them.
 *
 * Owns the content of each cell, how much of it has been placed, the heights that follow, and the
 * collapse of borders. Refuses to know pages: table.c says where a cell's part begins and ends.
 */
#ifndef PAPER_LAYOUT_TABLE_TABLE_GRID_H
#define PAPER_LAYOUT_TABLE_TABLE_GRID_H

#include "paper/layout/canvas.h"
#include "paper/layout/table/table_columns.h"

struct grid {
	const struct table *table;
	struct arena *arena;
	struct setting *setting;
	struct setting *quiet;
	struct table_scale scale;
	struct columns columns;
	struct seats seats;
	struct grid_cell **above; /* the cells of the row made last */
	bool is_layout; /* no head says what its columns are: it is read as what is in its cells */
	mpt split_height; /* what is higher may be cut at a page's end */
	size_t row_count; /* made so far */
};

/*
 * A cell on its way onto pages. Its part on the present page begins at `top`; pieces before `next`
 * have been placed, of `repeat` while `repeating`, else of `text`. A cell of several rows whose
 * text is all placed repeats it on later pages. It stands in row->cells once for each of its
 * columns, in every row from first_row to last_row; first < last.
 */
struct grid_cell {
	const struct cell_box *box; /* NULL: the row has no cell here */
	size_t first, last;         /* columns */
	size_t first_row, last_row;
	struct arena *arena; /* of its own when it spans rows, else NULL: the row's */
	struct pieces text;
	struct pieces repeat;
	bool repeating;
	size_t next;
	mpt top;
	size_t slot; /* of the canvas, for a cell of several rows: kept where its part begins */
	bool open;   /* its first row has been placed */
	bool closed; /* its last row has been inked */
};

enum grid_kind { GRID_HEAD, GRID_BODY, GRID_FOOT };

/* `cells` has one for each column, none of them NULL: an empty one where the row has no cell. */
struct grid_row {
	const struct row *row;
	struct grid_row *next; /* for table.c's queue */
	struct arena *arena;
	size_t index;
	enum grid_kind kind;
	struct grid_cell **cells; /* the cell over each column */
	uint32_t tag;
};

void grid_init(struct grid *grid, struct setting *setting, struct setting *quiet,
        const struct table *table, const struct page_master *master);

/* Sets the cells of the next row; the rows of each kind are asked for in order. */
struct grid_row *grid_add_row(struct grid *grid, const struct row *row, enum grid_kind kind);
/* After the last row of a kind: no cell of it reaches into the others. */
void grid_end_rows(struct grid *grid);
/* Frees a row and the cells that end in it; `canvas` not NULL: once the canvas is closed. */
void grid_drop_row(const struct grid *grid, struct grid_row *row, struct canvas *canvas);

bool grid_cell_ends(const struct grid_cell *cell, const struct grid_row *row);
/* Whether the cell over a column is another one than over the column before it. */
bool grid_cell_starts(const struct grid_row *row, size_t column);

/* Above and below what is in the cell. */
mpt grid_cell_padding(const struct grid *grid, const struct grid_cell *cell);
/* Height that the rest of the cell asks for, with its padding; 0: nothing is left to place. */
mpt grid_cell_need(const struct grid *grid, const struct grid_cell *cell);
/* How many pieces fit in a part of this height; at least one of those left when `force`. */
size_t grid_cell_take(
        const struct grid *grid, const struct grid_cell *cell, mpt height, bool force);
/* Height of the next `count` pieces, with padding. */
mpt grid_cell_height(const struct grid *grid, const struct grid_cell *cell, size_t count);
/* Begins the cell's part on a new page. */
void grid_cell_reopen(struct grid *grid, struct grid_cell *cell, mpt top);
/* Forgets what was placed: a head row is placed again on every page. */
void grid_row_rewind(const struct grid *grid, struct grid_row *row);

/* Height of the row, or of what is left of it, when it begins at `y`. */
mpt grid_row_height(const struct grid *grid, const struct grid_row *row, mpt y);
/* Height of the label of a cell of several rows that begins here and must not be cut; 0: none. */
mpt grid_label_height(const struct grid *grid, const struct grid_row *row);
/*
 * Whether a page that ends below the row would leave fewer of a group's rows above or below its end
 * than the style's group-rows: a group is the rows of a cell of several rows.
 */
bool grid_parts_group(const struct grid *grid, const struct grid_row *row);
/* What must at least stand on the page where the row begins, at `y`. */
mpt grid_row_least(const struct grid *grid, const struct grid_row *row, mpt y);

/* Thickness of the lines; `above`, `below` NULL: the table ends there, on this page. */
mpt grid_line_across(const struct grid *grid, const struct grid_row *above,
        const struct grid_row *below, size_t column);
/* At grid line `line`, 0 … column count. */
mpt grid_line_down(const struct grid *grid, const struct grid_row *row, size_t line);

#endif
