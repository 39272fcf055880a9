#include "figures/intake/strays.h"

#include "base/common.h"

#include <criterion/criterion.h>

Test(strays, names_that_mean_a_month)
{
	static const struct {
		const char *name;
		int year, month; /* 0: none */
	} rows[] = {
		{ "2031年5月", 2031, 5 },
		{ "2031年05月", 2031, 5 },
		{ "203105", 2031, 5 },
		{ "2031.5", 2031, 5 },
		{ "2031-5", 2031, 5 },
		{ "２０３１年５月", 2031, 5 },
		{ "2031年5月报送材料", 2031, 5 },
		{ "5月", 2032, 5 },
		{ "5月份", 2032, 5 },
		{ "2031-05", 0, 0 }, /* is one */
		{ "2031年13月", 0, 0 },
		{ "备份", 0, 0 },
		{ "2031", 0, 0 },
		{ "\xCA\xD0", 0, 0 },
		{ "", 0, 0 },
	};
	const struct period near = { 2032, 7 };

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct period found = { 0 };
		const bool is_one = strays_period(rows[i].name, near, &found);
		cr_expect_eq(is_one, rows[i].month > 0, "%s", rows[i].name);
		if (is_one)
			cr_expect(found.year == rows[i].year && found.month == rows[i].month, "%s",
			        rows[i].name);
	}
}

/* 5月 beside 2031-05 and 2032-05 is the later one's. */
Test(strays, a_month_without_a_year_is_that_of_the_latest)
{
	static const char *names[] = { "2031-05", "2032-05", "2032-06", "5月", "2031年5月" };
	const struct file_list siblings = { .names = names, .count = COUNT_OF(names) };

	cr_expect_not(strays_mean(&siblings, "5月", (struct period){ 2031, 5 }));
	cr_expect(strays_mean(&siblings, "5月", (struct period){ 2032, 5 }));
	cr_expect(strays_mean(&siblings, "2031年5月", (struct period){ 2031, 5 }));
	cr_expect_not(strays_mean(&siblings, "2031年5月", (struct period){ 2032, 5 }));
	cr_expect_not(strays_mean(&siblings, "2031-05", (struct period){ 2031, 5 }));
}
