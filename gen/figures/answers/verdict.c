#include "figures/answers/verdict.h"

#include "base/common.h"
#include "base/text.h"
#include "figures/assess/indicator.h"
#include "figures/assess/pace.h"
#include "figures/assess/status.h"
#include "figures/facts/figures.h"
#include "figures/facts/phrase.h"
#include "figures/targets/aim.h"
#include "figures/targets/measure.h"
#include "figures/targets/stages.h"

/* An edge is looked for among figures of as many decimals as the reader can send. */
#define EDGE_PLACES 2

const char *verdict_light(enum light light)
{
	static const char *const words[] = {
		[LIGHT_NONE] = "",
		[LIGHT_GREEN] = "绿",
		[LIGHT_YELLOW] = "黄",
		[LIGHT_RED] = "红",
	};

	return words[light];
}

/* What another figure would be called, all else as it is. */
struct supposition {
	const struct rules *rules;
	const struct indicator_result *result;
	uint8_t places;
};

static enum status status_at(const struct supposition *trial, int64_t digits)
{
	struct indicator_result other = *trial->result;
	struct fraction percent;
	struct decimal rate, gap;

	other.figure.amount.number = (struct decimal){ digits, trial->places };
	if (figure_against_target(other.indicator, &other.figure) >= 0)
		return STATUS_DONE;
	if (!figure_attained(other.indicator, &other.figure, &percent)
	        || !fraction_round_percent(percent, 1, &rate)
	        || !decimal_subtract(rate, other.pace, &gap))
		return other.status;
	return status_of_gap(trial->rules, gap);
}

/* The figure next to `same` on the way to `other` that is not called as `same` is. */
static int64_t first_other(const struct supposition *trial, int64_t same, int64_t other)
{
	const enum status status = trial->result->status;

	while (other - same > 1 || same - other > 1) {
		const int64_t middle = same + (other - same) / 2;
		if (status_at(trial, middle) == status)
			same = middle;
		else
			other = middle;
	}
	return other;
}

/* The number in as many places; false when it has more or does not fit. */
static bool in_places(struct decimal value, uint8_t places, int64_t *out)
{
	const struct decimal plain = decimal_normalise(value);
	struct decimal scaled = plain;

	if (plain.scale > places)
		return false;
	for (uint8_t scale = plain.scale; scale < places; scale++)
		if (!decimal_multiply(scaled, decimal_from(10), &scaled))
			return false;
	*out = scaled.digits;
	return true;
}

bool verdict_edges(const struct assessment *assessment, const struct indicator_result *result,
        struct verdict_edges *out)
{
	const struct indicator *indicator = result->indicator;
	const bool is_whole = kind_row(indicator->kind)->whole;
	const struct supposition trial = { &assessment->catalogue->rules, result,
		is_whole ? 0 : EDGE_PLACES };
	int64_t now, target;

	*out = (struct verdict_edges){ .has_above = false };
	if (result->ground != GROUND_GAP || result->figure.amount.is_fraction
	        || !in_places(result->figure.amount.number, trial.places, &now)
	        || !in_places(indicator->target, trial.places, &target))
		return false;
	if (now < target) {
		out->has_above = true;
		out->above = (struct decimal){ first_other(&trial, now, target), trial.places };
		out->above_status = status_at(&trial, out->above.digits);
	}
	if (now > 0 && status_at(&trial, 0) != result->status) {
		out->has_below = true;
		out->below = (struct decimal){ first_other(&trial, now, 0), trial.places };
		out->below_status = status_at(&trial, out->below.digits);
	}
	return true;
}

/* One status of the scale, the one that holds between marks. */
static void add_grade(struct text *scale, const char *bound, enum status grade, enum status is)
{
	text_add(scale, scale->length > 0 ? "│" : "");
	text_printf(scale, grade == is ? "▶%s %s◀" : "%s %s", bound, status_word(grade));
}

/* <−30 严重滞后│−30…−10 进度滞后│▶… */
static const char *scale_words(struct arena *arena, const struct rules *rules, enum status status)
{
	const char *far = phrase_amount(arena, rules->far_behind_gap);
	const char *behind = phrase_amount(arena, rules->behind_gap);
	const char *ahead = phrase_amount(arena, rules->ahead_gap);
	struct text scale;

	text_init(&scale);
	add_grade(&scale, arena_printf(arena, "＜%s", far), STATUS_FAR_BEHIND, status);
	add_grade(&scale, arena_printf(arena, "%s至%s", far, behind), STATUS_BEHIND, status);
	add_grade(&scale, arena_printf(arena, "＞%s且＜0", behind), STATUS_NEAR, status);
	add_grade(&scale, arena_printf(arena, "≥0且＜%s", ahead), STATUS_ON_PACE, status);
	add_grade(&scale, arena_printf(arena, "≥%s", ahead), STATUS_AHEAD, status);
	const char *words = arena_strndup(arena, scale.bytes, scale.length);
	text_release(&scale);
	return words;
}

static const char *met_words(struct arena *arena, const struct indicator_result *result)
{
	const struct indicator *indicator = result->indicator;

	if (result->concerned > 1)
		return arena_printf(arena, "须各自达到目标的%zu个中，%zu个已达到",
		        result->concerned, result->reached);
	if (indicator->comparison == COMPARE_YES)
		return "已完成";
	return arena_printf(arena, "%s%s%s，达到目标",
	        figure_print(arena, indicator, &result->figure).words,
	        indicator->comparison == COMPARE_BETWEEN ? "在" : "", aim_bound(arena, indicator));
}

