/*
 * Borders collapse: each side of a line proposes its cell's own edge, or the table's rule for that
 * place, and the thicker one is drawn (paper/style/style.h). Between two rows of one cell there is
 * none.
 */
#include "paper/layout/table/table_grid.h"

#include "paper/layout/inline/tagging.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

#define LINES_LEAST ((size_t)2) /* of a cut cell, at the foot of a page */
#define SPLIT_SHARE 50          /* percent of the page */

static const char *points(struct setting *setting, mpt length)
{
	return arena_printf(setting->scratch, "%" PRId32 ".%" PRId32, length / MPT_PER_POINT,
	        length % MPT_PER_POINT / (MPT_PER_POINT / 10));
}

static void say_size(struct grid *grid)
{
	const struct table_scale *scale = &grid->scale;

	if (scale->size == scale->full)
		return;
	diag_say(grid->setting->diag, MSG_TABLE_SMALLER, grid->table->place,
	        points(grid->setting, scale->size), points(grid->setting, scale->full));
}

/* In the largest size in which every cell fits its column, else in the least. */
static void fit_columns(struct grid *grid, mpt measure)
{
	const struct columns_order order = {
		.table = grid->table, .scale = &grid->scale, .measure = measure
	};

	table_scale_init(&grid->scale, grid->arena, grid->table->style);
	do
		grid->columns = columns_fit(grid->arena, grid->setting, grid->quiet, &order);
	while (!grid->columns.fits && table_scale_shrink(&grid->scale, grid->table->style));
	say_size(grid);
}

void grid_init(struct grid *grid, struct setting *setting, struct setting *quiet,
        const struct table *table, const struct page_master *master)
{
	const int share = table->style->split_share > 0 ? table->style->split_share : SPLIT_SHARE;

	*grid = (struct grid){ .table = table,
		.arena = arena_new(),
		.setting = setting,
		.quiet = quiet,
		.is_layout = !table->head };
	fit_columns(grid, master->area_width);
	grid->split_height = (mpt)((int64_t)master->area_height * share / 100);
	seats_init(&grid->seats, grid->arena, grid->columns.count);
	grid->above =
	        arena_alloc_array(grid->arena, grid->columns.count, sizeof(struct grid_cell *));
}

void grid_end_rows(struct grid *grid)
{
	seats_init(&grid->seats, grid->arena, grid->columns.count);
}

static const struct block *last_paragraph(const struct block *first)
{
	const struct block *last = NULL;

	for (const struct block *block = first; block; block = block->next)
		last = block->kind == BLOCK_PARAGRAPH ? block : last;
	return last;
}

/* A copy of the paragraph, its last item, and where a further one is hung on. */
struct copied {
	struct paragraph paragraph;
	struct inline_item *last; /* NULL: there is none */
};

static void append(struct arena *arena, struct copied *copy, struct inline_item item)
{
	struct inline_item *added = arena_alloc(arena, sizeof *added);

	*added = item;
	if (copy->last)
		copy->last->next = added;
	else
		copy->paragraph.first = added;
	copy->last = added;
}

/*
 * A copy of the paragraph with `suffix` after its last word, or on a line of its own; no proof
 * asks for it.
 */
static struct paragraph with_suffix(
        struct arena *arena, const struct paragraph *paragraph, const char *suffix, bool apart)
{
	struct copied copy = { .paragraph = { .style = paragraph->style } };

	for (const struct inline_item *from = paragraph->first; from; from = from->next)
		append(arena, &copy, *from);
	const struct inline_item *last = copy.last;
	struct inline_item added = { .style = last ? last->style : NULL,
		.link = "",
		.place = last ? last->place : PLACE_NONE,
		.source = last ? last->source : PLACE_NONE };
	if (apart) {
		added.kind = INLINE_BREAK;
		append(arena, &copy, added);
	}
	added.kind = INLINE_TEXT;
	added.text.words = suffix;
	added.text.index = NO_TEXT;
	append(arena, &copy, added);
	return copy.paragraph;
}

struct cell_order {
	struct setting *setting;
	struct table_scale *scale;
	mpt measure;
	const struct decimals *decimals;
	const char *suffix;       /* "" none */
	bool marked;              /* with the anchors and bookmarks of its blocks */
	const struct block *last; /* takes the suffix */
};

/* （续） stands behind a text of one line, and below one of more. */
static struct paragraph continued(
        struct arena *arena, const struct cell_order *order, const struct paragraph *paragraph)
{
	const struct paragraph one = with_suffix(arena, paragraph, order->suffix, false);

