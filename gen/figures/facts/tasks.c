/* Categories, tasks, duties and what the units wrote. */
#include "base/common.h"
#include "figures/facts/tree.h"

#include "base/text.h"
#include "figures/assess/pace.h"
#include "figures/assess/promise.h"
#include "figures/facts/phrase.h"

#include <string.h>

/* Behind the ordinal that a table prints before a category: "一、提高…" -> "提高…". */
static const char *behind_ordinal(const char *name)
{
	static const char *const numerals[] = { "一", "二", "三", "四", "五", "六", "七", "八",
		"九", "十" };
	const size_t count = COUNT_OF(numerals);
	const char *at = name;
	size_t i = 0;

	while (i < count) {
		const bool found = text_starts_with(at, numerals[i]);
		at += found ? strlen(numerals[i]) : 0;
		i = found ? 0 : i + 1;
	}
	return at > name && text_starts_with(at, "、") ? at + strlen("、") : name;
}

/* What to call a task in few words: as the table says, or its first indicator, and how many more.
 */
static const char *topic_of(struct facts *facts, const struct task *task)
{
	if (task->brief[0] || task->indicator_count == 0)
		return task->brief;
	const char *first = task->indicators[0]->name;
	if (task->indicator_count == 1)
		return first;
	size_t count = 0;
	for (size_t i = 0; i < task->indicator_count; i++)
		count += task->indicators[i]->part_of[0] == '\0';
	return count == 1 ? first : arena_printf(facts->words, "%s等%zu项指标", first, count);
}

/* The planned percentage, when one holds for every indicator that has one; or "". */
static const char *pace_of(struct facts *facts, const struct task_result *result)
{
	const struct decimal *pace = NULL;

	for (size_t i = 0; i < result->indicator_count; i++) {
		const struct indicator_result *indicator = result->indicators[i];
		if (!indicator->has_pace || !indicator->has_rate)
			continue;
		if (pace && decimal_compare(*pace, indicator->pace) != 0)
			return "";
		pace = &indicator->pace;
	}
	return !pace ? "" : phrase_percent(facts->words, *pace);
}

static const char *add_unit_name(struct facts *facts, const char *names, const char *name)
{
	return arena_printf(facts->words, "%s%s%s", names, names[0] == '\0' ? "" : "、", name);
}

/*
 * Names of those who answer for the task beside the lead, without those who only help: 市财政局、
 * 市妇联; of a task that names nobody those who lead its indicators.
 */
static const char *other_units(struct facts *facts, const struct task *task)
{
	const char *names = "";

	for (size_t i = 0; i < task->duty_count; i++)
		if (!task->duties[i].helps
		        && (!task->duties[i].unit || task->duties[i].unit != task->lead))
			names = add_unit_name(facts, names, task->duties[i].printed);
	for (size_t i = 0; task->duty_count == 0 && i < task->indicator_count; i++) {
		const struct unit *lead = task->indicators[i]->lead;
		bool is_new = lead;
		for (size_t j = 0; j < i; j++)
			is_new = is_new && task->indicators[j]->lead != lead;
		if (is_new)
			names = add_unit_name(facts, names, lead->name);
	}
	return names;
}

void facts_put_definition(struct facts *facts, xmlNodePtr node, const struct task *task)
{
	facts_put(node, FACT_NO, task->no);
	facts_put(node, FACT_PRINTED_NO, task->printed_no);
	facts_put_integer(node, FACT_PART, task->part);
	facts_put(node, FACT_MARK, task->mark);
	facts_put(node, FACT_REMARK, task->remark);
	facts_put(node, FACT_ANCHOR, arena_printf(facts->words, "task-%s", task->no));
	facts_put(node, FACT_TOPIC, topic_of(facts, task));
	facts_put(node, FACT_TEXT, task->text);
	facts_put(node, FACT_LABEL, task->label);
	facts_put(node, FACT_LEADER, task->leader);
	facts_put(node, FACT_LEAD, task->lead ? task->lead->name : "");
	facts_put(node, FACT_UNITS, other_units(facts, task));
	facts_put_date(facts, node, FACT_DEADLINE, task->deadline);
	facts_put(node, FACT_DEADLINE_WORDS,
	        phrase_deadline(facts->words, task->deadline, facts->assessment->catalogue->year));
	facts_put(node, FACT_DEADLINE_PRINTED, task->deadline_printed);
	facts_put_yes(node, FACT_DEADLINE_PASSED,
	        pace_deadline_passed(&facts->assessment->catalogue->rules, task->deadline,
	                facts->assessment->period));
	facts_put_days_left(facts, node, task->deadline);
	facts_put_integer(node, FACT_MONTHS_LEFT,
	        period_months_to(facts->assessment->period, task->deadline));
	facts_put(node, FACT_NOTE, task->note);
}

