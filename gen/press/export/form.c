#include "press/export/form.h"

#include "base/filename.h"
#include "base/json_out.h"
#include "diag/message.h"
#include "figures/facts/phrase.h"
#include "figures/ledger/amount.h"
#include "figures/ledger/bounds.h"
#include "figures/ledger/doubts.h"
#include "figures/targets/aim.h"
#include "figures/targets/calendar.h"
#include "figures/targets/duties.h"
#include "figures/targets/lookup.h"
#include "figures/targets/stages.h"

#include <string.h>

static int month_of(const struct form *form)
{
	return form->ledger->period.month;
}

/* What counts of the unit's reports of the month so far, or NULL. */
const struct submission *form_reported(const struct form *form)
{
	return ledger_inbox(form->ledger)->accepted[form->unit->index];
}

/* The report of a month before, the last one there is; or NULL. */
static const struct submission *reported_before(const struct form *form)
{
	for (int month = month_of(form) - 1; month > 0; month--) {
		const struct submission *submission =
		        form->ledger->inboxes[month - 1]->accepted[form->unit->index];
		if (submission)
			return submission;
	}
	return NULL;
}

const struct value *form_value_now(const struct form *form, const struct indicator *indicator)
{
	const struct submission *now = form_reported(form);

	return now ? submission_value(now, indicator) : NULL;
}

/* What stands from before the month, with the month it is of; or NULL. */
const struct cell *form_cell_before(const struct form *form, const struct indicator *indicator)
{
	const struct cell *cell = month_of(form) > 1
	        ? ledger_cell(form->ledger, month_of(form) - 1, form->unit, indicator)
	        : NULL;

	return cell && cell->value ? cell : NULL;
}

/* Somebody asks back about it, and nobody has answered. */
static bool is_in_question(const struct form *form, const struct indicator *indicator)
{
	for (size_t i = 0; i < form->ledger->doubt_count; i++) {
		const struct doubt *doubt = &form->ledger->doubts[i];
		if (doubt->unit == form->unit && doubt->indicator == indicator
		        && doubt_is_asked(doubt))
			return true;
	}
	return false;
}

static bool is_lagging(const struct form *form, const struct task *task)
{
	return status_is_lagging(form->wanting->tasks[task->index].status);
}

/* Not given this month, asked back, or of a task that lags. */
static bool is_wanted(const struct form *form, const struct indicator *indicator)
{
	return !form_value_now(form, indicator) || is_in_question(form, indicator)
	        || is_lagging(form, indicator->task);
}

bool form_has_field(const struct form *form, const struct indicator *indicator)
{
	return unit_must_report(indicator, form->unit)
	        && (!form->wanting || is_wanted(form, indicator));
}

/* The unit's own words on the task: all that it has to do with, or what is owed and what lags. */
static bool asks_for_words(const struct form *form, const struct task *task)
{
	const struct submission *now = form_reported(form);

	if (!unit_has_duty(task, form->unit))
		return false;
	return !form->wanting || is_lagging(form, task)
	        || (unit_owes_report(task, form->unit) && !(now && submission_report(now, task)));
}

bool form_asks(const struct form *form, const struct task *task)
{
	if (asks_for_words(form, task))
		return true;
	for (size_t i = 0; i < task->indicator_count; i++)
		if (form_has_field(form, task->indicators[i]))
			return true;
	return false;
}

bool form_is_due(const struct form *form)
{
	const struct catalogue *catalogue = form->ledger->catalogue;

	for (size_t i = 0; i < catalogue->task_count; i++)
		if (form_asks(form, catalogue->tasks[i]))
			return true;
	return false;
}

/* The denominator that the catalogue itself gives, or NULL. */
const struct parameter *form_fixed_base(const struct form *form, const struct indicator *indicator)
{
	const struct parameter *parameter =
	        lookup_parameter(form->ledger->catalogue, indicator->denominator_parameter);

	return indicator->denominator_parameter[0] && parameter && parameter->given ? parameter
	                                                                            : NULL;
}

bool form_is_either(const struct form *form, const struct indicator *indicator)
{
	return bounds_kind(form->unit, indicator) == VALUE_FRACTION
	        && bounds_can_be(form->unit, indicator, VALUE_NUMBER);
}

const char *form_plain(const struct form *form, struct decimal value)
{
	return decimal_format(form->arena, decimal_normalise(value));
}

/* 不低于900元/人/月; "" where there is none that a figure is held to. */
const char *form_target_words(const struct form *form, const struct indicator *indicator)
{
	const bool summed = indicator->combine == COMBINE_SUM && form->unit->kind == UNIT_DISTRICT
	        && indicator->district_count > 1;
	const char *whole = form->ledger->catalogue->whole;

	if (!indicator->has_target || indicator->comparison == COMPARE_YES
	        || indicator->comparison == COMPARE_NONE)
		return "";
	return arena_printf(form->arena, "%s%s%s%s", summed ? whole : "", summed ? "合计" : "",
	        aim_limit_word(indicator), aim_words(form->arena, indicator));
}

