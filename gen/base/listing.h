/*
 * Listings: how wide text stands on a terminal, and tables of it whose columns are straight.
 *
 * Owns the widths of characters (Unicode Standard Annex #11, 11: W and F take two columns, all
 * else one, marks that combine none) and the setting of cells. Knows no language.
 */
#ifndef BASE_LISTING_H
#define BASE_LISTING_H

#include "base/arena.h"
#include "base/text.h"

/* Columns that valid UTF-8 of one line takes. */
size_t listing_columns(const char *words);
/* Words, and blanks behind them until `width` columns are filled. */
void listing_pad(struct text *out, const char *words, size_t width);

enum listing_side { LISTING_LEFT, LISTING_RIGHT };

/*
 * Rows of cells. Invariants: every row has `width` cells, none NULL; the last column is not filled
 * up, and no row ends in blanks. Lives in the arena; the cells are borrowed.
 */
struct listing {
	struct arena *arena;
	const enum listing_side *sides; /* of each column */
	size_t width;
	const char **cells; /* [row][column] */
	size_t count, capacity;
};
struct listing listing_begin(struct arena *arena, const enum listing_side *sides, size_t width);
/* A row of `width` cells. */
void listing_row(struct listing *listing, const char *const *cells);
size_t listing_rows(const struct listing *listing);
/* One row: each cell as wide as the widest of its column, parted by two blanks, and no line end. */
void listing_print(const struct listing *listing, size_t row, struct text *out);

#endif
