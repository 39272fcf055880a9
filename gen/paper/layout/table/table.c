/*
 * Rows are set one by one as they come, ahead only as far as a keep-with-next chain reaches. The
 * row placed last (the band) is inked once it is known that nothing must make it higher: at the end
 * of a page it grows for a cell of several rows whose label needs more room than its rows on this
 * page give. Then every open part is closed with a line, and opened again below the head of the
 * next page, where the label is said again. A row too high for its page is cut between lines when
 * it is higher than the style's split_share of a page, or than a whole page.
 */
#include "paper/layout/table/table.h"

#include "paper/layout/inline/tagging.h"
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

mpt table_hang(const struct table_style *of)
{
	const bool bare = of->outer == 0 && of->padding_y == 0 && of->cell;
	const mpt spare = bare ? of->cell->leading - of->cell->size : 0;

	return spare > 0 ? spare / 2 : 0;
}

/* Where its page begins and ends for the table. */
static mpt page_top(const struct layout_table *table)
{
	return -table_hang(style(table));
}

static mpt page_bottom(const struct layout_table *table)
{
	return pager_height(table->pager) + table_hang(style(table)) - table->foot_height;
}

/* Whether the band was placed on a page before. */
static bool is_repeated(const struct layout_table *table)
{
	const enum grid_kind kind = table->band->kind;

	return table->again && (kind == GRID_FOOT || (kind == GRID_HEAD && table->repeat_head));
}

static void place_marks(struct layout_table *table, const struct piece *piece, mpt y)
{
	/* What is repeated was marked where it stood first; a foot is no place to lead to. */
	const bool again = table->band->kind == GRID_FOOT || is_repeated(table);

	for (const struct mark *mark = piece->marks; mark && !again; mark = mark->next)
		pager_mark(table->pager, mark->outline, y);
}

static mpt cell_measure(const struct layout_table *table, const struct grid_cell *cell)
{
	const mpt *edges = table->grid.columns.edges;

	return edges[cell->last] - edges[cell->first] - 2 * style(table)->padding_x;
}

/* Closes the cell's part on this page at `bottom`, its text placed by valign within the part. */
static void ink_cell(struct layout_table *table, struct grid_cell *cell, mpt bottom)
{
	const struct grid *grid = &table->grid;
	struct canvas *canvas = &table->pager->canvas;
	const struct pieces *pieces = cell->repeating ? &cell->repeat : &cell->text;
	const mpt height = bottom - cell->top;
	const bool ends = grid_cell_ends(cell, table->band);
	const size_t count = grid_cell_take(grid, cell, height, ends);

	table_ink_fill(table, cell, bottom);
	if (count == 0)
		return;
	const mpt spare = height - grid_cell_height(grid, cell, count);
	mpt y = cell->top + grid_cell_padding(grid, cell);
	if (spare > 0 && cell->box->valign != VALIGN_TOP)
		y += cell->box->valign == VALIGN_MIDDLE ? spare / 2 : spare;
	canvas_enter(canvas, cell->slot);
	canvas->again = is_repeated(table);
	for (size_t i = cell->next; i < cell->next + count; i++) {
		const struct piece *piece = &pieces->items[i];
		y += i > cell->next ? pieces_distance(pieces, i) : 0;
		const struct spot spot = pager_spot(table->pager,
		        grid->columns.edges[cell->first] + style(table)->padding_x, y);
		pieces_fill(piece, canvas, cell_measure(table, cell), spot);
		canvas_place(canvas, piece->ops, piece->op_count, spot);
		place_marks(table, piece, y);
		y += piece->height;
	}
	canvas->again = false;
	canvas_enter(canvas, 0);
	cell->next += count;
}

/* Inks the band. `cut`: the page ends within it; `last`: it ends the table's part on the page. */
static void ink_band(struct layout_table *table, bool last, bool cut)
{
	struct grid_row *band = table->band;

	assert(band && table->bottom >= table->top);
	for (size_t i = 0; i < column_count(table); i++) {
		struct grid_cell *cell = band->cells[i];
		if (!grid_cell_starts(band, i))
			continue;
		const bool ends = grid_cell_ends(cell, band) && !cut;
		if (ends || last)
			ink_cell(table, cell, table->bottom);
		cell->closed = ends;
	}
	table_ink_down(table);
}

/* Pages */

/* What heads a group comes before its rows in the order of reading. */
static void keep_slot(struct layout_table *table, struct grid_cell *cell)
{
	const bool is_head = cell->box && cell->last_row > cell->first_row;

	cell->slot = is_head ? canvas_reserve(&table->pager->canvas) : 0;
}

