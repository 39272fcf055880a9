#include "figures/answers/history.h"

#include "kit/intake.h"
#include "kit/world.h"

#include <criterion/criterion.h>

/* A lead that has given a count month by month, "-" for none. */
static struct history told(struct arena *arena, struct diag *diag, const char *figures)
{
	struct world *world = world_new(arena);
	struct history history;

	world_task(world);
	const struct indicator *indicator = world_indicator(world,
	        &(struct indicator){ .kind = KIND_COUNT,
	                .measure = "例",
	                .comparison = COMPARE_AT_LEAST,
	                .has_target = true,
	                .target = world_decimal("1000"),
	                .lead_reports = true });
	world_series(world, LEAD, indicator, figures);
	cr_assert(history_tell(
	        arena, world_ledger(world, diag, 5), world_unit(world, LEAD), indicator, &history));
	return history;
}

/* Heights are eighths of the highest; 0 stands as the least, and what was never given is a gap. */
Test(history, draws_each_figure_beside_the_highest)
{
	static const struct {
		const char *figures;
		int heights[5];
	} rows[] = {
		{ "100 200 400 600 800", { 1, 2, 4, 6, 8 } },
		{ "- 0 1 1 1000", { 0, 1, 1, 1, 8 } },
		{ "0 0 0 0 0", { 1, 1, 1, 1, 1 } },
		{ "7 7 7 7 7", { 8, 8, 8, 8, 8 } },
		{ "50 - - 100 100", { 4, 4, 4, 8, 8 } },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		const struct history history = told(arena, diag, rows[i].figures);
		cr_assert_eq(history.month_count, 5);
		for (size_t month = 0; month < 5; month++)
			cr_expect_eq(history.months[month].figures[0].height,
			        rows[i].heights[month], "row %zu, month %zu", i, month + 1);
		diag_free(diag);
		arena_free(arena);
	}
}

/* A fall without a reason is kept out: the month tells both figures, and no change. */
Test(history, tells_what_was_not_taken)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const struct history history = told(arena, diag, "10 30 20 40 40");
	const struct history_month *march = &history.months[2];

	cr_expect_str_eq(march->figures[0].words, "30例");
	cr_expect_str_eq(march->figures[0].change, "持平");
	cr_assert_eq(march->remark_count, 1);
	cr_expect_str_eq(march->remarks[0].kind, "rejected");
	cr_expect_str_eq(march->remarks[0].text, "20例");
	cr_expect_str_eq(history.months[3].figures[0].change, "+10");
	cr_expect_eq(history.months[3].remark_count, 0);
	diag_free(diag);
	arena_free(arena);
}

Test(history, has_nothing_of_what_a_unit_has_no_part_in)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct world *world = world_new(arena);
	struct history history;

	world_task(world);
	const struct indicator *indicator = world_indicator(world,
	        &(struct indicator){ .kind = KIND_COUNT, .measure = "例", .lead_reports = true });
	cr_expect_not(history_tell(
	        arena, world_ledger(world, diag, 2), world_unit(world, WEST), indicator, &history));
	cr_expect(history_tell(
	        arena, world_ledger(world, diag, 2), world_unit(world, WEST), NULL, &history));
	cr_expect_eq(history.indicator_count, 0);
	diag_free(diag);
	arena_free(arena);
}
