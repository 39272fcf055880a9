/* Months, days and numbers as people write them; what is none of these, or none that there is. */
#include "figures/intake/written.h"

#include "base/common.h"

#include <criterion/criterion.h>

static const struct period may = { .year = 2020, .month = 5 };

Test(written, months_in_all_forms)
{
	static const struct {
		const char *text, *period; /* "": none */
	} rows[] = {
		{ "2020年5月", "2020-05" },
		{ "2020/5", "2020-05" },
		{ "２０２０－０５", "2020-05" },
		{ "2020—5", "2020-05" },
		{ "2020–5", "2020-05" },
		{ "2020·5", "2020-05" },
		{ "202005", "2020-05" },
		{ "5月", "2020-05" },
		{ "5 月份", "2020-05" },
		{ "5", "" },
		{ "13月", "" },
		{ "0月", "" },
		{ "2020年0月", "" },
		{ "202013", "" },
		{ "000005", "" },
		{ "20205", "" },
		{ "5年2020", "" },
		{ "2020年123月", "" },
		{ "2020年5月8日", "" },
		{ "2020年五月x", "" },
		{ "", "" },
		{ "五月", "" },
		{ "123456789012345678901234567890", "" },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena *arena = arena_new();
		struct period period;
		const bool found = written_period(rows[i].text, may, &period);
		cr_expect_str_eq(found ? period_format(arena, period) : "", rows[i].period, "“%s”",
		        rows[i].text);
		arena_free(arena);
	}
}

Test(written, days_in_all_forms)
{
	static const struct {
		const char *text, *day; /* "": none */
		bool certain;           /* of a day: its year was written */
	} rows[] = {
		{ "2020年6月2日", "2020-06-02", true },
		{ "2020/6/2 15:09", "2020-06-02", true },
		{ "2020.6.2", "2020-06-02", true },
		{ "20200602", "2020-06-02", true },
		{ "2020-06-02T15:09", "2020-06-02", true },
		{ "2020年6月2日下午3时", "2020-06-02", true },
		{ "6月2日", "2020-06-02", false },
		{ "5月1日", "2020-05-01", false },
		{ "4月30日", "2021-04-30", false },
		{ "6/2", "", false },
		{ "2020年6月", "", false },
		{ "2020年2月30日", "", false },
		{ "2020年13月1日", "", false },
		{ "2020年0月1日", "", false },
		{ "2020年6月0日", "", false },
		{ "20200631", "", false },
		{ "00000602", "", false },
		{ "2020年123月1日", "", false },
		{ "2020年6月123日", "", false },
		{ "6月123日", "", false },
		{ "年内", "", false },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena *arena = arena_new();
		struct date day;
		bool certain;
		const bool found = written_day(rows[i].text, may, &day, &certain);
		cr_expect_str_eq(
		        found ? date_format(arena, day) : "", rows[i].day, "“%s”", rows[i].text);
		if (found)
			cr_expect_eq(certain, rows[i].certain, "“%s”", rows[i].text);
		arena_free(arena);
	}
}

Test(written, a_day_that_there_is_not_is_known)
{
	static const struct {
		const char *text;
		bool is_none;
	} rows[] = {
		{ "9月30日前", false },
		{ "9月31日前", true },
		{ "2020年2月30日左右", true },
		{ "13月底前", true },
		{ "2020年13月", true },
		{ "2020年0月中旬。", true },
		{ "0月", true },
		{ "12月底", false },
		{ "2020年12月", false },
		{ "2020年6月13月", false },
		{ "20年13月", false },
		{ "13", false },
		{ "2020年", false },
		{ "100月", false },
		{ "年内", false },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		cr_expect_eq(written_is_no_day(rows[i].text, may), rows[i].is_none, "“%s”",
		        rows[i].text);
}

Test(written, numbers_of_indicators_are_read_through_what_people_add)
{
	static const struct {
		const char *text, *id; /* "": none */
		bool certain;
	} rows[] = {
		{ "10.3", "10.3", true },
		{ " 10．3 ", "10.3", true },
		{ "10。3", "10.3", true },
		{ "10-3", "10.3", false },
		{ "10_3", "10.3", false },
		{ "10·3", "10.3", false },
		{ "10—3", "10.3", false },
		{ "10–3", "10.3", false },
		{ "10点3", "10.3", false },
		{ "10，3", "10.3", false },
		{ "10、3", "10.3", false },
		{ "10.03", "10.3", false },
		{ "0", "0", true },
		{ "00", "0", false },
		{ "指标10.3", "10.3", false },
		{ "任务：第14项", "14", false },
		{ "序号 14 号", "14", false },
		{ "编号:14.", "14", false },
		{ "14.x", "", true },
		{ "14..3", "", true },
		{ ".3", "", true },
		{ "第项", "", true },
		{ "", "", true },
		{ "10.3甲", "", true },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena *arena = arena_new();
		bool certain;
		const char *id = written_id(arena, rows[i].text, &certain);
		cr_expect_str_eq(id ? id : "", rows[i].id, "“%s”", rows[i].text);
		if (id)
			cr_expect_eq(certain, rows[i].certain, "“%s”", rows[i].text);
		arena_free(arena);
	}
}
