#include "press/export/entry_book.h"

#include "base/text.h"
#include "base/utf8.h"
#include "figures/facts/phrase.h"
#include "press/export/book.h"

enum { TITLE_ROW, NOTE_ROW, HEAD_ROW };

#define SHEET_NAME   "填报"
#define WORDS_LINES  2 /* room to write in */
#define FIGURE_MOST  60
#define WORDS_MOST   4000
#define MESSAGE_MOST 255
#define LIST_MOST    255

enum entry_look { LOOK_TITLE, LOOK_NOTE, LOOK_HEAD, LOOK_TASK, LOOK_TEXT, LOOK_INPUT, LOOKS };

struct entry_book {
	struct book book;
	lxw_format *looks[LOOKS];
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

static bool make_looks(struct entry_book *entry)
{
	lxw_format **looks = entry->looks;

	looks[LOOK_TITLE] = book_format(&entry->book, LXW_ALIGN_NONE);
	looks[LOOK_NOTE] = book_format(&entry->book, LXW_ALIGN_NONE);
	looks[LOOK_HEAD] = book_cell_format(&entry->book, LXW_ALIGN_CENTER);
	for (size_t i = LOOK_TASK; i < LOOKS; i++)
		looks[i] = book_cell_format(&entry->book, LXW_ALIGN_NONE);
	if (entry->book.error)
		return false;
	book_make_title(looks[LOOK_TITLE]);
	format_set_text_wrap(looks[LOOK_TITLE]);
	format_set_text_wrap(looks[LOOK_NOTE]);
	book_make_head(looks[LOOK_HEAD]);
	format_set_bold(looks[LOOK_TASK]);
	format_set_bg_color(looks[LOOK_TASK], 0xF2F2F2);
	format_set_bg_color(looks[LOOK_INPUT], 0xFFFBE0);
	format_set_num_format(looks[LOOK_INPUT], "@");
	format_set_unlocked(looks[LOOK_INPUT]);
	return true;
}

/* In halves of a Han character. */
static unsigned lines_of(const char *words, unsigned width)
{
	unsigned lines = 1, used = 0;
	uint32_t codepoint;

	for (const char *at = words; (codepoint = utf8_next(&at)) != 0;) {
		const unsigned one = book_width(codepoint);
		if (codepoint == '\n' || used + one > width) {
			lines++;
			used = 0;
		}
		used += codepoint == '\n' ? 0 : one;
	}
	return lines;
}

static void put(struct entry_book *filled, size_t row, size_t column, const char *words,
        enum entry_look look)
{
	const lxw_row_t at = (lxw_row_t)row;

	if (words[0])
		book_keep(&filled->book,
		        worksheet_write_string(filled->book.sheet, at, (lxw_col_t)column, words,
		                filled->looks[look]));
	else
		book_keep(&filled->book,
		        worksheet_write_blank(
		                filled->book.sheet, at, (lxw_col_t)column, filled->looks[look]));
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
static void validate(struct entry_book *filled, size_t at, const struct entry_row *row)
{
	char **list = arena_alloc_array(filled->book.arena, row->choice_count + 1, sizeof(char *));
	lxw_data_validation rule = { .validate = LXW_VALIDATION_TYPE_LENGTH,
		.criteria = LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO,
		.value_number = row->kind == ENTRY_WORDS ? WORDS_MOST : FIGURE_MOST,
		.ignore_blank = LXW_VALIDATION_ON,
		.show_input = row->wanted[0] ? LXW_VALIDATION_ON : LXW_VALIDATION_OFF,
		.input_message = arena_strdup(filled->book.arena,
		        shortened(filled->book.arena, row->wanted, MESSAGE_MOST)),
		.error_title = arena_strdup(filled->book.arena, "填报"),
		.error_message = arena_strdup(filled->book.arena,
		        row->kind == ENTRY_CHOICE ? "请从列表中选择" : "内容过长") };

	for (size_t i = 0; i < row->choice_count; i++)
		list[i] = arena_strdup(filled->book.arena, row->choices[i]);
	if (row->kind == ENTRY_CHOICE && fits_list(row)) {
		rule.validate = LXW_VALIDATION_TYPE_LIST;
		rule.value_list = list;
	}
	book_keep(&filled->book,
	        worksheet_data_validation_cell(
	                filled->book.sheet, (lxw_row_t)at, ENTRY_VALUE, &rule));
}

static void write_row(struct entry_book *filled, size_t at, const struct entry_row *row)
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
		put(filled, at, i, cells[i].words, cells[i].look);
		lines = own > lines && i != ENTRY_KEY ? own : lines;
	}
	book_keep(&filled->book,
	        worksheet_set_row(filled->book.sheet, (lxw_row_t)at,
	                lines * BOOK_LINE_HEIGHT + BOOK_ROW_PADDING, NULL));
	if (!is_head)
		validate(filled, at, row);
}

