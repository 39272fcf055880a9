#include "press/export/xlsx.h"

#include "base/common.h"
#include "base/text.h"
#include "base/utf8.h"
#include "press/export/book.h"

#include <stdlib.h>
#include <string.h>

/* From the top; the last two are the head, whose columns are merged in groups. */
enum { TITLE_ROW, SUBTITLE_ROW, GROUP_ROW, HEAD_ROW, FIRST_ROW };

/* A spreadsheet holds binary fractions: 15 digits survive. */
#define DIGITS_MOST 15
/* UTF-16 units of a cell. */
#define TEXT_MOST 32767
#define CUT_SHORT "……（过长，全文见 summary.csv）"
/* Day 0 of a spreadsheet is 1899-12-30. */
#define SERIAL_OF_1970  25569
#define ROW_HEIGHT_MOST 400
#define TITLE_HEIGHT    32
#define SUBTITLE_HEIGHT 18
/* Columns that hold labels, not sentences or sums, are centred up to these widths. */
#define LABEL_WIDTH  10
#define NUMBER_WIDTH 5

enum look {
	LOOK_TITLE,
	LOOK_SUBTITLE,
	LOOK_HEAD,
	LOOK_TEXT,
	LOOK_WORD, /* in place of a number */
	LOOK_DAY,
	LOOKS
};

struct number_look {
	const char *picture;
	bool is_label; /* 序号: centred */
	lxw_format *format;
};

struct tables {
	struct book book;
	lxw_format *looks[LOOKS];
	struct number_look *numbers; /* each picture once */
	size_t number_count, number_capacity;
};

static bool make_looks(struct tables *tables)
{
	lxw_format **looks = tables->looks;

	looks[LOOK_TITLE] = book_format(&tables->book, LXW_ALIGN_CENTER);
	looks[LOOK_SUBTITLE] = book_format(&tables->book, LXW_ALIGN_CENTER);
	looks[LOOK_HEAD] = book_cell_format(&tables->book, LXW_ALIGN_CENTER);
	looks[LOOK_TEXT] = book_cell_format(&tables->book, LXW_ALIGN_LEFT);
	looks[LOOK_WORD] = book_cell_format(&tables->book, LXW_ALIGN_CENTER);
	looks[LOOK_DAY] = book_cell_format(&tables->book, LXW_ALIGN_CENTER);
	if (tables->book.error)
		return false;
	book_make_title(looks[LOOK_TITLE]);
	book_make_head(looks[LOOK_HEAD]);
	format_set_num_format(looks[LOOK_DAY], "yyyy\"年\"m\"月\"d\"日\"");
	return true;
}

/* In halves of a Han character. */
static unsigned width_of(const char *words)
{
	unsigned width = 0;
	uint32_t codepoint;

	for (const char *at = words; (codepoint = utf8_next(&at)) != 0;)
		width += book_width(codepoint);
	return width;
}

/* What a figure's picture says as it stands: nothing that would end it. */
static const char *quoted(struct arena *arena, const char *words, size_t length)
{
	return length > 0 && !memchr(words, '"', length)
	        ? arena_printf(arena, "\"%.*s\"", (int)length, words)
	        : "";
}

/*
 * How a number is shown so that it reads as its words do: 0.0% of 41.7%, "≥"0 of ≥75, +0;-0;0 of
 * +6, "持平" of 持平.
 */
static const char *picture_of(struct arena *arena, const struct export_cell *cell)
{
	const char *words = cell->words;
	const char *digit = words + strcspn(words, "0123456789");
	const size_t length = strspn(digit, "0123456789.");
	const char *point = memchr(digit, '.', length);
	const bool is_signed = cell->number[0] == '-' || words[0] == '+';
	const bool is_share = text_equal(digit + length, "%");

	if (length == 0)
		return quoted(arena, words, strlen(words));
	const char *zeros = arena_printf(
	        arena, "%.*s", point ? (int)(digit + length - point) : 0, ".000000000000000");
	const char *number = arena_printf(arena, "0%s%s", zeros,
	        is_share ? "%" : quoted(arena, digit + length, strlen(digit + length)));
	return is_signed ? arena_printf(arena, "+%s;-%s;%s", number, number, number)
	                 : arena_printf(arena, "%s%s",
	                         quoted(arena, words, (size_t)(digit - words)), number);
}

