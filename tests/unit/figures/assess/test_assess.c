#include "figures/assess/assess.h"

#include "kit/intake.h"
#include "kit/world.h"

#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

static const struct indicator count = {
	.kind = KIND_COUNT,
	.measure = "例",
	.comparison = COMPARE_AT_LEAST,
	.has_target = true,
	.target = { .digits = 1200 },
	.lead_reports = true,
};

struct fixture {
	struct arena *arena;
	struct diag *diag;
	struct world *world;
};

static struct fixture begin(void)
{
	struct arena *arena = arena_new();
	struct fixture fixture = { arena, kit_diag(), world_new(arena) };

	/* Jumps are another test's matter. */
	world_catalogue(fixture.world)->rules.jump_factor = decimal_from(1000);
	return fixture;
}

static void end(struct fixture *fixture)
{
	diag_free(fixture->diag);
	arena_free(fixture->arena);
}

static const struct assessment *run(struct fixture *fixture, int month)
{
	return assess(
	        fixture->arena, fixture->diag, world_ledger(fixture->world, fixture->diag, month));
}

Test(assess, tells_the_change_since_last_month)
{
	static const struct {
		const char *measure;
		const char *series;
		bool has_previous;
		const char *change;
	} rows[] = {
		{ "例", "100 150", true, "50" },
		{ "例", "100 100", true, "0" },
		{ "例", "100 -", true, "0" },
		{ "例", "- 150", false, "0" },
		{ "公里", "1.5 2.75", true, "1.25" },
		{ "%", "1/3 2/3", true, "33.4" }, /* 66.7 - 33.3, as they are printed */
		{ "%", "50/100 49/100", true, "-1.0" },
		{ "%", "0/0 49/100", false, "0" },
		{ "倍", "8/5 9/5", true, "0.20" },
		/* Sixteen digits do not fit crosswise: from the rounded shares. */
		{ "%", "1000000000000000/3000000000000001 2000000000000000/3000000000000001", true,
		        "33.4" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		struct indicator like = count;
		like.measure = rows[i].measure;
		like.kind = KIND_RATIO;
		const struct indicator *indicator = world_indicator(fixture.world, &like);
		world_series(fixture.world, LEAD, indicator, rows[i].series);
		const struct indicator_result *result = &run(&fixture, 2)->indicators[0];
		cr_expect_eq(result->has_previous, rows[i].has_previous, "row %zu", i);
		cr_expect_str_eq(decimal_format(fixture.arena, result->change), rows[i].change,
		        "row %zu: %s", i, decimal_format(fixture.arena, result->change));
		end(&fixture);
	}
}

Test(assess, counts_the_months_of_a_light)
{
	static const struct {
		const char *series;
		int month;
		int lit;
		enum escalation lead;
	} rows[] = {
		/* 1200 by December, 100 a month: yellow from 120 below, red from beyond 360. */
		{ "100", 1, 0, ESCALATION_NONE },
		{ "100 80", 2, 1, ESCALATION_REMIND },
		{ "100 100 100", 3, 1, ESCALATION_REMIND },
		{ "100 100 150 160", 4, 2, ESCALATION_URGE },
		{ "100 100 150 160 170", 5, 3, ESCALATION_SUPERVISE },
		{ "100 100 150 400 170", 4, 0, ESCALATION_NONE },
		{ "0 300 300 300 139", 5, 1, ESCALATION_REMIND },
		{ "300 300 300 300 300 300 300", 7, 3, ESCALATION_SUPERVISE },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		const struct indicator *indicator = world_indicator(fixture.world, &count);
		world_series(fixture.world, LEAD, indicator, rows[i].series);
		if (i == 1)
			world_correct(fixture.world, 2, LEAD, indicator, "核减");
		const struct assessment *assessment = run(&fixture, rows[i].month);
		cr_expect_eq(assessment->indicators[0].lit_months, rows[i].lit, "row %zu: %d", i,
		        assessment->indicators[0].lit_months);
		cr_expect_eq(assessment->units[LEAD].escalation, rows[i].lead, "row %zu: %d", i,
		        (int)assessment->units[LEAD].escalation);
		cr_expect_eq(assessment->units[OTHER].escalation, ESCALATION_NONE);
		end(&fixture);
	}
}

Test(assess, red_and_overdue_go_further_at_once)
{
	static const struct {
		int deadline;
		int month;
		const char *series;
		enum escalation escalation;
	} rows[] = {
		/* 1200 by March, 400 a month: yellow as long as −30.0 is printed, red below. */
		{ 3, 1, "40", ESCALATION_REMIND },
		{ 3, 1, "39", ESCALATION_REMIND },
		{ 3, 1, "38", ESCALATION_URGE },
		{ 3, 3, "400 800 1199", ESCALATION_SUPERVISE },
		{ 3, 3, "400 800 1200", ESCALATION_NONE },
		{ 3, 2, "- -", ESCALATION_NONE },
		{ 3, 3, "- - -", ESCALATION_SUPERVISE },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		struct indicator like = count;
		like.deadline = (struct date){ WORLD_YEAR, rows[i].deadline, 31 };
		world_series(
		        fixture.world, LEAD, world_indicator(fixture.world, &like), rows[i].series);
		const struct assessment *assessment = run(&fixture, rows[i].month);
		cr_expect_eq(assessment->units[LEAD].escalation, rows[i].escalation, "row %zu: %d",
		        i, (int)assessment->units[LEAD].escalation);
		end(&fixture);
	}
}

Test(assess, lateness_escalates_while_it_lasts)
{
	static const struct {
		enum report_state states[4];
		int late_months;
		enum escalation escalation;
	} rows[] = {
		{ { 0 }, 0, ESCALATION_NONE },
		{ { 0, 0, 0, REPORT_LATE }, 1, ESCALATION_REMIND },
		{ { 0, REPORT_MISSING, 0, REPORT_LATE }, 2, ESCALATION_URGE },
		{ { REPORT_LATE, REPORT_REFUSED, 0, REPORT_MISSING }, 3, ESCALATION_SUPERVISE },
		{ { REPORT_LATE, REPORT_REFUSED, REPORT_LATE, 0 }, 3, ESCALATION_NONE },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		world_indicator(fixture.world, &count);
		for (int month = 1; month <= 4; month++)
			world_report(fixture.world, month, WEST, rows[i].states[month - 1]);
		const struct unit_month *unit = &run(&fixture, 4)->units[WEST];
		cr_expect_eq(unit->late_months, rows[i].late_months, "row %zu", i);
		cr_expect_eq(unit->escalation, rows[i].escalation, "row %zu", i);
		end(&fixture);
	}
}

Test(assess, early_is_before_the_deadlines_month)
{
	static const struct {
		const char *series;
		int month;
		bool early;
	} rows[] = {
		{ "1200", 1, true },
		{ "600 600 600 1200", 4, true },
		{ "600 600 600 600 600 1200", 6, false },
		{ "600 600 600 600 1200 1200 1200", 7, true },
		{ "600 600 600 600 600 1200 1200", 7, false },
		{ "600 600", 2, false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		struct indicator like = count;
		like.deadline = (struct date){ WORLD_YEAR, 6, 30 };
		world_series(
		        fixture.world, LEAD, world_indicator(fixture.world, &like), rows[i].series);
		cr_expect_eq(run(&fixture, rows[i].month)->indicators[0].early, rows[i].early,
		        "row %zu", i);
		end(&fixture);
	}
}

Test(assess, tasks_move_between_months)
{
	static const struct {
		const char *series;
		bool done;
		bool behind;
		bool recovered;
	} rows[] = {
		{ "100 200 1200", true, false, false },
		{ "100 1200 1200", false, false, false },
		{ "100 200 200", false, false, false }, /* 83 of 100: near */
		{ "100 150 170", false, true, false },
		{ "50 60 80", false, false, false }, /* behind in February already */
		{ "50 60 300", false, false, true },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		world_series(fixture.world, LEAD, world_indicator(fixture.world, &count),
		        rows[i].series);
		const struct assessment *assessment = run(&fixture, 3);
		const struct task_result *task = &assessment->tasks[0];
		cr_expect_eq(task->newly_done, rows[i].done, "row %zu", i);
		cr_expect_eq(task->newly_behind, rows[i].behind, "row %zu", i);
		cr_expect_eq(task->recovered, rows[i].recovered, "row %zu", i);
		cr_expect_eq(assessment->newly_done, (size_t)rows[i].done, "row %zu", i);
		end(&fixture);
	}
}

Test(assess, counts_for_the_general_part)
{
	struct fixture fixture = begin();
	struct world *world = fixture.world;
	const struct indicator *first = world_indicator(world, &count);
	const struct indicator *second = world_indicator(world, &count);

	world_indicator(
	        world, &(struct indicator){ .kind = KIND_QUALITATIVE, .lead_reports = true });
	struct task *task = world_task(world);
	task->deadline = (struct date){ WORLD_YEAR, 2, 28 };
	struct indicator like = count;
	like.deadline = task->deadline;
	world_indicator(world, &like);

	world_series(world, LEAD, first, "100 1200");
	world_series(world, LEAD, second, "100 80");
	world_tell(world, 2, LEAD, first->task, "稳步推进");
	world_report(world, 2, OTHER, REPORT_LATE);
	world_report(world, 2, EAST, REPORT_REFUSED);
	world_report(world, 2, WEST, REPORT_MISSING);
	const struct assessment *assessment = run(&fixture, 2);
	cr_expect_eq(assessment->measured, 3);
	cr_expect_eq(assessment->measured_met, 1);
	cr_expect_eq(assessment->measured_by_status[STATUS_DONE], 1);
	cr_expect_eq(assessment->measured_by_status[STATUS_NEAR], 1);
	cr_expect_eq(assessment->measured_by_status[STATUS_UNREPORTED], 1);
	cr_expect_eq(assessment->tasks_by_status[STATUS_NEAR], 1);
	cr_expect_eq(assessment->tasks_by_status[STATUS_UNREPORTED], 1);
	cr_expect_eq(assessment->tasks_deadline_passed, 1);
	cr_expect_eq(assessment->expected, 5);
	cr_expect_eq(assessment->on_time, 2);
	cr_expect_eq(assessment->late, 1);
	cr_expect_eq(assessment->refused, 1);
	cr_expect_eq(assessment->missing, 1);
	/* The second figure fell: reported, though the earlier one is kept. */
	cr_expect_eq(assessment->units[LEAD].due_figures, 3);
	cr_expect_eq(assessment->units[LEAD].given_figures, 2);
	cr_expect_eq(assessment->tasks[0].worst, &assessment->indicators[1]);
	cr_expect_str_eq(assessment->tasks[0].lead_report->progress, "稳步推进");
	cr_expect_eq(date_compare(assessment->as_of, (struct date){ WORLD_YEAR, 2, 29 }), 0);
	cr_expect_eq(date_compare(assessment->due, (struct date){ WORLD_YEAR, 3, 5 }), 0);
	cr_expect_eq(kit_count(fixture.diag, MSG_ASSESSED), 1);
	end(&fixture);
}

Test(assess, who_has_no_duty_owes_no_report)
{
	struct fixture fixture = begin();
	struct task *task = world_task(fixture.world);

	world_indicator(fixture.world, &count);
	/* The lead comes first among the duties. */
	task->duty_count = 1;
	world_report(fixture.world, 1, WEST, REPORT_MISSING);
	const struct assessment *assessment = run(&fixture, 1);
	cr_expect_eq(assessment->expected, 1);
	cr_expect_eq(assessment->missing, 0);
	cr_expect_eq(assessment->units[WEST].late_months, 0);
	cr_expect_eq(assessment->units[WEST].escalation, ESCALATION_NONE);
	end(&fixture);
}

Test(assess, a_year_costs_little)
{
	struct fixture fixture = begin();

	for (int i = 0; i < WORLD_INDICATORS; i++) {
		struct indicator like = count;
		like.districts_report = true;
		like.combine = COMBINE_SUM;
		const struct indicator *indicator = world_indicator(fixture.world, &like);
		for (int month = 1; month <= 12; month++) {
			for (enum world_unit unit = EAST; unit <= WEST; unit++)
				world_give(fixture.world, month, unit, indicator, "33");
		}
	}
	const struct ledger *ledger = world_ledger(fixture.world, fixture.diag, 12);
	const clock_t start = clock();
	const struct assessment *assessment = assess(fixture.arena, fixture.diag, ledger);
	const clock_t end_of_run = clock();

	cr_expect_eq(assessment->indicators[0].status, STATUS_OVERDUE);
	/* Far above what it takes, even under sanitizers; a square in the months would show. */
	cr_expect_lt(end_of_run - start, CLOCKS_PER_SEC / 2);
	end(&fixture);
}

/* What the shipped sample month is made to show: the life of an office. */
struct life {
	size_t not_concerned, omitted_or_missing, carried, kept, baseless;
	size_t disagreeing, far_behind, overdue, done;
};

static void look_at_cells(const struct ledger *ledger, struct life *life)
{
	const struct catalogue *catalogue = ledger->catalogue;

	for (size_t u = 0; u < catalogue->unit_count; u++) {
		for (size_t i = 0; i < catalogue->indicator_count; i++) {
			const enum cell_state state = ledger_cell(ledger, ledger->period.month,
			        catalogue->units[u], catalogue->indicators[i])
			                                      ->state;
			life->not_concerned += state == CELL_NOT_CONCERNED;
			life->omitted_or_missing +=
			        state == CELL_OMITTED || state == CELL_NOT_REPORTED;
			life->carried += state == CELL_CARRIED;
			life->kept += state == CELL_KEPT;
		}
	}
}

static void look_at_results(const struct assessment *assessment, struct life *life)
{
	for (size_t i = 0; i < assessment->catalogue->indicator_count; i++) {
		const struct indicator_result *result = &assessment->indicators[i];
		life->disagreeing += result->disagree;
		life->far_behind += result->status == STATUS_FAR_BEHIND;
		life->overdue += result->status == STATUS_OVERDUE;
		life->done += result->status == STATUS_DONE || result->status == STATUS_EXCEEDED;
		for (size_t u = 0; u < result->unit_count; u++)
			life->baseless += result->units[u].figure.state == FIGURE_NO_BASE;
	}
}

Test(assess, the_shipped_month)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct life life = { .kept = 0 };
	const struct catalogue *catalogue =
	        catalogue_read(arena, diag, &root_here, "input/targets/2020.json", NULL);

	cr_assert_not_null(catalogue, "%s", kit_records(arena, diag));
	const struct ledger *ledger =
	        kit_ledger(arena, diag, catalogue, "input/submissions", (struct period){ 2020, 5 });
	const struct assessment *assessment = assess(arena, diag, ledger);

	look_at_cells(ledger, &life);
	look_at_results(assessment, &life);
	cr_expect(ledger->sample);
	cr_expect_eq(assessment->expected, 38);
	cr_expect_eq(
	        assessment->on_time + assessment->late + assessment->refused + assessment->missing,
	        38);
	cr_expect_gt(assessment->late, 0);
	cr_expect_gt(assessment->refused, 0);
	cr_expect_gt(assessment->missing, 0);
	cr_expect_eq(assessment->measured, 63);
	cr_expect_eq(assessment->rank_count, 7);
	cr_expect_gt(life.not_concerned, 0);
	cr_expect_gt(life.carried, 0);
	cr_expect_gt(life.kept, 0);
	cr_expect_gt(life.baseless, 0);
	cr_expect_gt(life.disagreeing, 0);
	cr_expect_gt(life.far_behind, 0);
	cr_expect_gt(life.overdue, 0);
	cr_expect_gt(life.done, 0);
	/* What was wrong in earlier months was said in their own month. */
	for (size_t i = 0; i < diag_count(diag); i++) {
		const char *file = diag_record(diag, i)->place.file;
		cr_expect(!strstr(file, "2020-0") || strstr(file, "2020-05"), "%s", file);
	}
	diag_free(diag);
	arena_free(arena);
}

/* Of each kind from January on, in the catalogue's order; whoever is sent none has no number. */
Test(assess, letters_are_numbered_through_the_year)
{
	struct fixture fixture = begin();

	world_indicator(fixture.world, &count);
	for (int month = 1; month <= 2; month++) {
		world_report(fixture.world, month, EAST, REPORT_LATE);
		world_report(fixture.world, month, WEST, REPORT_MISSING);
	}
	world_report(fixture.world, 2, SOUTH, REPORT_LATE);
	world_catalogue(fixture.world)->rules.reminder_months = 1;
	world_catalogue(fixture.world)->rules.urge_months = 2;
	world_catalogue(fixture.world)->rules.supervise_months = 3;
	const struct assessment *assessment = run(&fixture, 2);
	const struct unit_month *units = assessment->units;
	cr_expect_eq(units[EAST].escalation, ESCALATION_URGE);
	cr_expect_eq(units[EAST].letter, 1);
	cr_expect_eq(units[WEST].letter, 2);
	cr_expect_eq(units[SOUTH].escalation, ESCALATION_REMIND);
	const int reminded = assessment->letters[ESCALATION_REMIND];
	cr_expect_geq(units[SOUTH].letter, 3, "two were reminded in January");
	cr_expect_leq(units[SOUTH].letter, reminded);
	cr_expect_eq(assessment->letters[ESCALATION_URGE], 2);
	cr_expect_eq(units[OTHER].letter, 0);
	end(&fixture);
}