	if (paragraph_extent(order->setting, &one).most <= order->measure)
		return one;
	return with_suffix(arena, paragraph, order->suffix, true);
}

static void fill(struct pieces *pieces, const struct cell_order *order, const struct block *first)
{
	for (const struct block *block = first; block; block = block->next) {
		struct block said = *block;
		if (block->kind == BLOCK_PARAGRAPH)
			said.paragraph.style =
			        table_scale_style(order->scale, block->paragraph.style);
		if (order->marked)
			pieces_add_mark(pieces, &block->outline);
		if (block == order->last && order->suffix[0] != '\0')
			said.paragraph = continued(pieces->arena, order, &said.paragraph);
		/* No template has a table, a page break or contents in a cell. */
		if (!pieces_add_block(
		            pieces, order->setting, &said, order->measure, order->decimals)
		        && block->kind == BLOCK_GROUP)
			fill(pieces, order, block->group.first);
	}
}

static void fill_cell(struct grid *grid, const struct grid_cell *cell, struct pieces *pieces,
        struct setting *setting, const char *suffix)
{
	const struct columns *columns = &grid->columns;
	const mpt width = columns->edges[cell->last] - columns->edges[cell->first];
	const mpt measure = width - 2 * grid->table->style->padding_x;
	const bool single = cell->last - cell->first == 1;

	fill(pieces,
	        &(struct cell_order){ .setting = setting,
	                .scale = &grid->scale,
	                .measure = measure > 1 ? measure : 1,
	                .decimals = single ? &columns->decimals[cell->first] : NULL,
	                .suffix = suffix,
	                .marked = setting == grid->setting,
	                .last = last_paragraph(cell->box->first) },
	        cell->box->first);
}

static struct grid_cell *cell_new(struct grid_row *row, const struct cell_box *box)
{
	const int rows = box && box->row_span > 1 ? box->row_span : 1;
	struct arena *own = rows > 1 ? arena_new() : NULL;
	struct arena *arena = own ? own : row->arena;
	struct grid_cell *cell = arena_alloc(arena, sizeof *cell);

	*cell = (struct grid_cell){
		.box = box,
		.arena = own,
		.first_row = row->index,
		.last_row = row->index + (size_t)rows - 1,
		.text = { .arena = arena },
		.repeat = { .arena = arena },
	};
	return cell;
}

/* How many rows the cell takes of those there are. */
static uint16_t rows_of(const struct row *row, const struct cell_box *box)
{
	uint16_t rows = 1;

	for (; row->next && box && rows < box->row_span; row = row->next)
		rows++;
	return rows;
}

/* The cell as part of its row; returns what the setting was within before. */
static uint32_t begin_cell(
        const struct grid *grid, const struct grid_row *row, const struct grid_cell *cell)
{
	struct setting *setting = grid->setting;
	const uint32_t outer = setting->within;

	if (grid->is_layout || !setting->structure)
		return outer;
	(void)tagging_begin(setting, row->kind == GRID_HEAD ? TAG_HEAD_CELL : TAG_CELL);
	struct tag *tag = structure_tag(setting->structure, setting->within);
	tag->rows = rows_of(row->row, cell->box);
	tag->columns = (uint16_t)(cell->last - cell->first);
	const struct block *only = cell->box ? cell->box->first : NULL;
	setting->bare = only && !only->next && only->kind == BLOCK_PARAGRAPH;
	return outer;
}

/* Rows that are placed at the foot of each page are read behind all others. */
static uint32_t begin_row(struct grid *grid, struct grid_row *row)
{
	struct setting *setting = grid->setting;
	const uint32_t outer = setting->within;

	if (grid->is_layout)
		return outer;
	row->tag = row->kind == GRID_FOOT ? structure_make(setting->structure, outer, TAG_ROW)
	                                  : structure_add(setting->structure, outer, TAG_ROW);
	setting->within = row->tag;
	return outer;
}

static void seat_cell(struct grid *grid, struct grid_row *row, const struct cell_box *box)
{
	size_t first, last;

	if (!seats_take(&grid->seats, box, &first, &last))
		return; /* more cells than columns: said by the template, and by the proof */
	assert(first < last && last <= grid->columns.count);
	struct grid_cell *cell = cell_new(row, box);
	cell->first = first;
	cell->last = last;
	const uint32_t outer = begin_cell(grid, row, cell);
	fill_cell(grid, cell, &cell->text, grid->setting, "");
	grid->setting->within = outer;
	grid->setting->bare = false;
	for (size_t i = first; i < last; i++)
		row->cells[i] = cell;
}