/* What kind of figure is wanted. */
const char *form_wanted_words(const struct form *form, const struct indicator *indicator)
{
	switch (bounds_kind(form->unit, indicator)) {
	case VALUE_FRACTION:
		return form_is_either(form, indicator) ? "月末数，填分子和分母；没有的只填比率"
		                                       : "月末数，填分子和分母";
	case VALUE_YES_NO:
		return "是否完成";
	case VALUE_STAGE:
		return "月末已达到的阶段";
	case VALUE_NUMBER:
		break;
	}
	return kind_row(indicator->kind)->cumulative ? "年初以来累计数" : "月末数";
}

/* The skeleton */

static void skeleton_figure(
        const struct form *form, const struct indicator *indicator, struct json_out *json)
{
	const struct value *now = form_value_now(form, indicator);
	const struct parameter *fixed = form_fixed_base(form, indicator);

	if (now ? now->kind == VALUE_FRACTION
	        : bounds_kind(form->unit, indicator) == VALUE_FRACTION) {
		json_out_object(json, indicator->id, JSON_SPACED);
		json_out_number(json, "numerator", now ? form_plain(form, now->numerator) : "");
		json_out_number(json, "denominator",
		        now             ? form_plain(form, now->denominator)
		                : fixed ? form_plain(form, fixed->value)
		                        : "");
		json_out_close(json);
	} else if (!now) {
		json_out_null(json, indicator->id);
	} else if (now->kind == VALUE_STAGE && decimal_sign(now->number) > 0) {
		json_out_string(json, indicator->id, stages_name(indicator, now->number));
	} else if (now->kind == VALUE_YES_NO || now->kind == VALUE_STAGE) {
		json_out_bool(json, indicator->id, now->yes);
	} else if (now->is_bound) {
		json_out_object(json, indicator->id, JSON_SPACED);
		json_out_number(json, "at_least", form_plain(form, now->number));
		json_out_string(json, "words", now->words);
		json_out_close(json);
	} else {
		json_out_number(json, indicator->id, form_plain(form, now->number));
	}
}

static const char *help_words(const struct form *form, const struct indicator *indicator)
{
	struct arena *arena = form->arena;
	const struct cell *before = form_cell_before(form, indicator);
	const char *target = form_target_words(form, indicator);
	const char *parts = bounds_kind(form->unit, indicator) == VALUE_FRACTION
	        ? arena_printf(arena, "：%s÷%s", indicator->numerator, indicator->denominator)
	        : indicator->stage_count > 0
	        ? arena_printf(arena, "：%s，尚未启动填false", stages_list(arena, indicator))
	        : "";

	return arena_printf(arena, "%s%s%s%s；%s%s%s%s%s%s", indicator->name,
	        indicator->measure[0] ? "（" : "", indicator->measure,
	        indicator->measure[0] ? "）" : "", form_wanted_words(form, indicator), parts,
	        target[0] ? "；目标" : "", target,
	        before ? arena_printf(arena, "；%d月为", before->from.month) : "",
	        before ? amount_format_value(arena, before->value) : "");
}

static void skeleton_texts(const struct form *form, const struct task *task, struct json_out *json)
{
	const struct submission *now = form_reported(form);
	const struct task_report *report = now ? submission_report(now, task) : NULL;

	json_out_string(json, "progress", report ? report->progress : "");
	json_out_string(json, "problems", report ? report->problems : "");
	json_out_string(json, "next", report ? report->next : "");
	json_out_string(json, "expected", report ? report->expected : "");
}

/* As the table has it: a number, or words such as "3-1". */
void form_put_no(struct json_out *json, const struct task *task)
{
	if (task->no[0] != '0' && task->no[strspn(task->no, "0123456789")] == '\0')
		json_out_number(json, "no", task->no);
	else
		json_out_string(json, "no", task->no);
}

static void skeleton_task(const struct form *form, const struct task *task, struct json_out *json)
{
	struct arena *arena = form->arena;
	bool any = false;

	json_out_object(json, NULL, JSON_LINES);
	form_put_no(json, task);
	json_out_string(json, "x-task", task->text);
	for (size_t i = 0; i < task->indicator_count; i++) {
		const struct indicator *indicator = task->indicators[i];
		if (!form_has_field(form, indicator))
			continue;
		any = true;
		json_out_string(json, arena_printf(arena, "x-%s", indicator->id),
		        help_words(form, indicator));
	}
	if (any) {
		json_out_object(json, "values", JSON_LINES);
		for (size_t i = 0; i < task->indicator_count; i++)
			if (form_has_field(form, task->indicators[i]))
				skeleton_figure(form, task->indicators[i], json);
		json_out_close(json);
	}
	skeleton_texts(form, task, json);
	json_out_close(json);
}

