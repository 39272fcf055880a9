/*
 * Every month that was reported up to the period is assessed by the same functions, one after the
 * other; each is handed the month before it, which gives last month's figures and places, how long
 * a light has been on, and whether a task was done before its deadline's month.
 */
#include "figures/assess/assess.h"

#include "figures/assess/indicator.h"
#include "figures/assess/pace.h"
#include "figures/assess/ranking.h"
#include "figures/assess/status.h"
#include "figures/targets/aim.h"
#include "figures/targets/calendar.h"
#include "figures/targets/duties.h"
#include "figures/targets/measure.h"

#include <assert.h>

static void assess_indicator(struct arena *arena, const struct ledger *ledger, struct period period,
        struct indicator_result *result)
{
	indicator_combine(arena, ledger, period.month, result);
	if (aim_is_measured(result->indicator))
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

/* One more month, or as many as there are to the period before, that had its light on. */
static int lit_months(int before, int gone)
{
	return before > 0 ? before + gone : 1;
}

static void link_previous(struct indicator_result *result, const struct indicator_result *previous)
{
	result->previous_status = previous->status;
	result->previous = previous->figure;
	result->has_previous = figure_stands(&previous->figure);
	if (result->has_previous)
		(void)figure_change(
		        result->indicator, &result->figure, &result->previous, &result->change);
}

/* What only an earlier period can tell of an indicator, `gone` months ago; NULL in the first. */
static void link_indicator(struct period period, struct indicator_result *result,
        const struct indicator_result *previous, int gone)
{
	const bool is_done = result->status == STATUS_DONE || result->status == STATUS_EXCEEDED;
	const bool is_to_come = period_months_to(period, result->indicator->deadline) > 0;

	if (previous)
		link_previous(result, previous);
	/* Ever since the last month before the deadline's, or now when that month is to come. */
	result->early = is_done && (is_to_come || (previous && previous->early));
	if (status_is_lit(result->light))
		result->lit_months = lit_months(previous ? previous->lit_months : 0, gone);
}

static void link_task(struct task_result *result, const struct task_result *previous, int gone)
{
	const bool done = status_is_met(result->status);
	const bool lags = status_is_lagging(result->status);

	if (status_is_lit(result->light))
		result->lit_months = lit_months(previous ? previous->lit_months : 0, gone);
	if (!previous)
		return;
	const bool was_done = status_is_met(previous->status);
	const bool lagged = status_is_lagging(previous->status);
	result->has_previous = true;
	result->previous_status = previous->status;
	result->newly_done = done && !was_done;
	result->newly_behind = lags && !lagged;
	result->recovered = lagged && !lags;
}

static bool owes_any_report(const struct catalogue *catalogue, const struct unit *unit)
{
	for (size_t i = 0; i < catalogue->task_count; i++) {
		if (unit_owes_report(catalogue->tasks[i], unit))
			return true;
	}
	return false;
}

static void count_figures(const struct ledger *ledger, int month, struct unit_month *result)
{
	const struct catalogue *catalogue = ledger->catalogue;

	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		const struct indicator *indicator = catalogue->indicators[i];
		if (!kind_is_measured(indicator->kind)
		        || !unit_must_report(indicator, result->unit))
			continue;
		const enum cell_state state =
		        ledger_cell(ledger, month, result->unit, indicator)->state;
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

static enum escalation escalation_of_task(const struct rules *rules, const struct task_result *task)
{
	enum escalation level = escalation_of_months(rules, task->lit_months);

	if (task->light == LIGHT_RED)
		level = worse(level, ESCALATION_URGE);
	for (size_t i = 0; i < task->indicator_count; i++) {
		if (status_is_overdue(task->indicators[i]))
			return ESCALATION_SUPERVISE;
	}
	return level;
}

/* The lights of the tasks it leads; its own lateness, if it is late this month too. */
static void escalate_unit(
        const struct catalogue *catalogue, const struct task_result *tasks, struct unit_month *unit)
{
	if (unit->state != REPORT_ON_TIME)
		unit->lateness = escalation_of_months(&catalogue->rules, unit->late_months);
	unit->escalation = unit->lateness;
	for (size_t i = 0; i < catalogue->task_count; i++) {
		if (catalogue->tasks[i]->lead == unit->unit)
			unit->escalation = worse(unit->escalation, tasks[i].escalation);
	}
}

static struct unit_month assess_unit(
        const struct ledger *ledger, const struct assessment *month, const struct unit *unit)
{
	const int number = month->period.month;
	const struct inbox *inbox = ledger->inboxes[number - 1];
	struct unit_month result = {
		.unit = unit,
		.state = inbox->states[unit->index],
		.submission = inbox->accepted[unit->index],
	};

	count_figures(ledger, number, &result);
	assert(result.given_figures <= result.due_figures);
	/* A unit without a duty owes no report: it is never late. */
	if (!owes_any_report(ledger->catalogue, unit)) {
		if (result.state == REPORT_MISSING)
			result.state = REPORT_NOT_OWED;
		return result;
	}
	for (int m = number; m > 0; m = ledger_before(ledger, m))
		result.late_months += ledger->inboxes[m - 1]->states[unit->index] != REPORT_ON_TIME;
	escalate_unit(ledger->catalogue, month->tasks, &result);
	return result;
}

static void count_report(struct assessment *assessment, const struct unit_month *unit)
{
	if (!owes_any_report(assessment->catalogue, unit->unit))
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
	case REPORT_NOT_OWED:
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
		assessment->counted += result->indicator->part_of[0] == '\0';
		if (!aim_is_counted(result->indicator))
			continue;
		assessment->measured++;
		assessment->measured_by_status[result->status]++;
		assessment->measured_met += status_is_met(result->status);
	}
	for (size_t i = 0; i < assessment->catalogue->task_count; i++) {
		const struct task_result *result = &assessment->tasks[i];
		assessment->tasks_by_status[result->status]++;
		assessment->tasks_deadline_passed += pace_deadline_passed(
		        &assessment->catalogue->rules, result->task->deadline, assessment->period);
		assessment->newly_done += result->newly_done;
		assessment->newly_behind += result->newly_behind;
		assessment->recovered += result->recovered;
	}
	for (size_t i = 0; i < assessment->catalogue->unit_count; i++)
		count_report(assessment, &assessment->units[i]);
}

static void rank_districts(
        struct arena *arena, struct assessment *month, const struct assessment *previous)
{
	const struct ranking before = {
		.ranks = previous ? previous->ranks : NULL,
		.count = previous ? previous->rank_count : 0,
	};
	const struct ranking now = ranking_build(
	        arena, month->ledger, month->period.month, month->indicators, &before);