static lxw_format *number_format(struct tables *tables, const char *picture, bool is_label)
{
	for (size_t i = 0; i < tables->number_count; i++)
		if (text_equal(tables->numbers[i].picture, picture)
		        && tables->numbers[i].is_label == is_label)
			return tables->numbers[i].format;
	lxw_format *format =
	        book_cell_format(&tables->book, is_label ? LXW_ALIGN_CENTER : LXW_ALIGN_RIGHT);
	if (!format)
		return NULL;
	format_set_num_format(format, picture);
	tables->numbers = arena_grow(tables->book.arena, tables->numbers, &tables->number_capacity,
	        tables->number_count, sizeof *tables->numbers);
	tables->numbers[tables->number_count++] =
	        (struct number_look){ .picture = picture, .is_label = is_label, .format = format };
	return format;
}

static bool is_number(const struct export_cell *cell)
{
	size_t digits = 0;

	for (const char *at = cell->number; *at; at++)
		digits += *at >= '0' && *at <= '9';
	return digits > 0 && digits <= DIGITS_MOST;
}

/* Of a share its hundredth part, in one step: 41.7% is the number next to 0.417. */
static const char *value_of(struct arena *arena, const struct export_cell *cell)
{
	return text_ends_with(cell->words, "%") ? arena_printf(arena, "%se-2", cell->number)
	                                        : cell->number;
}

/* _x0041_ would be read as A: its first character is written in that way itself. */
static const char *escaped(struct arena *arena, const char *words)
{
	const char *at = strstr(words, "_x");
	struct text out;

	if (!at)
		return words;
	text_init(&out);
	for (; at; at = strstr(words, "_x")) {
		const bool is_code = strspn(at + 2, "0123456789ABCDEFabcdef") >= 4 && at[6] == '_';
		text_add_bytes(&out, words, (size_t)(at - words));
		text_add(&out, is_code ? "_x005F_" : "_");
		words = at + 1;
	}
	text_add(&out, words);
	const char *kept = arena_strdup(arena, out.bytes);
	text_release(&out);
	return kept;
}

/* What a cell cannot hold is left out, and the cell says so. */
static const char *fitting(struct arena *arena, const char *words)
{
	const size_t most = TEXT_MOST - utf8_count(CUT_SHORT);
	const char *at = words, *end = words;
	size_t units = 0;
	uint32_t codepoint;

	while ((codepoint = utf8_next(&at)) != 0) {
		units += codepoint > 0xFFFF ? 2 : 1;
		if (units <= most)
			end = at;
	}
	return units <= TEXT_MOST
	        ? words
	        : arena_printf(arena, "%.*s%s", (int)(end - words), words, CUT_SHORT);
}

static void write_words(
        struct tables *tables, lxw_row_t row, lxw_col_t column, const char *words, enum look look)
{
	if (words[0])
		book_keep(&tables->book,
		        worksheet_write_string(tables->book.sheet, row, column,
		                fitting(tables->book.arena, escaped(tables->book.arena, words)),
		                tables->looks[look]));
	else
		book_keep(&tables->book,
		        worksheet_write_blank(
		                tables->book.sheet, row, column, tables->looks[look]));
}

/* A sentence begins at the left; a label, and a word in place of a number, stand in the middle. */
static enum look look_of(const struct export_column *column)
{
	return column->type == EXPORT_TEXT && column->width > LABEL_WIDTH ? LOOK_TEXT : LOOK_WORD;
}

static void write_cell(struct tables *tables, lxw_row_t row, const struct export_column *columns,
        size_t number, const struct export_cell *cell)
{
	const struct export_column *column = &columns[number];
	const lxw_col_t at = (lxw_col_t)number;
	struct date day;

	if (is_number(cell))
		book_keep(&tables->book,
		        worksheet_write_number(tables->book.sheet, row, at,
		                strtod(value_of(tables->book.arena, cell), NULL),
		                number_format(tables, picture_of(tables->book.arena, cell),
		                        column->width <= NUMBER_WIDTH)));
	else if (column->type == EXPORT_DAY && date_parse(cell->words, &day))
		book_keep(&tables->book,
		        worksheet_write_number(tables->book.sheet, row, at,
		                (int)date_number(day) + SERIAL_OF_1970, tables->looks[LOOK_DAY]));
	else
		write_words(tables, row, at, cell->words, look_of(column));
}