void form_skeleton(const struct form *form, struct text *out)
{
	const struct catalogue *catalogue = form->ledger->catalogue;
	const struct inbox *inbox = ledger_inbox(form->ledger);
	const struct submission *now = form_reported(form);
	const int revision = inbox->next_revisions[form->unit->index];
	struct json_out json = json_out_begin(out);

	json_out_object(&json, NULL, JSON_LINES);
	json_out_string(&json, "unit", form->unit->name);
	json_out_string(&json, "period", period_format(form->arena, form->ledger->period));
	json_out_integer(&json, "revision", revision);
	if (revision > 1)
		json_out_string(&json, "reason", "");
	json_out_string(&json, "submitted_at", "");
	json_out_string(&json, "reporter", now ? now->reporter : "");
	json_out_string(&json, "approver", now ? now->approver : "");
	json_out_string(&json, "phone", now ? now->phone : "");
	json_out_array(&json, "tasks", JSON_LINES);
	for (size_t i = 0; i < catalogue->task_count; i++)
		if (form_asks(form, catalogue->tasks[i]))
			skeleton_task(form, catalogue->tasks[i], &json);
	json_out_close(&json);
	json_out_close(&json);
	json_out_end(&json);
}

/* The page's data */

static void data_value(
        const struct form *form, const char *key, const struct value *value, struct json_out *json)
{
	if (!value)
		return;
	json_out_object(json, key, JSON_TIGHT);
	if (value->kind == VALUE_FRACTION) {
		json_out_string(json, "n", form_plain(form, value->numerator));
		json_out_string(json, "d", form_plain(form, value->denominator));
	} else {
		json_out_string(json, "v", form_plain(form, amount_of(value).number));
	}
	if (value->is_bound)
		json_out_string(json, "words", value->words);
	if (value->corrects[0])
		json_out_string(json, "corrects", value->corrects);
	if (value->confirms[0])
		json_out_string(json, "confirms", value->confirms);
	json_out_close(json);
}

static void data_bound(const struct bound *bound, struct json_out *json)
{
	json_out_object(json, NULL, JSON_TIGHT);
	json_out_string(json, "code", message_name(doubts_message(bound->kind)));
	if (message_lookup(doubts_message(bound->kind))->severity < SEVERITY_DOUBT)
		json_out_bool(json, "note", true);
	if (bound->is_first)
		json_out_bool(json, "first", true);
	if (bound->after_part)
		json_out_bool(json, "afterPart", true);
	if (bound->when[0])
		json_out_string(json, "when", bound->when);
	if (bound->alike_count > 0) {
		json_out_array(json, "alike", JSON_TIGHT);
		for (size_t i = 0; i < bound->alike_count; i++)
			json_out_string(json, NULL, bound->alike[i]);
		json_out_close(json);
	}
	json_out_array(json, "ask", JSON_TIGHT);
	for (size_t i = 0; i < bound->asked_count; i++)
		json_out_string(json, NULL, bound->asked[i]->id);
	json_out_close(json);
	json_out_string(json, "words", bound->words);
	json_out_close(json);
}

static void data_bounds(const char *key, const struct bound_list *bounds, struct json_out *json)
{
	json_out_array(json, key, JSON_HANGING);
	for (size_t i = 0; i < bounds->count; i++)
		data_bound(&bounds->list[i], json);
	json_out_close(json);
}

static const char *kind_word(enum value_kind kind)
{
	static const char *const words[] = { [VALUE_NUMBER] = "number",
		[VALUE_FRACTION] = "fraction",
		[VALUE_YES_NO] = "yes",
		[VALUE_STAGE] = "stage" };

	return words[kind];
}

static void data_stands(
        const struct form *form, const struct indicator *indicator, struct json_out *json)
{
	const struct cell *before = form_cell_before(form, indicator);

	if (!before)
		return;
	json_out_string(json, "last", amount_format_value(form->arena, before->value));
	json_out_integer(json, "lastMonth", before->from.month);
	data_value(form, "stands", before->value, json);
}

