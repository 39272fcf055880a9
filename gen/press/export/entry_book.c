#include "press/export/entry_book.h"

#include "base/text.h"
#include "base/utf8.h"
#include "figures/facts/phrase.h"

#include <string.h>
#include <xlsxwriter.h>

enum { TITLE_ROW, NOTE_ROW, HEAD_ROW };

#define SHEET_NAME   "填报"
#define DAY_SECONDS  ((time_t)24 * 60 * 60)
#define A4           9
#define LINE_HEIGHT  14
#define ROW_PADDING  5
#define WORDS_LINES  2 /* room to write in */
#define FIGURE_MOST  60
#define WORDS_MOST   4000
#define MESSAGE_MOST 255
#define LIST_MOST    255

enum entry_look { LOOK_TITLE, LOOK_NOTE, LOOK_HEAD, LOOK_TASK, LOOK_TEXT, LOOK_INPUT, LOOKS };

struct entry_book {
	struct arena *arena;
	lxw_workbook *file;
	lxw_worksheet *sheet;
	lxw_format *looks[LOOKS];
	lxw_error error; /* the first */
};

static const struct {
	const char *head;
	unsigned width;
} columns[ENTRY_COLUMNS] = {
	[ENTRY_NUMBER] = { "序号", 7 },
	[ENTRY_NAME] = { "内容", 34 },
	[ENTRY_MEASURE] = { "单位", 9 },
	[ENTRY_WANTED] = { "要求", 26 },
	[ENTRY_LAST] = { "上次数", 18 },
	[ENTRY_VALUE] = { "填报", 36 },
	[ENTRY_CORRECTS] = { "数减少的更正原因", 20 },
	[ENTRY_CONFIRMS] = { "核实说明", 20 },
	[ENTRY_KEY] = { "", 10 },
};

static void keep(struct entry_book *book, lxw_error error)
{
	if (book->error == LXW_NO_ERROR)
		book->error = error;
}

static bool make_looks(struct entry_book *book)
{
	for (size_t i = 0; i < LOOKS; i++) {
		lxw_format *look = book->looks[i] = workbook_add_format(book->file);
		if (!look) {
			keep(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
			return false;
		}
		format_set_font_name(look, "宋体");
		format_set_font_size(look, i == LOOK_TITLE ? 16 : 10);
		format_set_align(look, LXW_ALIGN_VERTICAL_CENTER);
		format_set_text_wrap(look);
		if (i == LOOK_TITLE || i == LOOK_NOTE)
			continue;
		format_set_border(look, LXW_BORDER_THIN);
		format_set_border_color(look, 0xA0A0A0);
	}
	format_set_bold(book->looks[LOOK_TITLE]);
	format_set_bold(book->looks[LOOK_HEAD]);
	format_set_align(book->looks[LOOK_HEAD], LXW_ALIGN_CENTER);
	format_set_bg_color(book->looks[LOOK_HEAD], 0xDCE6F1);
	format_set_bold(book->looks[LOOK_TASK]);
	format_set_bg_color(book->looks[LOOK_TASK], 0xF2F2F2);
	format_set_bg_color(book->looks[LOOK_INPUT], 0xFFFBE0);
	format_set_num_format(book->looks[LOOK_INPUT], "@");
	format_set_unlocked(book->looks[LOOK_INPUT]);
	return true;
}

/* In halves of a Han character. */
static unsigned lines_of(const char *words, unsigned width)
{
	unsigned lines = 1, used = 0;
	uint32_t codepoint;

	for (const char *at = words; (codepoint = utf8_next(&at)) != 0;) {
		const unsigned one = codepoint < 0x2000 ? 1 : 2;
		if (codepoint == '\n' || used + one > width) {
			lines++;
			used = 0;
		}
		used += codepoint == '\n' ? 0 : one;
	}
	return lines;
}

static void put(
        struct entry_book *book, size_t row, size_t column, const char *words, enum entry_look look)
{
	const lxw_row_t at = (lxw_row_t)row;

	if (words[0])
		keep(book,
		        worksheet_write_string(
		                book->sheet, at, (lxw_col_t)column, words, book->looks[look]));
	else
		keep(book,
		        worksheet_write_blank(
		                book->sheet, at, (lxw_col_t)column, book->looks[look]));
}

/* At most so many characters, as the format of the file asks. */
static const char *shortened(struct arena *arena, const char *words, size_t most)
{
	return utf8_count(words) <= most ? words : phrase_shorten(arena, words, most);
}

static bool fits_list(const struct entry_row *row)
{
	size_t length = row->choice_count;

	for (size_t i = 0; i < row->choice_count; i++)
		length += utf8_count(row->choices[i]);
	return length < LIST_MOST;
}

/* What the cell offers, or how long what is typed may be; the program checks all of it again. */
static void validate(struct entry_book *book, size_t at, const struct entry_row *row)
{
	char **list = arena_alloc_array(book->arena, row->choice_count + 1, sizeof(char *));
	lxw_data_validation rule = { .validate = LXW_VALIDATION_TYPE_LENGTH,
		.criteria = LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO,
		.value_number = row->kind == ENTRY_WORDS ? WORDS_MOST : FIGURE_MOST,
		.ignore_blank = LXW_VALIDATION_ON,
		.show_input = row->wanted[0] ? LXW_VALIDATION_ON : LXW_VALIDATION_OFF,
		.input_message = arena_strdup(
		        book->arena, shortened(book->arena, row->wanted, MESSAGE_MOST)),
		.error_title = arena_strdup(book->arena, "填报"),
		.error_message = arena_strdup(
		        book->arena, row->kind == ENTRY_CHOICE ? "请从列表中选择" : "内容过长") };

	for (size_t i = 0; i < row->choice_count; i++)
		list[i] = arena_strdup(book->arena, row->choices[i]);
	if (row->kind == ENTRY_CHOICE && fits_list(row)) {
		rule.validate = LXW_VALIDATION_TYPE_LIST;
		rule.value_list = list;
	}
	keep(book, worksheet_data_validation_cell(book->sheet, (lxw_row_t)at, ENTRY_VALUE, &rule));
}

static void write_row(struct entry_book *book, size_t at, const struct entry_row *row)
{
	const bool is_head = row->kind == ENTRY_HEAD;
	const enum entry_look plain = is_head ? LOOK_TASK : LOOK_TEXT;
	const enum entry_look input = is_head ? LOOK_TASK : LOOK_INPUT;
	const enum entry_look reason = row->has_reasons ? LOOK_INPUT : plain;
	const struct {
		const char *words;
		enum entry_look look;
	} cells[ENTRY_COLUMNS] = {
		[ENTRY_NUMBER] = { row->number, plain },
		[ENTRY_NAME] = { row->name, plain },
		[ENTRY_MEASURE] = { row->measure, plain },
		[ENTRY_WANTED] = { row->wanted, plain },
		[ENTRY_LAST] = { row->last, plain },
		[ENTRY_VALUE] = { row->value, input },
		[ENTRY_CORRECTS] = { row->corrects, reason },
		[ENTRY_CONFIRMS] = { row->confirms, reason },
		[ENTRY_KEY] = { row->key, LOOK_TEXT },
	};
	unsigned lines = row->kind == ENTRY_WORDS ? WORDS_LINES : 1;

	for (size_t i = 0; i < ENTRY_COLUMNS; i++) {
		const unsigned own = lines_of(cells[i].words, columns[i].width);
		put(book, at, i, cells[i].words, cells[i].look);
		lines = own > lines && i != ENTRY_KEY ? own : lines;
	}
	keep(book,
	        worksheet_set_row(
	                book->sheet, (lxw_row_t)at, lines * LINE_HEIGHT + ROW_PADDING, NULL));
	if (!is_head)
		validate(book, at, row);
}

static void set_view(struct entry_book *book, const struct entry_sheet *entry)
{
	lxw_worksheet *sheet = book->sheet;
	lxw_row_col_options hidden = { LXW_TRUE, 0, LXW_FALSE };
	lxw_protection options = { .format_columns = LXW_TRUE, .format_rows = LXW_TRUE };
	const char *inputs = arena_printf(book->arena, "F1:H%zu", ENTRY_FIRST_ROW + entry->count);

	for (int i = 0; i < ENTRY_COLUMNS; i++)
		keep(book,
		        worksheet_set_column_opt(sheet, (lxw_col_t)i, (lxw_col_t)i,
		                columns[i].width + 2, NULL, i == ENTRY_KEY ? &hidden : NULL));
	worksheet_freeze_panes(sheet, ENTRY_FIRST_ROW, ENTRY_MEASURE);
	worksheet_set_landscape(sheet);
	worksheet_set_paper(sheet, A4);
	worksheet_fit_to_pages(sheet, 1, 0);
	keep(book, worksheet_repeat_rows(sheet, HEAD_ROW, HEAD_ROW));
	keep(book, worksheet_set_footer(sheet, "&C第&P页　共&N页"));
	keep(book, worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, inputs));
	worksheet_protect(sheet, NULL, &options);
}