/* Merged, unless it is but one cell. */
static void write_over(struct tables *tables, const lxw_row_t rows[2], const lxw_col_t columns[2],
        const char *words, enum look look)
{
	if (rows[0] == rows[1] && columns[0] == columns[1])
		write_words(tables, rows[0], columns[0], words, look);
	else
		book_keep(&tables->book,
		        worksheet_merge_range(tables->book.sheet, rows[0], columns[0], rows[1],
		                columns[1], escaped(tables->book.arena, words),
		                tables->looks[look]));
}

/* What a column is called; shares have their sign in each cell. */
static const char *head_of(struct arena *arena, const struct export_column *column)
{
	return column->measure[0] && !text_equal(column->measure, "%")
	        ? arena_printf(arena, "%s\n（%s）", column->title, column->measure)
	        : column->title;
}

static unsigned lines_of(const char *words, unsigned width)
{
	const unsigned lines = (width_of(words) + width - 1) / width;

	return lines > 0 ? lines : 1;
}

/* A head of two rows: groups above what is in them, all else over both. */
static void write_head(
        struct tables *tables, lxw_worksheet *sheet, const struct export_sheet *table)
{
	unsigned lines = 1;

	for (size_t i = 0; i < table->column_count;) {
		const struct export_column *column = &table->columns[i];
		size_t end = i + 1;
		while (column->group[0] && end < table->column_count
		        && text_equal(table->columns[end].group, column->group))
			end++;
		if (column->group[0])
			write_over(tables, (lxw_row_t[]){ GROUP_ROW, GROUP_ROW },
			        (lxw_col_t[]){ (lxw_col_t)i, (lxw_col_t)(end - 1) }, column->group,
			        LOOK_HEAD);
		for (; i < end; i++) {
			const char *head = head_of(tables->book.arena, &table->columns[i]);
			const unsigned own =
			        strchr(head, '\n') ? 2 : lines_of(head, table->columns[i].width);
			write_over(tables,
			        (lxw_row_t[]){ column->group[0] ? HEAD_ROW : GROUP_ROW, HEAD_ROW },
			        (lxw_col_t[]){ (lxw_col_t)i, (lxw_col_t)i }, head, LOOK_HEAD);
			lines = own > lines ? own : lines;
		}
	}
	book_keep(&tables->book,
	        worksheet_set_row(sheet, GROUP_ROW, BOOK_LINE_HEIGHT + BOOK_ROW_PADDING, NULL));
	book_keep(&tables->book,
	        worksheet_set_row(
	                sheet, HEAD_ROW, lines * BOOK_LINE_HEIGHT + BOOK_ROW_PADDING, NULL));
}

static void write_rows(
        struct tables *tables, lxw_worksheet *sheet, const struct export_sheet *table)
{
	const size_t count = table->column_count;

	for (size_t i = 0; i < table->row_count; i++) {
		const lxw_row_t row = (lxw_row_t)(FIRST_ROW + i);
		unsigned lines = 1;
		for (size_t j = 0; j < count; j++) {
			const struct export_cell *cell = &table->cells[i * count + j];
			const unsigned own = lines_of(cell->words, table->columns[j].width);
			write_cell(tables, row, table->columns, j, cell);
			lines = own > lines ? own : lines;
		}
		const unsigned height = lines * BOOK_LINE_HEIGHT + BOOK_ROW_PADDING;
		book_keep(&tables->book,
		        worksheet_set_row(sheet, row,
		                height < ROW_HEIGHT_MOST ? height : ROW_HEIGHT_MOST, NULL));
	}
}

