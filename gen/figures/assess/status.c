/*
 * Two ways to judge. With a pace (counts, amounts, shares that grow): the gap between rate and
 * pace decides before the deadline. Without (standards, ratios, yes/no, every-district minima):
 * reached or moving before the deadline, and only a planned step that was missed is a yellow
 * light. On the deadline's last day both ways end: done, or red.
 *
 * A limit (at most) is kept, not worked off: it is reached as long as it holds. What is to be equal
 * or within a range is worked off up to there, where figures pile up. A cumulative figure above
 * what it may be is missed at once, for it cannot come back.
 */
#include "figures/assess/status.h"

#include "figures/assess/indicator.h"
#include "figures/assess/pace.h"
#include "figures/ledger/combine.h"
#include "figures/targets/aim.h"
#include "figures/targets/duties.h"
#include "figures/targets/stages.h"

#include <assert.h>

/* Printed words, names for templates, lights, and how bad: the greater decides a task. */
static const struct {
	const char *word;
	const char *name;
	enum light light;
	int gravity;
} statuses[STATUS_COUNT] = {
	[STATUS_EXCEEDED] = { "超额完成", "exceeded", LIGHT_GREEN, 2 },
	[STATUS_DONE] = { "已完成", "done", LIGHT_GREEN, 3 },
	[STATUS_REACHED] = { "已达标", "reached", LIGHT_GREEN, 4 },
	[STATUS_CONTINUING] = { "持续推进", "continuing", LIGHT_GREEN, 5 },
	[STATUS_AHEAD] = { "超序时进度", "ahead", LIGHT_GREEN, 6 },
	[STATUS_MOVING] = { "推进中", "moving", LIGHT_NONE, 7 },
	[STATUS_ON_PACE] = { "按序时进度推进", "on-pace", LIGHT_GREEN, 8 },
	[STATUS_NEAR] = { "基本达到序时进度", "near", LIGHT_GREEN, 9 },
	[STATUS_NO_BASE] = { "无基数", "no-base", LIGHT_NONE, 0 },
	[STATUS_TOO_LARGE] = { "无法汇总", "too-large", LIGHT_NONE, 10 },
	[STATUS_NO_TARGET] = { "目标待定", "no-target", LIGHT_NONE, 1 },
	[STATUS_UNAIMED] = { "不设目标", "unaimed", LIGHT_NONE, 1 },
	[STATUS_UNREPORTED] = { "未报送", "unreported", LIGHT_NONE, 10 },
	[STATUS_BEHIND] = { "进度滞后", "behind", LIGHT_YELLOW, 11 },
	[STATUS_FAR_BEHIND] = { "严重滞后", "far-behind", LIGHT_RED, 12 },
	[STATUS_MISSED] = { "未达标", "missed", LIGHT_RED, 14 },
	[STATUS_OVERDUE] = { "逾期未完成", "overdue", LIGHT_RED, 15 },
};

#define SEVERITY_UNREPORTED_LATE 13

const char *status_word(enum status status)
{
	assert((unsigned)status < STATUS_COUNT);
	return statuses[status].word;
}

const char *status_name(enum status status)
{
	assert((unsigned)status < STATUS_COUNT);
	return statuses[status].name;
}

const char *light_name(enum light light)
{
	static const char *const names[] = {
		[LIGHT_NONE] = "none",
		[LIGHT_GREEN] = "green",
		[LIGHT_YELLOW] = "yellow",
		[LIGHT_RED] = "red",
	};

	return names[light];
}

bool status_is_met(enum status status)
{
	return status == STATUS_EXCEEDED || status == STATUS_DONE || status == STATUS_REACHED;
}

bool status_is_lagging(enum status status)
{
	return status == STATUS_BEHIND || status == STATUS_FAR_BEHIND || status == STATUS_OVERDUE
	        || status == STATUS_MISSED;
}

bool status_is_lit(enum light light)
{
	return light == LIGHT_YELLOW || light == LIGHT_RED;
}

bool status_is_overdue(const struct indicator_result *result)
{
	return result->status == STATUS_OVERDUE || result->status == STATUS_MISSED
	        || (result->status == STATUS_UNREPORTED && result->deadline_passed
	                && aim_is_measured(result->indicator));
}

/* A status and the rule that decided it. */
struct decision {
	enum status status;
	enum ground ground;
};

static struct decision decision(enum status status, enum ground ground)
{
	return (struct decision){ status, ground };
}

