#include "press/telling/questions.h"

#include "figures/ledger/doubts.h"
#include "press/telling/told.h"

/* A question to the unit; characters that cannot be printed are told with their file. */
static bool is_for(const struct doubt *doubt, const struct unit *unit)
{
	return doubt->unit == unit && doubt->kind != DOUBT_LETTERS && doubt_is_asked(doubt);
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
	case VALUE_NUMBER:
		break;
	}
	return arena_printf(arena, "\"value\": %s", decimal_format(arena, value->number));
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
		text_answer(arena, ledger, doubt, out);
	}
	if (number > 0)
		text_printf(out,
		        "以上各条请另报一次：\"revision\": %d，在 \"reason\" "
		        "中写明原因；有误的写改正后的数，属实的照上面各条写，"
		        "没有写到的数据和文字沿用前一次。\n",

		        ledger->inboxes[ledger->month_count - 1]->next_revisions[unit->index]);
}

void questions_json(
        const struct assessment *assessment, const struct unit *unit, struct json_out *json)
{
	const struct ledger *ledger = assessment->ledger;

	json_out_array(json, "doubts", JSON_HANGING);
	for (size_t i = 0; i < ledger->doubt_count; i++) {
		const struct doubt *doubt = &ledger->doubts[i];
		if (!is_for(doubt, unit))
			continue;
		json_out_object(json, NULL, JSON_LINE);
		json_out_string(json, "code", message_name(doubts_message(doubt->kind)));
		json_out_string(json, "indicator", doubt->indicator ? doubt->indicator->id : "");
		json_out_string(json, "text", doubt->text);
		json_out_string(json, "file", doubt->place.file);
		json_out_size(json, "line", doubt->place.line);
		json_out_size(json, "column", doubt->place.column);
		json_out_string(json, "pointer", doubt->place.pointer);
		json_out_close(json);
	}
	json_out_close(json);
}
