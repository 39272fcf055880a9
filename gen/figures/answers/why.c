#include "figures/answers/why.h"

#include "base/text.h"
#include "figures/answers/arithmetic.h"
#include "figures/answers/origin.h"
#include "figures/answers/verdict.h"
#include "figures/assess/indicator.h"
#include "figures/assess/progress.h"
#include "figures/assess/ranking.h"
#include "figures/facts/figures.h"
#include "figures/facts/phrase.h"
#include "figures/targets/aim.h"
#include "figures/targets/duties.h"

#include <string.h>

/* The unit's own standing, or NULL. */
static const struct unit_result *standing_of(
        const struct indicator_result *result, const struct unit *unit)
{
	for (size_t i = 0; i < result->unit_count; i++)
		if (result->units[i].unit == unit)
			return &result->units[i];
	return NULL;
}

/* The unit whose single figure stands, or NULL for what was combined. */
static const struct unit_result *giver_of(const struct indicator_result *result)
{
	for (size_t i = 0; i < result->unit_count; i++)
		if (text_equal(result->units[i].unit->name, result->figure.from))
			return &result->units[i];
	return NULL;
}

/* An earlier month's figure stands in, and why; or it is no exact one. */
static const char *carried_words(struct arena *arena, const struct cell *cell)
{
	if (cell->state == CELL_REPORTED && cell->value->is_bound)
		return "，没有准确数，按所报下限计";
	if (cell->state == CELL_CARRIED)
		return arena_printf(arena, "，本月未报，沿用%d月所报", cell->from.month);
	if (cell->state == CELL_KEPT)
		return arena_printf(
		        arena, "，本月报数减少而无更正说明，沿用%d月所报", cell->from.month);
	return "";
}

static const char *single_words(
        struct arena *arena, const struct indicator_result *result, const struct unit_result *giver)
{
	const struct indicator *indicator = result->indicator;
	const bool is_lead = giver->unit == indicator_lead(indicator);
	const char *carried = carried_words(arena, giver->cell);

	if (!is_lead && result->concerned == 1)
		return arena_printf(arena, "由须达到目标的%s报送%s", giver->unit->name, carried);
	if (!is_lead || (indicator->combine == COMBINE_MIN && indicator->districts_report))
		return arena_printf(arena, "各自须达到目标，以%s者为准：%s%s",
		        aim_worst_word(indicator), giver->unit->name, carried);
	if (indicator->districts_report)
		return arena_printf(
		        arena, "牵头单位%s已报，以其为准%s", giver->unit->name, carried);
	return arena_printf(arena, "由牵头单位%s报送%s", giver->unit->name, carried);
}

static const char *combined_words(struct arena *arena, const struct assessment *assessment,
        const struct indicator_result *result)
{
	const char *districts = assessment->catalogue->districts;

	if (result->indicator->combine == COMBINE_COUNT)
		return arena_printf(arena, "计报“是”的%s数", districts);
	return arena_printf(arena, "%s据各%s汇总%s",
	        result->indicator->lead_reports ? "牵头单位本月未报，" : "", districts,
	        result->carried ? "，其中有沿用上月数的" : "");
}

static void add_taking(struct account *answer, const struct assessment *assessment,
        const struct indicator_result *result)
{
	const struct unit_result *giver = giver_of(result);
	const char *text = "无可用的数";

	if (figure_stands(&result->figure) || result->figure.state == FIGURE_NO_BASE)
		text = giver ? single_words(answer->arena, result, giver)
		             : combined_words(answer->arena, assessment, result);
	account_add_step(answer,
	        &(struct account_step){
	                .name = "take",
	                .label = "取数",
	                .text = text,
	                .result = answer->value,
	        });
}

static void put_printed(struct account *answer, const struct indicator_result *result)
{
	struct arena *arena = answer->arena;
	const bool has_gap = result->has_rate && result->has_pace;
	const bool goes_on =
	        result->status == STATUS_CONTINUING && result->figure.state == FIGURE_NONE;

	answer->id = result->indicator->id;
	answer->title = result->indicator->name;
	answer->state = figure_state_name(result->figure.state);
	/* As the facts document has it: work without a number is told in words. */
	answer->value =
	        goes_on ? "推进中" : figure_print(arena, result->indicator, &result->figure).words;
	answer->rate = figure_rate_words(arena, result);
	answer->pace = result->has_pace ? phrase_percent(arena, result->pace) : "";
	answer->gap = has_gap ? decimal_format_places(arena, result->gap, 1) : "";
	answer->status = status_name(result->status);
	answer->word = status_word(result->status);
	answer->light = light_name(result->light);
}