static void data_field(
        const struct form *form, const struct indicator *indicator, struct json_out *json)
{
	const enum value_kind kind = bounds_kind(form->unit, indicator);
	const struct parameter *fixed = form_fixed_base(form, indicator);
	const struct bound_list bounds =
	        bounds_of(form->arena, form->ledger, form->unit, indicator);

	json_out_object(json, NULL, JSON_HANGING);
	json_out_string(json, "id", indicator->id);
	json_out_string(json, "name", indicator->name);
	json_out_string(json, "measure", indicator->measure);
	json_out_string(json, "kind", kind_word(kind));
	json_out_string(json, "wanted", form_wanted_words(form, indicator));
	json_out_string(json, "target", form_target_words(form, indicator));
	json_out_bool(json, "whole", kind == VALUE_NUMBER && kind_row(indicator->kind)->whole);
	json_out_bool(json, "cumulative", kind_row(indicator->kind)->cumulative);
	json_out_bool(json, "limit", aim_is_limit(indicator));
	json_out_bool(json, "optional", !kind_is_measured(indicator->kind));
	if (kind == VALUE_STAGE) {
		json_out_array(json, "stages", JSON_TIGHT);
		for (size_t i = 0; i < indicator->stage_count; i++)
			json_out_string(json, NULL, indicator->stages[i].name);
		json_out_close(json);
	}
	if (kind == VALUE_FRACTION) {
		json_out_string(json, "numerator", indicator->numerator);
		json_out_string(json, "denominator", indicator->denominator);
		json_out_bool(json, "either", form_is_either(form, indicator));
	}
	if (kind == VALUE_FRACTION && fixed) {
		json_out_string(json, "fixed", form_plain(form, fixed->value));
		json_out_string(json, "fixedName", fixed->name);
	}
	data_stands(form, indicator, json);
	data_value(form, "now", form_value_now(form, indicator), json);
	data_bounds("bounds", &bounds, json);
	json_out_close(json);
}

static void data_texts(const char *key, const struct task_report *report, struct json_out *json)
{
	if (!report)
		return;
	json_out_object(json, key, JSON_TIGHT);
	json_out_string(json, "progress", report->progress);
	json_out_string(json, "problems", report->problems);
	json_out_string(json, "next", report->next);
	json_out_string(json, "expected", report->expected);
	json_out_close(json);
}

static void data_task(const struct form *form, const struct task *task, struct json_out *json)
{
	const struct submission *now = form_reported(form);
	const struct submission *before = reported_before(form);

	json_out_object(json, NULL, JSON_HANGING);
	form_put_no(json, task);
	json_out_string(json, "brief", task->brief);
	json_out_string(json, "text", task->text);
	json_out_string(json, "deadline", task->deadline_printed);
	json_out_bool(json, "lead", task->lead == form->unit);
	data_texts("before", before ? submission_report(before, task) : NULL, json);
	data_texts("now", now ? submission_report(now, task) : NULL, json);
	json_out_array(json, "fields", JSON_HANGING);
	for (size_t i = 0; i < task->indicator_count; i++)
		if (form_has_field(form, task->indicators[i]))
			data_field(form, task->indicators[i], json);
	json_out_close(json);
	json_out_close(json);
}

static void data_head(const struct form *form, struct json_out *json)
{
	const struct catalogue *catalogue = form->ledger->catalogue;
	const struct period period = form->ledger->period;
	struct arena *arena = form->arena;
	const struct submission *now = form_reported(form);
	const struct submission *last = now ? now : reported_before(form);

	json_out_string(json, "city", catalogue->city);
	json_out_string(json, "subject", catalogue->subject);
	json_out_string(json, "issuer", catalogue->issuer);
	json_out_string(json, "unit", form->unit->name);
	json_out_string(json, "file", filename_fit(arena, form->unit->name));
	json_out_string(json, "period", period_format(arena, period));
	json_out_string(json, "month", phrase_period(arena, period));
	json_out_integer(
	        json, "revision", ledger_inbox(form->ledger)->next_revisions[form->unit->index]);
	json_out_string(json, "due", date_format(arena, calendar_due(catalogue, period)));
	json_out_string(json, "dueWords", phrase_date(arena, calendar_due(catalogue, period)));
	json_out_string(json, "end", date_format(arena, calendar_as_of(&catalogue->rules, period)));
	json_out_integer(json, "offset", catalogue->rules.utc_offset);
	json_out_string(json, "reporter", last ? last->reporter : "");
	json_out_string(json, "approver", last ? last->approver : "");
	json_out_string(json, "phone", last ? last->phone : "");
}

void form_data(const struct form *form, struct text *out)
{
	const struct catalogue *catalogue = form->ledger->catalogue;
	const struct bound_list between = bounds_between(form->arena, form->ledger, form->unit);
	struct json_out json = json_out_begin(out);

	json_out_object(&json, NULL, JSON_HANGING);
	data_head(form, &json);
	json_out_array(&json, "tasks", JSON_HANGING);
	for (size_t i = 0; i < catalogue->task_count; i++)
		if (form_asks(form, catalogue->tasks[i]))
			data_task(form, catalogue->tasks[i], &json);
	json_out_close(&json);
	data_bounds("between", &between, &json);
	json_out_close(&json);
	json_out_end(&json);
}
