/*
 * Every month from January to the period is assessed by the same functions; the earlier ones give
 * last month's figures and places, how long a light has been on, and whether a task was done
 * before its deadline's month. Only the period's month is handed out.
 */
#include "figures/assess/assess.h"

#include "figures/assess/indicator.h"
#include "figures/assess/pace.h"
#include "figures/assess/ranking.h"
#include "figures/assess/status.h"
#include "figures/targets/calendar.h"
#include "figures/targets/duties.h"
#include "figures/targets/measure.h"

#include <assert.h>

/* One month's results, by indicator and by task index. */
struct month_results {
	struct indicator_result *indicators;
	struct task_result *tasks;
};

static struct period month_period(const struct ledger *ledger, int month)
{
	return (struct period){ ledger->period.year, month };
}

static void assess_indicator(struct arena *arena, const struct ledger *ledger, int month,
        struct indicator_result *result)
{
	const struct period period = month_period(ledger, month);

	indicator_combine(arena, ledger, month, result);
	if (kind_is_measured(result->indicator->kind))
		pace_measure(&ledger->catalogue->rules, period, result);
	status_judge(ledger, period, result);
}

static void assess_task(struct arena *arena, const struct ledger *ledger, int month,
        const struct indicator_result *indicators, struct task_result *result)
{
	const struct task *task = result->task;
	const struct indicator_result **list =
	        arena_alloc_array(arena, task->indicator_count, sizeof(struct indicator_result *));

	for (size_t i = 0; i < task->indicator_count; i++)
		list[i] = &indicators[task->indicators[i]->index];
	result->indicators = list;
	result->indicator_count = task->indicator_count;
	if (task->lead)
		result->lead_report = ledger_report(ledger, month, task->lead, task);
	status_judge_task(result);
}

static struct month_results assess_month(
        struct arena *arena, const struct ledger *ledger, int month)
{
	const struct catalogue *catalogue = ledger->catalogue;
	const struct month_results results = {
		.indicators = arena_alloc_array(
		        arena, catalogue->indicator_count, sizeof *results.indicators),
		.tasks = arena_alloc_array(arena, catalogue->task_count, sizeof *results.tasks),
	};

	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		results.indicators[i].indicator = catalogue->indicators[i];
		assess_indicator(arena, ledger, month, &results.indicators[i]);
	}
	for (size_t i = 0; i < catalogue->task_count; i++) {
		results.tasks[i].task = catalogue->tasks[i];
		assess_task(arena, ledger, month, results.indicators, &results.tasks[i]);
	}
	return results;
}

static void link_change(struct indicator_result *result)
{
	struct decimal now, before;

	/* Of the figures as they are printed, so that a reader who subtracts them finds the same.
	 */
	if (figure_rounded(result->indicator, &result->figure, &now)
	        && figure_rounded(result->indicator, &result->previous, &before))
		(void)decimal_subtract(now, before, &result->change);
}

static void link_previous(struct indicator_result *result, const struct indicator_result *previous)
{
	result->previous_status = previous->status;
	result->previous = previous->figure;
	result->has_previous = figure_stands(&previous->figure);
	if (result->has_previous)
		link_change(result);
}

static bool is_done(const struct indicator_result *result)
{
	return result->status == STATUS_DONE || result->status == STATUS_EXCEEDED;
}

/* Done since the last month before the deadline's month, or now when that month is to come. */
static bool is_early(
        const struct month_results *months, struct period period, const struct indicator *indicator)
{
	int month = period.month + period_months_to(period, indicator->deadline) - 1;

	if (month < 1)
		return false;
	for (month = month < period.month ? month : period.month; month <= period.month; month++) {
		if (!is_done(&months[month - 1].indicators[indicator->index]))
			return false;
	}
	return true;
}

static int lit_months(
        const struct month_results *months, int month, const struct indicator *indicator)
{
	int lit = 0;

	while (month > lit
	        && status_is_lit(months[month - lit - 1].indicators[indicator->index].light))
		lit++;
	return lit;
}

static int lit_months_of_task(
        const struct month_results *months, int month, const struct task *task)
{
	int lit = 0;

	while (month > lit && status_is_lit(months[month - lit - 1].tasks[task->index].light))
		lit++;
	return lit;
}