/* What the office says of the task in its own words. */
static void add_remarks(
        struct account *answer, const struct assessment *assessment, const struct task *task)
{
	const struct office_words *words = ledger_inbox(assessment->ledger)->words;

	for (size_t i = 0; i < words->count; i++)
		if (words->list[i].task == task)
			account_add_step(answer,
			        &(struct account_step){
			                .name = "remark",
			                .label = office_words_slot_word(words->list[i].slot),
			                .text = words->list[i].text,
			                .result = "",
			        });
}

struct account why_indicator(
        struct arena *arena, const struct assessment *assessment, const struct indicator *indicator)
{
	const struct indicator_result *result = &assessment->indicators[indicator->index];
	struct account answer = account_begin(arena, ACCOUNT_INDICATOR, assessment);

	put_printed(&answer, result);
	add_taking(&answer, assessment, result);
	arithmetic_add_total(&answer, assessment, result);
	arithmetic_add_conversion(&answer, indicator, &result->figure);
	arithmetic_add_target(&answer, assessment, indicator, "");
	arithmetic_add_progress(&answer, assessment, result);
	verdict_add(&answer, assessment, result);
	arithmetic_add_change(&answer, result);
	add_remarks(&answer, assessment, indicator->task);
	for (size_t i = 0; i < result->unit_count; i++) {
		const struct unit_result *standing = &result->units[i];
		const struct account_source source =
		        origin_of(arena, assessment->ledger, standing->unit, standing->cell);
		account_add_source(&answer, &source);
	}
	account_add_doubts(&answer, assessment, indicator, NULL);
	return answer;
}

static const char *part_words(struct arena *arena, const struct assessment *assessment,
        const struct indicator_result *result, const struct unit_result *standing)
{
	const struct indicator *indicator = result->indicator;
	struct decimal rate;

	if (standing->unit == indicator_lead(indicator))
		return "牵头单位的数";
	if (!unit_reports_as_district(indicator, standing->unit))
		return "供参考，不计入";
	if (ranking_rate(indicator, standing, &rate))
		return arena_printf(
		        arena, "须自行达到目标：%s", standing->reached ? "已达到" : "未达到");
	return arena_printf(arena, "计入各%s合计%s", assessment->catalogue->districts,
	        figure_print(arena, indicator, &result->district_figure).words);
}

static void add_part(struct account *answer, const struct assessment *assessment,
        const struct indicator_result *result, const struct unit_result *standing)
{
	const char *carried = carried_words(answer->arena, standing->cell);

	account_add_step(answer,
	        &(struct account_step){
	                .name = "take",
	                .label = "取数",
	                .text = arena_printf(answer->arena, "%s%s",
	                        standing->cell->value ? "本单位所报" : "本单位未报", carried),
	                .result = answer->value,
	        });
	arithmetic_add_conversion(answer, result->indicator, &standing->figure);
	if (!figure_stands(&standing->figure))
		return;
	account_add_step(answer,
	        &(struct account_step){
	                .name = "part",
	                .label = "用途",
	                .text = part_words(answer->arena, assessment, result, standing),
	                .result = answer->rate,
	        });
}

/* A part of a sum that has no target of its own stands beside that of the whole. */
static void add_own_target(struct account *answer, const struct assessment *assessment,
        const struct unit_result *standing, const struct indicator *indicator)
{
	struct indicator own = *indicator;
	struct decimal rate;
	const bool is_part = standing->unit != indicator_lead(indicator)
	        && unit_reports_as_district(indicator, standing->unit) && aim_is_measured(indicator)
	        && indicator->has_target && !ranking_rate(indicator, standing, &rate);

	for (size_t i = 0; i < indicator->district_target_count; i++)
		if (indicator->district_targets[i].unit == standing->unit) {
			own.target = indicator->district_targets[i].target;
			arithmetic_add_target(answer, assessment, &own, "本单位");
			return;
		}
	arithmetic_add_target(
	        answer, assessment, indicator, is_part ? assessment->catalogue->whole : "");
}

