#include "figures/answers/verdict.h"
#include "figures/answers/why.h"

#include "figures/assess/status.h"
#include "kit/intake.h"
#include "kit/world.h"

#include <criterion/criterion.h>
#include <string.h>

/* A city whose lead has given `figure` of 1,000 by May. */
static const struct assessment *assessed_like(
        struct arena *arena, struct diag *diag, const struct indicator *like, const char *figure)
{
	struct world *world = world_new(arena);
	struct indicator of_thousand = *like;

	of_thousand.comparison = COMPARE_AT_LEAST;
	of_thousand.has_target = true;
	of_thousand.target = world_decimal("1000");
	of_thousand.lead_reports = true;
	world_task(world);
	world_give(world, 5, LEAD, world_indicator(world, &of_thousand), figure);
	return assess(arena, diag, world_ledger(world, diag, 5));
}

static const struct assessment *assessed(struct arena *arena, struct diag *diag, const char *figure)
{
	return assessed_like(arena, diag,
	        &(struct indicator){ .kind = KIND_COUNT, .measure = "例", .pace = PACE_LINEAR },
	        figure);
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
		const struct assessment *now = assessed_like(arena, diag,
		        &(struct indicator){ .kind = KIND_LEVEL,
		                .measure = "元",
		                .pace = PACE_AT_DEADLINE,
		                .plan = plan },
		        cases[i].figure);
		const struct account account =
		        why_indicator(arena, now, now->catalogue->indicators[0]);
		const char *verdict = "";
		for (size_t j = 0; j < account.step_count; j++)
			if (strcmp(account.steps[j].name, "verdict") == 0)
				verdict = account.steps[j].text;
		cr_expect(strstr(verdict, cases[i].words), "%s", verdict);
		diag_free(diag);
		arena_free(arena);
	}
}

/* The text of a step of the answer, "" where there is none. */
static const char *step_of(const struct account *account, const char *name)
{
	for (size_t i = 0; i < account->step_count; i++)
		if (strcmp(account->steps[i].name, name) == 0)
			return account->steps[i].text;
	return "";
}

/* The districts' sum: of which figures it is made, and that there is none where nobody has given
 * one. */
Test(why, tells_the_sum_of_the_districts_and_where_there_is_none)
{
	static const struct {
		enum combine combine;
		const char *figures[3], *total, *take;
	} rows[] = {
		{ COMBINE_SUM, { "100", "200", "300" }, "100＋200＋300＝600", "据各" },
		{ COMBINE_SUM, { "100", "200", NULL }, "100＋200＝300", "据各" },
		{ COMBINE_MIN, { "100", "200", "300" }, "3个中最低的一个：东区100",
		        "以最低者为准" },
		{ COMBINE_MIN, { NULL, "200", NULL }, "仅南区：200", "以最低者为准" },
		{ COMBINE_SUM, { NULL, NULL, NULL }, "无一报送", "无可用的数" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = world_new(arena);
		world_task(world);
		const struct indicator *indicator = world_indicator(world,
		        &(struct indicator){ .kind = KIND_COUNT,
		                .measure = "例",
		                .pace = PACE_LINEAR,
		                .comparison = COMPARE_AT_LEAST,
		                .has_target = true,
		                .target = world_decimal("1000"),
		                .districts_report = true,
		                .combine = rows[i].combine });
		for (int j = 0; j < 3; j++)
			if (rows[i].figures[j])
				world_give(world, 5, (enum world_unit)(EAST + j), indicator,
				        rows[i].figures[j]);
		const struct assessment *now = assess(arena, diag, world_ledger(world, diag, 5));
		const struct account account =
		        why_indicator(arena, now, now->catalogue->indicators[0]);
		cr_expect(strstr(step_of(&account, "total"), rows[i].total), "row %zu: %s", i,
		        step_of(&account, "total"));
		cr_expect(strstr(step_of(&account, "take"), rows[i].take), "row %zu: %s", i,
		        step_of(&account, "take"));
		diag_free(diag);
		arena_free(arena);
	}
}
