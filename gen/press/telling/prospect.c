#include "press/telling/prospect.h"

#include "base/common.h"
#include "figures/facts/phrase.h"
#include "figures/intake/written.h"
#include "figures/targets/duties.h"

#include <string.h>

#define ASKS_MOST 3

/* What is asked of the unit about one task. */
struct prospect {
	const struct task_result *result;
	const struct task_report *report; /* the unit's own, or NULL */
	bool is_lead;
	const char *asks[ASKS_MOST];
	size_t ask_count;
};

/* A word in the place of a reason that is none. */
static bool is_no_reason(const char *words)
{
	static const char *const none[] = { "无", "暂无", "没有", "/", "-", "—", "无。", "暂无。" };

	for (size_t i = 0; i < COUNT_OF(none); i++)
		if (text_equal(words, none[i]))
			return true;
	return false;
}

static void ask(struct prospect *prospect, const char *words)
{
	prospect->asks[prospect->ask_count++] = words;
}

/* The reason that the bulletin prints, as it is written. */
static void ask_reason(struct arena *arena, struct prospect *prospect)
{
	const char *problems = prospect->report->problems;

	if (problems[0] == '\0')
		ask(prospect, "通报将写“牵头单位未说明原因”，请在 problems（存在问题）中说明原因");
	else if (is_no_reason(phrase_line(arena, problems)))
		ask(prospect,
		        arena_printf(arena,
		                "problems（存在问题）填的是“%"
		                "s”，通报将照此刊印为原因，请说明进度滞后的原因",
		                phrase_line(arena, problems)));
}

/* Has the day passed that is expected? One that cannot be told has not. */
static bool is_past(const struct assessment *assessment, const char *expected)
{
	struct date day;
	bool certain;

	return written_day(expected, assessment->period, &day, &certain) && certain
	        && date_compare(day, assessment->as_of) <= 0;
}

static bool is_wrong(const struct assessment *assessment, const char *expected)
{
	return is_past(assessment, expected) || written_is_no_day(expected, assessment->period);
}

static void ask_expected(
        struct arena *arena, const struct assessment *assessment, struct prospect *prospect)
{
	const char *expected = prospect->report->expected;

	if (expected[0] == '\0')
		ask(prospect, "通报将写“未报预计完成时间”，请在 expected（预计完成）中填写日期");
	else if (written_is_no_day(expected, assessment->period))
		ask(prospect,
		        arena_printf(arena,
		                "expected（预计完成）填的是“%"
		                "s”，没有这一天或这个月，通报将照此刊印，"
		                "请写能完成的日期，例如 9月30日",
		                phrase_line(arena, expected)));
	else if (is_past(assessment, expected))
		ask(prospect,
		        arena_printf(arena,
		                "expected（预计完成）填的是“%s”，该日期已过而任务尚未完成，请核对",
		                phrase_line(arena, expected)));
}

static struct prospect prospect_of(struct arena *arena, const struct assessment *assessment,
        const struct unit *unit, const struct task *task)
{
	const struct ledger *ledger = assessment->ledger;
	struct prospect prospect = { .result = &assessment->tasks[task->index],
		.report = ledger_report(ledger, ledger->period.month, unit, task),
		.is_lead = task->lead == unit };

	if (prospect.is_lead && prospect.report && !status_is_met(prospect.result->status)
	        && is_wrong(assessment, prospect.report->expected))
		ask_expected(arena, assessment, &prospect);
	if (!prospect.is_lead || !status_is_lagging(prospect.result->status))
		return prospect;
	if (!prospect.report) {
		ask(&prospect, "通报将写“牵头单位未报送情况说明”，请报告进展、原因和预计完成时间");
		return prospect;
	}
	ask_reason(arena, &prospect);
	if (prospect.report->expected[0] == '\0')
		ask_expected(arena, assessment, &prospect);
	return prospect;
}