/* Makes `row` the band, from `y` on. */
static void commit(struct layout_table *table, struct grid_row *row, mpt y, mpt height)
{
	struct grid_row *band = table->band;

	assert(height >= 0 && y == table->bottom);
	if (band)
		ink_band(table, false, false);
	if (!table->joined)
		table_ink_across(table, band, row, y);
	table->joined = false;
	for (size_t i = 0; i < column_count(table); i++) {
		struct grid_cell *cell = row->cells[i];
		if (cell->open)
			continue;
		cell->open = true;
		cell->top = y;
		keep_slot(table, cell);
	}
	table->band = row;
	table->top = y;
	table->bottom = y + height;
	if (row->kind != GRID_BODY)
		return;
	if (table->body && table->body != row)
		grid_drop_row(&table->grid, table->body, &table->pager->canvas);
	table->body = row;
}

/* The last row of a page grows for labels that its rows here do not hold, as far as there is room.
 */
static void grow_band(struct layout_table *table)
{
	mpt bottom = table->bottom;

	for (size_t i = 0; i < column_count(table); i++) {
		const struct grid_cell *cell = table->band->cells[i];
		const mpt need = grid_cell_need(&table->grid, cell);
		if (need > table->grid.split_height || cell->top + need > page_bottom(table))
			continue;
		bottom = cell->top + need > bottom ? cell->top + need : bottom;
	}
	table->bottom = bottom;
}

/* Inks the last row on the page, above `below`; NULL: the table's part ends with it. */
static void end_rows(struct layout_table *table, const struct grid_row *below, bool cut)
{
	if (!cut)
		grow_band(table);
	ink_band(table, true, cut);
	table_ink_across(table, table->band, below, table->bottom);
	for (size_t i = 0; i <= column_count(table); i++)
		table_ink_stroke(table, i, table->bottom);
	table->band = NULL;
	table->top = table->bottom;
}

/* The foot, whose room page_bottom has kept free. */
static void place_foot(struct layout_table *table, bool cut)
{
	end_rows(table, table->foot, cut);
	table->joined = true;
	for (struct grid_row *row = table->foot; row; row = row->next)
		grid_row_rewind(&table->grid, row);
	for (struct grid_row *row = table->foot; row; row = row->next) {
		const mpt y = table->bottom;
		commit(table, row, y, grid_row_height(&table->grid, row, y));
	}
}

static void end_part(struct layout_table *table, bool cut)
{
	if (!table->band)
		return;
	if (table->foot && table->band->kind == GRID_BODY) {
		place_foot(table, cut);
		cut = false;
	}
	end_rows(table, NULL, cut);
	table->again = true;
}

static void place_continuation(struct layout_table *table)
{
	struct pager *pager = table->pager;
	const struct table *of = table->grid.table;
	struct pieces pieces = { .arena = pager->canvas.arena };
	const struct inline_item item = { .kind = INLINE_TEXT,
		.text = { .words = arena_printf(
		                  pieces.arena, "%s%s", of->title, style(table)->continuation),
		        .index = NO_TEXT },
		.link = "",
		.place = of->place,
		.source = of->place };
	const struct paragraph paragraph = { .style = style(table)->continuation_style,
		.first = &item };

	if (style(table)->continuation[0] == '\0' || !paragraph.style)
		return;
	const uint32_t outer = pager->setting.within;
	pager->setting.within = TAG_PAGINATION;
	pieces_add_paragraph(&pieces, &pager->setting, &paragraph, pager_measure(pager), NULL);
	pager->setting.within = outer;
	table->bottom = pieces.count > 0 ? -pieces.items[0].slack : table->bottom;
	for (size_t i = 0; i < pieces.count; i++) {
		const struct piece *piece = &pieces.items[i];
		canvas_place(&pager->canvas, piece->ops, piece->op_count,
		        pager_spot(pager, 0, table->bottom));
		table->bottom += piece->height + piece->after;
	}
}

static void place_head(struct layout_table *table)
{
	/* All before the first is placed: a cell may reach down over several of them. */
	for (struct grid_row *row = table->head; row; row = row->next)
		grid_row_rewind(&table->grid, row);
	for (struct grid_row *row = table->head; row; row = row->next) {
		const mpt y = table->bottom;
		commit(table, row, y, grid_row_height(&table->grid, row, y));
	}
}

static void turn_page(struct layout_table *table, bool cut)
{
	const bool in_head = table->band && table->band->kind == GRID_HEAD && !table->repeat_head;
	struct grid_row *last = in_head ? table->band : table->body;

	end_part(table, cut);
	pager_turn_page(table->pager);
	table->bottom = page_top(table);
	place_continuation(table);
	if (table->repeat_head)
		place_head(table);
	table->fresh = true;
	for (size_t i = 0; last && i < column_count(table); i++) {
		struct grid_cell *cell = last->cells[i];
		if (grid_cell_starts(last, i) && !cell->closed) {
			grid_cell_reopen(&table->grid, cell, table->bottom);
			keep_slot(table, cell);
		}
	}
}

