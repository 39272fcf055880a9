#include "base/date.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <time.h>

Test(date, reads_days_that_exist)
{
	static const char *const good[] = { "2020-06-05", "2020-02-29", "2000-02-29", "2019-12-31",
		"0001-01-01", "9999-12-31" };
	static const char *const bad[] = { "", "2020", "2020-06", "2020-6-5", "2020-06-5",
		"2020-06-31", "2019-02-29", "1900-02-29", "2020-00-01", "2020-13-01", "2020-01-00",
		"2020-01-32", "0000-01-01", "2020-06-05 ", " 2020-06-05", "2020/06/05",
		"2020-06-0５", "-020-06-05", "2020-06-05T", "20200605", "+2020-06-05" };
	struct arena *arena = arena_new();
	struct date date;

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		cr_assert(date_parse(good[i], &date), "%s", good[i]);
		cr_expect_str_eq(date_format(arena, date), good[i]);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_expect_not(date_parse(bad[i], &date), "\"%s\"", bad[i]);
	arena_free(arena);
}

Test(date, reads_periods)
{
	static const char *const bad[] = { "", "2020", "2020-0", "2020-00", "2020-13", "2020-5",
		"2020-05-01", "2020-05 ", "0000-05", "202005" };
	struct arena *arena = arena_new();
	struct period period;

	cr_assert(period_parse("2020-05", &period));
	cr_expect_str_eq(period_format(arena, period), "2020-05");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_expect_not(period_parse(bad[i], &period), "\"%s\"", bad[i]);
	arena_free(arena);
}

Test(date, reads_timestamps)
{
	static const struct {
		const char *string;
		const char *day;
		long long seconds;
	} rows[] = {
		{ "1970-01-01T00:00:00Z", "1970-01-01", 0 },
		{ "2020-06-03T16:20:00+08:00", "2020-06-03", 1591172400 },
		{ "2020-06-03t08:20:00z", "2020-06-03", 1591172400 },
		{ "2020-06-03 08:20:00.999Z", "2020-06-03", 1591172400 },
		{ "2020-06-01T00:30:00+08:00", "2020-06-01", 1590942600 },
		{ "2020-05-31T12:30:00-04:00", "2020-05-31", 1590942600 },
		{ "2016-12-31T23:59:60Z", "2016-12-31", 1483228800 },
		{ "2020-06-03", "2020-06-03", 1591142400 },
		{ "1969-12-31T23:59:59Z", "1969-12-31", -1 },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct date day;
		long long seconds = 0;
		cr_assert(date_parse_timestamp(rows[i].string, &day, &seconds), "row %zu", i);
		cr_expect_str_eq(date_format(arena, day), rows[i].day, "row %zu", i);
		cr_expect_eq(seconds, rows[i].seconds, "row %zu: %lld", i, seconds);
	}
	arena_free(arena);
}

Test(date, refuses_timestamps)
{
	static const char *const bad[] = { "", "2020-06-31T00:00:00Z", "2020-06-03T24:00:00Z",
		"2020-06-03T23:60:00Z", "2020-06-03T23:00:61Z", "2020-06-03T16:20:00",
		"2020-06-03T16:20+08:00", "2020-06-03T16:20:00+24:00", "2020-06-03T16:20:00+08:60",
		"2020-06-03T16:20:00+0800", "2020-06-03T16:20:00.Z", "2020-06-03T16:20:00Zx",
		"2020-06-03T", "2020-06-03x", "06/03/2020", "2020-06-03T-1:00:00Z" };
	struct date day;

	long long seconds = 0;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_expect_not(date_parse_timestamp(bad[i], &day, &seconds), "\"%s\"", bad[i]);
}

Test(date, numbers_days_and_weekdays)
{
	static const struct {
		long number;
		struct date date;
		int weekday;
	} rows[] = {
		{ 0, { 1970, 1, 1 }, 4 },
		{ -1, { 1969, 12, 31 }, 3 },
		{ 11016, { 2000, 2, 29 }, 2 },
		{ 11017, { 2000, 3, 1 }, 3 },
		{ 18413, { 2020, 5, 31 }, 7 },
		{ 18414, { 2020, 6, 1 }, 1 },
		{ 18419, { 2020, 6, 6 }, 6 },
		{ -719162, { 1, 1, 1 }, 1 },
		{ 2932896, { 9999, 12, 31 }, 5 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_expect_eq(date_number(rows[i].date), rows[i].number, "row %zu", i);
		cr_expect_eq(date_weekday(rows[i].date), rows[i].weekday, "row %zu", i);
	}
}

/* Every day of 400 years follows the one before, in number, in weekday and there and back. */
Test(date, walks_four_centuries_without_a_gap)
{
	struct date date = { .year = 1800, .month = 1, .day = 1 };

	for (int i = 0; i < 146097; i++) {
		const struct date next = date_add_days(date, 1);
		cr_assert_eq(date_compare(date, next), -1);
		cr_assert_eq(date_number(next), date_number(date) + 1);
		cr_assert_eq(date_weekday(next), date_weekday(date) % 7 + 1);
		cr_assert_eq(date_compare(date_add_days(next, -1), date), 0);
		date = next;
	}
	cr_expect_eq(date_compare(date, (struct date){ 2200, 1, 1 }), 0);
}

Test(date, counts_the_months_to_a_day)
{
	const struct period may = { 2020, 5 };

	cr_expect_eq(period_months_to(may, (struct date){ 2020, 12, 31 }), 7);
	cr_expect_eq(period_months_to(may, (struct date){ 2020, 5, 1 }), 0);
	cr_expect_eq(period_months_to(may, (struct date){ 2021, 3, 31 }), 10);
	cr_expect_eq(period_months_to(may, (struct date){ 2019, 12, 31 }), -5);
}

Test(date, steps_months)
{
	struct period period = period_add((struct period){ 2020, 1 }, -1);

	cr_expect_eq(period_compare(period, (struct period){ 2019, 12 }), 0);
	period = period_add((struct period){ 2019, 12 }, 14);
	cr_expect_eq(period_compare(period, (struct period){ 2021, 2 }), 0);
	cr_expect_eq(period_compare((struct period){ 2019, 12 }, (struct period){ 2020, 1 }), -1);
	cr_expect_eq(period_compare((struct period){ 2020, 2 }, (struct period){ 2020, 1 }), 1);
	cr_expect_eq(period_last_day((struct period){ 2020, 2 }).day, 29);
	cr_expect_eq(period_last_day((struct period){ 2100, 2 }).day, 28);
	cr_expect_eq(period_last_day((struct period){ 2020, 6 }).day, 30);
}

Test(date, today_depends_on_the_offset_alone)
{
	setenv("TZ", "America/Los_Angeles", 1);
	tzset();
	const struct date before = date_today(480);
	setenv("TZ", "Pacific/Kiritimati", 1);
	tzset();
	const struct date after = date_today(480);

	cr_expect_leq(date_number(after) - date_number(before), 1);
	cr_expect_geq(date_number(after), date_number(before));
	cr_expect_geq(date_number(date_today(24 * 60)), date_number(after));
	cr_expect_gt(date_number(date_today(24 * 60)), date_number(date_today(-24 * 60)));
}