bool why_unit(struct arena *arena, const struct assessment *assessment,
        const struct indicator *indicator, const struct unit *unit, struct account *out)
{
	const struct indicator_result *result = &assessment->indicators[indicator->index];
	const struct unit_result *standing = standing_of(result, unit);
	struct decimal rate;

	if (!standing)
		return false;
	*out = account_begin(arena, ACCOUNT_UNIT, assessment);
	out->id = indicator->id;
	out->title = indicator->name;
	out->unit = unit->name;
	out->state = figure_state_name(standing->figure.state);
	out->value = figure_print(arena, indicator, &standing->figure).words;
	if (unit->kind == UNIT_DISTRICT && ranking_rate(indicator, standing, &rate))
		out->rate = phrase_percent(arena, rate);
	add_part(out, assessment, result, standing);
	add_own_target(out, assessment, standing, indicator);
	const struct account_source source =
	        origin_of(arena, assessment->ledger, standing->unit, standing->cell);
	account_add_source(out, &source);
	account_add_doubts(out, assessment, indicator, unit);
	return true;
}

static void add_indicator_line(
        struct account *answer, const struct indicator_result *result, bool decides)
{
	struct arena *arena = answer->arena;
	const char *rate = result->has_rate
	        ? arena_printf(arena, "，完成%s", figure_rate_words(arena, result))
	        : "";

	account_add_step(answer,
	        &(struct account_step){
	                .name = "indicator",
	                .label = result->indicator->id,
	                .text = arena_printf(arena, "%s %s%s", result->indicator->brief,
	                        figure_print(arena, result->indicator, &result->figure).words,
	                        rate),
	                .result = status_word(result->status),
	                .decides = decides,
	        });
}

/* The mean of the rates as printed, none above 100. */
static void add_mean(struct account *answer, const struct task_result *result)
{
	struct arena *arena = answer->arena;
	struct progress progress = { .count = 0 };
	struct decimal mean;

	progress_add_task(&progress, result);
	if (!progress_mean(&progress, &mean))
		return;
	answer->rate = phrase_percent(arena, mean);
	account_add_step(answer,
	        &(struct account_step){
	                .name = "mean",
	                .label = "平均",
	                .text = arena_printf(arena, "各项完成率（超过100的计100）合计%s÷%zu项",
	                        phrase_amount(arena, progress.sum), progress.count),
	                .result = answer->rate,
	        });
}

static const char *decision_words(struct arena *arena, const struct task_result *result)
{
	const char *count =
	        arena_printf(arena, "%zu项量化指标，%zu项达标", result->measured, result->met);

	if (!result->worst)
		return "无量化指标，按文字进展";
	return arena_printf(arena, "%s；取最重的一项：%s", count, result->worst->indicator->id);
}

struct account why_task(
        struct arena *arena, const struct assessment *assessment, const struct task *task)
{
	const struct task_result *result = &assessment->tasks[task->index];
	const char *light = verdict_light(result->light);
	struct account answer = account_begin(arena, ACCOUNT_TASK, assessment);

	answer.id = task->no;
	answer.title = task->brief[0] ? task->brief : task->text;
	answer.status = status_name(result->status);
	answer.word = status_word(result->status);
	answer.light = light_name(result->light);
	for (size_t i = 0; i < result->indicator_count; i++)
		add_indicator_line(
		        &answer, result->indicators[i], result->indicators[i] == result->worst);
	add_mean(&answer, result);
	account_add_step(&answer,
	        &(struct account_step){
	                .name = "verdict",
	                .label = "判定",
	                .text = decision_words(arena, result),
	                .result = light[0] == '\0'
	                        ? answer.word
	                        : arena_printf(arena, "%s（%s）", answer.word, light),
	        });
	add_remarks(&answer, assessment, task);
	for (size_t i = 0; i < result->indicator_count; i++)
		account_add_doubts(&answer, assessment, result->indicators[i]->indicator, NULL);
	return answer;
}