/* Green, yellow and red, by the word of the light in the same row: it can be put right by hand. */
static void light(struct tables *tables, lxw_worksheet *sheet, const struct export_sheet *table,
        size_t first, size_t last)
{
	static const struct {
		const char *word;
		lxw_color_t paper, ink;
	} lights[] = { { "绿灯", 0xC6EFCE, 0x006100 }, { "黄灯", 0xFFEB9C, 0x7F6000 },
		{ "红灯", 0xFFC7CE, 0x9C0006 } };
	char column[LXW_MAX_COL_NAME_LENGTH] = "";

	lxw_col_to_name(column, (lxw_col_t)last, LXW_TRUE);
	for (size_t i = 0; i < COUNT_OF(lights); i++) {
		lxw_format *format = workbook_add_format(tables->book.file);
		if (!format) {
			book_keep(&tables->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
			return;
		}
		format_set_bg_color(format, lights[i].paper);
		format_set_font_color(format, lights[i].ink);
		lxw_conditional_format rule = { .type = LXW_CONDITIONAL_TYPE_FORMULA,
			.value_string = arena_printf(tables->book.arena, "=%s%d=\"%s\"", column,
			        FIRST_ROW + 1, lights[i].word),
			.format = format };
		book_keep(&tables->book,
		        worksheet_conditional_format_range(sheet, FIRST_ROW, (lxw_col_t)first,
		                (lxw_row_t)(FIRST_ROW + table->row_count - 1), (lxw_col_t)last,
		                &rule));
	}
}

/* The last column of a status is that of the light. */
static void light_statuses(
        struct tables *tables, lxw_worksheet *sheet, const struct export_sheet *table)
{
	size_t first = table->column_count, last = 0;

	for (size_t i = table->column_count; i-- > 0;) {
		if (table->columns[i].type != EXPORT_STATUS)
			continue;
		first = i;
		last = i > last ? i : last;
	}
	if (first < table->column_count && table->row_count > 0)
		light(tables, sheet, table, first, last);
}

/* On screen and on paper. */
static void set_view(struct tables *tables, lxw_worksheet *sheet, const struct export_sheet *table)
{
	const lxw_row_t last = (lxw_row_t)(FIRST_ROW + table->row_count - 1);
	const lxw_col_t columns = (lxw_col_t)table->column_count;

	for (lxw_col_t i = 0; i < columns; i++)
		book_keep(&tables->book,
		        worksheet_set_column(
		                sheet, i, i, table->columns[i].width + BOOK_SIDE_PADDING, NULL));
	worksheet_freeze_panes(sheet, FIRST_ROW, (lxw_col_t)table->frozen);
	if (table->frozen > 0 && table->row_count > 0)
		book_keep(
		        &tables->book, worksheet_autofilter(sheet, HEAD_ROW, 0, last, columns - 1));
	if (table->row_count > 0)
		book_keep(&tables->book,
		        worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
		                arena_printf(tables->book.arena, "A%d:XFD%u", FIRST_ROW + 1,
		                        (unsigned)last + 1)));
	worksheet_set_landscape(sheet);
	worksheet_set_paper(sheet, BOOK_A4);
	worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6); /* inches */
	worksheet_fit_to_pages(sheet, 1, 0);
	worksheet_center_horizontally(sheet);
	book_keep(&tables->book, worksheet_repeat_rows(sheet, GROUP_ROW, HEAD_ROW));
	book_keep(&tables->book,
	        worksheet_print_area(sheet, TITLE_ROW, 0, last, (lxw_col_t)(table->printed - 1)));
	book_keep(&tables->book, worksheet_set_footer(sheet, "&C&\"宋体\"&9第&P页，共&N页"));
}

static void add_sheet(struct tables *tables, const struct export_sheet *table)
{
	const lxw_col_t across[] = { 0, (lxw_col_t)(table->printed - 1) };

	if (!book_add_sheet(&tables->book, table->name))
		return;
	lxw_worksheet *sheet = tables->book.sheet;
	book_keep(&tables->book, worksheet_set_row(sheet, TITLE_ROW, TITLE_HEIGHT, NULL));
	book_keep(&tables->book, worksheet_set_row(sheet, SUBTITLE_ROW, SUBTITLE_HEIGHT, NULL));
	write_over(tables, (lxw_row_t[]){ TITLE_ROW, TITLE_ROW }, across, table->title, LOOK_TITLE);
	write_over(tables, (lxw_row_t[]){ SUBTITLE_ROW, SUBTITLE_ROW }, across, table->subtitle,
	        LOOK_SUBTITLE);
	write_head(tables, sheet, table);
	write_rows(tables, sheet, table);
	light_statuses(tables, sheet, table);
	set_view(tables, sheet, table);
}

size_t xlsx_cell_count(const struct export_sheet *sheet)
{
	return 2 * sheet->printed + (2 + sheet->row_count) * sheet->column_count;
}

const char *xlsx_save(const struct xlsx_order *order, const char *path)
{
	struct tables tables = { .number_count = 0 };

	if (!book_open(&tables.book, order, path))
		return lxw_strerror(LXW_ERROR_MEMORY_MALLOC_FAILED);
	if (make_looks(&tables))
		for (size_t i = 0; i < order->sheet_count && !tables.book.error; i++)
			add_sheet(&tables, &order->sheets[i]);
	return book_close(&tables.book);
}
