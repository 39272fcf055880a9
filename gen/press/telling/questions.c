#include "press/telling/questions.h"

#include "figures/facts/phrase.h"
#include "figures/ledger/doubts.h"
#include "figures/targets/stages.h"
#include "press/telling/told.h"

/* A question to the unit; characters that cannot be printed are told with their file. */
static bool is_for(const struct doubt *doubt, const struct unit *unit)
{
	return doubt->unit == unit && doubt->kind != DOUBT_LETTERS && doubt_is_asked(doubt);
}

/* Questions to others that a lead is told; the bulletin lists them all. */
#define OTHERS_MOST 10

/* Is it asked of somebody else about what the unit leads? */
static bool is_for_lead(const struct doubt *doubt, const struct unit *unit)
{
	return doubt->unit && doubt->indicator && doubt->indicator->task->lead == unit
	        && doubt->unit != unit && doubt_is_asked(doubt);
}

/* The unit's own figure of this month that is in doubt; NULL: there is none. */
static const struct value *value_of(const struct ledger *ledger, const struct doubt *doubt)
{
	if (!doubt->indicator)
		return NULL;
	const struct cell *cell =
	        ledger_cell(ledger, ledger->period.month, doubt->unit, doubt->indicator);
	if (cell->state == CELL_KEPT)
		return cell->rejected;
	return cell->state == CELL_REPORTED ? cell->value : NULL;
}

/* The figure as it is written in a report. */
static const char *write_value(struct arena *arena, const struct value *value)
{
	switch (value->kind) {
	case VALUE_FRACTION:
		return arena_printf(arena, "\"numerator\": %s, \"denominator\": %s",
		        decimal_format(arena, value->numerator),
		        decimal_format(arena, value->denominator));
	case VALUE_YES_NO:
		return value->yes ? "\"value\": true" : "\"value\": false";
	case VALUE_STAGE:
		return arena_printf(
		        arena, "\"value\": \"%s\"", stages_name(value->indicator, value->number));
	case VALUE_NUMBER:
		break;
	}
	if (value->is_bound)
		return arena_printf(arena, "\"at_least\": %s, \"words\": \"%s\"",
		        decimal_format(arena, value->number), value->words);
	return arena_printf(arena, "\"value\": %s", decimal_format(arena, value->number));
}

/* What the unit said this month, and what stood before. */
static void text_figures(struct arena *arena, const struct ledger *ledger,
        const struct doubt *doubt, struct text *out)
{
	const struct value *value = value_of(ledger, doubt);
	const int month = ledger->period.month;
	const struct cell *before = value && month > 1
	        ? ledger_cell(ledger, month - 1, doubt->unit, doubt->indicator)
	        : NULL;

	if (!value)
		return;
	text_printf(out, "   本月填报：%s", amount_format_value(arena, value));
	if (before && before->value)
		text_printf(out, "；%s为%s", phrase_month(arena, before->from),
		        amount_format_value(arena, before->value));
	text_add_char(out, '\n');
}

static void text_answer(struct arena *arena, const struct ledger *ledger, const struct doubt *doubt,
        struct text *out)
{
	const struct value *value = value_of(ledger, doubt);

	if (!doubt->indicator)
		text_add(out,
		        "   属实的，请写：\"confirms\": \"核实情况\"（与 unit、period 并列）\n");
	else if (value)
		text_printf(out, "   属实的，请写：\"%s\": { %s, \"%s\": \"%s\" }\n",
		        doubt->indicator->id, write_value(arena, value),
		        doubt->kind == DOUBT_FALL ? "corrects" : "confirms",
		        doubt->kind == DOUBT_FALL ? "更正原因" : "核实情况");
}

