#include "figures/facts/figures.h"
#include "kit/world.h"

#include <criterion/criterion.h>

static struct figure given(struct amount amount, const char *from)
{
	return (struct figure){ .state = FIGURE_GIVEN, .amount = amount, .from = from };
}

static struct amount share(const char *numerator, const char *denominator)
{
	return (struct amount){ .is_fraction = true,
		.numerator = world_decimal(numerator),
		.denominator = world_decimal(denominator) };
}

static void expect(const struct indicator *indicator, struct figure figure, const char *value,
        const char *words)
{
	struct arena *arena = arena_new();
	const struct printed printed = figure_print(arena, indicator, &figure);

	cr_expect_str_eq(printed.value, value);
	cr_expect_str_eq(printed.words, words);
	arena_free(arena);
}

Test(figures, what_is_not_there_has_a_word)
{
	const struct indicator indicator = { .kind = KIND_COUNT, .measure = "例" };

	expect(&indicator, (struct figure){ .state = FIGURE_NONE, .from = "" }, "未报送", "未报送");
	expect(&indicator, (struct figure){ .state = FIGURE_NO_BASE, .from = "" }, "无基数",
	        "无基数");
	expect(&indicator, (struct figure){ .state = FIGURE_NOT_CONCERNED, .from = "" }, "不涉及",
	        "不涉及");
	cr_expect_str_eq(figure_state_name(FIGURE_CARRIED), "carried");
}

Test(figures, a_measure_is_said_once_and_a_sign_everywhere)
{
	const struct indicator count = { .kind = KIND_COUNT, .measure = "例" };
	const struct indicator ratio = {
		.kind = KIND_RATIO, .measure = "%", .has_target = true, .target = { .digits = 75 }
	};
	const struct indicator times = { .kind = KIND_RELATIVE_LEVEL, .measure = "倍" };
	const struct amount number = { .number = world_decimal("42400.0") };

	expect(&count, given(number, ""), "42400", "42400例");
	expect(&ratio, given(share("733", "940"), ""), "78.0%", "78.0%");
	expect(&ratio, given(share("7496", "10000"), ""), "74.9%", "74.9%");
	expect(&times, given(share("16", "10"), ""), "1.6", "1.6倍");
}

/* Each district says yes or no; the city's figure is how many said yes. */
Test(figures, yes_and_no_are_words_and_their_count_a_number)
{
	const struct indicator step = { .kind = KIND_MILESTONE, .measure = "", .verb = "" };
	const struct indicator districts = {
		.kind = KIND_DISTRICT_COUNT, .measure = "个", .verb = ""
	};
	const struct indicator words = { .kind = KIND_QUALITATIVE, .measure = "", .verb = "" };
	const struct indicator own = { .kind = KIND_MILESTONE, .measure = "", .verb = "印发" };
	const struct amount yes = { .number = decimal_from(1) };
	const struct amount no = { .number = decimal_from(0) };

	expect(&step, given(yes, "东区"), "已完成", "已完成");
	expect(&step, given(no, ""), "未完成", "未完成");
	expect(&own, given(yes, "东区"), "已印发", "已印发");
	expect(&own, given(no, "东区"), "尚未印发", "尚未印发");
	expect(&districts, given(yes, "东区"), "已完成", "已完成");
	expect(&districts, given(yes, ""), "1", "1个");
	expect(&words, given(no, ""), "—", "推进中");
}
