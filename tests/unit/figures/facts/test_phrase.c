#include "figures/facts/figures.h"
#include "figures/facts/phrase.h"

#include "base/text.h"

#include <criterion/criterion.h>

Test(phrase, numbers_read_as_in_chinese)
{
	static const struct {
		long value;
		const char *words;
	} rows[] = {
		{ 0, "零" },
		{ 1, "一" },
		{ 10, "十" },
		{ 12, "十二" },
		{ 20, "二十" },
		{ 21, "二十一" },
		{ 100, "一百" },
		{ 105, "一百零五" },
		{ 110, "一百一十" },
		{ 119, "一百一十九" },
		{ 1001, "一千零一" },
		{ 1010, "一千零一十" },
		{ 10005, "一万零五" },
		{ 100000, "十万" },
		{ 120034, "十二万零三十四" },
		{ 201000, "二十万一千" },
		{ 100000001, "一亿零一" },
		{ -3, "负三" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(phrase_number(arena, rows[i].value), rows[i].words);
	arena_free(arena);
}

Test(phrase, days_have_no_leading_zero)
{
	const struct date date = { .year = 2020, .month = 6, .day = 5 };
	const struct period period = { .year = 2020, .month = 5 };
	struct arena *arena = arena_new();

	cr_expect_str_eq(phrase_date(arena, date), "2020年6月5日");
	cr_expect_str_eq(phrase_day(arena, date), "6月5日");
	cr_expect_str_eq(phrase_period(arena, period), "2020年5月");
	cr_expect_str_eq(phrase_month(arena, period), "5月");
	arena_free(arena);
}

Test(phrase, quantities_are_plain_digits_with_their_measure)
{
	struct arena *arena = arena_new();

	cr_expect_str_eq(phrase_quantity(arena, decimal_from(42400), "例"), "42400例");
	cr_expect_str_eq(
	        phrase_quantity(arena, (struct decimal){ .digits = 3150, .scale = 2 }, "公里"),
	        "31.5公里");
	cr_expect_str_eq(
	        phrase_fraction(arena,
	                (struct fraction){ { .digits = 35, .scale = 1 }, decimal_from(7) }, "%"),
	        "3.5/7%");
	cr_expect_str_eq(phrase_points(arena, (struct decimal){ .digits = -207, .scale = 1 }, 1),
	        "20.7个百分点");
	cr_expect_str_eq(phrase_percent(arena, decimal_from(100)), "100%");
	cr_expect_str_eq(phrase_percent(arena, decimal_from(75)), "75.0%");
	arena_free(arena);
}

/* What falls short of a target must not read as if it met it, in whichever direction. */
Test(phrase, fractions_never_round_onto_what_they_miss)
{
	static const struct {
		int64_t numerator, denominator;
		const char *measure;
		int64_t target; /* tenths; 0: none */
		const char *words;
	} rows[] = {
		{ 563, 1000, "%", 0, "56.3%" },
		{ 9994, 10000, "%", 0, "99.9%" },
		{ 9996, 10000, "%", 0, "99.9%" }, /* not 100% before it is complete */
		{ 1, 1, "%", 0, "100%" },
		{ 2001, 2000, "%", 0, "100.1%" }, /* x.x5 goes up */
		{ 7496, 10000, "%", 750, "74.9%" },
		{ 75, 100, "%", 750, "75.0%" },
		{ 4304, 100000, "%", 43, "4.4%" }, /* a limit of 4.3 that is broken */
		{ 1599, 1000, "倍", 16, "1.59倍" },
		{ 16, 10, "倍", 16, "1.6倍" },
		{ 3, 1000, "‰", 0, "3.0‰" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct indicator indicator = { .kind = KIND_RATIO,
			.measure = rows[i].measure,
			.has_target = rows[i].target != 0,
			.target = { .digits = rows[i].target, .scale = 1 } };
		const struct figure figure = { .state = FIGURE_GIVEN,
			.from = "",
			.amount = { .is_fraction = true,
			        .numerator = decimal_from(rows[i].numerator),
			        .denominator = decimal_from(rows[i].denominator) } };
		const char *words = figure_print(arena, &indicator, &figure).words;
		cr_expect_str_eq(words, rows[i].words, "%s: %s", rows[i].words, words);
	}
	arena_free(arena);
}

Test(phrase, what_a_unit_wrote_becomes_one_line)
{
	static const struct {
		const char *written, *line;
	} rows[] = {
		{ "", "" },
		{ "完成选址。", "完成选址" },
		{ "完成选址。\n正在招标；\n", "完成选址。正在招标" },
		{ "一是选址\r\n\r\n二是招标", "一是选址；二是招标" },
		{ "  已开工 。 ", "已开工" },
		{ "达90%", "达90%" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(phrase_line(arena, rows[i].written), rows[i].line);
	arena_free(arena);
}

Test(phrase, a_deadline_is_said_as_of_its_year)
{
	struct arena *arena = arena_new();

	cr_expect_str_eq(phrase_deadline(arena, (struct date){ 2020, 12, 31 }, 2020), "12月底");
	cr_expect_str_eq(phrase_deadline(arena, (struct date){ 2020, 11, 15 }, 2020), "11月15日");
	cr_expect_str_eq(phrase_deadline(arena, (struct date){ 2020, 12, 28 }, 2020), "12月28日");
	cr_expect_str_eq(phrase_deadline(arena, (struct date){ 2020, 12, 30 }, 2020), "12月30日");
	cr_expect_str_eq(phrase_deadline(arena, (struct date){ 2020, 2, 28 }, 2020), "2月28日");
	cr_expect_str_eq(phrase_deadline(arena, (struct date){ 2020, 2, 29 }, 2020), "2月底");
	cr_expect_str_eq(phrase_deadline(arena, (struct date){ 2021, 2, 28 }, 2021), "2月底");
	cr_expect_str_eq(phrase_deadline(arena, (struct date){ 2021, 3, 31 }, 2020), "2021年3月底");
	cr_expect_str_eq(phrase_deadline(arena, (struct date){ 2021, 3, 1 }, 2020), "2021年3月1日");
	arena_free(arena);
}