	month->ranks = now.ranks;
	month->rank_count = now.count;
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

static int months_since(struct period period, const struct assessment *previous)
{
	return previous ? period.month - previous->period.month : 0;
}

static const struct indicator_result *assess_indicators(struct arena *arena,
        const struct ledger *ledger, struct period period, const struct assessment *previous)
{
	const struct catalogue *catalogue = ledger->catalogue;
	struct indicator_result *list =
	        arena_alloc_array(arena, catalogue->indicator_count, sizeof *list);
	const int gone = months_since(period, previous);

	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		list[i].indicator = catalogue->indicators[i];
		assess_indicator(arena, ledger, period, &list[i]);
		link_indicator(period, &list[i], previous ? &previous->indicators[i] : NULL, gone);
	}
	return list;
}

static const struct task_result *assess_tasks(
        struct arena *arena, const struct assessment *month, const struct assessment *previous)
{
	const struct catalogue *catalogue = month->catalogue;
	struct task_result *list = arena_alloc_array(arena, catalogue->task_count, sizeof *list);
	const int gone = months_since(month->period, previous);

	for (size_t i = 0; i < catalogue->task_count; i++) {
		list[i].task = catalogue->tasks[i];
		assess_task(arena, month->ledger, month->period.month, month->indicators, &list[i]);
		link_task(&list[i], previous ? &previous->tasks[i] : NULL, gone);
		list[i].escalation = escalation_of_task(&catalogue->rules, &list[i]);
	}
	return list;
}

static struct unit_month *assess_units(struct arena *arena, const struct assessment *month)
{
	const struct catalogue *catalogue = month->catalogue;
	struct unit_month *list = arena_alloc_array(arena, catalogue->unit_count, sizeof *list);

	for (size_t i = 0; i < catalogue->unit_count; i++)
		list[i] = assess_unit(month->ledger, month, catalogue->units[i]);
	return list;
}

/* Letters are numbered through the year, a series a kind, in the catalogue's order. */
static void number_letters(
        const struct assessment *previous, struct unit_month *units, size_t count, int *letters)
{
	for (enum escalation kind = ESCALATION_NONE; kind <= ESCALATION_SUPERVISE; kind++)
		letters[kind] = previous ? previous->letters[kind] : 0;
	for (size_t i = 0; i < count; i++)
		if (units[i].escalation != ESCALATION_NONE)
			units[i].letter = ++letters[units[i].escalation];
}

/* The month `number`; `previous` is the one before it, NULL in the first. */
static const struct assessment *assess_month(struct arena *arena, const struct ledger *ledger,
        int number, const struct assessment *previous)
{
	const struct catalogue *catalogue = ledger->catalogue;
	const struct period period = { ledger->period.year, number };
	struct assessment *month = arena_alloc(arena, sizeof *month);

	*month = (struct assessment){
		.ledger = ledger,
		.catalogue = catalogue,
		.period = period,
		.as_of = calendar_as_of(&catalogue->rules, period),
		.due = calendar_due(catalogue, period),
		.cut = calendar_cut(catalogue, period),
		.indicators = assess_indicators(arena, ledger, period, previous),
	};
	month->tasks = assess_tasks(arena, month, previous);
	struct unit_month *units = assess_units(arena, month);
	number_letters(previous, units, catalogue->unit_count, month->letters);
	month->units = units;
	rank_districts(arena, month, previous);
	count_results(month);
	return month;
}

/* Two months at a time: of the earlier one only copies of single results live on. */
void assess_year(const struct ledger *ledger,
        void (*take)(void *data, const struct assessment *month), void *data)
{
	struct arena *before = NULL;
	const struct assessment *previous = NULL;

	for (int number = 1; number <= ledger->period.month; number++) {
		if (number < ledger->period.month && !ledger_is_reported(ledger, number))
			continue;
		struct arena *arena = arena_new();
		const struct assessment *month = assess_month(arena, ledger, number, previous);
		take(data, month);
		arena_free(before);
		before = arena;
		previous = month;
	}
	arena_free(before);
}

const struct assessment *assess(struct arena *arena, struct diag *diag, const struct ledger *ledger)
{
	struct arena *before = NULL;
	const struct assessment *month = NULL;

	for (int number = 1; number <= ledger->period.month; number++) {
		if (number < ledger->period.month && !ledger_is_reported(ledger, number))
			continue;
		struct arena *own = number < ledger->period.month ? arena_new() : NULL;
		month = assess_month(own ? own : arena, ledger, number, month);
		arena_free(before);
		before = own;
	}
	assert(month); /* a period is a month of the year, from 1 */
	say_result(arena, diag, month);
	return month;
}
