#include "press/export/csv.h"

#include "base/common.h"

#include <string.h>

#define BOM      "\xEF\xBB\xBF"
#define LINE_END "\r\n"
/* Spreadsheets hold 15 digits, and show 12 and more as 1.2E+11. */
#define DIGITS_SHOWN 11

/* Would it be computed, in any width that a spreadsheet takes for it? */
static bool is_formula(const char *words)
{
	static const char *const marks[] = { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－",
		"＠" };

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (text_starts_with(words, marks[i]))
			return true;
	return false;
}

/* Is it a number that looks the same when it was read as one: 15.1, 0.5, 42400? */
static bool is_plain_number(const char *words)
{
	const size_t whole = strspn(words, "0123456789");
	const char *rest = words + whole;

	if (whole == 0 || whole > DIGITS_SHOWN || (words[0] == '0' && whole > 1))
		return false;
	if (rest[0] == '\0')
		return true;
	const size_t decimals = rest[0] == '.' ? strspn(rest + 1, "0123456789") : 0;
	return decimals > 0 && rest[1 + decimals] == '\0' && rest[decimals] != '0';
}

/* Digits and what stands between them in numbers, days and times. */
static bool is_like_number(const char *words)
{
	return words[0] >= '0' && words[0] <= '9'
	        && words[strspn(words, "0123456789.,-/:eE%")] == '\0';
}

static bool is_guarded(const char *words)
{
	return words[0] == '\'' || is_formula(words)
	        || (is_like_number(words) && !is_plain_number(words));
}

static void add_field(struct text *out, const char *words, bool is_guarded)
{
	const bool is_quoted = words[strcspn(words, "\",\r\n")] != '\0' || words[0] == ' '
	        || text_ends_with(words, " ");

	if (is_quoted)
		text_add_char(out, '"');
	if (is_guarded)
		text_add_char(out, '\'');
	for (const char *at = words; *at; at++) {
		if (*at == '"')
			text_add_char(out, '"');
		text_add_char(out, *at);
	}
	if (is_quoted)
		text_add_char(out, '"');
}

static void add_head(const struct export_sheet *sheet, struct text *out)
{
	struct text title;

	text_init(&title);
	for (size_t i = 0; i < sheet->column_count; i++) {
		const struct export_column *column = &sheet->columns[i];
		text_clear(&title);
		text_add(&title, column->title);
		if (column->measure[0])
			text_printf(&title, "（%s）", column->measure);
		if (i > 0)
			text_add_char(out, ',');
		add_field(out, title.bytes, is_guarded(title.bytes));
	}
	text_add(out, LINE_END);
	text_release(&title);
}

void csv_write(const struct export_sheet *sheet, struct text *out)
{
	text_add(out, BOM);
	add_head(sheet, out);
	for (size_t i = 0; i < sheet->row_count * sheet->column_count; i++) {
		const struct export_cell *cell = &sheet->cells[i];
		const size_t column = i % sheet->column_count;
		const bool is_day = sheet->columns[column].type == EXPORT_DAY;
		if (column > 0)
			text_add_char(out, ',');
		if (cell->number[0])
			text_add(out, cell->number);
		else
			add_field(out, cell->words, !is_day && is_guarded(cell->words));
		if (column + 1 == sheet->column_count)
			text_add(out, LINE_END);
	}
}
