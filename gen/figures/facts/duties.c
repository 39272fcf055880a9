/* Each unit's part: whom to ask, the tasks it has, the figures it owes, why it is sent a letter. */
#include "figures/facts/tree.h"

#include "base/text.h"
#include "figures/assess/indicator.h"
#include "figures/facts/phrase.h"
#include "figures/targets/duties.h"
#include "figures/targets/succession.h"

static const char *kind_of(const struct unit *unit)
{
	return unit->kind == UNIT_DISTRICT ? "district" : "bureau";
}

/* The unit's last accepted report of the year, for the people who sent it; or NULL. */
static const struct submission *last_heard(const struct facts *facts, const struct unit *unit)
{
	const struct assessment *now = facts->assessment;

	for (int month = now->period.month; month >= 1; month--) {
		const struct submission *report =
		        now->ledger->inboxes[month - 1]->accepted[unit->index];
		if (report)
			return report;
	}
	return NULL;
}

static void put_contact(struct facts *facts, xmlNodePtr node, const struct unit *unit)
{
	const struct submission *report = last_heard(facts, unit);

	facts_put(node, FACT_REPORTER, report ? report->reporter : "");
	facts_put(node, FACT_APPROVER, report ? report->approver : "");
	facts_put(node, FACT_PHONE, report ? report->phone : "");
}

/* Who answers for the unit on the task: as it stands beside its own name, or its group's. */
static const char *person_of(const struct task *task, const struct unit *unit)
{
	const char *person = "";

	for (size_t i = 0; i < task->duty_count; i++) {
		const struct duty *duty = &task->duties[i];
		if (duty->unit == unit)
			return duty->person;
		for (size_t j = 0; duty->group && j < duty->group->member_count; j++)
			if (duty->group->members[j] == unit)
				person = duty->person;
	}
	return person;
}

static const char *cell_name(enum cell_state state)
{
	static const char *const names[] = {
		[CELL_NOT_CONCERNED] = "not-concerned",
		[CELL_OPTIONAL] = "optional",
		[CELL_NOT_REPORTED] = "not-reported",
		[CELL_OMITTED] = "omitted",
		[CELL_CARRIED] = "carried",
		[CELL_KEPT] = "kept",
		[CELL_REPORTED] = "reported",
	};

	return names[state];
}

static void add_figure(struct facts *facts, xmlNodePtr parent, const struct unit *unit,
        const struct indicator *indicator)
{
	const struct assessment *now = facts->assessment;
	const struct cell *cell = ledger_cell(now->ledger, now->period.month, unit, indicator);
	const struct figure figure =
	        indicator_figure_of(now->ledger, now->period.month, indicator, unit);
	const xmlNodePtr node = facts_element(parent, NODE_FIGURE);

	facts_put(node, FACT_ID, indicator->id);
	facts_put(node, FACT_NAME, indicator->name);
	facts_put(node, FACT_SHORT, indicator->brief);
	facts_put(node, FACT_MEASURE, indicator->measure);
	facts_put(node, FACT_KIND, kind_name(indicator->kind));
	facts_put(node, FACT_STATE, cell_name(cell->state));
	facts_put_yes(node, FACT_OWED, unit_must_report(indicator, unit));
	facts_put_own(facts, node, &(struct own_figure){ indicator, unit, &figure });
}

/* What the unit owes on the task, and what else it gave. */
static void add_figures(
        struct facts *facts, xmlNodePtr parent, const struct unit *unit, const struct task *task)
{
	const struct assessment *now = facts->assessment;

	for (size_t i = 0; i < task->indicator_count; i++) {
		const struct indicator *indicator = task->indicators[i];
		const struct cell *cell =
		        ledger_cell(now->ledger, now->period.month, unit, indicator);
		if (kind_is_measured(indicator->kind) && cell->state != CELL_NOT_CONCERNED
		        && cell->state != CELL_OPTIONAL)
			add_figure(facts, parent, unit, indicator);
	}
}

xmlNodePtr facts_add_assignment(
        struct facts *facts, xmlNodePtr parent, const struct task_result *result)
{
	const xmlNodePtr node = facts_element(parent, NODE_ASSIGNMENT);

	facts_put_definition(facts, node, result->task);
	facts_put_task(facts, node, result);
	return node;
}

/* Why a step is taken: a report, or a task that the unit leads. */
struct reason {
	const struct task *task; /* NULL: the report */
	int months;
	enum escalation step;
};

struct charge_counts {
	size_t tasks, led, lagging;
};