struct grid_row *grid_add_row(struct grid *grid, const struct row *row, enum grid_kind kind)
{
	struct arena *arena = arena_new();
	struct grid_row *made = arena_alloc(arena, sizeof *made);
	const size_t count = grid->columns.count;

	*made = (struct grid_row){
		.row = row, .arena = arena, .index = grid->row_count++, .kind = kind
	};
	made->cells = arena_alloc_array(arena, count, sizeof(struct grid_cell *));
	for (size_t i = 0; i < count; i++)
		made->cells[i] = grid->seats.taken[i] > 0 ? grid->above[i] : NULL;
	const uint32_t outer = begin_row(grid, made);
	for (const struct cell_box *box = row->first; box; box = box->next)
		seat_cell(grid, made, box);
	for (size_t i = 0; i < count; i++) {
		if (!made->cells[i]) {
			made->cells[i] = cell_new(made, NULL);
			made->cells[i]->first = i;
			made->cells[i]->last = i + 1;
			grid->setting->within = begin_cell(grid, made, made->cells[i]);
		}
		grid->above[i] = made->cells[i];
	}
	grid->setting->within = outer;
	seats_end_row(&grid->seats);
	return made;
}

bool grid_cell_starts(const struct grid_row *row, size_t column)
{
	return column == 0 || row->cells[column] != row->cells[column - 1];
}

bool grid_cell_ends(const struct grid_cell *cell, const struct grid_row *row)
{
	return row->index >= cell->last_row || !row->row->next;
}

static void drop_arena(struct arena *arena, struct canvas *canvas)
{
	if (canvas)
		canvas_adopt(canvas, arena);
	else
		arena_free(arena);
}

void grid_drop_row(const struct grid *grid, struct grid_row *row, struct canvas *canvas)
{
	/* From the right, so that a cell's first column is met last. */
	for (size_t i = grid->columns.count; i > 0; i--) {
		const struct grid_cell *cell = row->cells[i - 1];
		if (grid_cell_starts(row, i - 1) && grid_cell_ends(cell, row) && cell->arena)
			drop_arena(cell->arena, canvas);
	}
	drop_arena(row->arena, canvas);
}

/* Heights */

static const struct pieces *content(const struct grid_cell *cell)
{
	return cell->repeating ? &cell->repeat : &cell->text;
}

mpt grid_cell_padding(const struct grid *grid, const struct grid_cell *cell)
{
	return cell->box && cell->box->is_room ? 0 : grid->table->style->padding_y;
}

mpt grid_cell_height(const struct grid *grid, const struct grid_cell *cell, size_t count)
{
	return pieces_height(content(cell), cell->next, cell->next + count)
	        + 2 * grid_cell_padding(grid, cell);
}

mpt grid_cell_need(const struct grid *grid, const struct grid_cell *cell)
{
	const size_t left = content(cell)->count - cell->next;

	if (left == 0 && cell->open)
		return 0;
	const mpt height = grid_cell_height(grid, cell, left);
	/* A long text is said again only where there happens to be room. */
	return cell->repeating && height > grid->split_height ? 0 : height;
}

size_t grid_cell_take(const struct grid *grid, const struct grid_cell *cell, mpt height, bool force)
{
	const struct pieces *pieces = content(cell);
	const size_t left = pieces->count - cell->next;

	assert(cell->next <= pieces->count);
	int64_t room = height - (int64_t)2 * grid_cell_padding(grid, cell);
	size_t fitting = 0;

	while (fitting < left) {
		const size_t index = cell->next + fitting;
		room -= pieces->items[index].height;
		room -= fitting > 0 ? pieces_distance(pieces, index) : 0;
		if (room < 0)
			break;
		fitting++;
	}
	if (fitting == left)
		return left;
	if (cell->repeating)
		return 0;
	/* No page begins or ends with a single line of a cut cell, whatever its paragraphs are. */
	size_t take = left - fitting < LINES_LEAST
	        ? left - (left < LINES_LEAST ? left : LINES_LEAST)
	        : fitting;
	while (take > 0 && pieces->items[cell->next + take - 1].rank == BREAK_STRAY)
		take--;
	if (take >= LINES_LEAST)
		return take;
	if (!force)
		return 0;
	return fitting > 0 ? fitting : 1;
}