/* How a figure stands to a target that it does not meet; "" for what is done or not. */
static const char *missed_sign(enum comparison comparison)
{
	static const char *const signs[] = {
		[COMPARE_AT_LEAST] = "＜",
		[COMPARE_AT_MOST] = "＞",
		[COMPARE_EQUAL] = "≠",
		[COMPARE_BETWEEN] = "不在",
		[COMPARE_YES] = "",
		[COMPARE_NONE] = "",
	};

	return signs[comparison];
}

static const char *unmet_words(struct arena *arena, const struct indicator_result *result)
{
	const struct indicator *indicator = result->indicator;
	const char *sign = missed_sign(indicator->comparison);

	if (result->concerned > 1)
		return arena_printf(arena, "须各自达到目标的%zu个中，%zu个已达到",
		        result->concerned, result->reached);
	if (sign[0] == '\0' || indicator->stage_count > 0 || !figure_stands(&result->figure))
		return "未达到目标";
	return arena_printf(arena, "%s%s%s，未达到目标",
	        figure_print(arena, indicator, &result->figure).words, sign,
	        indicator->comparison == COMPARE_BETWEEN
	                ? aim_words(arena, indicator)
	                : phrase_quantity(arena, indicator->target, indicator->measure));
}

/* Beside a plan of what has no pace: the gap, or what it is held against. */
static const char *plan_words(struct arena *arena, const struct indicator_result *result)
{
	return arena_printf(arena, "%s，%s本月计划", unmet_words(arena, result),
	        result->status == STATUS_BEHIND ? "且低于" : "但不低于");
}

/* 计划本月底前“开工”，实际“招标” */
static const char *stage_words(
        struct arena *arena, const struct indicator_result *result, struct period period)
{
	const struct indicator *indicator = result->indicator;
	const size_t planned = stages_planned(indicator, period);

	return arena_printf(arena, "按计划%d月底前应为“%s”，实际为“%s”", period.month,
	        indicator->stages[planned - 1].name,
	        stages_name(indicator, result->figure.amount.number));
}

static const char *unreported_words(const struct indicator_result *result)
{
	if (!kind_is_measured(result->indicator->kind))
		return "本月未报文字进展";
	return result->deadline_passed ? "无单位报送，且已到期限" : "无单位报送";
}

static const char *ground_words(struct arena *arena, const struct assessment *assessment,
        const struct indicator_result *result)
{
	const struct rules *rules = &assessment->catalogue->rules;
	const struct period period = assessment->period;

	switch (result->ground) {
	case GROUND_NO_TARGET:
		return "目标待定，不作判断";
	case GROUND_UNAIMED:
		return "不设目标，只列数";
	case GROUND_NO_BASE:
		return "分母为0，不计算";
	case GROUND_TOO_LARGE:
		return "各单位所报无法相加";
	case GROUND_UNREPORTED:
		return unreported_words(result);
	case GROUND_MET:
		return met_words(arena, result);
	case GROUND_DEADLINE:
		return arena_printf(arena, "%s，且已到期限", unmet_words(arena, result));
	case GROUND_LIMIT:
		return "累计数已超过上限，不会再降";
	case GROUND_GAP:
		return scale_words(arena, rules, result->status);
	case GROUND_PLAN:
		return plan_words(arena, result);
	case GROUND_STAGE:
		return stage_words(arena, result, period);
	case GROUND_OPEN:
		return arena_printf(
		        arena, "%s，未到期限，不按月计序时", unmet_words(arena, result));
	case GROUND_DECLARED:
		return "已报完成";
	case GROUND_TOLD:
		return "不设量化目标，已报文字进展";
	}
	return "";
}

static const char *edge_words(struct arena *arena, const struct indicator_result *result,
        struct decimal edge, enum status status)
{
	const char *measure = result->indicator->measure;
	struct decimal distance;

	if (!decimal_subtract(edge, result->figure.amount.number, &distance))
		return "";
	const bool is_above = decimal_sign(distance) > 0;
	if (!is_above)
		distance.digits = -distance.digits;
	return arena_printf(arena, "%s%s（%s%s）即%s", is_above ? "达到" : "只有",
	        phrase_quantity(arena, edge, measure), is_above ? "还差" : "比现数少",
	        phrase_amount(arena, distance),
	        status == STATUS_DONE ? "完成目标" : status_word(status));
}

static void add_edges(struct account *answer, const struct assessment *assessment,
        const struct indicator_result *result)
{
	struct arena *arena = answer->arena;
	struct verdict_edges edges;

	if (!verdict_edges(assessment, result, &edges) || (!edges.has_above && !edges.has_below))
		return;
	const char *above =
	        edges.has_above ? edge_words(arena, result, edges.above, edges.above_status) : "";
	const char *below =
	        edges.has_below ? edge_words(arena, result, edges.below, edges.below_status) : "";
	account_add_step(answer,
	        &(struct account_step){
	                .name = "edges",
	                .label = "界限",
	                .text = arena_printf(
	                        arena, "%s%s%s", above, above[0] && below[0] ? "；" : "", below),
	                .result = "",
	        });
}

void verdict_add(struct account *answer, const struct assessment *assessment,
        const struct indicator_result *result)
{
	struct arena *arena = answer->arena;
	const char *light = verdict_light(result->light);

	account_add_step(answer,
	        &(struct account_step){
	                .name = "verdict",
	                .label = "判定",
	                .text = ground_words(arena, assessment, result),
	                .result = light[0] == '\0' ? status_word(result->status)
	                                           : arena_printf(arena, "%s（%s）",
	                                                   status_word(result->status), light),
	        });
	add_edges(answer, assessment, result);
}
