/*
 * Content-sized columns: each cell says how narrow it can be (its widest unbreakable piece) and how
 * wide it would like to be (unbroken). When all wishes fit they are granted; else every column gets
 * its least width and a part of the rest in proportion to what it still wishes for, as in CSS 2.1
 * §17.5.2.2. Proportional columns take what is left. One pass over the cells, nothing is kept.
 */
#include "paper/layout/table/table_columns.h"

#include <inttypes.h>

struct wish {
	int64_t least, most;
};

struct fitting {
	const struct table *table;
	struct table_scale *scale;
	bool asked; /* whether every cell fits: its table can be set smaller */
	mpt *needs; /* asked: the least width of each column */
	struct setting *quiet;
	struct wish *wishes;
	struct decimals *decimals;
	struct seats seats;
	bool sized;    /* some column is sized by content */
	bool spanning; /* the pass over cells of several columns */
};

void seats_init(struct seats *seats, struct arena *arena, size_t count)
{
	*seats = (struct seats){ .count = count };
	seats->taken = arena_alloc_array(arena, count, sizeof *seats->taken);
}

bool seats_take(struct seats *seats, const struct cell_box *cell, size_t *first, size_t *last)
{
	while (seats->next < seats->count && seats->taken[seats->next] > 0)
		seats->next++;
	if (seats->next == seats->count)
		return false;
	*first = seats->next;
	do {
		seats->taken[seats->next++] = cell->row_span > 1 ? cell->row_span : 1;
	} while (seats->next < seats->count && seats->taken[seats->next] == 0
	        && seats->next - *first < (size_t)(cell->column_span > 1 ? cell->column_span : 1));
	*last = seats->next;
	return true;
}

void seats_end_row(struct seats *seats)
{
	seats->next = 0;
	for (size_t i = 0; i < seats->count; i++)
		seats->taken[i] -= seats->taken[i] > 0 ? 1 : 0;
}

static mpt larger(mpt a, mpt b)
{
	return a > b ? a : b;
}

static void widen(struct extent *extent, const struct extent *other)
{
	extent->least = larger(extent->least, other->least);
	extent->most = larger(extent->most, other->most);
	extent->before_point = larger(extent->before_point, other->before_point);
	extent->after_point = larger(extent->after_point, other->after_point);
}

/* What the paragraphs ask for; with `all` false only those of aligned figures are asked. */
static struct extent blocks_extent(
        const struct fitting *fitting, const struct block *first, bool all)
{
	struct setting *quiet = fitting->quiet;
	struct extent extent = { .least = 0 };

	for (const struct block *block = first; block; block = block->next) {
		struct extent one = { .least = 0 };
		if (block->kind == BLOCK_GROUP) {
			one = blocks_extent(fitting, block->group.first, all);
		} else if (block->kind == BLOCK_CHART && all) {
			one.least = one.most = block->chart->style->width;
		} else if (block->kind == BLOCK_PARAGRAPH
		        && (all || block->paragraph.style->align == ALIGN_DECIMAL)) {
			struct paragraph paragraph = block->paragraph;
			paragraph.style = table_scale_style(fitting->scale, paragraph.style);
			quiet->arena = quiet->scratch;
			one = paragraph_extent(quiet, &paragraph);
			pieces_rewind(quiet);
		}
		widen(&extent, &one);
	}
	return extent;
}

/* A cell of several columns: what its columns lack is spread over those that are not fixed. */
static void widen_span(struct fitting *fitting, size_t first, size_t last, struct wish wish)
{
	int64_t open = 0;

	for (size_t i = first; i < last; i++) {
		wish.least -= fitting->wishes[i].least;
		wish.most -= fitting->wishes[i].most;
		open += fitting->table->columns[i].kind == COLUMN_FIXED ? 0 : 1;
	}
	for (size_t i = first; i < last && open > 0; i++) {
		if (fitting->table->columns[i].kind == COLUMN_FIXED)
			continue;
		fitting->wishes[i].least += wish.least > 0 ? wish.least / open : 0;
		fitting->wishes[i].most += wish.most > 0 ? wish.most / open : 0;
	}
}

static void see_cell(
        struct fitting *fitting, const struct cell_box *cell, size_t first, size_t last)
{
	const bool single = last - first == 1;
	const bool fixed = single && fitting->table->columns[first].kind == COLUMN_FIXED;

	if (single == fitting->spanning || cell->is_room)
		return;
	const struct extent extent =
	        blocks_extent(fitting, cell->first, fitting->asked || (fitting->sized && !fixed));
	const mpt padding = 2 * fitting->table->style->padding_x;
	const struct wish wish = { extent.least + padding, extent.most + padding };
	if (!single) {
		widen_span(fitting, first, last, wish);
		return;
	}
	struct wish *column = &fitting->wishes[first];
	struct decimals *decimals = &fitting->decimals[first];
	decimals->before = larger(decimals->before, extent.before_point);
	decimals->after = larger(decimals->after, extent.after_point);
	fitting->needs[first] = larger(fitting->needs[first], (mpt)wish.least);
	if (fixed)
		return;
	column->least = wish.least > column->least ? wish.least : column->least;
	column->most = wish.most > column->most ? wish.most : column->most;
}

static void see_rows(struct fitting *fitting, struct arena *arena, const struct row *first)
{
	seats_init(&fitting->seats, arena, fitting->table->column_count);
	for (const struct row *row = first; row; row = row->next) {
		size_t from, to;
		for (const struct cell_box *cell = row->first; cell; cell = cell->next) {
			if (seats_take(&fitting->seats, cell, &from, &to))
				see_cell(fitting, cell, from, to);
		}
		seats_end_row(&fitting->seats);
	}
}

