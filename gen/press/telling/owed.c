#include "press/telling/owed.h"

#include "figures/facts/phrase.h"
#include "figures/targets/duties.h"

static bool owes_figure(
        const struct owing *owing, const struct indicator *indicator, const struct cell **cell)
{
	const struct ledger *ledger = owing->assessment->ledger;

	if (!kind_is_measured(indicator->kind) || !unit_must_report(indicator, owing->unit))
		return false;
	*cell = ledger_cell(ledger, ledger->period.month, owing->unit, indicator);
	return (*cell)->state != CELL_REPORTED && (*cell)->state != CELL_KEPT;
}

static bool owes_task(const struct owing *owing, const struct task *task)
{
	const struct ledger *ledger = owing->assessment->ledger;

	return unit_owes_report(task, owing->unit)
	        && !ledger_report(ledger, ledger->period.month, owing->unit, task);
}

static void text_owed_tasks(const struct owing *owing, struct text *out)
{
	const struct catalogue *catalogue = owing->assessment->catalogue;
	size_t number = 0;

	for (size_t i = 0; i < catalogue->task_count; i++)
		if (owes_task(owing, catalogue->tasks[i]))
			text_printf(out, "%s%s", number++ == 0 ? "未报告进展的任务：第" : "、",
			        catalogue->tasks[i]->no);
	if (number > 0)
		text_add(out, "项\n");
}

/* Does the bulletin print the districts' figure, since the unit, which leads, gave none? */
static bool is_by_districts(const struct owing *owing, const struct indicator *indicator)
{
	return owing->assessment->indicators[indicator->index].from_districts
	        && indicator_lead(indicator) == owing->unit;
}

/* What the bulletin prints for a figure that was not given: "12家"; NULL: nothing. */
static const char *stand_in_of(
        const struct owing *owing, const struct indicator *indicator, const struct cell *cell)
{
	const struct assessment *assessment = owing->assessment;
	struct arena *arena = owing->arena;

	if (is_by_districts(owing, indicator))
		return amount_format(
		        arena, indicator, &assessment->indicators[indicator->index].figure.amount);
	return cell->state == CELL_CARRIED ? amount_format_value(arena, cell->value) : NULL;
}

static void text_stand_in(const struct owing *owing, const struct indicator *indicator,
        const struct cell *cell, struct text *out)
{
	struct arena *arena = owing->arena;
	const char *stand_in = stand_in_of(owing, indicator, cell);

	if (!is_by_districts(owing, indicator)) {
		if (stand_in)
			text_printf(out, "，暂沿用%s数（%s）", phrase_month(arena, cell->from),
			        stand_in);
		return;
	}
	text_printf(out, "，暂据各%s汇总（%s", owing->assessment->catalogue->districts, stand_in);
	if (cell->state == CELL_CARRIED)
		text_printf(out, "；本单位%s数为%s", phrase_month(arena, cell->from),
		        amount_format_value(arena, cell->value));
	text_add(out, "）");
}

static void text_owed_figures(const struct owing *owing, struct text *out)
{
	const struct catalogue *catalogue = owing->assessment->catalogue;
	const struct cell *cell;
	size_t number = 0;

	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		const struct indicator *indicator = catalogue->indicators[i];
		if (!owes_figure(owing, indicator, &cell))
			continue;
		if (number++ == 0)
			text_printf(
			        out, "%s的数据：\n", owing->is_refused ? "未采用或未填" : "未填");
		text_printf(out, "   %s %s%s%s%s", indicator->id, indicator->name,
		        indicator->measure[0] ? "（" : "", indicator->measure,
		        indicator->measure[0] ? "）" : "");
		text_stand_in(owing, indicator, cell, out);
		text_add_char(out, '\n');
	}
}

static const struct cell *cell_of(const struct owing *owing, const struct indicator *indicator)
{
	const struct ledger *ledger = owing->assessment->ledger;

	return ledger_cell(ledger, ledger->period.month, owing->unit, indicator);
}

/* "   8.1 集中交易市场：12家（4月为11家）" */
static void text_figure(const struct owing *owing, const struct indicator *indicator,
        const struct value *value, struct text *out)
{
	const struct ledger *ledger = owing->assessment->ledger;
	struct arena *arena = owing->arena;
	const int month = ledger->period.month;
	const int revision = cell_of(owing, indicator)->submission->revision;
	const struct cell *before =
	        month > 1 ? ledger_cell(ledger, month - 1, owing->unit, indicator) : NULL;

	text_printf(out, "   %s %s：%s", indicator->id, indicator->name,
	        amount_format_value(arena, value));
	if (value->revision < revision)
		text_printf(out, "〔第%d次报送〕", value->revision);
	if (before && before->value)
		text_printf(out, "（%s为%s）", phrase_month(arena, before->from),
		        amount_format_value(arena, before->value));
	text_add_char(out, '\n');
}