static void link_task(struct task_result *result, const struct task_result *previous)
{
	const bool done = status_is_met(result->status);
	const bool was_done = status_is_met(previous->status);
	const bool lags = status_is_lagging(result->status);
	const bool lagged = status_is_lagging(previous->status);

	result->has_previous = true;
	result->previous_status = previous->status;
	result->newly_done = done && !was_done;
	result->newly_behind = lags && !lagged;
	result->recovered = lagged && !lags;
}

/* What only the months before can tell of the period's month. */
static void link_history(const struct ledger *ledger, const struct month_results *months,
        const struct month_results *now)
{
	const struct catalogue *catalogue = ledger->catalogue;
	const int month = ledger->period.month;
	const struct month_results *before = month > 1 ? &months[month - 2] : NULL;

	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		struct indicator_result *result = &now->indicators[i];
		if (before)
			link_previous(result, &before->indicators[i]);
		result->early = is_early(months, ledger->period, result->indicator);
		result->lit_months = lit_months(months, month, result->indicator);
	}
	for (size_t i = 0; before && i < catalogue->task_count; i++)
		link_task(&now->tasks[i], &before->tasks[i]);
}

static bool has_any_duty(const struct catalogue *catalogue, const struct unit *unit)
{
	for (size_t i = 0; i < catalogue->task_count; i++) {
		if (unit_has_duty(catalogue->tasks[i], unit))
			return true;
	}
	return false;
}

static void count_figures(const struct ledger *ledger, struct unit_month *result)
{
	const struct catalogue *catalogue = ledger->catalogue;

	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		const struct indicator *indicator = catalogue->indicators[i];
		if (!kind_is_measured(indicator->kind)
		        || !unit_must_report(indicator, result->unit))
			continue;
		const enum cell_state state =
		        ledger_cell(ledger, ledger->period.month, result->unit, indicator)->state;
		result->due_figures++;
		result->given_figures += state == CELL_REPORTED || state == CELL_KEPT;
	}
}

static enum escalation worse(enum escalation a, enum escalation b)
{
	return a > b ? a : b;
}

static enum escalation escalation_of_months(const struct rules *rules, int months)
{
	if (months <= 0)
		return ESCALATION_NONE;
	if (months >= rules->supervise_months)
		return ESCALATION_SUPERVISE;
	if (months >= rules->urge_months)
		return ESCALATION_URGE;
	return months >= rules->reminder_months ? ESCALATION_REMIND : ESCALATION_NONE;
}

static enum escalation escalation_of_task(
        const struct rules *rules, const struct task_result *task, int lit)
{
	enum escalation level = escalation_of_months(rules, lit);

	if (task->light == LIGHT_RED)
		level = worse(level, ESCALATION_URGE);
	for (size_t i = 0; i < task->indicator_count; i++) {
		if (status_is_overdue(task->indicators[i]))
			return ESCALATION_SUPERVISE;
	}
	return level;
}

/* The lights of the tasks it leads; its own lateness, if it is late this month too. */
static enum escalation escalation_of_unit(const struct ledger *ledger,
        const struct month_results *months, const struct unit_month *unit)
{
	const struct catalogue *catalogue = ledger->catalogue;
	const int month = ledger->period.month;
	enum escalation level = ESCALATION_NONE;

	if (unit->state != REPORT_ON_TIME)
		level = escalation_of_months(&catalogue->rules, unit->late_months);
	for (size_t i = 0; i < catalogue->task_count; i++) {
		const struct task *task = catalogue->tasks[i];
		if (task->lead == unit->unit)
			level = worse(level,
			        escalation_of_task(&catalogue->rules, &months[month - 1].tasks[i],
			                lit_months_of_task(months, month, task)));
	}
	return level;
}

static struct unit_month assess_unit(
        const struct ledger *ledger, const struct month_results *months, const struct unit *unit)
{
	const size_t last = ledger->month_count - 1;
	struct unit_month result = {
		.unit = unit,
		.state = ledger->inboxes[last]->states[unit->index],
		.submission = ledger->inboxes[last]->accepted[unit->index],
	};

	count_figures(ledger, &result);
	assert(result.given_figures <= result.due_figures);
	/* A unit without a duty owes no report: it is never late. */
	if (!has_any_duty(ledger->catalogue, unit))
		return result;
	for (size_t m = 0; m <= last; m++)
		result.late_months += ledger->inboxes[m]->states[unit->index] != REPORT_ON_TIME;
	result.escalation = escalation_of_unit(ledger, months, &result);
	return result;
}