/* Rows */

static struct grid_row *set_row(struct layout_table *table)
{
	if (!table->coming) {
		table->coming = table->late;
		table->late = NULL;
	}
	if (!table->coming)
		return NULL;
	struct grid_row *row = grid_add_row(&table->grid, table->coming, GRID_BODY);
	table->coming = table->coming->next;
	return row;
}

/* The row after `row` in the queue; NULL as argument: the first one. Set when it is not yet. */
static struct grid_row *peek_row(struct layout_table *table, struct grid_row *row)
{
	struct grid_row **link = row ? &row->next : &table->queue;

	if (!*link)
		*link = set_row(table);
	return *link;
}

/* Whether fewer rows than the tail takes along come after this one. */
static bool is_taken_along(const struct layout_table *table, const struct row *row)
{
	size_t rows = 0;

	while (row && rows <= table->tail.rows) {
		rows++;
		row = row->next;
	}
	return rows <= table->tail.rows;
}

/* Whether the next row must stand on the same page. */
static bool keeps_next(const struct layout_table *table, const struct grid_row *row)
{
	return row->row->keep_with_next || grid_parts_group(&table->grid, row)
	        || is_taken_along(table, row->row);
}

/* Height of the chain of kept rows that begins with the queue's first, from `y` on. */
static mpt chain_height(struct layout_table *table, mpt y)
{
	struct grid_row *row = peek_row(table, NULL);
	mpt height = 0, label = 0;

	table->chain = 0;
	while (row && height <= pager_height(table->pager)) {
		const mpt reach = height + grid_label_height(&table->grid, row);
		label = reach > label ? reach : label;
		table->chain++;
		if (!keeps_next(table, row)) {
			height += grid_row_least(&table->grid, row, y + height);
			break;
		}
		height += grid_row_height(&table->grid, row, y + height);
		row = peek_row(table, row);
	}
	height = height > label ? height : label;
	/* The chain came to the table's end, and what is below holds on to it. */
	return row || table->tail.rows == 0
	        ? height
	        : height + style(table)->space_after + table->tail.room + table_hang(style(table));
}

/*
 * Height of the part of a row that fits in `room`, 0: it cannot be cut here. On a fresh page every
 * cell gives at least a line, so that rows of any height come to an end.
 */
static mpt cut_height(const struct layout_table *table, const struct grid_row *row, mpt room)
{
	const struct grid *grid = &table->grid;
	const mpt y = table->bottom;
	mpt height = 0;

	for (size_t i = 0; i < column_count(table); i++) {
		const struct grid_cell *cell = row->cells[i];
		if (!grid_cell_starts(row, i) || !grid_cell_ends(cell, row)
		        || grid_cell_need(grid, cell) == 0)
			continue;
		const mpt above = y - cell->top;
		const size_t count = grid_cell_take(grid, cell, room + above, table->fresh);
		if (count == 0 && cell->text.count > cell->next && !table->fresh)
			return 0;
		const mpt part = grid_cell_height(grid, cell, count) - above;
		height = part > height ? part : height;
	}
	return height;
}

/* Whether the row, its chain or a label that begins with it asks for a new page. */
static bool wants_page(struct layout_table *table, const struct grid_row *row)
{
	const mpt room = page_bottom(table) - table->bottom;
	const mpt page = pager_height(table->pager) - table->head_height;

	if (table->fresh)
		return false;
	if (table->chain == 0) {
		const mpt chain = chain_height(table, table->bottom);
		return chain > room && chain <= page;
	}
	return grid_label_height(&table->grid, row) > room;
}

/* Places the first row of the queue, on as many pages as it takes. */
static void place_row(struct layout_table *table, struct grid_row *row)
{
	bool marked = row->kind == GRID_HEAD;

	if (row->kind == GRID_BODY && wants_page(table, row))
		turn_page(table, false);
	for (bool done = false; !done && !table->pager->stopped;) {
		const mpt y = table->bottom, room = page_bottom(table) - y;
		const mpt height = grid_row_height(&table->grid, row, y);
		const bool may_cut = height > table->grid.split_height || table->fresh;
		done = height <= room;
		const mpt part = done ? height : may_cut ? cut_height(table, row, room) : 0;
		if (done || part > 0) {
			commit(table, row, y, part);
			table->fresh = false;
		}
		if (!marked && table->band == row) {
			pager_mark(table->pager, &row->row->outline, table->top);
			marked = true;
		}
		if (!done)
			turn_page(table, part > 0);
	}
	table->chain -= table->chain > 0 ? 1 : 0;
}

static void set_head(struct layout_table *table)
{
	struct grid_row **link = &table->head;
	mpt height = 0;

	for (const struct row *row = table->grid.table->head; row; row = row->next) {
		*link = grid_add_row(&table->grid, row, GRID_HEAD);
		height += grid_row_height(&table->grid, *link, height);
		link = &(*link)->next;
	}
	grid_end_rows(&table->grid);
	table->head_height = height;
	/* A head of half a page would leave no room for what it heads. */
	table->repeat_head = style(table)->repeat_head && height <= pager_height(table->pager) / 2;
}