static int worst_lit_months(const struct task_result *result)
{
	int months = 0;

	for (size_t i = 0; i < result->indicator_count; i++)
		if (result->indicators[i]->lit_months > months)
			months = result->indicators[i]->lit_months;
	return months;
}

void facts_put_task(struct facts *facts, xmlNodePtr node, const struct task_result *result)
{
	const bool has = result->has_previous;
	struct progress progress = { .count = 0 };
	size_t lagging = 0;

	progress_add_task(&progress, result);
	facts_put_progress(facts, node, &progress);
	for (size_t i = 0; i < result->indicator_count; i++)
		lagging += status_is_lagging(result->indicators[i]->status);
	facts_put(node, FACT_STATUS, status_name(result->status));
	facts_put(node, FACT_WORD, status_word(result->status));
	facts_put(node, FACT_LIGHT, light_name(result->light));
	facts_put_integer(node, FACT_SEVERITY, facts_urgency(result->status));
	facts_put_yes(node, FACT_LAGGING, status_is_lagging(result->status));
	facts_put_yes(node, FACT_MET, status_is_met(result->status));
	facts_put(node, FACT_PACE, pace_of(facts, result));
	facts_put_count(node, FACT_INDICATORS, result->counted);
	facts_put_count(node, FACT_MEASURED, result->measured);
	facts_put_count(node, FACT_MET_COUNT, result->met);
	facts_put_count(node, FACT_QUALITATIVE, result->counted - result->measured);
	facts_put_count(node, FACT_LAGGING_INDICATORS, lagging);
	facts_put(node, FACT_WORST, result->worst ? result->worst->indicator->id : "");
	facts_put_integer(node, FACT_LIT_MONTHS, worst_lit_months(result));
	facts_put_yes(node, FACT_NEWLY_DONE, result->newly_done);
	facts_put_yes(node, FACT_NEWLY_BEHIND, result->newly_behind);
	facts_put_yes(node, FACT_RECOVERED, result->recovered);
	facts_put(node, FACT_PREVIOUS_STATUS, has ? status_name(result->previous_status) : "");
	facts_put(node, FACT_PREVIOUS_WORD, has ? status_word(result->previous_status) : "");
}

static void add_meant(xmlNodePtr duty, const struct unit *unit)
{
	const xmlNodePtr node = facts_element(duty, NODE_FOR);

	facts_put(node, FACT_UNIT, unit->name);
	facts_put(node, FACT_KIND, unit->kind == UNIT_DISTRICT ? "district" : "bureau");
}

static void add_duty(const struct facts *facts, xmlNodePtr task, const struct duty *duty)
{
	const xmlNodePtr node = facts_element(task, NODE_DUTY);

	facts_put(node, FACT_UNIT, duty->printed);
	facts_put(node, FACT_PERSON, duty->person);
	facts_put_yes(node, FACT_HELPS, duty->helps);
	if (!facts_wants(facts, NODE_FOR))
		return;
	if (duty->unit)
		add_meant(node, duty->unit);
	for (size_t i = 0; duty->group && i < duty->group->member_count; i++)
		add_meant(node, duty->group->members[i]);
}

const char *facts_role(const struct task *task, const struct unit *unit)
{
	if (unit == task->lead)
		return "lead";
	return unit->kind == UNIT_DISTRICT ? "district" : "other";
}

/* Followed from January: not for nobody. */
static bool wants_promise(const struct facts *facts)
{
	static const enum fact names[] = { FACT_EXPECTED_DATE, FACT_EXPECTED_PASSED,
		FACT_PREVIOUS_EXPECTED, FACT_PREVIOUS_EXPECTED_DATE, FACT_SLIPPED, FACT_SLIPS };

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (facts_wants_attribute(facts, names[i]))
			return true;
	return false;
}

