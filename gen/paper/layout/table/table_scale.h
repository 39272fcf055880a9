/*
 * The size a table is set in: its cells' paragraph styles, made smaller where its columns leave no
 * room for what cannot be broken.
 *
 * Owns the sizes between the style's own and its least, and the styles that follow; refuses to know
 * columns: table_columns.h says whether the cells fit.
 */
#ifndef PAPER_LAYOUT_TABLE_TABLE_SCALE_H
#define PAPER_LAYOUT_TABLE_TABLE_SCALE_H

#include "base/arena.h"
#include "paper/style/style.h"

/* The styles seen so far, and what each has become at the present size. */
struct table_scale {
	struct arena *arena;
	mpt full, size; /* of the table's usual cell; equal: nothing is changed */
	const struct paragraph_style **from, **made;
	size_t count, from_capacity, made_capacity;
};

void table_scale_init(
        struct table_scale *scale, struct arena *arena, const struct table_style *style);
/* A step smaller; false at the style's least size, or when it has none. */
bool table_scale_shrink(struct table_scale *scale, const struct table_style *style);
/* The style as it is set in the table. Lives in the arena, or is the style itself. */
const struct paragraph_style *table_scale_style(
        struct table_scale *scale, const struct paragraph_style *style);

#endif
