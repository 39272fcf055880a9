#include "figures/assess/status.h"

#include "figures/assess/indicator.h"
#include "figures/assess/pace.h"
#include "kit/kit.h"
#include "kit/world.h"

#include <criterion/criterion.h>
#include <string.h>

struct row {
	enum indicator_kind kind;
	enum comparison comparison;
	enum pace_kind pace;
	const char *target; /* "" not set */
	const char *measure;
	int deadline; /* month of the year */
	int month;
	const char *figure; /* the lead's, "" none */
	const char *status;
	const char *light;
	const char *gap; /* "" without pace */
};

#define AT_LEAST COMPARE_AT_LEAST
#define AT_MOST  COMPARE_AT_MOST
#define AT_END   PACE_AT_DEADLINE

static const struct row rows[] = {
	/*
	 * 12000 by December, planned 5000 by the end of May; a percentage point is 120. The gap is
	 * that of the printed percentages, and one printed gap is one status.
	 */
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "12001", "exceeded", "green",
	        "58.3" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "12000", "done", "green", "58.3" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "11999", "ahead", "green",
	        "58.2" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "6200", "ahead", "green", "10.0" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "6199", "ahead", "green", "10.0" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "6194", "on-pace", "green",
	        "9.9" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "5000", "on-pace", "green",
	        "0.0" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "4999", "on-pace", "green",
	        "0.0" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "4993", "near", "green", "-0.1" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "3810", "near", "green", "-9.9" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "3801", "behind", "yellow",
	        "-10.0" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "3800", "behind", "yellow",
	        "-10.0" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "3799", "behind", "yellow",
	        "-10.0" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "1400", "behind", "yellow",
	        "-30.0" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "1399", "behind", "yellow",
	        "-30.0" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "1393", "far-behind", "red",
	        "-30.1" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "0", "far-behind", "red",
	        "-41.7" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "12000", "", 12, 5, "", "unreported", "none", "" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "", "", 12, 5, "7", "no-target", "none", "" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "", "", 12, 5, "", "no-target", "none", "" },
	/* The deadline's own month ends it. */
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "100", "", 4, 3, "99", "ahead", "green", "24.0" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "100", "", 4, 4, "99", "overdue", "red", "-1.0" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "100", "", 4, 4, "100", "done", "green", "0.0" },
	{ KIND_COUNT, AT_LEAST, PACE_LINEAR, "100", "", 4, 4, "", "unreported", "red", "" },
	{ KIND_COUNT, AT_LEAST, AT_END, "100", "", 12, 5, "1", "moving", "none", "" },
	{ KIND_COUNT, AT_LEAST, AT_END, "100", "", 12, 5, "100", "done", "green", "" },
	{ KIND_AMOUNT, AT_LEAST, PACE_LINEAR, "150", "公里", 12, 6, "75.0", "on-pace", "green",
	        "0.0" },
	{ KIND_AMOUNT, AT_LEAST, PACE_LINEAR, "150", "公里", 12, 6, "74.9", "near", "green",
	        "-0.1" },
	{ KIND_INCREMENT, AT_LEAST, PACE_LINEAR, "100", "项", 12, 6, "60", "ahead", "green",
	        "10.0" },
	/* A share of a fixed base grows like a count. */
	{ KIND_RATIO, AT_LEAST, PACE_LINEAR, "6", "批次/千人", 12, 6, "3/1", "on-pace", "green",
	        "0.0" },
	{ KIND_RATIO, AT_LEAST, PACE_LINEAR, "6", "批次/千人", 12, 6, "2/1", "behind", "yellow",
	        "-16.7" },
	{ KIND_RATIO, AT_LEAST, PACE_LINEAR, "6", "批次/千人", 12, 12, "5/1", "missed", "red",
	        "-16.7" },
	/* Standards, shares, yes or no: reached or moving, then met or missed. */
	{ KIND_RATIO, AT_LEAST, AT_END, "100", "%", 12, 5, "9999/10000", "moving", "none", "" },
	{ KIND_RATIO, AT_LEAST, AT_END, "100", "%", 12, 5, "5/5", "reached", "green", "" },
	{ KIND_RATIO, AT_LEAST, AT_END, "100", "%", 12, 12, "5/5", "done", "green", "" },
	{ KIND_RATIO, AT_LEAST, AT_END, "100", "%", 12, 12, "4/5", "missed", "red", "" },
	{ KIND_RATIO, AT_LEAST, AT_END, "100", "%", 12, 12, "0/0", "no-base", "none", "" },
	{ KIND_LEVEL, AT_LEAST, AT_END, "900", "元", 8, 5, "899", "moving", "none", "" },
	{ KIND_LEVEL, AT_LEAST, AT_END, "900", "元", 8, 5, "900", "reached", "green", "" },
	{ KIND_LEVEL, AT_LEAST, AT_END, "900", "元", 8, 7, "899", "moving", "none", "" },
	{ KIND_LEVEL, AT_LEAST, AT_END, "900", "元", 8, 8, "899", "missed", "red", "" },
	{ KIND_LEVEL, AT_LEAST, AT_END, "900", "元", 8, 8, "950", "done", "green", "" },
	{ KIND_LEVEL, AT_LEAST, AT_END, "", "元", 8, 8, "950", "no-target", "none", "" },
	{ KIND_RELATIVE_LEVEL, AT_LEAST, AT_END, "75", "%", 8, 5, "675/900", "reached", "green",
	        "" },
	{ KIND_RELATIVE_LEVEL, AT_LEAST, AT_END, "75", "%", 8, 8, "674/900", "missed", "red", "" },
	{ KIND_MILESTONE, COMPARE_YES, AT_END, "1", "", 4, 3, "否", "moving", "none", "" },
	{ KIND_MILESTONE, COMPARE_YES, AT_END, "1", "", 4, 3, "是", "done", "green", "" },
	{ KIND_MILESTONE, COMPARE_YES, AT_END, "1", "", 4, 4, "否", "overdue", "red", "" },
	/* Limits. */
	{ KIND_RATIO, AT_MOST, AT_END, "4.3", "%", 12, 5, "43/1000", "reached", "green", "" },
	{ KIND_RATIO, AT_MOST, AT_END, "4.3", "%", 12, 5, "431/10000", "moving", "none", "" },
	{ KIND_RATIO, AT_MOST, AT_END, "4.3", "%", 12, 12, "431/10000", "missed", "red", "" },
	{ KIND_COUNT, AT_MOST, PACE_LINEAR, "10", "例", 12, 5, "10", "reached", "green", "" },
	{ KIND_COUNT, AT_MOST, PACE_LINEAR, "10", "例", 12, 5, "11", "missed", "red", "" },
	{ KIND_COUNT, AT_MOST, PACE_LINEAR, "0", "例", 12, 12, "0", "done", "green", "" },
};

