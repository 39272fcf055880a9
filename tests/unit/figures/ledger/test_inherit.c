#include "figures/ledger/inherit.h"
#include "kit/world.h"

#include <criterion/criterion.h>

static const struct indicator count = { .kind = KIND_COUNT,
	.name = "数",
	.brief = "数",
	.measure = "个",
	.comparison = COMPARE_AT_LEAST,
	.combine = COMBINE_SUM };
static const struct indicator level = { .kind = KIND_LEVEL,
	.name = "标准",
	.brief = "标准",
	.measure = "元",
	.comparison = COMPARE_AT_LEAST,
	.combine = COMBINE_MIN };

static const struct indicator *one_of(struct arena *arena, const struct indicator *like)
{
	struct world *world = world_new(arena);

	(void)world_task(world);
	return world_indicator(world, like);
}

static struct value number(const struct indicator *indicator, int64_t figure)
{
	return (struct value){ .indicator = indicator,
		.kind = VALUE_NUMBER,
		.number = decimal_from(figure),
		.words = "",
		.corrects = "",
		.confirms = "" };
}

static struct cell reported(const struct value *value, int month)
{
	return (struct cell){
		.state = CELL_REPORTED, .value = value, .from = { WORLD_YEAR, month }
	};
}

static struct cell join(struct arena *arena, const struct indicator *indicator,
        const struct cell *one, const struct cell *other)
{
	const struct cell *cells[] = { one, other };

	return inherit_cell(arena, indicator, cells, 2);
}

Test(inherit, figures_that_add_up_are_added)
{
	struct arena *arena = arena_new();
	const struct indicator *indicator = one_of(arena, &count);
	const struct value five = number(indicator, 5), seven = number(indicator, 7);
	const struct cell one = reported(&five, 3), other = reported(&seven, 2);
	const struct cell both = join(arena, indicator, &one, &other);

	cr_expect_eq(both.state, CELL_REPORTED);
	cr_expect_eq(decimal_compare(both.value->number, decimal_from(12)), 0);
	cr_expect_eq(both.from.month, 2);
	arena_free(arena);
}

Test(inherit, who_gave_none_is_passed_over)
{
	struct arena *arena = arena_new();
	const struct indicator *indicator = one_of(arena, &count);
	const struct value five = number(indicator, 5);
	const struct cell none = { .state = CELL_NOT_REPORTED }, one = reported(&five, 3);

	cr_expect_eq(join(arena, indicator, &none, &one).value, &five);
	cr_expect_eq(join(arena, indicator, &one, &none).value, &five);
	cr_expect_eq(join(arena, indicator, &none, &none).state, CELL_NOT_REPORTED);
	arena_free(arena);
}

Test(inherit, what_was_carried_or_kept_is_carried)
{
	struct arena *arena = arena_new();
	const struct indicator *indicator = one_of(arena, &count);
	const struct value five = number(indicator, 5), four = number(indicator, 4);
	struct cell kept = reported(&five, 2), one = reported(&four, 3);

	kept.state = CELL_KEPT;
	kept.rejected = &four;
	cr_expect_eq(join(arena, indicator, &one, &kept).state, CELL_CARRIED);
	const struct cell *alone[] = { &kept };
	const struct cell single = inherit_cell(arena, indicator, alone, 1);
	cr_expect_eq(single.state, CELL_CARRIED);
	cr_expect_null(single.rejected);
	cr_expect_eq(single.value, &five);
	arena_free(arena);
}

Test(inherit, of_standards_the_worse_one)
{
	struct arena *arena = arena_new();
	const struct indicator *indicator = one_of(arena, &level);
	const struct value high = number(indicator, 900), low = number(indicator, 700);
	const struct cell one = reported(&high, 3), other = reported(&low, 3);

	cr_expect_eq(join(arena, indicator, &one, &other).value, &low);
	cr_expect_eq(join(arena, indicator, &other, &one).value, &low);
	arena_free(arena);
}
