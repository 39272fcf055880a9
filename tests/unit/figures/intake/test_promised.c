#include "figures/intake/promised.h"

#include "base/arena.h"
#include "base/common.h"

#include <criterion/criterion.h>

static const struct {
	const char *words, *day; /* "" none for sure; said in May 2020 */
} cases[] = {
	{ "6月底", "2020-06-30" },
	{ "6月底前完成", "2020-06-30" },
	{ "预计６月 底前全部完成。", "2020-06-30" },
	{ "力争六月末", "2020-06-30" },
	{ "十一月底", "2020-11-30" },
	{ "十二月", "2020-12-31" },
	{ "6月", "2020-06-30" },
	{ "6月份", "2020-06-30" },
	{ "2月", "2020-02-29" },
	{ "6月内", "2020-06-30" },
	{ "6月上旬", "2020-06-10" },
	{ "6月中旬前", "2020-06-20" },
	{ "6月下旬", "2020-06-30" },
	{ "6月上半月", "2020-06-15" },
	{ "6月15日", "2020-06-15" },
	{ "6月15日前", "2020-06-15" },
	{ "6月15号之前建成", "2020-06-15" },
	{ "2020年6月15日", "2020-06-15" },
	{ "2020-06-15", "2020-06-15" },
	{ "2020/6/15", "2020-06-15" },
	{ "2020年6月底", "2020-06-30" },
	{ "2021年3月", "2021-03-31" },
	{ "明年3月底", "2021-03-31" },
	{ "年底", "2020-12-31" },
	{ "年底前", "2020-12-31" },
	{ "今年年底", "2020-12-31" },
	{ "今年底", "2020-12-31" },
	{ "年内完成", "2020-12-31" },
	{ "2020年底前", "2020-12-31" },
	{ "三季度", "2020-09-30" },
	{ "第三季度末前", "2020-09-30" },
	{ "3季度底", "2020-09-30" },
	{ "上半年", "2020-06-30" },
	{ "明年上半年", "2021-06-30" },
	{ "下半年", "2020-12-31" },
	/* None for sure. */
	{ "", "" },
	{ "尽快", "" },
	{ "6月前", "" },
	{ "三季度前", "" },
	{ "6月至8月", "" },
	{ "6月底、7月底", "" },
	{ "13月底", "" },
	{ "6月31日", "" },
	{ "五季度", "" },
	{ "12345月", "" },
	{ "视资金到位情况，6月底", "" },
};

Test(promised, the_last_day_that_the_words_leave)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct date day = { 0 };
		const bool found = promised_day(cases[i].words, (struct period){ 2020, 5 }, &day);
		const char *got = found ? date_format(arena, day) : "";
		cr_expect_str_eq(got, cases[i].day, "%s: %s", cases[i].words, got);
	}
	arena_free(arena);
}

/* A month that lies more than half a year back is the next year's. */
Test(promised, a_month_without_a_year_is_near)
{
	struct arena *arena = arena_new();
	struct date day = { 0 };

	cr_assert(promised_day("1月底", (struct period){ 2020, 12 }, &day));
	cr_expect_str_eq(date_format(arena, day), "2021-01-31");
	cr_assert(promised_day("4月底", (struct period){ 2020, 5 }, &day));
	cr_expect_str_eq(date_format(arena, day), "2020-04-30");
	arena_free(arena);
}
