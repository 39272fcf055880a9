/*
 * Tables: columns, rows, cells, and the proof that the cells of each row fill the columns exactly.
 *
 * `reach` holds for each column how many rows, the present one included, a cell above still covers;
 * a cell takes the first column that is free and sets the reach of those it spans.
 */
#include "press/template/expand_block.h"

struct open_table expansion_begin_table(
        struct expansion *expansion, const struct instruction *instruction)
{
	struct table *table = arena_alloc(expansion->arena, sizeof *table);

	expansion_close_bare(expansion);
	struct block *block = expansion_append_block(expansion, BLOCK_TABLE, instruction);
	block->table = table;
	block->outline = expansion_outline(expansion, instruction);
	table->style = expansion_style(expansion, instruction, ATTRIBUTE_STYLE);
	table->title = expansion_text(expansion, instruction, ATTRIBUTE_TITLE);
	table->place = instruction->place;
	return (struct open_table){ .table = table, .style = table->style };
}

void expand_table(struct expansion *expansion, const struct instruction *instruction)
{
	struct open_table *outer = expansion->table;
	struct open_table open = expansion_begin_table(expansion, instruction);

	expansion->table = &open;
	expansion_run(expansion, instruction->first);
	expansion->table = outer;
}

static void say_columns(
        struct expansion *expansion, const struct instruction *instruction, const char *what)
{
	const size_t columns = expansion->table->table->column_count;

	expansion->table->bad_row = true;
	expansion->failed = true;
	diag_say(expansion->diag, MSG_TEMPLATE_COLUMNS, instruction->place,
	        arena_printf(expansion->arena, "%zu", columns), what);
}

void expand_columns(struct expansion *expansion, const struct instruction *instruction)
{
	struct open_table *open = expansion->table;

	expansion_run(expansion, instruction->first);
	open->table->columns = open->columns;
	if (open->table->column_count == 0 && !expansion->failed)
		say_columns(expansion, instruction, "<column/>");
	open->reach =
	        arena_alloc_array(expansion->arena, open->table->column_count, sizeof *open->reach);
}

/* "12mm" has a length, "3*" a number, "auto" neither. */
static enum column_kind kind_of(const struct row_value *width)
{
	if (width->length > 0)
		return COLUMN_FIXED;
	return width->number > 0 ? COLUMN_SHARE : COLUMN_CONTENT;
}

void expand_column(struct expansion *expansion, const struct instruction *instruction)
{
	struct open_table *open = expansion->table;
	struct row_value width = { 0 };

	(void)expansion_value(
	        expansion, instruction, ATTRIBUTE_WIDTH, (struct measure_base){ 0, 0 }, &width);
	open->open_columns = arena_grow(expansion->arena, open->open_columns,
	        &open->open_column_capacity, open->table->column_count, sizeof *open->open_columns);
	open->open_columns[open->table->column_count].style =
	        expansion_style(expansion, instruction, ATTRIBUTE_STYLE);
	open->columns = arena_grow(expansion->arena, open->columns, &open->column_capacity,
	        open->table->column_count, sizeof *open->columns);
	open->columns[open->table->column_count++] = (struct column){
		.kind = kind_of(&width),
		.width = width.length,
		.share = width.number,
	};
}

/* Runs the rows of the head or the body; returns the first of them. */
static const struct row *run_rows(
        struct expansion *expansion, const struct instruction *instruction, bool in_head)
{
	struct open_table *open = expansion->table;
	struct row before = { 0 };
	int most = 0;

	open->in_head = in_head;
	open->last_row = &before;
	expansion_run(expansion, instruction->first);
	for (size_t i = 0; i < open->table->column_count; i++) {
		most = open->reach[i] > most ? open->reach[i] : most;
		open->reach[i] = 0;
	}
	if (most > 0 && !open->bad_row)
		say_columns(
		        expansion, instruction, arena_printf(expansion->arena, "rows + %d", most));
	open->last_row = NULL;
	return before.next;
}

void expand_head(struct expansion *expansion, const struct instruction *instruction)
{
	expansion->table->table->head = run_rows(expansion, instruction, true);
}

void expand_body(struct expansion *expansion, const struct instruction *instruction)
{
	expansion->table->table->body = run_rows(expansion, instruction, false);
	expansion->table->last_body_row = expansion->table->row;
}

/* Without repeat its rows are the last ones, and never stand alone on a page. */
void expand_foot(struct expansion *expansion, const struct instruction *instruction)
{
	struct open_table *open = expansion->table;
	const bool repeats = expansion_number(expansion, instruction, ATTRIBUTE_REPEAT, 0) == 1;
	struct row *last = open->last_body_row;
	const struct row *foot = run_rows(expansion, instruction, false);

	if (repeats) {
		open->table->foot = foot;
	} else if (last) {
		last->next = foot;
		last->keep_with_next = true;
	} else {
		open->table->body = foot;
	}
}

static void skip_covered(struct open_table *open)
{
	while (open->cursor < open->table->column_count && open->reach[open->cursor] > 0)
		open->cursor++;
}

static void end_row(struct expansion *expansion, const struct instruction *instruction)
{
	struct open_table *open = expansion->table;
	const size_t columns = open->table->column_count;

	skip_covered(open);
	if (open->cursor < columns && !open->bad_row)
		say_columns(expansion, instruction,
		        arena_printf(expansion->arena, "%zu < %zu", open->cursor, columns));
	for (size_t i = 0; i < columns; i++)
		open->reach[i] -= open->reach[i] > 0 ? 1 : 0;
}