static void add_assignments(struct facts *facts, xmlNodePtr parent, const struct unit *unit,
        struct charge_counts *counts)
{
	const struct assessment *now = facts->assessment;

	for (size_t i = 0; i < now->catalogue->task_count; i++) {
		const struct task_result *result = &now->tasks[i];
		const struct task *task = result->task;
		if (!unit_has_duty(task, unit))
			continue;
		counts->tasks++;
		counts->led += task->lead == unit;
		counts->lagging += status_is_lagging(result->status);
		if (!facts_wants(facts, NODE_ASSIGNMENT))
			continue;
		const xmlNodePtr node = facts_add_assignment(facts, parent, result);
		facts_put(node, FACT_ROLE, facts_role(task, unit));
		facts_put(node, FACT_PERSON, person_of(task, unit));
		if (facts_wants(facts, NODE_FIGURE))
			add_figures(facts, node, unit, task);
	}
}

static void add_reason(xmlNodePtr parent, const struct reason *reason, const char *text)
{
	const xmlNodePtr node = facts_element(parent, NODE_REASON);

	facts_put(node, FACT_KIND, reason->task ? "task" : "report");
	facts_put(node, FACT_TASK, reason->task ? reason->task->no : "");
	facts_put_integer(node, FACT_MONTHS, reason->months);
	facts_put(node, FACT_ESCALATION, facts_escalation_name(reason->step));
	facts_put(node, FACT_ESCALATION_WORD, facts_escalation_word(reason->step));
	facts_put(node, FACT_TEXT, text);
}

/* "第16项逾期未完成", "第10项连续3个月进度滞后": why the lead of a task is sent a letter. */
static const char *task_words(struct facts *facts, const struct task_result *result)
{
	const char *word = status_word(result->status);

	if (result->lit_months > 1)
		return arena_printf(facts->words, "第%s项%s，连续%d个月亮灯", result->task->no,
		        word, result->lit_months);
	return arena_printf(facts->words, "第%s项%s", result->task->no, word);
}

/* "未按时报送", or with the months: "本年第2次未按时报送". */
static const char *lateness_words(struct facts *facts, const struct unit_month *month)
{
	if (month->late_months > 1)
		return arena_printf(facts->words, "本年第%d次未按时报送", month->late_months);
	return "未按时报送";
}

/* All that calls for a step, its own reports first, then the tasks that it leads. */
static void add_reasons(struct facts *facts, xmlNodePtr parent, const struct unit_month *month)
{
	const struct assessment *now = facts->assessment;

	if (month->lateness != ESCALATION_NONE)
		add_reason(parent, &(struct reason){ NULL, month->late_months, month->lateness },
		        lateness_words(facts, month));
	for (size_t i = 0; i < now->catalogue->task_count; i++) {
		const struct task_result *result = &now->tasks[i];
		if (result->task->lead != month->unit || result->escalation == ESCALATION_NONE)
			continue;
		add_reason(parent,
		        &(struct reason){ result->task, result->lit_months, result->escalation },
		        task_words(facts, result));
	}
}

static void add_unit(struct facts *facts, xmlNodePtr root, const struct unit_month *month)
{
	const struct unit *unit = month->unit;
	const xmlNodePtr node = facts_element(root, NODE_UNIT);
	struct charge_counts counts = { 0 };

	facts_put_count(node, FACT_NO, unit->index + 1);
	facts_put(node, FACT_NAME, unit->name);
	facts_put(node, FACT_FORMAL_NAME, unit->formal);
	facts_put(node, FACT_KIND, kind_of(unit));
	facts_put(node, FACT_SINCE,
	        unit->from == 0 ? "" : arena_printf(facts->words, "%d月", unit->from));
	facts_put(node, FACT_SUCCEEDS,
	        succession_names(facts->words, unit->succeeds, unit->succeeded_count));
	put_contact(facts, node, unit);
	facts_put_report(facts, node, month);
	facts_put_integer(node, FACT_LETTER, month->letter);
	add_assignments(facts, node, unit, &counts);
	facts_put_count(node, FACT_TASKS, counts.tasks);
	facts_put_count(node, FACT_LED, counts.led);
	facts_put_count(node, FACT_LAGGING, counts.lagging);
	if (facts_wants(facts, NODE_REASON))
		add_reasons(facts, node, month);
}

void facts_add_units(struct facts *facts, xmlNodePtr root)
{
	const struct assessment *now = facts->assessment;

	for (size_t i = 0; facts_wants(facts, NODE_UNIT) && i < now->catalogue->unit_count; i++)
		add_unit(facts, root, &now->units[i]);
}
