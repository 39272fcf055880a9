/*
 * Tables onto pages: repeated heads, spans and rows cut at page ends, keeps.
 *
 * Owns where a table is cut and how its parts are closed; the grid (table_grid.h) knows which cell
 * stands where and how high it is.
 */
#ifndef PAPER_LAYOUT_TABLE_TABLE_H
#define PAPER_LAYOUT_TABLE_TABLE_H

#include "paper/layout/flow/pager.h"

/* What comes below a table and does not stand on a page without rows of it. */
struct table_tail {
	size_t rows; /* how many; 0: there is no such thing */
	mpt room;    /* what it needs below the table and the space after it */
};

/* Places the table below what was placed last. */
void table_flow(struct pager *pager, const struct table *table, const struct table_tail *tail);
/*
 * How far a table without lines and padding may hang out of the type area, above and below: it is
 * lines of text, and does so by the leading of its usual cell. 0 for others.
 */
mpt table_hang(const struct table_style *style);
/* Its height on an endless page, without the spaces around it. */
mpt table_height(struct pager *pager, const struct table *table);

#endif
