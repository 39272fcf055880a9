/*
 * Columns of a table: where the grid lines stand, and the widest figures of decimal columns.
 *
 * Owns the sharing of the measure among fixed, proportional and content-sized columns and the
 * seating of cells in columns; refuses to know heights and pages.
 */
#ifndef PAPER_LAYOUT_TABLE_TABLE_COLUMNS_H
#define PAPER_LAYOUT_TABLE_TABLE_COLUMNS_H

#include "paper/layout/flow/pieces.h"
#include "paper/layout/table/table_scale.h"

struct columns {
	size_t count;
	mpt *edges;                /* count + 1 grid lines, from the measure's left edge */
	struct decimals *decimals; /* widest parts of the column's aligned figures; 0: none */
	bool fits; /* no cell's figure or word is wider than its column; asked where it can shrink
	            */
};

/* What to fit, and in which size. */
struct columns_order {
	const struct table *table;
	struct table_scale *scale;
	mpt measure;
};

/*
 * Lives in `arena`; `quiet` measures. A table narrower than the measure, or wider, is centred on
 * it. TABLE_NO_ROOM is said to `setting` when fixed columns leave others nothing.
 */
struct columns columns_fit(struct arena *arena, struct setting *setting, struct setting *quiet,
        const struct columns_order *order);

/* Seats: which columns of the next row are taken by cells of rows above. */
struct seats {
	size_t count;
	int *taken; /* rows, incl. the one being seated, for which the column is taken */
	size_t next;
};
void seats_init(struct seats *seats, struct arena *arena, size_t count);
/* The first free columns for a cell, at most its span; false when the row is full. */
bool seats_take(struct seats *seats, const struct cell_box *cell, size_t *first, size_t *last);
/* Ends a row. */
void seats_end_row(struct seats *seats);

#endif