/* Each figure that counts beside the one that stood before it. */
static void text_given(const struct owing *owing, struct text *out)
{
	const struct catalogue *catalogue = owing->assessment->catalogue;
	size_t number = 0;

	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		const struct indicator *indicator = catalogue->indicators[i];
		const struct cell *cell = cell_of(owing, indicator);
		if (cell->state != CELL_REPORTED || !unit_must_report(indicator, owing->unit))
			continue;
		if (number++ == 0)
			text_add(out, "已计入的数据：\n");
		text_figure(owing, indicator, cell->value, out);
	}
}

/* What the unit said of an indicator that others report, or NULL. */
static const struct value *said_aside(const struct owing *owing, const struct indicator *indicator)
{
	const struct cell *cell = cell_of(owing, indicator);

	if (unit_must_report(indicator, owing->unit))
		return NULL;
	return cell->state == CELL_KEPT        ? cell->rejected
	        : cell->state == CELL_REPORTED ? cell->value
	                                       : NULL;
}

static void text_aside(const struct owing *owing, struct text *out)
{
	const struct catalogue *catalogue = owing->assessment->catalogue;
	size_t number = 0;

	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		const struct indicator *indicator = catalogue->indicators[i];
		const struct value *value = said_aside(owing, indicator);
		if (!value)
			continue;
		if (number++ == 0)
			text_add(out,
			        "未计入总数的填报（指标由其他单位报送，本单位所报仅供参考）："
			        "\n");
		text_figure(owing, indicator, value, out);
	}
}

void owed_text(const struct owing *owing, struct text *out)
{
	const struct unit_month *month = &owing->assessment->units[owing->unit->index];

	text_add(out, "\n【填报情况】\n");
	if (month->due_figures > 0)
		text_printf(out,
		        owing->is_refused ? "应填数据%zu项，材料退回后计入%zu项。\n"
		                          : "应填数据%zu项，已填%zu项。\n",
		        month->due_figures, month->given_figures);
	else
		text_add(out, "本单位没有须填的数据。\n");
	text_owed_tasks(owing, out);
	text_owed_figures(owing, out);
	text_given(owing, out);
	text_aside(owing, out);
}

static void json_stand_ins(const struct owing *owing, struct json_out *json)
{
	const struct catalogue *catalogue = owing->assessment->catalogue;
	const struct cell *cell;

	json_out_array(json, "stand_ins", JSON_HANGING);
	for (size_t i = 0; i < catalogue->indicator_count; i++) {
		const struct indicator *indicator = catalogue->indicators[i];
		if (!owes_figure(owing, indicator, &cell) || !stand_in_of(owing, indicator, cell))
			continue;
		json_out_object(json, NULL, JSON_LINE);
		json_out_string(json, "indicator", indicator->id);
		json_out_string(json, "text", stand_in_of(owing, indicator, cell));
		if (is_by_districts(owing, indicator))
			json_out_string(json, "from", "districts");
		else
			json_out_integer(json, "month", cell->from.month);
		json_out_close(json);
	}
	json_out_close(json);
}

void owed_json(const struct owing *owing, struct json_out *json)
{
	const struct catalogue *catalogue = owing->assessment->catalogue;
	const struct unit_month *month = &owing->assessment->units[owing->unit->index];
	const struct cell *cell;

	json_out_size(json, "due_figures", month->due_figures);
	json_out_size(json, "given_figures", month->given_figures);
	json_out_array(json, "owed_tasks", JSON_LINE);
	for (size_t i = 0; i < catalogue->task_count; i++)
		if (owes_task(owing, catalogue->tasks[i]))
			json_out_string(json, NULL, catalogue->tasks[i]->no);
	json_out_close(json);
	json_out_array(json, "owed_figures", JSON_LINE);
	for (size_t i = 0; i < catalogue->indicator_count; i++)
		if (owes_figure(owing, catalogue->indicators[i], &cell))
			json_out_string(json, NULL, catalogue->indicators[i]->id);
	json_out_close(json);
	json_stand_ins(owing, json);
	json_out_array(json, "figures_aside", JSON_LINE);
	for (size_t i = 0; i < catalogue->indicator_count; i++)
		if (said_aside(owing, catalogue->indicators[i]))
			json_out_string(json, NULL, catalogue->indicators[i]->id);
	json_out_close(json);
}