/* What others are asked about the tasks that the unit leads: it answers for the sum of them. */
static void text_of_others(const struct ledger *ledger, const struct unit *unit, struct text *out)
{
	size_t number = 0;

	for (size_t i = 0; i < ledger->doubt_count; i++) {
		const struct doubt *doubt = &ledger->doubts[i];
		if (!is_for_lead(doubt, unit) || number++ >= OTHERS_MOST)
			continue;
		if (number == 1)
			text_add(out,
			        "\n【牵头指标中其他单位的存疑数据】（已请填报单位核实，本单位不必答"
			        "复）\n");
		text_printf(out, "%zu. 指标%s：%s。\n", number, doubt->indicator->id, doubt->text);
	}
	if (number > OTHERS_MOST)
		text_printf(out, "另有%zu条，见通报稿数据存疑部分。\n", number - OTHERS_MOST);
}

/* Questions on one figure that follow each other are answered together, behind the last. */
static bool is_asked_on(const struct ledger *ledger, const struct unit *unit, size_t index)
{
	const struct doubt *doubt = &ledger->doubts[index];
	const struct doubt *end = ledger->doubts + ledger->doubt_count;
	const struct doubt *next = doubt + 1;

	while (next < end && !is_for(next, unit))
		next++;
	return next < end && doubt->indicator && next->indicator == doubt->indicator
	        && value_of(ledger, next) == value_of(ledger, doubt)
	        && (next->kind == DOUBT_FALL) == (doubt->kind == DOUBT_FALL);
}

void questions_text(struct arena *arena, const struct assessment *assessment,
        const struct unit *unit, struct text *out)
{
	const struct ledger *ledger = assessment->ledger;
	size_t number = 0;

	for (size_t i = 0; i < ledger->doubt_count; i++) {
		const struct doubt *doubt = &ledger->doubts[i];
		if (!is_for(doubt, unit))
			continue;
		if (number++ == 0)
			text_add(out, "\n【请核实】\n");
		text_printf(out, "%zu. ", number);
		if (doubt->indicator)
			text_printf(out, "指标%s：", doubt->indicator->id);
		text_printf(out, "%s。\n", doubt->text);
		if (doubt->place.file[0])
			text_printf(out, "   出处：%s %s\n", doubt->place.file,
			        told_line(arena, doubt->place));
		if (is_asked_on(ledger, unit, i))
			continue;
		text_figures(arena, ledger, doubt, out);
		text_answer(arena, ledger, doubt, out);
	}
	if (number > 0)
		text_printf(out,
		        "以上各条请另报一次：\"revision\": %d，在 \"reason\" "
		        "中写明原因；有误的写改正后的数，属实的照上面各条写，"
		        "没有写到的数据和文字沿用前一次。用填报表的，填在该指标的“更正原因”或"
		        "“核实说明”里，再生成一次。\n",
		        ledger_inbox(ledger)->next_revisions[unit->index]);
	text_of_others(ledger, unit, out);
}

static void json_doubt(const struct doubt *doubt, struct json_out *json)
{
	json_out_string(json, "code", message_name(doubts_message(doubt->kind)));
	json_out_string(json, "indicator", doubt->indicator ? doubt->indicator->id : "");
	json_out_string(json, "text", doubt->text);
	json_out_string(json, "file", doubt->place.file);
	json_out_size(json, "line", doubt->place.line);
	json_out_size(json, "column", doubt->place.column);
	json_out_string(json, "pointer", doubt->place.pointer);
}

void questions_json(
        const struct assessment *assessment, const struct unit *unit, struct json_out *json)
{
	const struct ledger *ledger = assessment->ledger;

	json_out_array(json, "doubts", JSON_HANGING);
	for (size_t i = 0; i < ledger->doubt_count; i++) {
		if (!is_for(&ledger->doubts[i], unit))
			continue;
		json_out_object(json, NULL, JSON_LINE);
		json_doubt(&ledger->doubts[i], json);
		json_out_close(json);
	}
	json_out_close(json);
	json_out_array(json, "doubts_of_others", JSON_HANGING);
	for (size_t i = 0; i < ledger->doubt_count; i++) {
		const struct doubt *doubt = &ledger->doubts[i];
		if (!is_for_lead(doubt, unit))
			continue;
		json_out_object(json, NULL, JSON_LINE);
		json_out_string(json, "unit", doubt->unit->name);
		json_doubt(doubt, json);
		json_out_close(json);
	}
	json_out_close(json);
}
