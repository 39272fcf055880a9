#include "paper/layout/table/table_ink.h"

#include <assert.h>

static const struct table_style *style(const struct layout_table *table)
{
	return table->grid.table->style;
}

static size_t column_count(const struct layout_table *table)
{
	return table->grid.columns.count;
}

static struct op box_op(const struct layout_table *table, mpt x, mpt y, mpt width, mpt height)
{
	const struct spot spot = pager_spot(table->pager, x, y);

	return (struct op){ .kind = OP_BOX,
		.color = style(table)->border,
		.box = { .x = spot.x, .y = spot.y, .width = width, .height = height } };
}

void table_ink_stroke(struct layout_table *table, size_t line, mpt bottom)
{
	struct stroke *stroke = &table->strokes[line];

	assert(line <= column_count(table));
	mpt x = table->grid.columns.edges[line];

	if (line == column_count(table))
		x -= stroke->thickness;
	else if (line > 0)
		x -= stroke->thickness / 2;
	const struct op op = box_op(table, x, stroke->top, stroke->thickness, bottom - stroke->top);
	canvas_box(&table->pager->canvas, LAYER_INK, &op);
	stroke->thickness = 0;
}

void table_ink_down(struct layout_table *table)
{
	for (size_t i = 0; i <= column_count(table); i++) {
		const mpt thickness = grid_line_down(&table->grid, table->band, i);
		if (table->strokes[i].thickness == thickness)
			continue;
		table_ink_stroke(table, i, table->top);
		table->strokes[i] = (struct stroke){ .thickness = thickness, .top = table->top };
	}
}

/* How far a horizontal line reaches beyond an inner grid line, to make a full corner. */
static mpt overhang(const struct layout_table *table, const struct grid_row *above,
        const struct grid_row *below, size_t line)
{
	if (line == 0 || line == column_count(table))
		return 0;
	const mpt upper = above ? grid_line_down(&table->grid, above, line) : 0;
	const mpt lower = below ? grid_line_down(&table->grid, below, line) : 0;
	return (upper > lower ? upper : lower) / 2;
}

void table_ink_across(struct layout_table *table, const struct grid_row *above,
        const struct grid_row *below, mpt y)
{
	const struct grid *grid = &table->grid;
	const mpt *edges = grid->columns.edges;
	size_t end;

	for (size_t start = 0; start < column_count(table); start = end) {
		const mpt thickness = grid_line_across(grid, above, below, start);
		end = start + 1;
		while (end < column_count(table)
		        && grid_line_across(grid, above, below, end) == thickness)
			end++;
		const mpt left = edges[start] - overhang(table, above, below, start);
		const mpt right = edges[end] + overhang(table, above, below, end);
		const mpt up = !above ? 0 : !below ? thickness : thickness / 2;
		const struct op op = box_op(table, left, y - up, right - left, thickness);
		canvas_box(&table->pager->canvas, LAYER_INK, &op);
	}
}

void table_ink_fill(struct layout_table *table, const struct grid_cell *cell, mpt bottom)
{
	const mpt *edges = table->grid.columns.edges;
	const bool own = cell->box && cell->box->has_fill;

	if (!own && !(table->band->kind == GRID_HEAD && style(table)->has_head_fill))
		return;
	struct op op = box_op(table, edges[cell->first], cell->top,
	        edges[cell->last] - edges[cell->first], bottom - cell->top);
	op.color = own ? cell->box->fill : style(table)->head_fill;
	canvas_box(&table->pager->canvas, LAYER_FILL, &op);
}