struct totals {
	int64_t fixed, least, most, shares;
};

static struct totals add_up(const struct fitting *fitting)
{
	struct totals totals = { .fixed = 0 };

	for (size_t i = 0; i < fitting->table->column_count; i++) {
		const struct column *column = &fitting->table->columns[i];
		if (column->kind == COLUMN_FIXED) {
			totals.fixed += column->width;
			continue;
		}
		totals.least += fitting->wishes[i].least;
		totals.most += fitting->wishes[i].most;
		if (column->kind == COLUMN_SHARE)
			totals.shares += column->share > 0 ? column->share : 1;
	}
	return totals;
}

/* Width of a content-sized column when all unfixed ones have `room` together. */
static int64_t granted(struct wish wish, const struct totals *totals, int64_t room)
{
	if (totals->most <= room)
		return wish.most;
	if (totals->least >= room)
		return totals->least == 0 ? 0 : wish.least * room / totals->least;
	return wish.least
	        + (room - totals->least) * (wish.most - wish.least)
	        / (totals->most - totals->least);
}

/* Widths of all columns; proportional ones use up what is left to the last thousandth. */
static void share_out(const struct fitting *fitting, int64_t room, mpt *widths)
{
	const struct totals totals = add_up(fitting);
	int64_t left = room, shares = totals.shares;

	for (size_t i = 0; i < fitting->table->column_count; i++) {
		const struct column *column = &fitting->table->columns[i];
		if (column->kind == COLUMN_FIXED)
			widths[i] = column->width;
		if (column->kind != COLUMN_CONTENT)
			continue;
		widths[i] = (mpt)granted(fitting->wishes[i], &totals, room);
		left -= widths[i];
	}
	for (size_t i = 0; i < fitting->table->column_count; i++) {
		const struct column *column = &fitting->table->columns[i];
		if (column->kind != COLUMN_SHARE)
			continue;
		const int64_t share = column->share > 0 ? column->share : 1;
		widths[i] = (mpt)(left * share / shares);
		left -= widths[i];
		shares -= share;
	}
}

static void say_no_room(
        struct setting *setting, const struct table *table, int64_t fixed, mpt measure)
{
	const struct row *row = table->head ? table->head : table->body;

	diag_say(setting->diag, MSG_TABLE_NO_ROOM, row ? row->place : PLACE_NONE,
	        arena_printf(setting->scratch, "%" PRId64, fixed / 1000),
	        arena_printf(setting->scratch, "%" PRId32, measure / 1000));
	setting->failed = true;
}

/* Asks the cells where anything depends on them. */
static void ask_cells(struct fitting *fitting, struct arena *arena)
{
	for (int pass = 0; pass < (fitting->sized ? 2 : 1); pass++) {
		fitting->spanning = pass == 1;
		see_rows(fitting, arena, fitting->table->head);
		see_rows(fitting, arena, fitting->table->body);
		see_rows(fitting, arena, fitting->table->foot);
	}
}

/* Whether each column holds its widest unbreakable words, and its figures under each other. */
static bool all_fit(const struct fitting *fitting, const mpt *widths)
{
	const mpt padding = 2 * fitting->table->style->padding_x;

	for (size_t i = 0; i < fitting->table->column_count; i++) {
		const struct decimals *decimals = &fitting->decimals[i];
		const mpt figures = decimals->before + decimals->after;
		if (larger(fitting->needs[i], figures + padding) > widths[i])
			return false;
	}
	return true;
}

struct columns columns_fit(struct arena *arena, struct setting *setting, struct setting *quiet,
        const struct columns_order *order)
{
	const struct table *table = order->table;
	const mpt measure = order->measure;
	const size_t count = table->column_count;
	struct columns columns = { .count = count };
	struct fitting fitting = { .table = table,
		.scale = order->scale,
		.asked = table->style->least_size > 0,
		.quiet = quiet };
	mpt *widths = arena_alloc_array(arena, count, sizeof *widths);
	size_t unfixed = 0;

	fitting.needs = arena_alloc_array(arena, count, sizeof *fitting.needs);
	columns.edges = arena_alloc_array(arena, count + 1, sizeof *columns.edges);
	columns.decimals = arena_alloc_array(arena, count, sizeof *columns.decimals);
	fitting.decimals = columns.decimals;
	fitting.wishes = arena_alloc_array(arena, count, sizeof *fitting.wishes);
	for (size_t i = 0; i < count; i++) {
		unfixed += table->columns[i].kind == COLUMN_FIXED ? 0 : 1;
		fitting.sized = fitting.sized || table->columns[i].kind == COLUMN_CONTENT;
		if (table->columns[i].kind == COLUMN_FIXED)
			fitting.wishes[i].least = fitting.wishes[i].most = table->columns[i].width;
	}
	ask_cells(&fitting, arena);
	const int64_t fixed = add_up(&fitting).fixed;
	if (unfixed > 0 && fixed >= measure)
		say_no_room(setting, table, fixed, measure);
	share_out(&fitting, fixed < measure ? measure - fixed : 0, widths);
	columns.fits = fixed >= measure || all_fit(&fitting, widths);
	int64_t total = 0;
	for (size_t i = 0; i < count; i++)
		total += widths[i];
	columns.edges[0] = (mpt)((measure - total) / 2);
	for (size_t i = 0; i < count; i++)
		columns.edges[i + 1] = columns.edges[i] + widths[i];
	return columns;
}