/* What is late is overdue when it was to be done, missed when it was to be held. */
static enum status late_status(const struct indicator *indicator)
{
	const bool held = aim_is_limit(indicator) || kind_row(indicator->kind)->held;

	return held ? STATUS_MISSED : STATUS_OVERDUE;
}

static enum status met_status(const struct indicator_result *result, int order)
{
	const struct indicator *indicator = result->indicator;

	if (!aim_is_limit(indicator)
	        && (kind_row(indicator->kind)->grows || pace_is_judged(indicator)))
		return order > 0 ? STATUS_EXCEEDED : STATUS_DONE;
	if (kind_row(indicator->kind)->lasting)
		return STATUS_DONE;
	return result->deadline_passed ? STATUS_DONE : STATUS_REACHED;
}

enum status status_of_gap(const struct rules *rules, struct decimal gap)
{
	if (decimal_compare(gap, rules->ahead_gap) >= 0)
		return STATUS_AHEAD;
	if (decimal_sign(gap) >= 0)
		return STATUS_ON_PACE;
	if (decimal_compare(gap, rules->behind_gap) > 0)
		return STATUS_NEAR;
	if (decimal_compare(gap, rules->far_behind_gap) >= 0)
		return STATUS_BEHIND;
	return STATUS_FAR_BEHIND;
}

/* What is planned to be reached by now is reached or not; else nothing is behind. */
static struct decision planned_verdict(bool is_behind)
{
	return decision(is_behind ? STATUS_BEHIND : STATUS_MOVING, GROUND_PLAN);
}

/* What piles up and is more than it may be cannot come back. */
static bool is_above_limit(const struct indicator_result *result)
{
	const struct indicator *indicator = result->indicator;
	const bool is_range = indicator->comparison == COMPARE_BETWEEN;
	const struct fraction most = fraction_from(is_range ? indicator->most : indicator->target);
	struct fraction value;

	return aim_is_limit(indicator) && kind_row(indicator->kind)->grows
	        && figure_in_measure(indicator, &result->figure, &value)
	        && fraction_compare(value, most) > 0;
}

static struct decision unpaced_verdict(const struct indicator_result *result, struct fraction plan)
{
	const struct indicator *indicator = result->indicator;
	struct fraction attained;

	if (result->has_pace && result->has_rate)
		return planned_verdict(decimal_sign(result->gap) < 0);
	if (!result->has_pace || !figure_attained(indicator, &result->figure, &attained))
		return decision(STATUS_MOVING, GROUND_OPEN);
	return planned_verdict(fraction_compare(attained, plan) < 0);
}

/* By the stages that are planned by the month's end. */
static struct decision staged_verdict(struct period period, const struct indicator_result *result)
{
	const size_t planned = stages_planned(result->indicator, period);
	const int order =
	        decimal_compare(result->figure.amount.number, decimal_from((int64_t)planned));

	if (planned == 0)
		return decision(STATUS_MOVING, GROUND_OPEN);
	if (order < 0)
		return decision(STATUS_BEHIND, GROUND_STAGE);
	return decision(order > 0 ? STATUS_AHEAD : STATUS_ON_PACE, GROUND_STAGE);
}

static struct decision open_verdict(
        const struct rules *rules, struct period period, const struct indicator_result *result)
{
	struct fraction pace = { decimal_from(0), decimal_from(1) };

	if (is_above_limit(result))
		return decision(STATUS_MISSED, GROUND_LIMIT);
	if (result->indicator->stage_count > 0)
		return staged_verdict(period, result);
	if (result->has_pace && !pace_planned(rules, result->indicator, period, &pace))
		return decision(STATUS_MOVING, GROUND_OPEN);
	if (result->has_pace && result->has_rate && pace_is_judged(result->indicator))
		return decision(status_of_gap(rules, result->gap), GROUND_GAP);
	return unpaced_verdict(result, pace);
}

static bool has_words(const struct task_report *report)
{
	return report
	        && (report->progress[0] != '\0' || report->problems[0] != '\0'
	                || report->next[0] != '\0');
}

/* Words on the task, or a plain "not yet" on the indicator. */
static bool unit_told(const struct ledger *ledger, int month, const struct indicator *indicator,
        const struct unit *unit)
{
	return has_words(ledger_report(ledger, month, unit, indicator->task))
	        || ledger_cell(ledger, month, unit, indicator)->state == CELL_REPORTED;
}

