/*
 * A grid of boxes on a page: a table whose boxes take one column each, with borderless columns and
 * rows as wide as the gap between them. The last column, of no width, holds each row at its height.
 */
#include "press/template/expand_block.h"

#define STRUT_WIDTH 1 /* mpt: a column must have some */

static void add_column(struct open_table *open, size_t index, struct column column)
{
	open->columns[index] = column;
	open->table->column_count = index + 1;
}

static void make_columns(struct expansion *expansion, const struct open_tiles *tiles)
{
	struct open_table *open = expansion->table;
	const size_t most = 2 * (size_t)tiles->columns + 1;
	size_t count = 0;

	open->columns = arena_alloc_array(expansion->arena, most, sizeof *open->columns);
	for (int i = 0; i < tiles->columns; i++) {
		if (i > 0 && tiles->gap > 0)
			add_column(open, count++, (struct column){ COLUMN_FIXED, tiles->gap, 0 });
		add_column(open, count++, (struct column){ COLUMN_SHARE, 0, 1 });
	}
	add_column(open, count, (struct column){ COLUMN_FIXED, STRUT_WIDTH, 0 });
	open->table->columns = open->columns;
}

/* A cell without lines; `height` above 0: it keeps its row that high. */
static void add_empty(
        struct expansion *expansion, const struct instruction *instruction, int span, mpt height)
{
	struct cell_box *cell = arena_alloc(expansion->arena, sizeof *cell);
	struct block *block = arena_alloc(expansion->arena, sizeof *block);

	*cell = (struct cell_box){
		.column_span = span, .row_span = 1, .is_room = true, .place = instruction->place
	};
	if (height > 0) {
		*block = (struct block){ .kind = BLOCK_STRUT,
			.outline = { .anchor = "", .bookmark = "" },
			.place = instruction->place,
			.space = height };
		cell->first = block;
	}
	expansion_add_cell(expansion->table, cell);
}

static void begin_row(struct expansion *expansion, const struct instruction *instruction)
{
	struct open_table *open = expansion->table;
	struct row *row = arena_alloc(expansion->arena, sizeof *row);

	*row = (struct row){ .outline = { .anchor = "", .bookmark = "" },
		.place = instruction->place };
	open->row = row;
	open->last_cell = NULL;
	open->last_row->next = row;
	open->last_row = row;
}

/* Columns that the boxes from the i-th on take, with those between them. */
static int columns_left(const struct open_tiles *tiles, int filled)
{
	const int boxes = tiles->columns - filled;

	return tiles->gap > 0 ? 2 * boxes - (filled == 0 ? 1 : 0) : boxes;
}

/* Fills up the row that is being made. */
static void end_row(struct expansion *expansion, const struct instruction *instruction)
{
	struct open_tiles *tiles = expansion->tiles;

	if (tiles->filled == 0)
		return;
	if (tiles->filled < tiles->columns)
		add_empty(expansion, instruction, columns_left(tiles, tiles->filled), 0);
	add_empty(expansion, instruction, 1, tiles->height);
	tiles->filled = 0;
}

static mpt length_of(struct expansion *expansion, const struct instruction *instruction,
        enum attribute attribute)
{
	struct row_value value;

	return expansion_value(
	               expansion, instruction, attribute, (struct measure_base){ 0, 0 }, &value)
	        ? value.length
	        : 0;
}

void expand_tiles(struct expansion *expansion, const struct instruction *instruction)
{
	struct open_table *outer = expansion->table;
	struct open_tiles *outer_tiles = expansion->tiles;
	struct open_table open = expansion_begin_table(expansion, instruction);
	struct row before = { 0 };
	struct open_tiles tiles = {
		.columns = expansion_number(expansion, instruction, ATTRIBUTE_COLUMNS, 1),
		.gap = length_of(expansion, instruction, ATTRIBUTE_GAP),
		.height = length_of(expansion, instruction, ATTRIBUTE_HEIGHT),
	};

	expansion->table = &open;
	expansion->tiles = &tiles;
	open.last_row = &before;
	make_columns(expansion, &tiles);
	expansion_run(expansion, instruction->first);
	end_row(expansion, instruction);
	open.table->body = before.next;
	expansion->tiles = outer_tiles;
	expansion->table = outer;
}

/* Before a box: what is between it and the one above, or beside it. */
static void make_room(struct expansion *expansion, const struct instruction *instruction)
{
	struct open_tiles *tiles = expansion->tiles;
	const bool is_first = !expansion->table->row;

	if (tiles->filled == tiles->columns)
		end_row(expansion, instruction);
	if (tiles->filled > 0) {
		if (tiles->gap > 0)
			add_empty(expansion, instruction, 1, 0);
		return;
	}
	if (!is_first && tiles->gap > 0) {
		begin_row(expansion, instruction);
		add_empty(expansion, instruction, columns_left(tiles, 0), 0);
		add_empty(expansion, instruction, 1, tiles->gap);
	}
	begin_row(expansion, instruction);
}

void expand_tile(struct expansion *expansion, const struct instruction *instruction)
{
	const struct table_style *style = expansion->table->style;
	struct cell_box *cell = arena_alloc(expansion->arena, sizeof *cell);
	struct row_value fill;

	make_room(expansion, instruction);
	*cell = (struct cell_box){
		.column_span = 1,
		.row_span = 1,
		.valign = (enum valign)expansion_number(expansion, instruction, ATTRIBUTE_VALIGN,
		        style ? (int)style->valign : VALIGN_MIDDLE),
		.place = instruction->place,
	};
	for (int edge = EDGE_TOP; edge <= EDGE_LEFT; edge++)
		cell->edges[edge] = style ? style->inner : 0;
	if (expansion_value(
	            expansion, instruction, ATTRIBUTE_FILL, (struct measure_base){ 0, 0 }, &fill)) {
		cell->has_fill = true;
		cell->fill = fill.color;
	}
	const struct paragraph_style *own =
	        expansion_style(expansion, instruction, ATTRIBUTE_STYLE);
	expansion_fill_cell(expansion, instruction, cell, own ? own : style ? style->cell : NULL);
	expansion->tiles->filled++;
}