static void count_report(struct assessment *assessment, const struct unit_month *unit)
{
	if (!has_any_duty(assessment->catalogue, unit->unit))
		return;
	assessment->expected++;
	switch (unit->state) {
	case REPORT_ON_TIME:
		assessment->on_time++;
		break;
	case REPORT_LATE:
		assessment->late++;
		break;
	case REPORT_REFUSED:
		assessment->refused++;
		break;
	case REPORT_MISSING:
		assessment->missing++;
		break;
	}
}

static void count_results(struct assessment *assessment)
{
	for (size_t i = 0; i < assessment->catalogue->indicator_count; i++) {
		const struct indicator_result *result = &assessment->indicators[i];
		if (!kind_is_measured(result->indicator->kind))
			continue;
		assessment->measured++;
		assessment->measured_by_status[result->status]++;
		assessment->measured_met += status_is_met(result->status);
	}
	for (size_t i = 0; i < assessment->catalogue->task_count; i++) {
		const struct task_result *result = &assessment->tasks[i];
		assessment->tasks_by_status[result->status]++;
		assessment->tasks_deadline_passed +=
		        pace_deadline_passed(result->task->deadline, assessment->period);
		assessment->newly_done += result->newly_done;
		assessment->newly_behind += result->newly_behind;
		assessment->recovered += result->recovered;
	}
	for (size_t i = 0; i < assessment->catalogue->unit_count; i++)
		count_report(assessment, &assessment->units[i]);
}

static void rank_districts(struct arena *arena, const struct ledger *ledger,
        const struct month_results *months, struct assessment *assessment)
{
	const int month = ledger->period.month;
	struct ranking before = { .ranks = NULL };

	if (month > 1)
		before =
		        ranking_build(arena, ledger, month - 1, months[month - 2].indicators, NULL);
	const struct ranking now =
	        ranking_build(arena, ledger, month, months[month - 1].indicators, &before);
	assessment->ranks = now.ranks;
	assessment->rank_count = now.count;
}

static void say_result(struct arena *arena, struct diag *diag, const struct assessment *assessment)
{
	size_t lagging = 0;

	for (int status = 0; status < STATUS_COUNT; status++) {
		if (status_is_lagging((enum status)status))
			lagging += assessment->measured_by_status[status];
	}
	diag_say(diag, MSG_ASSESSED, PLACE_NONE, period_format(arena, assessment->period),
	        arena_printf(arena, "%zu", assessment->measured),
	        arena_printf(arena, "%zu", assessment->measured_met),
	        arena_printf(arena, "%zu", lagging));
}

const struct assessment *assess(struct arena *arena, struct diag *diag, const struct ledger *ledger)
{
	const struct catalogue *catalogue = ledger->catalogue;
	const int count = ledger->period.month;
	struct month_results *months = arena_alloc_array(arena, (size_t)count, sizeof *months);
	struct unit_month *units = arena_alloc_array(arena, catalogue->unit_count, sizeof *units);
	struct assessment *assessment = arena_alloc(arena, sizeof *assessment);

	/* Of the earlier months only copies of single results live on. */
	struct arena *earlier = arena_new();
	for (int month = 1; month <= count; month++)
		months[month - 1] = assess_month(month < count ? earlier : arena, ledger, month);
	link_history(ledger, months, &months[count - 1]);
	for (size_t i = 0; i < catalogue->unit_count; i++)
		units[i] = assess_unit(ledger, months, catalogue->units[i]);
	*assessment = (struct assessment){
		.ledger = ledger,
		.catalogue = catalogue,
		.period = ledger->period,
		.as_of = period_last_day(ledger->period),
		.due = calendar_due(catalogue, ledger->period),
		.cut = calendar_cut(catalogue, ledger->period),
		.indicators = months[count - 1].indicators,
		.tasks = months[count - 1].tasks,
		.units = units,
	};
	rank_districts(arena, ledger, months, assessment);
	arena_free(earlier);
	count_results(assessment);
	say_result(arena, diag, assessment);
	return assessment;
}