static void write_sheet(struct entry_book *book, const struct entry_sheet *entry)
{
	book->sheet = workbook_add_worksheet(book->file, SHEET_NAME);
	if (!book->sheet) {
		keep(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return;
	}
	keep(book,
	        worksheet_merge_range(book->sheet, TITLE_ROW, 0, TITLE_ROW, ENTRY_CONFIRMS,
	                entry->title, book->looks[LOOK_TITLE]));
	put(book, TITLE_ROW, ENTRY_KEY, entry->identity, LOOK_TEXT);
	keep(book,
	        worksheet_merge_range(book->sheet, NOTE_ROW, 0, NOTE_ROW, ENTRY_CONFIRMS,
	                entry->note, book->looks[LOOK_NOTE]));
	keep(book, worksheet_set_row(book->sheet, TITLE_ROW, 2 * LINE_HEIGHT, NULL));
	for (size_t i = 0; i < ENTRY_COLUMNS; i++)
		put(book, HEAD_ROW, i, columns[i].head, LOOK_HEAD);
	for (size_t i = 0; i < entry->count; i++)
		write_row(book, ENTRY_FIRST_ROW + i, &entry->rows[i]);
	set_view(book, entry);
}

size_t entry_book_cell_count(const struct entry_sheet *sheet)
{
	return 2 * ENTRY_KEY + 1 + (1 + sheet->count) * ENTRY_COLUMNS;
}

const char *entry_book_save(const struct xlsx_order *order, const char *path)
{
	struct entry_book book = { .arena = arena_new(), .file = workbook_new(path) };

	if (!book.file) {
		arena_free(book.arena);
		return lxw_strerror(LXW_ERROR_MEMORY_MALLOC_FAILED);
	}
	lxw_doc_properties properties = { .title = arena_strdup(book.arena, order->title),
		.author = arena_strdup(book.arena, order->author),
		.created = (time_t)date_number(order->created) * DAY_SECONDS };
	keep(&book, workbook_set_properties(book.file, &properties));
	if (make_looks(&book))
		write_sheet(&book, order->entry);
	if (book.error)
		lxw_workbook_free(book.file);
	else
		keep(&book, workbook_close(book.file));
	arena_free(book.arena);
	return book.error ? lxw_strerror(book.error) : NULL;
}