/* By the lead; where only districts report, or nobody leads, by any unit with the duty. */
static bool is_told(const struct ledger *ledger, int month, const struct indicator *indicator)
{
	const struct catalogue *catalogue = ledger->catalogue;
	const bool led = indicator->lead_reports || !indicator->districts_report;
	const struct unit *lead = led ? indicator_lead(indicator) : NULL;

	if (lead)
		return unit_told(ledger, month, indicator, lead);
	for (size_t i = 0; i < catalogue->unit_count; i++) {
		if (unit_has_duty(indicator->task, catalogue->units[i])
		        && unit_told(ledger, month, indicator, catalogue->units[i]))
			return true;
	}
	return false;
}

static struct decision qualitative_verdict(
        const struct ledger *ledger, int month, const struct indicator_result *result)
{
	if (figure_stands(&result->figure) && decimal_sign(result->figure.amount.number) > 0)
		return decision(STATUS_DONE, GROUND_DECLARED);
	if (is_told(ledger, month, result->indicator))
		return decision(STATUS_CONTINUING, GROUND_TOLD);
	return decision(STATUS_UNREPORTED, GROUND_UNREPORTED);
}

static struct decision measured_verdict(
        const struct rules *rules, struct period period, const struct indicator_result *result)
{
	if (!result->indicator->has_target && aim_is_measured(result->indicator))
		return decision(STATUS_NO_TARGET, GROUND_NO_TARGET);
	if (result->figure.state == FIGURE_NO_BASE)
		return decision(STATUS_NO_BASE, GROUND_NO_BASE);
	if (result->figure.state == FIGURE_TOO_LARGE)
		return decision(STATUS_TOO_LARGE, GROUND_TOO_LARGE);
	if (!figure_stands(&result->figure))
		return decision(STATUS_UNREPORTED, GROUND_UNREPORTED);
	if (!aim_is_measured(result->indicator))
		return decision(STATUS_UNAIMED, GROUND_UNAIMED);
	const int order = indicator_against_target(result);
	if (order >= 0)
		return decision(met_status(result, order), GROUND_MET);
	if (result->deadline_passed)
		return decision(late_status(result->indicator), GROUND_DEADLINE);
	return open_verdict(rules, period, result);
}

void status_judge(
        const struct ledger *ledger, struct period period, struct indicator_result *result)
{
	result->deadline_passed = pace_deadline_passed(
	        &ledger->catalogue->rules, result->indicator->deadline, period);
	const struct decision judged = kind_is_measured(result->indicator->kind)
	        ? measured_verdict(&ledger->catalogue->rules, period, result)
	        : qualitative_verdict(ledger, period.month, result);
	assert(kind_is_measured(result->indicator->kind) || !result->has_rate);
	result->status = judged.status;
	result->ground = judged.ground;
	result->light = statuses[result->status].light;
	if (status_is_overdue(result))
		result->light = LIGHT_RED;
}

static int severity_of(const struct indicator_result *result)
{
	if (result->status == STATUS_UNREPORTED && status_is_overdue(result))
		return SEVERITY_UNREPORTED_LATE;
	return statuses[result->status].gravity;
}

/* The worst of the indicators with (or without) a measure; the first of equals; or NULL. */
static const struct indicator_result *worst_of(const struct task_result *task, bool measured)
{
	const struct indicator_result *worst = NULL;

	for (size_t i = 0; i < task->indicator_count; i++) {
		const struct indicator_result *result = task->indicators[i];
		if (aim_is_measured(result->indicator) != measured)
			continue;
		if (!worst || severity_of(result) > severity_of(worst))
			worst = result;
	}
	return worst;
}

static bool lacks_target(const struct task_result *task)
{
	for (size_t i = 0; i < task->indicator_count; i++) {
		if (task->indicators[i]->status == STATUS_NO_TARGET)
			return true;
	}
	return false;
}

void status_judge_task(struct task_result *task)
{
	const struct indicator_result *decides = worst_of(task, true);

	task->worst = decides;
	task->status = STATUS_UNREPORTED;
	for (size_t i = 0; i < task->indicator_count; i++) {
		task->counted += task->indicators[i]->indicator->part_of[0] == '\0';
		task->measured += aim_is_counted(task->indicators[i]->indicator);
		task->met += aim_is_counted(task->indicators[i]->indicator)
		        && status_is_met(task->indicators[i]->status);
	}
	if (!decides)
		decides = worst_of(task, false);
	if (!decides)
		return;
	task->status = decides->status;
	task->light = decides->light;
	if (status_is_met(task->status) && task->worst && lacks_target(task))
		task->status = STATUS_REACHED;
}
