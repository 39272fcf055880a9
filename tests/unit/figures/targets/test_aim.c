#include "figures/targets/aim.h"

#include <criterion/criterion.h>

/* A share of an indicator's measure: tenths of a percent. */
static struct fraction tenths(int64_t value)
{
	return fraction_from((struct decimal){ .digits = value, .scale = 1 });
}

static struct indicator range_of(enum comparison comparison, int64_t from, int64_t to)
{
	return (struct indicator){ .kind = KIND_RATIO,
		.comparison = comparison,
		.measure = "%",
		.has_target = true,
		.target = { .digits = from, .scale = 1 },
		.most = { .digits = to, .scale = 1 } };
}

Test(aim, a_figure_is_where_it_is_to_be)
{
	static const struct {
		enum comparison comparison;
		int64_t from, to, value; /* tenths */
		int order;
	} rows[] = {
		{ COMPARE_AT_LEAST, 430, 0, 429, -1 },
		{ COMPARE_AT_LEAST, 430, 0, 431, 1 },
		{ COMPARE_AT_MOST, 43, 0, 44, -1 },
		{ COMPARE_AT_MOST, 43, 0, 43, 0 },
		{ COMPARE_AT_MOST, 43, 0, 41, 1 },
		{ COMPARE_EQUAL, 45, 0, 45, 0 },
		{ COMPARE_EQUAL, 45, 0, 46, -1 },
		{ COMPARE_EQUAL, 45, 0, 44, -1 },
		{ COMPARE_BETWEEN, 800, 850, 799, -1 },
		{ COMPARE_BETWEEN, 800, 850, 800, 0 },
		{ COMPARE_BETWEEN, 800, 850, 850, 0 },
		{ COMPARE_BETWEEN, 800, 850, 851, -1 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct indicator indicator =
		        range_of(rows[i].comparison, rows[i].from, rows[i].to);
		cr_expect_eq(aim_compare(&indicator, tenths(rows[i].value)), rows[i].order,
		        "row %zu", i);
	}
}

Test(aim, equal_is_as_printed)
{
	const struct indicator third = range_of(COMPARE_EQUAL, 333, 0);
	const struct indicator whole = range_of(COMPARE_EQUAL, 1000, 0);
	const struct fraction one_of_three = { decimal_from(100), decimal_from(3) };
	const struct fraction nearly = { decimal_from(999600), decimal_from(10000) };

	cr_expect_eq(aim_compare(&third, one_of_three), 0);
	cr_expect_eq(aim_compare(&whole, nearly), -1, "99.96%% is printed 99.9%%");
}

Test(aim, the_worst_is_furthest_from_its_range)
{
	const struct indicator range = range_of(COMPARE_BETWEEN, 800, 850);
	const struct indicator limit = range_of(COMPARE_AT_MOST, 43, 0);
	const struct indicator floor = range_of(COMPARE_AT_LEAST, 43, 0);

	cr_expect(aim_is_worse(&range, tenths(870), tenths(790)));
	cr_expect(aim_is_worse(&range, tenths(770), tenths(870)));
	cr_expect_not(aim_is_worse(&range, tenths(810), tenths(840)), "both are within");
	cr_expect(aim_is_worse(&limit, tenths(44), tenths(41)));
	cr_expect_not(aim_is_worse(&limit, tenths(43), tenths(43)), "neither is worse");
	cr_expect_not(aim_is_worse(&floor, tenths(43), tenths(43)));
	cr_expect_str_eq(aim_worst_word(&range), "偏离最大");
	cr_expect_str_eq(aim_worst_word(&limit), "最高");
	cr_expect(decimal_compare(
	                  aim_rank(&limit, decimal_from(5)), aim_rank(&limit, decimal_from(4)))
	        < 0);
}

Test(aim, each_way_of_comparing_has_its_words)
{
	static const struct {
		enum comparison comparison;
		const char *limit, *words, *cell, *bound;
	} rows[] = {
		{ COMPARE_AT_LEAST, "不低于", "80%", "≥80%", "≥80%" },
		{ COMPARE_AT_MOST, "控制在", "80%以内", "≤80%", "≤80%" },
		{ COMPARE_EQUAL, "等于", "80%", "80%", "＝80%" },
		{ COMPARE_BETWEEN, "保持在", "80%～85%", "80%～85%", "80%～85%" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct indicator indicator = range_of(rows[i].comparison, 800, 850);
		cr_expect_str_eq(aim_limit_word(&indicator), rows[i].limit, "row %zu", i);
		cr_expect_str_eq(aim_words(arena, &indicator), rows[i].words);
		cr_expect_str_eq(aim_cell(arena, &indicator), rows[i].cell);
		cr_expect_str_eq(aim_bound(arena, &indicator), rows[i].bound);
		cr_expect_eq(aim_is_limit(&indicator), i > 0);
	}
	arena_free(arena);
}

Test(aim, figures_have_the_decimals_that_are_asked_for)
{
	struct indicator indicator = range_of(COMPARE_AT_MOST, 43, 0);
	struct decimal printed;

	cr_expect(aim_keeps_places(&indicator) && aim_places(&indicator) == 1);
	indicator.target = (struct decimal){ .digits = 435, .scale = 2 };
	cr_expect_eq(aim_places(&indicator), 2, "the target has two");
	indicator.has_decimals = true;
	indicator.decimals = 3;
	cr_assert(aim_round(
	        &indicator, (struct fraction){ decimal_from(1), decimal_from(24) }, 100, &printed));
	cr_expect_eq(decimal_compare(printed, (struct decimal){ .digits = 4167, .scale = 3 }), 0);
	indicator.measure = "倍";
	indicator.has_decimals = false;
	cr_expect_not(aim_keeps_places(&indicator));
}

Test(aim, a_share_without_parts_is_one_number)
{
	struct indicator indicator = range_of(COMPARE_AT_LEAST, 800, 0);

	cr_expect(aim_value(&indicator) == VALUE_NUMBER && aim_total(&indicator) == VALUE_NUMBER);
	cr_expect_not(aim_adds_up(&indicator), "percentages have no sum");
	indicator.has_parts = true;
	cr_expect(aim_value(&indicator) == VALUE_FRACTION && aim_adds_up(&indicator));
	indicator.kind = KIND_DISTRICT_COUNT;
	cr_expect(aim_value(&indicator) == VALUE_YES_NO && aim_total(&indicator) == VALUE_NUMBER);
}

/* A count goes up to its target: 240 says enough; what is held must not fall below. */
Test(aim, only_what_is_held_has_a_sign_in_its_cell)
{
	struct indicator indicator = range_of(COMPARE_AT_LEAST, 2400, 0);
	struct arena *arena = arena_new();

	indicator.kind = KIND_COUNT;
	indicator.measure = "个";
	cr_expect_str_eq(aim_cell(arena, &indicator), "240");
	indicator.kind = KIND_LEVEL;
	cr_expect_str_eq(aim_cell(arena, &indicator), "≥240");
	arena_free(arena);
}