static void judge(struct arena *arena, const struct row *row, struct indicator_result *result)
{
	struct diag *diag = kit_diag();
	struct world *world = world_new(arena);
	const struct period period = { WORLD_YEAR, row->month };
	const struct indicator like = {
		.kind = row->kind,
		.comparison = row->comparison,
		.pace = row->pace,
		.measure = row->measure,
		.has_target = row->target[0] != '\0',
		.target = row->target[0] != '\0' ? world_decimal(row->target) : decimal_from(0),
		.deadline = period_last_day((struct period){ WORLD_YEAR, row->deadline }),
		.lead_reports = true,
	};

	*result = (struct indicator_result){ .indicator = world_indicator(world, &like) };
	if (row->figure[0] != '\0')
		world_give(world, row->month, LEAD, result->indicator, row->figure);
	const struct ledger *ledger = world_ledger(world, diag, row->month);
	indicator_combine(arena, ledger, row->month, result);
	pace_measure(&ledger->catalogue->rules, period, result);
	status_judge(ledger, period, result);
	diag_free(diag);
}

Test(status, of_one_indicator)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct indicator_result result;
		judge(arena, &rows[i], &result);
		cr_expect_str_eq(status_name(result.status), rows[i].status, "row %zu: %s", i,
		        status_name(result.status));
		cr_expect_str_eq(light_name(result.light), rows[i].light, "row %zu: %s", i,
		        light_name(result.light));
		const char *gap = result.has_pace ? decimal_format(arena, result.gap) : "";
		cr_expect_str_eq(gap, rows[i].gap, "row %zu: %s", i, gap);
		arena_free(arena);
	}
}