static const char *light_words(enum light light)
{
	static const char *const words[] = {
		[LIGHT_NONE] = "",
		[LIGHT_GREEN] = "，绿灯",
		[LIGHT_YELLOW] = "，黄灯",
		[LIGHT_RED] = "，红灯",
	};

	return words[light];
}

/* Rate, plan and gap of the indicator that decides. */
static void add_pace(struct arena *arena, const struct indicator_result *worst, struct text *out)
{
	if (!worst || !worst->has_rate || !worst->has_pace)
		return;
	text_printf(out, "（%s %s完成%s，序时进度%s，%s%s）", worst->indicator->id,
	        worst->indicator->name, phrase_percent(arena, worst->rate),
	        phrase_percent(arena, worst->pace), decimal_sign(worst->gap) < 0 ? "落后" : "领先",
	        phrase_points(arena, worst->gap, 1));
}

static void add_task(struct arena *arena, const struct prospect *prospect, struct text *out)
{
	const struct task_result *result = prospect->result;

	text_printf(out, "第%s项%s：%s%s", result->task->no, prospect->is_lead ? "（牵头）" : "",
	        status_word(result->status), light_words(result->light));
	add_pace(arena, result->worst, out);
	text_add_char(out, '\n');
	for (size_t i = 0; i < prospect->ask_count; i++)
		text_printf(out, "   ★ %s。\n", prospect->asks[i]);
}

static const char *escalation_words(enum escalation escalation)
{
	static const char *const words[] = {
		[ESCALATION_NONE] = "",
		[ESCALATION_REMIND] = "提醒",
		[ESCALATION_URGE] = "催办单",
		[ESCALATION_SUPERVISE] = "督办通知单",
	};

	return words[escalation];
}

static void add_rank(const struct assessment *assessment, const struct unit *unit, struct text *out)
{
	for (size_t i = 0; i < assessment->rank_count; i++) {
		const struct rank *rank = &assessment->ranks[i];
		if (rank->unit == unit && rank->ranked)
			text_printf(out, "本月排名：第%d名（共%zu个%s）。\n", rank->place,
			        assessment->rank_count, assessment->catalogue->districts);
	}
}

void prospect_text(struct arena *arena, const struct assessment *assessment,
        const struct unit *unit, struct text *out)
{
	const struct catalogue *catalogue = assessment->catalogue;
	const struct unit_month *month = &assessment->units[unit->index];
	size_t number = 0;

	for (size_t i = 0; i < catalogue->task_count; i++) {
		if (!unit_has_duty(catalogue->tasks[i], unit))
			continue;
		if (number++ == 0)
			text_add(out, "\n【通报将如何表述】（按目前收到的材料）\n");
		const struct prospect prospect =
		        prospect_of(arena, assessment, unit, catalogue->tasks[i]);
		add_task(arena, &prospect, out);
	}
	if (number == 0)
		return;
	add_rank(assessment, unit, out);
	if (month->escalation != ESCALATION_NONE)
		text_printf(out, "将向本单位发出：%s。\n", escalation_words(month->escalation));
}

void prospect_json(struct arena *arena, const struct assessment *assessment,
        const struct unit *unit, struct json_out *json)
{
	const struct catalogue *catalogue = assessment->catalogue;

	json_out_array(json, "prospects", JSON_HANGING);
	for (size_t i = 0; i < catalogue->task_count; i++) {
		if (!unit_has_duty(catalogue->tasks[i], unit))
			continue;
		const struct prospect prospect =
		        prospect_of(arena, assessment, unit, catalogue->tasks[i]);
		json_out_object(json, NULL, JSON_LINE);
		json_out_string(json, "task", prospect.result->task->no);
		json_out_bool(json, "lead", prospect.is_lead);
		json_out_string(json, "status", status_name(prospect.result->status));
		json_out_string(json, "light", light_name(prospect.result->light));
		json_out_array(json, "asks", JSON_LINE);
		for (size_t j = 0; j < prospect.ask_count; j++)
			json_out_string(json, NULL, prospect.asks[j]);
		json_out_close(json);
		json_out_close(json);
	}
	json_out_close(json);
}