void expand_row(struct expansion *expansion, const struct instruction *instruction)
{
	struct open_table *open = expansion->table;
	struct row *row = arena_alloc(expansion->arena, sizeof *row);

	*row = (struct row){
		.outline = expansion_outline(expansion, instruction),
		.keep_with_next =
		        expansion_number(expansion, instruction, ATTRIBUTE_KEEP_WITH_NEXT, 0) == 1,
		.place = instruction->place,
	};
	open->row_style = expansion_style(expansion, instruction, ATTRIBUTE_STYLE);
	open->has_row_fill = expansion_value(expansion, instruction, ATTRIBUTE_FILL,
	        (struct measure_base){ 0, 0 }, &open->row_fill);
	open->row = row;
	open->last_cell = NULL;
	open->cursor = 0;
	expansion_run(expansion, instruction->first);
	end_row(expansion, instruction);
	open->last_row->next = row;
	open->last_row = row;
}

void expansion_add_cell(struct open_table *open, struct cell_box *cell)
{
	if (!open->last_cell)
		open->row->first = cell;
	else
		open->last_cell->next = cell;
	open->last_cell = cell;
}

/* Takes the columns of a cell. */
static void occupy(struct expansion *expansion, const struct instruction *instruction,
        const struct cell_box *cell)
{
	struct open_table *open = expansion->table;
	const size_t span = (size_t)cell->column_span;
	bool fits = true;

	skip_covered(open);
	for (size_t i = 0; i < span; i++) {
		const size_t column = open->cursor + i;
		if (column >= open->table->column_count || open->reach[column] > 0) {
			fits = false;
			break;
		}
		open->reach[column] = cell->row_span;
	}
	if (!fits && !open->bad_row)
		say_columns(expansion, instruction,
		        arena_printf(expansion->arena, "%zu + %zu", open->cursor, span));
	open->cursor += span;
}

static void read_cell(
        struct expansion *expansion, const struct instruction *instruction, struct cell_box *cell)
{
	const struct measure_base none = { 0, 0 };
	struct row_value value;

	*cell = (struct cell_box){
		.column_span = expansion_number(expansion, instruction, ATTRIBUTE_SPAN, 1),
		.row_span = expansion_number(expansion, instruction, ATTRIBUTE_ROWS, 1),
		.no_repeat = expansion_number(expansion, instruction, ATTRIBUTE_CONTINUED, 1) == 0,
		.place = instruction->place,
	};
	const struct table_style *style = expansion->table->style;
	cell->valign = (enum valign)expansion_number(expansion, instruction, ATTRIBUTE_VALIGN,
	        style ? (int)style->valign : VALIGN_MIDDLE);
	cell->has_fill = expansion_value(expansion, instruction, ATTRIBUTE_FILL, none, &value)
	        || expansion->table->has_row_fill;
	if (cell->has_fill)
		cell->fill = program_given(instruction, ATTRIBUTE_FILL)
		        ? value.color
		        : expansion->table->row_fill.color;
	for (int edge = EDGE_TOP; edge <= EDGE_LEFT; edge++) {
		const enum attribute border = (enum attribute)(ATTRIBUTE_BORDER_TOP + edge);
		const bool given = expansion_value(expansion, instruction, border, none, &value);
		cell->edges[edge] = given ? value.length : -1;
	}
}

/* The style of bare text in a cell: its own, its row's, its first column's, the table style's. */
static const struct paragraph_style *bare_style(
        struct expansion *expansion, const struct instruction *instruction, size_t column)
{
	const struct open_table *open = expansion->table;

	if (program_given(instruction, ATTRIBUTE_STYLE))
		return expansion_style(expansion, instruction, ATTRIBUTE_STYLE);
	if (open->row_style)
		return open->row_style;
	if (!open->in_head && column < open->table->column_count
	        && open->open_columns[column].style)
		return open->open_columns[column].style;
	if (!open->style)
		return NULL;
	return open->in_head && open->style->head_cell ? open->style->head_cell : open->style->cell;
}

void expansion_fill_cell(struct expansion *expansion, const struct instruction *instruction,
        struct cell_box *cell, const struct paragraph_style *bare)
{
	struct open_table *open = expansion->table;
	const struct open_paragraph paragraph = expansion->paragraph;
	struct block_list *outer = expansion->blocks;
	struct block_list *blocks = arena_alloc(expansion->arena, sizeof *blocks);

	expansion->blocks = blocks;
	expansion->paragraph = (struct open_paragraph){
		.may_open = true, .bare = bare, .place = instruction->place
	};
	expansion_run(expansion, instruction->first);
	expansion_close_bare(expansion);
	expansion->paragraph = paragraph;
	expansion->blocks = outer;
	cell->first = blocks->first;
	expansion_add_cell(open, cell);
}

void expand_cell(struct expansion *expansion, const struct instruction *instruction)
{
	struct open_table *open = expansion->table;
	struct cell_box *cell = arena_alloc(expansion->arena, sizeof *cell);

	read_cell(expansion, instruction, cell);
	occupy(expansion, instruction, cell);
	const size_t column = open->cursor - (size_t)cell->column_span;
	expansion_fill_cell(
	        expansion, instruction, cell, bare_style(expansion, instruction, column));
}
