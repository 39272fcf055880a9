/* Two months of a small city, beside each other. */
#include "figures/answers/contrast.h"

#include "kit/kit.h"
#include "kit/world.h"

#include <criterion/criterion.h>
#include <string.h>

/* A month in which the lead has given so many of 1,000, of each of so many indicators. */
static const struct assessment *month_of(
        struct arena *arena, struct diag *diag, const char *figure, int indicators)
{
	struct world *world = world_new(arena);

	world_task(world);
	for (int i = 0; i < indicators; i++)
		world_give(world, 5, LEAD,
		        world_indicator(world,
		                &(struct indicator){ .kind = KIND_COUNT,
		                        .measure = "例",
		                        .comparison = COMPARE_AT_LEAST,
		                        .pace = PACE_LINEAR,
		                        .has_target = true,
		                        .target = { .digits = 1000 },
		                        .lead_reports = true }),
		        figure);
	for (size_t i = 0; i < world_catalogue(world)->task_count; i++) {
		struct task *task = (struct task *)world_catalogue(world)->tasks[i];
		task->brief = task->text = "任务";
	}
	return assess(arena, diag, world_ledger(world, diag, 5));
}

static struct contrast contrast_of(
        struct arena *arena, const struct assessment *before, const struct assessment *now)
{
	struct contrast contrast = contrast_begin(arena);

	contrast_months(&contrast, before, now);
	return contrast;
}

static const struct contrast_item *lookup(
        const struct contrast *contrast, enum contrast_kind kind, const char *id)
{
	for (size_t i = 0; i < contrast->count; i++)
		if (contrast->items[i].kind == kind && strcmp(contrast->items[i].id, id) == 0)
			return &contrast->items[i];
	return NULL;
}

Test(contrast, more_of_a_count_is_better_and_less_is_worse)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const struct assessment *few = month_of(arena, diag, "100", 1);
	const struct assessment *many = month_of(arena, diag, "1000", 1);
	const struct contrast up = contrast_of(arena, few, many);
	const struct contrast down = contrast_of(arena, many, few);
	const struct contrast same = contrast_of(arena, many, many);
	const struct contrast_item *figure = lookup(&up, CONTRAST_FIGURE, "1.1");

	cr_assert_not_null(figure);
	cr_expect_str_eq(figure->was, "100例");
	cr_expect_str_eq(figure->is, "1000例");
	cr_expect_str_eq(figure->change, "+900");
	cr_expect_str_eq(figure->status_is, "已完成");
	cr_expect_eq(figure->direction, 1);
	cr_expect_eq(up.items[0].kind, CONTRAST_TASK);
	cr_expect_eq(up.items[0].direction, 1);
	figure = lookup(&down, CONTRAST_FIGURE, "1.1");
	cr_assert_not_null(figure);
	cr_expect_str_eq(figure->change, "-900");
	cr_expect_eq(figure->direction, -1);
	cr_expect_eq(contrast_count(&same, CONTRAST_FIGURE), 0);
	cr_expect_eq(same.compared[CONTRAST_FIGURE], 1, "looked at all the same");
	diag_free(diag);
	arena_free(arena);
}

/* A revised catalogue: what is in one of the two only has nothing on the other side. */
Test(contrast, an_indicator_that_came_or_went_is_told)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const struct assessment *one = month_of(arena, diag, "100", 1);
	const struct assessment *two = month_of(arena, diag, "100", 2);
	const struct contrast came = contrast_of(arena, one, two);
	const struct contrast went = contrast_of(arena, two, one);
	const struct contrast_item *item = lookup(&came, CONTRAST_FIGURE, "1.2");

	cr_assert_not_null(item);
	cr_expect_str_eq(item->was, "");
	cr_expect_str_eq(item->is, "100例");
	cr_expect_eq(item->direction, 0);
	item = lookup(&went, CONTRAST_FIGURE, "1.2");
	cr_assert_not_null(item, "what went is told too");
	cr_expect_str_eq(item->was, "100例");
	cr_expect_str_eq(item->is, "");
	cr_expect_eq(contrast_count(&came, CONTRAST_FIGURE), 1);
	cr_expect_eq(contrast_count(&went, CONTRAST_FIGURE), 1);
	diag_free(diag);
	arena_free(arena);
}
