/*
 * Tables onto pages: repeated heads, spans and rows cut at page ends, keeps.
 *
 * Owns where a table is cut and how its parts are closed; the grid (table_grid.h) knows which cell
 * stands where and how high it is.
 */
#ifndef PAPER_LAYOUT_TABLE_TABLE_H
#define PAPER_LAYOUT_TABLE_TABLE_H

#include "paper/layout/flow/pager.h"

/* Places the table below what was placed last. */
void table_flow(struct pager *pager, const struct table *table);
/* Its height on an endless page, without the spaces around it. */
mpt table_height(struct pager *pager, const struct table *table);

#endif
