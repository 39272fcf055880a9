#include "figures/assess/pace.h"

#include "kit/world.h"

#include <criterion/criterion.h>

Test(pace, a_deadline_passes_on_its_last_day)
{
	static const struct {
		struct date deadline;
		struct period period;
		bool passed;
	} rows[] = {
		{ { 2020, 4, 30 }, { 2020, 3 }, false },
		{ { 2020, 4, 30 }, { 2020, 4 }, true },
		{ { 2020, 4, 15 }, { 2020, 4 }, true },
		{ { 2020, 4, 30 }, { 2020, 5 }, true },
		{ { 2021, 4, 30 }, { 2020, 12 }, false },
		{ { 2019, 12, 31 }, { 2020, 1 }, true },
	};

	const struct rules rules = { .as_of_day = 0 }, early = { .as_of_day = 20 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(pace_deadline_passed(&rules, rows[i].deadline, rows[i].period),
		        rows[i].passed, "row %zu", i);
	cr_expect_not(pace_deadline_passed(
	        &early, (struct date){ 2020, 4, 30 }, (struct period){ 2020, 4 }));
	cr_expect(pace_deadline_passed(
	        &early, (struct date){ 2020, 4, 20 }, (struct period){ 2020, 4 }));
}

/* 5, 10, 15 … 60 percent. */
static void fill_table(struct decimal table[12])
{
	for (int i = 0; i < 12; i++)
		table[i] = decimal_from(5 * (i + 1));
}

Test(pace, counts_months_as_the_rules_say)
{
	static const struct {
		enum pace_base base;
		bool plan;
		int deadline_year;
		int deadline_month;
		int month;
		const char *planned;
	} rows[] = {
		{ PACE_BASE_DEADLINE, false, 2020, 12, 5, "41.7" },
		{ PACE_BASE_DEADLINE, false, 2020, 12, 11, "91.7" },
		{ PACE_BASE_DEADLINE, false, 2020, 8, 5, "62.5" },
		{ PACE_BASE_DEADLINE, false, 2020, 4, 4, "100.0" },
		{ PACE_BASE_DEADLINE, false, 2020, 4, 5, "100.0" },
		{ PACE_BASE_DEADLINE, false, 2021, 12, 6, "25.0" },
		{ PACE_BASE_DEADLINE, false, 2019, 12, 1, "100.0" },
		{ PACE_BASE_YEAR, false, 2020, 8, 6, "50.0" },
		{ PACE_BASE_TABLE, false, 2020, 8, 6, "30.0" },
		{ PACE_BASE_DEADLINE, true, 2020, 8, 6, "30.0" },
		{ PACE_BASE_YEAR, true, 2020, 8, 7, "35.0" },
	};
	struct decimal table[12];

	fill_table(table);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		const struct indicator indicator = {
			.kind = KIND_COUNT,
			.deadline = { rows[i].deadline_year, rows[i].deadline_month, 28 },
			.plan = rows[i].plan ? table : NULL,
		};
		struct rules rules = { .pace = rows[i].base };
		struct fraction planned;
		struct decimal printed;
		fill_table(rules.pace_table);
		cr_assert(pace_planned(
		        &rules, &indicator, (struct period){ 2020, rows[i].month }, &planned));
		cr_assert(decimal_divide(planned.numerator, planned.denominator, 1, 1, &printed));
		cr_expect_str_eq(decimal_format(arena, printed), rows[i].planned, "row %zu", i);
		arena_free(arena);
	}
}

Test(pace, judges_what_grows_toward_a_target)
{
	static const struct {
		enum indicator_kind kind;
		enum comparison comparison;
		enum pace_kind pace;
		bool judged;
	} rows[] = {
		{ KIND_COUNT, COMPARE_AT_LEAST, PACE_LINEAR, true },
		{ KIND_COUNT, COMPARE_AT_LEAST, PACE_AT_DEADLINE, false },
		{ KIND_COUNT, COMPARE_AT_MOST, PACE_LINEAR, false },
		{ KIND_AMOUNT, COMPARE_AT_LEAST, PACE_LINEAR, true },
		{ KIND_INCREMENT, COMPARE_AT_LEAST, PACE_LINEAR, true },
		{ KIND_DISTRICT_COUNT, COMPARE_AT_LEAST, PACE_LINEAR, true },
		{ KIND_RATIO, COMPARE_AT_LEAST, PACE_LINEAR, true },
		{ KIND_RATIO, COMPARE_AT_LEAST, PACE_AT_DEADLINE, false },
		{ KIND_LEVEL, COMPARE_AT_LEAST, PACE_LINEAR, false },
		{ KIND_RELATIVE_LEVEL, COMPARE_AT_LEAST, PACE_LINEAR, false },
		{ KIND_MILESTONE, COMPARE_YES, PACE_LINEAR, false },
		{ KIND_PER_DISTRICT_MIN, COMPARE_AT_LEAST, PACE_LINEAR, false },
		{ KIND_QUALITATIVE, COMPARE_NONE, PACE_LINEAR, false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct indicator indicator = {
			.kind = rows[i].kind, .comparison = rows[i].comparison, .pace = rows[i].pace
		};
		cr_expect_eq(pace_is_judged(&indicator), rows[i].judged, "row %zu", i);
	}
}

Test(pace, figures_of_sixteen_digits_do_not_break_the_gap)
{
	const struct indicator indicator = { .kind = KIND_COUNT,
		.measure = "",
		.has_target = true,
		.target = { .digits = 100000000000000 },
		.deadline = { 2020, 12, 31 } };
	struct indicator_result result = {
		.indicator = &indicator,
		.figure = { .state = FIGURE_GIVEN, .amount.number = { .digits = 99999999999999 } },
	};

	pace_measure(
	        &(struct rules){ .pace = PACE_BASE_DEADLINE }, (struct period){ 2020, 6 }, &result);
	cr_assert(result.has_rate && result.has_pace);
	cr_expect_eq(decimal_compare(result.rate, world_decimal("99.9")), 0);
	cr_expect_eq(decimal_compare(result.gap, world_decimal("49.9")), 0, "99.9 - 50.0");
}

/* What is kept below a limit has a rate only where the rules ask for it; nothing else gets one by
 * that. */
Test(pace, a_limit_has_a_rate_where_the_rules_say_so)
{
	static const struct {
		enum comparison comparison;
		bool limit_rate, has_rate;
	} rows[] = { { COMPARE_AT_MOST, true, true }, { COMPARE_AT_MOST, false, false },
		{ COMPARE_AT_LEAST, true, false }, { COMPARE_AT_LEAST, false, false } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct indicator indicator = { .kind = KIND_LEVEL,
			.measure = "微克",
			.comparison = rows[i].comparison,
			.has_target = true,
			.target = { .digits = 40 },
			.pace = PACE_AT_DEADLINE,
			.deadline = { 2020, 12, 31 } };
		const struct rules rules = { .pace = PACE_BASE_DEADLINE,
			.limit_rate = rows[i].limit_rate };
		struct indicator_result result = { .indicator = &indicator,
			.figure = { .state = FIGURE_GIVEN, .amount.number = { .digits = 32 } } };
		pace_measure(&rules, (struct period){ 2020, 6 }, &result);
		cr_expect_eq(result.has_rate, rows[i].has_rate, "row %zu", i);
	}
}