static void set_view(struct entry_book *filled, const struct entry_sheet *entry)
{
	lxw_worksheet *sheet = filled->book.sheet;
	lxw_row_col_options hidden = { LXW_TRUE, 0, LXW_FALSE };
	lxw_protection options = { .format_columns = LXW_TRUE, .format_rows = LXW_TRUE };
	const char *inputs =
	        arena_printf(filled->book.arena, "F1:H%zu", ENTRY_FIRST_ROW + entry->count);

	for (int i = 0; i < ENTRY_COLUMNS; i++)
		book_keep(&filled->book,
		        worksheet_set_column_opt(sheet, (lxw_col_t)i, (lxw_col_t)i,
		                columns[i].width + BOOK_SIDE_PADDING, NULL,
		                i == ENTRY_KEY ? &hidden : NULL));
	worksheet_freeze_panes(sheet, ENTRY_FIRST_ROW, ENTRY_MEASURE);
	worksheet_set_landscape(sheet);
	worksheet_set_paper(sheet, BOOK_A4);
	worksheet_fit_to_pages(sheet, 1, 0);
	book_keep(&filled->book, worksheet_repeat_rows(sheet, HEAD_ROW, HEAD_ROW));
	book_keep(&filled->book, worksheet_set_footer(sheet, "&C第&P页　共&N页"));
	book_keep(&filled->book,
	        worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, inputs));
	worksheet_protect(sheet, NULL, &options);
}

static void write_sheet(struct entry_book *filled, const struct entry_sheet *entry)
{
	if (!book_add_sheet(&filled->book, SHEET_NAME))
		return;
	book_keep(&filled->book,
	        worksheet_merge_range(filled->book.sheet, TITLE_ROW, 0, TITLE_ROW, ENTRY_CONFIRMS,
	                entry->title, filled->looks[LOOK_TITLE]));
	put(filled, TITLE_ROW, ENTRY_KEY, entry->identity, LOOK_TEXT);
	book_keep(&filled->book,
	        worksheet_merge_range(filled->book.sheet, NOTE_ROW, 0, NOTE_ROW, ENTRY_CONFIRMS,
	                entry->note, filled->looks[LOOK_NOTE]));
	book_keep(&filled->book,
	        worksheet_set_row(filled->book.sheet, TITLE_ROW, 2 * BOOK_LINE_HEIGHT, NULL));
	for (size_t i = 0; i < ENTRY_COLUMNS; i++)
		put(filled, HEAD_ROW, i, columns[i].head, LOOK_HEAD);
	for (size_t i = 0; i < entry->count; i++)
		write_row(filled, ENTRY_FIRST_ROW + i, &entry->rows[i]);
	set_view(filled, entry);
}

size_t entry_book_cell_count(const struct entry_sheet *sheet)
{
	return 2 * ENTRY_KEY + 1 + (1 + sheet->count) * ENTRY_COLUMNS;
}

const char *entry_book_save(const struct xlsx_order *order, const char *path)
{
	struct entry_book filled;

	if (!book_open(&filled.book, order, path))
		return lxw_strerror(LXW_ERROR_MEMORY_MALLOC_FAILED);
	if (make_looks(&filled))
		write_sheet(&filled, order->entry);
	return book_close(&filled.book);
}
