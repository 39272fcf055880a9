#include "figures/answers/verdict.h"
#include "figures/answers/why.h"

#include "figures/assess/status.h"
#include "kit/intake.h"
#include "kit/world.h"

#include <criterion/criterion.h>
#include <string.h>

/* A city whose lead has given `figure` of 1,000 by May. */
static const struct assessment *assessed(struct arena *arena, struct diag *diag, const char *figure)
{
	struct world *world = world_new(arena);

	world_task(world);
	const struct indicator *indicator = world_indicator(world,
	        &(struct indicator){
	                .kind = KIND_COUNT,
	                .comparison = COMPARE_AT_LEAST,
	                .measure = "例",
	                .has_target = true,
	                .target = world_decimal("1000"),
	                .pace = PACE_LINEAR,
	                .lead_reports = true,
	        });
	world_give(world, 5, LEAD, indicator, figure);
	return assess(arena, diag, world_ledger(world, diag, 5));
}

/* An edge is where the assessment itself changes its word: the figure on it and the one before. */
Test(verdict, edges_are_where_the_status_changes)
{
	for (int figure = 1; figure < 1000; figure += 37) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		char words[16];
		snprintf(words, sizeof words, "%d", figure);
		const struct assessment *now = assessed(arena, diag, words);
		struct verdict_edges edges;
		cr_assert(verdict_edges(now, &now->indicators[0], &edges));
		cr_expect(edges.has_above);
		snprintf(words, sizeof words, "%d", (int)edges.above.digits);
		const enum status above = assessed(arena, diag, words)->indicators[0].status;
		cr_expect_neq(above, now->indicators[0].status, "%d", figure);
		cr_expect_eq(above, edges.above_status, "%d", figure);
		snprintf(words, sizeof words, "%d", (int)edges.above.digits - 1);
		cr_expect_eq(assessed(arena, diag, words)->indicators[0].status,
		        now->indicators[0].status, "%d", figure);
		if (edges.has_below) {
			snprintf(words, sizeof words, "%d", (int)edges.below.digits);
			cr_expect_eq(assessed(arena, diag, words)->indicators[0].status,
			        edges.below_status, "%d", figure);
			cr_expect_neq(edges.below_status, now->indicators[0].status, "%d", figure);
		}
		diag_free(diag);
		arena_free(arena);
	}
}

Test(verdict, says_which_rule_decided)
{
	static const struct {
		const char *figure;
		enum ground ground;
	} cases[] = {
		{ "100", GROUND_GAP },
		{ "1000", GROUND_MET },
		{ "1001", GROUND_MET },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		const struct assessment *now = assessed(arena, diag, cases[i].figure);
		cr_expect_eq(now->indicators[0].ground, cases[i].ground, "row %zu", i);
		diag_free(diag);
		arena_free(arena);
	}
}

Test(why, tells_the_arithmetic_with_its_numbers)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const struct assessment *now = assessed(arena, diag, "333");
	const struct account account = why_indicator(arena, now, now->catalogue->indicators[0]);
	const char *rate = "";

	for (size_t i = 0; i < account.step_count; i++)
		if (strcmp(account.steps[i].name, "rate") == 0)
			rate = account.steps[i].text;
	cr_expect_str_eq(rate, "333÷1000×100＝33.3");
	cr_expect_str_eq(account.gap, "-8.4");
	cr_expect_str_eq(account.word, "基本达到序时进度");
	diag_free(diag);
	arena_free(arena);
}

/* A standard has no pace; the month's planned step is what it is held against. */
Test(why, tells_the_planned_step_of_a_standard)
{
	static const struct {
		const char *figure, *words;
	} cases[] = {
		{ "400", "未达到目标，且低于本月计划" },
		{ "600", "未达到目标，但不低于本月计划" },
	};
	struct decimal plan[12];

	for (int i = 0; i < 12; i++)
		plan[i] = decimal_from(i < 4 ? 0 : 50);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = world_new(arena);
		world_task(world);
		const struct indicator *indicator = world_indicator(world,
		        &(struct indicator){
		                .kind = KIND_LEVEL,
		                .comparison = COMPARE_AT_LEAST,
		                .measure = "元",
		                .has_target = true,
		                .target = world_decimal("1000"),
		                .pace = PACE_AT_DEADLINE,
		                .plan = plan,
		                .lead_reports = true,
		        });
		world_give(world, 5, LEAD, indicator, cases[i].figure);
		const struct assessment *now = assess(arena, diag, world_ledger(world, diag, 5));
		const struct account account = why_indicator(arena, now, indicator);
		const char *verdict = "";
		for (size_t j = 0; j < account.step_count; j++)
			if (strcmp(account.steps[j].name, "verdict") == 0)
				verdict = account.steps[j].text;
		cr_expect(strstr(verdict, cases[i].words), "%s", verdict);
		diag_free(diag);
		arena_free(arena);
	}
}