Test(status, a_planned_step_that_was_missed_is_yellow)
{
	static const struct {
		int month;
		const char *figure;
		const char *status;
	} cases[] = {
		{ 5, "否", "moving" },
		{ 6, "否", "behind" },
		{ 6, "是", "done" },
		{ 12, "否", "overdue" },
	};
	struct decimal plan[12] = { { .digits = 0 } };

	for (int i = 5; i < 12; i++)
		plan[i] = decimal_from(100);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = world_new(arena);
		const struct period period = { WORLD_YEAR, cases[i].month };
		struct indicator_result result = {
			.indicator = world_indicator(world,
			        &(struct indicator){
			                .kind = KIND_MILESTONE,
			                .comparison = COMPARE_YES,
			                .pace = PACE_AT_DEADLINE,
			                .has_target = true,
			                .target = { .digits = 1 },
			                .lead_reports = true,
			                .plan = plan,
			        }),
		};
		world_give(world, cases[i].month, LEAD, result.indicator, cases[i].figure);
		const struct ledger *ledger = world_ledger(world, diag, cases[i].month);
		indicator_combine(arena, ledger, cases[i].month, &result);
		pace_measure(&ledger->catalogue->rules, period, &result);
		status_judge(ledger, period, &result);
		cr_expect_str_eq(status_name(result.status), cases[i].status, "row %zu", i);
		diag_free(diag);
		arena_free(arena);
	}
}

