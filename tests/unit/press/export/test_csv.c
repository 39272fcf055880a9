/* A table as CSV: what is quoted, what is kept from being computed or changed, what is left alone.
 */
#include "press/export/csv.h"

#include "base/common.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <string.h>

#define BOM "\xEF\xBB\xBF"

/* A table of one column, its head and one cell. */
static char *written(enum export_type type, const char *words, const char *number)
{
	struct export_column column = {
		.title = "头", .group = "", .measure = "", .zero = "", .type = type
	};
	const struct export_cell cell = { .words = words, .number = number };
	const struct export_sheet sheet = {
		.columns = &column, .column_count = 1, .cells = &cell, .row_count = 1
	};
	struct text out;

	text_init(&out);
	csv_write(&sheet, &out);
	cr_assert(text_starts_with(out.bytes, BOM "头\r\n"), "%s", out.bytes);
	cr_assert(text_ends_with(out.bytes, "\r\n"));
	char *line = strdup(out.bytes + strlen(BOM "头\r\n"));
	line[strlen(line) - 2] = '\0';
	text_release(&out);
	return line;
}

Test(csv, keeps_each_text_from_being_taken_for_something_else)
{
	static const struct {
		const char *words, *want;
	} rows[] = {
		{ "市民政局", "市民政局" },
		{ "15.1", "15.1" },
		{ "15.10", "'15.10" },
		{ "007", "'007" },
		{ "0.5", "0.5" },
		{ "1-2", "'1-2" },
		{ "1/2", "'1/2" },
		{ "2E5", "'2E5" },
		{ "12345678901", "12345678901" },
		{ "123456789012", "'123456789012" },
		{ "=1+1", "'=1+1" },
		{ "＝1+1", "'＝1+1" },
		{ "+8613", "'+8613" },
		{ "-", "'-" },
		{ "@SUM(A1)", "'@SUM(A1)" },
		{ "\t=1", "'\t=1" },
		{ "'引", "''引" },
		{ "甲,乙", "\"甲,乙\"" },
		{ "=甲,乙", "\"'=甲,乙\"" },
		{ "说“好”", "说“好”" },
		{ "a\"b", "\"a\"\"b\"" },
		{ "一\n二", "\"一\n二\"" },
		{ " 前", "\" 前\"" },
		{ "", "" },
		{ "—", "—" },
		{ "3家", "3家" },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *line = written(EXPORT_TEXT, rows[i].words, "");
		cr_expect_str_eq(line, rows[i].want, "%s -> %s", rows[i].words, line);
		free(line);
	}
}

Test(csv, never_touches_numbers_and_days)
{
	static const struct {
		enum export_type type;
		const char *words, *number, *want;
	} rows[] = {
		{ EXPORT_FIGURE, "50.0%", "50.0", "50.0" },
		{ EXPORT_FIGURE, "−0.1", "-0.1", "-0.1" },
		{ EXPORT_FIGURE, "153020000000", "153020000000", "153020000000" },
		{ EXPORT_FIGURE, "未报送", "", "未报送" },
		{ EXPORT_DAY, "2020-05-31", "", "2020-05-31" },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *line = written(rows[i].type, rows[i].words, rows[i].number);
		cr_expect_str_eq(line, rows[i].want, "%s -> %s", rows[i].words, line);
		free(line);
	}
}

Test(csv, says_the_measure_of_a_column_in_its_head)
{
	struct export_column columns[] = {
		{ .title = "完成率",
		        .group = "",
		        .measure = "%",
		        .zero = "",
		        .type = EXPORT_FIGURE },
		{ .title = "=甲区", .group = "", .measure = "", .zero = "", .type = EXPORT_FIGURE },
	};
	const struct export_sheet sheet = { .columns = columns, .column_count = 2 };
	struct text out;

	text_init(&out);
	csv_write(&sheet, &out);
	cr_assert_str_eq(out.bytes, BOM "完成率（%）,'=甲区\r\n");
	text_release(&out);
}