static void drop_rows(struct layout_table *table, struct grid_row *first)
{
	while (first) {
		struct grid_row *row = first;
		first = row->next;
		grid_drop_row(&table->grid, row, &table->pager->canvas);
	}
}

/* A foot of half a page is set once, below all other rows. */
static void set_foot(struct layout_table *table)
{
	const struct table *source = table->grid.table;
	struct grid_row **link = &table->foot;
	mpt height = 0;

	for (const struct row *row = source->foot; row; row = row->next) {
		*link = grid_add_row(&table->grid, row, GRID_FOOT);
		height += grid_row_height(&table->grid, *link, height);
		link = &(*link)->next;
	}
	grid_end_rows(&table->grid);
	table->foot_height = height;
	if (height <= pager_height(table->pager) / 2)
		return;
	drop_rows(table, table->foot);
	table->foot = NULL;
	table->foot_height = 0;
	table->late = source->foot;
}

static void table_init(struct layout_table *table, struct pager *pager, struct setting *setting,
        const struct table *source)
{
	*table = (struct layout_table){ .pager = pager, .coming = source->body };
	grid_init(&table->grid, setting, &pager->quiet, source, pager->section->master);
	table->strokes = arena_alloc_array(
	        table->grid.arena, source->column_count + 1, sizeof *table->strokes);
	set_head(table);
	set_foot(table);
}

static void table_release(struct layout_table *table)
{
	struct canvas *canvas = &table->pager->canvas;

	if (table->body)
		grid_drop_row(&table->grid, table->body, canvas);
	while (table->queue) {
		struct grid_row *row = table->queue;
		table->queue = row->next;
		grid_drop_row(&table->grid, row, canvas);
	}
	drop_rows(table, table->head);
	drop_rows(table, table->foot);
	canvas_adopt(canvas, table->grid.arena);
}

/* Begins the table where it stands, on the next page when head and first rows do not fit. */
static void start(struct layout_table *table)
{
	struct pager *pager = table->pager;
	const mpt before = style(table)->space_before;
	const mpt least = table->head_height + chain_height(table, 0);

	table->chain = 0;
	pager_flush(pager, before + least + page_top(table));
	if (!pager->cursor.fresh && pager_top(pager, before) + least > page_bottom(table))
		pager_turn_page(pager);
	table->fresh = pager->cursor.fresh;
	table->bottom = pager_top(pager, before) + (table->fresh ? page_top(table) : 0);
	pager_place_marks(pager, table->bottom);
	pager->pending.gap = 0;
}

/* What every page of the table holds beside its rows. */
static mpt repeated_height(const struct layout_table *table)
{
	const struct table_style *of = style(table);
	mpt height = 2 * of->padding_y + (table->repeat_head ? table->head_height : 0);

	if (of->continuation[0] != '\0' && of->continuation_style)
		height += of->continuation_style->leading + of->continuation_style->space_after;
	return height;
}

void table_flow(struct pager *pager, const struct table *source, const struct table_tail *tail)
{
	struct layout_table table;
	const uint32_t outer =
	        tagging_begin(&pager->setting, source->head ? TAG_TABLE : TAG_DIVISION);

	table_init(&table, pager, &pager->setting, source);
	table.tail = *tail;
	pager->setting.taken = repeated_height(&table);
	start(&table);
	if (table.head_height <= pager_height(pager) / 2)
		place_head(&table);
	else
		for (struct grid_row *row = table.head; row; row = row->next)
			place_row(&table, row);
	for (struct grid_row *row = peek_row(&table, NULL); row && !pager->stopped;
	        row = peek_row(&table, NULL)) {
		place_row(&table, row);
		table.queue = row->next;
	}
	pager->setting.taken = 0;
	end_part(&table, false);
	for (const struct grid_row *row = table.foot; row; row = row->next)
		structure_hang(pager->setting.structure, row->tag);
	pager->setting.within = outer;
	pager->cursor = (struct cursor){ .y = table.bottom, .after = source->style->space_after };
	table_release(&table);
}

mpt table_height(struct pager *pager, const struct table *source)
{
	struct layout_table table;
	mpt height;

	table_init(&table, pager, &pager->quiet, source);
	height = table.head_height + table.foot_height;
	for (struct grid_row *row = set_row(&table); row; row = set_row(&table)) {
		height += grid_row_height(&table.grid, row, height);
		if (table.body)
			grid_drop_row(&table.grid, table.body, NULL);
		table.body = row;
		if (height > HEIGHT_MAX)
			break;
	}
	table_release(&table);
	return height;
}