Test(status, of_what_every_district_must_reach)
{
	static const struct {
		enum indicator_kind kind;
		enum combine combine;
		const char *target;
		int month;
		const char *figures[3];
		const char *status;
	} cases[] = {
		{ KIND_PER_DISTRICT_MIN, COMBINE_ALL, "1", 5, { "5", "0", "1" }, "moving" },
		{ KIND_PER_DISTRICT_MIN, COMBINE_ALL, "1", 5, { "5", "1", "1" }, "reached" },
		{ KIND_PER_DISTRICT_MIN, COMBINE_ALL, "1", 5, { "5", "-", "1" }, "moving" },
		{ KIND_PER_DISTRICT_MIN, COMBINE_ALL, "1", 12, { "5", "0", "1" }, "overdue" },
		{ KIND_PER_DISTRICT_MIN, COMBINE_ALL, "1", 12, { "5", "1", "1" }, "done" },
		{ KIND_PER_DISTRICT_MIN, COMBINE_ALL, "1", 5, { "-", "-", "-" }, "unreported" },
		{ KIND_DISTRICT_COUNT, COMBINE_COUNT, "2", 5, { "是", "否", "否" }, "moving" },
		{ KIND_DISTRICT_COUNT, COMBINE_COUNT, "2", 5, { "是", "是", "否" }, "done" },
		{ KIND_DISTRICT_COUNT, COMBINE_COUNT, "2", 5, { "是", "是", "是" }, "exceeded" },
		{ KIND_DISTRICT_COUNT, COMBINE_COUNT, "2", 12, { "是", "否", "-" }, "overdue" },
		{ KIND_MILESTONE, COMBINE_ALL, "1", 5, { "是", "是", "否" }, "moving" },
		{ KIND_MILESTONE, COMBINE_ALL, "1", 5, { "是", "是", "是" }, "done" },
		{ KIND_LEVEL, COMBINE_MIN, "900", 5, { "900", "901", "899" }, "moving" },
		{ KIND_LEVEL, COMBINE_MIN, "900", 5, { "900", "901", "950" }, "reached" },
		{ KIND_LEVEL, COMBINE_MIN, "900", 12, { "900", "901", "899" }, "missed" },
		{ KIND_RATIO, COMBINE_WEIGHTED, "50", 5, { "9/10", "1/10", "0/0" }, "reached" },
		{ KIND_RATIO, COMBINE_WEIGHTED, "50", 5, { "8/10", "1/10", "0/0" }, "moving" },
		{ KIND_RATIO, COMBINE_MIN, "50", 5, { "9/10", "0/0", "0/0" }, "reached" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = world_new(arena);
		const struct period period = { WORLD_YEAR, cases[i].month };
		struct indicator_result result = {
			.indicator = world_indicator(world,
			        &(struct indicator){
			                .kind = cases[i].kind,
			                .combine = cases[i].combine,
			                .comparison = AT_LEAST,
			                .measure = cases[i].kind == KIND_RATIO ? "%" : "",
			                .pace = AT_END,
			                .has_target = true,
			                .target = world_decimal(cases[i].target),
			                .districts_report = true,
			        }),
		};
		for (size_t j = 0; j < 3; j++) {
			if (strcmp(cases[i].figures[j], "-") != 0)
				world_give(world, cases[i].month, (enum world_unit)(EAST + j),
				        result.indicator, cases[i].figures[j]);
		}
		const struct ledger *ledger = world_ledger(world, diag, cases[i].month);
		indicator_combine(arena, ledger, cases[i].month, &result);
		pace_measure(&ledger->catalogue->rules, period, &result);
		status_judge(ledger, period, &result);
		cr_expect_str_eq(status_name(result.status), cases[i].status, "row %zu: %s", i,
		        status_name(result.status));
		diag_free(diag);
		arena_free(arena);
	}
}

Test(status, of_words)
{
	static const struct {
		const char *figure; /* the lead's declaration in January, "" none */
		const char *words;  /* the lead's in February */
		const char *status;
	} cases[] = {
		{ "", "稳步推进", "continuing" },
		{ "", "", "unreported" },
		{ "是", "", "done" },
		{ "否", "", "unreported" },
		{ "否", "稳步推进", "continuing" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = world_new(arena);
		struct indicator_result result = {
			.indicator = world_indicator(world,
			        &(struct indicator){ .kind = KIND_QUALITATIVE,
			                .comparison = COMPARE_NONE,
			                .lead_reports = true }),
		};
		if (cases[i].figure[0] != '\0')
			world_give(world, 1, LEAD, result.indicator, cases[i].figure);
		world_tell(world, 2, LEAD, result.indicator->task, cases[i].words);
		world_tell(world, 2, OTHER, result.indicator->task, "另一单位的话");
		const struct ledger *ledger = world_ledger(world, diag, 2);
		indicator_combine(arena, ledger, 2, &result);
		status_judge(ledger, ledger->period, &result);
		cr_expect_str_eq(status_name(result.status), cases[i].status, "row %zu: %s", i,
		        status_name(result.status));
		diag_free(diag);
		arena_free(arena);
	}
}

Test(status, of_words_where_nobody_leads)
{
	for (int told = 0; told < 2; told++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = world_new(arena);
		struct task *task = world_task(world);
		struct indicator_result result = {
			.indicator = world_indicator(world,
			        &(struct indicator){ .kind = KIND_QUALITATIVE,
			                .comparison = COMPARE_NONE,
			                .districts_report = true }),
		};
		task->lead = NULL;
		world_tell(world, 1, WEST, task, told ? "稳步推进" : "");
		const struct ledger *ledger = world_ledger(world, diag, 1);
		indicator_combine(arena, ledger, 1, &result);
		status_judge(ledger, ledger->period, &result);
		cr_expect_eq(result.status, told ? STATUS_CONTINUING : STATUS_UNREPORTED);
		diag_free(diag);
		arena_free(arena);
	}
}

Test(status, never_reported_by_the_deadline_decides_over_behind)
{
	static const struct indicator measured = { .kind = KIND_COUNT, .part_of = "" };
	const struct indicator_result parts[] = {
		{ .indicator = &measured, .status = STATUS_FAR_BEHIND, .light = LIGHT_RED },
		{ .indicator = &measured,
		        .status = STATUS_UNREPORTED,
		        .deadline_passed = true,
		        .light = LIGHT_RED },
	};
	const struct indicator_result *const list[] = { &parts[0], &parts[1] };
	struct task_result task = { .indicators = list, .indicator_count = 2 };

	status_judge_task(&task);
	cr_expect_eq(task.status, STATUS_UNREPORTED);
	cr_expect_eq(task.light, LIGHT_RED);
}

#define Q 100 /* a qualitative indicator of this status */

Test(status, of_a_task_is_its_worst)
{
	static const struct {
		int parts[4];
		int count;
		const char *status;
		size_t met;
		size_t measured;
	} cases[] = {
		{ { STATUS_DONE, STATUS_EXCEEDED }, 2, "done", 2, 2 },
		{ { STATUS_EXCEEDED, STATUS_EXCEEDED }, 2, "exceeded", 2, 2 },
		{ { STATUS_DONE, STATUS_REACHED }, 2, "reached", 2, 2 },
		{ { STATUS_DONE, STATUS_AHEAD }, 2, "ahead", 1, 2 },
		{ { STATUS_REACHED, STATUS_NEAR }, 2, "near", 1, 2 },
		{ { STATUS_AHEAD, STATUS_MOVING }, 2, "moving", 0, 2 },
		{ { STATUS_ON_PACE, STATUS_MOVING }, 2, "on-pace", 0, 2 },
		{ { STATUS_NEAR, STATUS_UNREPORTED }, 2, "unreported", 0, 2 },
		{ { STATUS_UNREPORTED, STATUS_BEHIND }, 2, "behind", 0, 2 },
		{ { STATUS_BEHIND, STATUS_FAR_BEHIND, STATUS_DONE }, 3, "far-behind", 1, 3 },
		{ { STATUS_OVERDUE, STATUS_MISSED, STATUS_FAR_BEHIND }, 3, "overdue", 0, 3 },
		{ { STATUS_NO_BASE, STATUS_DONE }, 2, "done", 1, 2 },
		{ { STATUS_TOO_LARGE, STATUS_DONE }, 2, "too-large", 1, 2 },
		{ { STATUS_NO_BASE }, 1, "no-base", 0, 1 },
		{ { STATUS_NO_TARGET, STATUS_NO_BASE }, 2, "no-target", 0, 2 },
		{ { STATUS_NO_TARGET, STATUS_ON_PACE }, 2, "on-pace", 0, 2 },
		/* What has no target set cannot be said to be done. */
		{ { STATUS_NO_TARGET, STATUS_DONE }, 2, "reached", 1, 2 },
		{ { STATUS_DONE, Q + STATUS_UNREPORTED }, 2, "done", 1, 1 },
		{ { Q + STATUS_CONTINUING }, 1, "continuing", 0, 0 },
		{ { Q + STATUS_DONE, Q + STATUS_CONTINUING }, 2, "continuing", 0, 0 },
		{ { Q + STATUS_DONE, Q + STATUS_DONE }, 2, "done", 0, 0 },
		{ { Q + STATUS_UNREPORTED, Q + STATUS_DONE }, 2, "unreported", 0, 0 },
		{ { 0 }, 0, "unreported", 0, 0 },
	};
	static const struct indicator measured = { .kind = KIND_COUNT, .part_of = "" };
	static const struct indicator words = { .kind = KIND_QUALITATIVE, .part_of = "" };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct indicator_result parts[4];
		const struct indicator_result *list[4];
		struct task_result task = { .indicators = list,
			.indicator_count = (size_t)cases[i].count };
		for (int j = 0; j < cases[i].count; j++) {
			const int part = cases[i].parts[j];
			parts[j] = (struct indicator_result){
				.indicator = part >= Q ? &words : &measured,
				.status = (enum status)(part % Q),
			};
			list[j] = &parts[j];
		}
		status_judge_task(&task);
		cr_expect_str_eq(status_name(task.status), cases[i].status, "row %zu: %s", i,
		        status_name(task.status));
		cr_expect_eq(task.met, cases[i].met, "row %zu", i);
		cr_expect_eq(task.measured, cases[i].measured, "row %zu", i);
		cr_expect_eq(!task.worst, cases[i].measured == 0, "row %zu", i);
	}
}

Test(status, every_status_has_its_words)
{
	for (int i = 0; i < STATUS_COUNT; i++) {
		cr_expect_gt(strlen(status_word((enum status)i)), 0);
		cr_expect_gt(strlen(status_name((enum status)i)), 0);
		cr_expect(!(status_is_met((enum status)i) && status_is_lagging((enum status)i)));
	}
	cr_expect_str_eq(status_word(STATUS_NEAR), "基本达到序时进度");
	cr_expect_str_eq(status_word(STATUS_OVERDUE), "逾期未完成");
	cr_expect(status_is_met(STATUS_REACHED));
	cr_expect_not(status_is_met(STATUS_AHEAD));
	cr_expect_not(status_is_lagging(STATUS_UNREPORTED));
}

/* The bulletin names the one that stands first in the catalogue. */
Test(status, of_indicators_that_are_as_bad_the_first_decides)
{
	static const struct indicator measured = { .kind = KIND_COUNT, .part_of = "" };
	const struct indicator_result parts[] = {
		{ .indicator = &measured, .status = STATUS_ON_PACE, .light = LIGHT_GREEN },
		{ .indicator = &measured, .status = STATUS_BEHIND, .light = LIGHT_YELLOW },
		{ .indicator = &measured, .status = STATUS_BEHIND, .light = LIGHT_YELLOW },
	};
	const struct indicator_result *all[] = { &parts[0], &parts[1], &parts[2] };
	struct task_result task = { .indicators = all, .indicator_count = 3 };

	status_judge_task(&task);
	cr_expect_eq(task.worst, &parts[1]);
	cr_expect_eq(task.status, STATUS_BEHIND);
}

/* Words that were not written by the deadline are asked for; nothing was to be reached by it. */
Test(status, what_has_no_target_is_never_overdue)
{
	static const struct indicator words = { .kind = KIND_QUALITATIVE,
		.comparison = COMPARE_NONE };
	static const struct indicator figure = { .kind = KIND_COUNT,
		.comparison = COMPARE_AT_LEAST };
	struct indicator_result result = {
		.indicator = &words, .status = STATUS_UNREPORTED, .deadline_passed = true
	};

	cr_expect_not(status_is_overdue(&result));
	result.indicator = &figure;
	cr_expect(status_is_overdue(&result));
	result.deadline_passed = false;
	cr_expect_not(status_is_overdue(&result));
}