void grid_cell_reopen(struct grid *grid, struct grid_cell *cell, mpt top)
{
	const struct cell_box *box = cell->box;

	cell->top = top;
	if (cell->repeating)
		cell->next = 0;
	if (cell->repeating || cell->next < cell->text.count || cell->last_row == cell->first_row
	        || !box || box->no_repeat || cell->text.count == 0)
		return;
	fill_cell(grid, cell, &cell->repeat, grid->quiet, grid->table->style->continued);
	cell->repeating = true;
	cell->next = 0;
}

void grid_row_rewind(const struct grid *grid, struct grid_row *row)
{
	for (size_t i = 0; i < grid->columns.count; i++) {
		row->cells[i]->next = 0;
		row->cells[i]->open = false;
		row->cells[i]->closed = false;
	}
}

static mpt larger(mpt a, mpt b)
{
	return a > b ? a : b;
}

mpt grid_row_height(const struct grid *grid, const struct grid_row *row, mpt y)
{
	mpt height = 0;

	for (size_t i = 0; i < grid->columns.count; i++) {
		struct grid_cell *cell = row->cells[i];
		if (!grid_cell_starts(row, i))
			continue;
		if (!cell->open && cell->first_row == row->index)
			cell->top = y;
		if (grid_cell_ends(cell, row))
			height = larger(height, grid_cell_need(grid, cell) - (y - cell->top));
	}
	return height;
}

mpt grid_label_height(const struct grid *grid, const struct grid_row *row)
{
	mpt height = 0;

	for (size_t i = 0; i < grid->columns.count; i++) {
		const struct grid_cell *cell = row->cells[i];
		if (!grid_cell_starts(row, i) || cell->open || cell->last_row == row->index)
			continue;
		const mpt need = grid_cell_need(grid, cell);
		height = larger(height, need <= grid->split_height ? need : 0);
	}
	return height;
}

bool grid_parts_group(const struct grid *grid, const struct grid_row *row)
{
	const size_t least = (size_t)grid->table->style->group_rows;

	for (size_t i = 0; i < grid->columns.count; i++) {
		const struct grid_cell *cell = row->cells[i];
		if (grid_cell_ends(cell, row))
			continue;
		if (row->index - cell->first_row + 1 < least || cell->last_row - row->index < least)
			return true;
	}
	return false;
}

mpt grid_row_least(const struct grid *grid, const struct grid_row *row, mpt y)
{
	mpt height = grid_row_height(grid, row, y);

	if (height > grid->split_height) {
		height = 0;
		for (size_t i = 0; i < grid->columns.count; i++) {
			const struct grid_cell *cell = row->cells[i];
			const size_t left = content(cell)->count - cell->next;
			const size_t lines = left < LINES_LEAST ? left : LINES_LEAST;
			height = larger(height, grid_cell_height(grid, cell, lines));
		}
	}
	return larger(height, grid_label_height(grid, row));
}

/* Lines */

static mpt edge(const struct grid_cell *cell, enum edge side, mpt usual)
{
	if (!cell)
		return 0;
	if (!cell->box || cell->box->edges[side] < 0)
		return usual;
	return cell->box->edges[side];
}

mpt grid_line_across(const struct grid *grid, const struct grid_row *above,
        const struct grid_row *below, size_t column)
{
	const struct table_style *style = grid->table->style;
	const struct grid_cell *upper = above ? above->cells[column] : NULL;
	const struct grid_cell *lower = below ? below->cells[column] : NULL;
	mpt usual = style->inner;

	if (upper == lower)
		return 0;
	if (!upper || !lower)
		usual = style->outer;
	else if (above->kind == GRID_HEAD && below->kind != GRID_HEAD && style->head_rule > 0)
		usual = style->head_rule;
	return larger(edge(upper, EDGE_BOTTOM, usual), edge(lower, EDGE_TOP, usual));
}

mpt grid_line_down(const struct grid *grid, const struct grid_row *row, size_t line)
{
	const struct table_style *style = grid->table->style;
	const size_t count = grid->columns.count;
	const struct grid_cell *left = line > 0 ? row->cells[line - 1] : NULL;
	const struct grid_cell *right = line < count ? row->cells[line] : NULL;
	const mpt usual = line == 0 || line == count ? style->outer : style->inner;

	if (left == right)
		return 0;
	return larger(edge(left, EDGE_RIGHT, usual), edge(right, EDGE_LEFT, usual));
}