/* By when the unit says it will be done, against what it said before. */
static void put_promise(struct facts *facts, xmlNodePtr node, const struct unit *unit,
        const struct task_result *result)
{
	const struct assessment *now = facts->assessment;
	const struct promise promise =
	        promise_of(now->ledger, now->period.month, unit, result->task);

	if (promise.has_day)
		facts_put_date(facts, node, FACT_EXPECTED_DATE, promise.day);
	facts_put_some(node, FACT_PREVIOUS_EXPECTED, phrase_line(facts->words, promise.previous));
	if (promise.has_previous_day)
		facts_put_date(facts, node, FACT_PREVIOUS_EXPECTED_DATE, promise.previous_day);
	facts_put_yes(node, FACT_EXPECTED_PASSED,
	        promise.has_day && !status_is_met(result->status)
	                && date_compare(promise.day, now->as_of) <= 0);
	facts_put_yes(node, FACT_SLIPPED, promise.slipped);
	facts_put_integer(node, FACT_SLIPS, promise.slips);
}

/* What a unit wrote on a task. */
struct wording {
	const struct task_result *result;
	const struct unit *unit;
	const struct task_report *report;
};

static void add_words(struct facts *facts, xmlNodePtr task, const struct wording *wording)
{
	const struct task_report *report = wording->report;
	const struct unit *unit = wording->unit;
	const xmlNodePtr node = facts_element(task, NODE_WORDS);

	facts_put(node, FACT_UNIT, unit->name);
	facts_put(node, FACT_ROLE, facts_role(report->task, unit));
	const struct {
		enum fact name, source;
		const char *words;
		struct place place;
	} rows[] = {
		{ FACT_PROGRESS, FACT_PROGRESS_SOURCE, report->progress, report->progress_place },
		{ FACT_PROBLEMS, FACT_PROBLEMS_SOURCE, report->problems, report->problems_place },
		{ FACT_NEXT, FACT_NEXT_SOURCE, report->next, report->next_place },
		{ FACT_EXPECTED, FACT_EXPECTED_SOURCE, report->expected, report->expected_place },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (rows[i].words[0] == '\0')
			continue;
		facts_put_some(node, rows[i].name, phrase_line(facts->words, rows[i].words));
		facts_put_place(facts, node, rows[i].source, rows[i].place);
	}
	if (wants_promise(facts))
		put_promise(facts, node, unit, wording->result);
	facts_put_place(facts, node, FACT_SOURCE, report->place);
}

static bool has_words(const struct task_report *report)
{
	return report->progress[0] != '\0' || report->problems[0] != '\0' || report->next[0] != '\0'
	        || report->expected[0] != '\0';
}

/* The lead's words first, the others in the catalogue's order of units. */
static void add_all_words(struct facts *facts, xmlNodePtr node, const struct task_result *result)
{
	const struct assessment *assessment = facts->assessment;
	const struct catalogue *catalogue = assessment->catalogue;

	if (result->task->lead && result->lead_report && has_words(result->lead_report))
		add_words(facts, node,
		        &(struct wording){ result, result->task->lead, result->lead_report });
	for (size_t i = 0; i < catalogue->unit_count; i++) {
		const struct unit *unit = catalogue->units[i];
		const struct task_report *report = unit == result->task->lead
		        ? NULL
		        : ledger_report(
		                assessment->ledger, assessment->period.month, unit, result->task);
		if (report && has_words(report))
			add_words(facts, node, &(struct wording){ result, unit, report });
	}
}

static void add_task(struct facts *facts, xmlNodePtr category, const struct task_result *result)
{
	const xmlNodePtr node = facts_element(category, NODE_TASK);

	facts->places.tasks[result->task->index] = node;
	facts_put_definition(facts, node, result->task);
	facts_put_task(facts, node, result);
	for (size_t i = 0; i < result->task->duty_count; i++)
		add_duty(facts, node, &result->task->duties[i]);
	if (facts_wants(facts, NODE_WORDS))
		add_all_words(facts, node, result);
	if (facts_wants(facts, NODE_PARAGRAPH))
		facts_add_remarks(facts, node, result->task);
	for (size_t i = 0; i < result->indicator_count; i++)
		facts_add_indicator(facts, node, result->indicators[i]);
}

void facts_add_categories(struct facts *facts, xmlNodePtr root)
{
	const struct catalogue *catalogue = facts->assessment->catalogue;

	for (size_t i = 0; i < catalogue->category_count; i++) {
		const struct category *category = catalogue->categories[i];
		const xmlNodePtr node = facts_element(root, NODE_CATEGORY);
		facts_put_count(node, FACT_NO, i + 1);
		facts_put(node, FACT_NAME, category->name);
		facts_put(node, FACT_TITLE, behind_ordinal(category->name));
		facts_put_category(facts, node, category);
		for (size_t j = 0; j < category->task_count; j++)
			add_task(facts, node, &facts->assessment->tasks[category->tasks[j]->index]);
	}
}
