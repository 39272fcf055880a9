/* One indicator: its figure, target, rate, pace, change and standing, and each unit's part. */
#include "figures/facts/tree.h"

#include "base/text.h"
#include "figures/assess/district.h"
#include "figures/assess/indicator.h"
#include "figures/assess/ranking.h"
#include "figures/facts/figures.h"
#include "figures/facts/phrase.h"
#include "figures/targets/aim.h"
#include "figures/targets/stages.h"
#include "figures/targets/words.h"

#include <stdlib.h>

#define WEAKEST_NAMED 3

static bool is_measured(const struct indicator *indicator)
{
	return aim_is_measured(indicator);
}

/* "≥900", "42400", "建成" … as a table shows it. */
static const char *target_value(struct facts *facts, const struct indicator *indicator)
{
	if (!is_measured(indicator))
		return "—";
	if (!indicator->has_target)
		return "待定";
	return indicator->comparison == COMPARE_YES ? aim_finish(indicator)
	                                            : aim_cell(facts->words, indicator);
}

static const char *target_words(struct facts *facts, const struct indicator *indicator)
{
	if (!is_measured(indicator))
		return kind_is_measured(indicator->kind) ? "不设目标" : "不设量化目标";
	if (!indicator->has_target)
		return "待定";
	return indicator->comparison == COMPARE_YES ? aim_finish(indicator)
	                                            : aim_words(facts->words, indicator);
}

static void put_definition(struct facts *facts, xmlNodePtr node, const struct indicator *indicator)
{
	facts_put(node, FACT_ID, indicator->id);
	facts_put(node, FACT_NAME, indicator->name);
	facts_put(node, FACT_SHORT, indicator->brief);
	facts_put(node, FACT_MEASURE, indicator->measure);
	facts_put(node, FACT_KIND, kind_name(indicator->kind));
	facts_put_yes(node, FACT_MEASURED, is_measured(indicator));
	facts_put(node, FACT_COMBINE, combine_name(indicator->combine));
	facts_put(node, FACT_COMPARISON, comparison_name(indicator->comparison));
	facts_put(node, FACT_LIMIT, aim_limit_word(indicator));
	facts_put(node, FACT_TARGET_STATE,
	        indicator->has_target            ? "given"
	                : is_measured(indicator) ? "unset"
	                                         : "none");
	facts_put(node, FACT_TARGET, target_value(facts, indicator));
	facts_put(node, FACT_TARGET_WORDS, target_words(facts, indicator));
	facts_put(node, FACT_TARGET_NUMBER,
	        indicator->has_target ? phrase_amount(facts->words, indicator->target) : "");
	facts_put(node, FACT_TARGET_MOST,
	        indicator->has_target && indicator->comparison == COMPARE_BETWEEN
	                ? phrase_amount(facts->words, indicator->most)
	                : "");
	facts_put(node, FACT_BASE,
	        indicator->has_base ? decimal_format(facts->words, indicator->base) : "");
	facts_put(node, FACT_BASE_WORDS,
	        indicator->has_base
	                ? phrase_quantity(facts->words, indicator->base, indicator->measure)
	                : "");
	facts_put(node, FACT_PART_OF, indicator->part_of);
	facts_put(node, FACT_MARK, indicator->mark);
	facts_put(node, FACT_VERB, indicator->verb);
	facts_put_some(node, FACT_PARAMETER, indicator->parameter);
	facts_put_some(node, FACT_PHRASE, indicator->phrase);
	facts_put_some(node, FACT_NUMERATOR_NAME, indicator->numerator);
	facts_put_some(node, FACT_DENOMINATOR_NAME, indicator->denominator);
	facts_put_some(node, FACT_NOTE, indicator->note);
	facts_put_date(facts, node, FACT_DEADLINE, indicator->deadline);
	facts_put(node, FACT_DEADLINE_WORDS,
	        phrase_deadline(
	                facts->words, indicator->deadline, facts->assessment->catalogue->year));
	facts_put_days_left(facts, node, indicator->deadline);
}

/* Beside a figure that is the least it can be (92%以上), the gap is so too. */
static const char *gap_words(struct facts *facts, const struct indicator_result *result)
{
	const bool is_bound = result->figure.amount.is_bound;
	const int side = decimal_sign(result->gap);

	if (side == 0)
		return is_bound ? "不低于序时进度" : "与序时进度持平";
	return arena_printf(facts->words, "%s序时进度%s%s%s", side > 0 ? "高于" : "低于",
	        is_bound && side < 0 ? "不超过" : "", phrase_points(facts->words, result->gap, 1),
	        is_bound && side > 0 ? "以上" : "");
}

static void put_rate(struct facts *facts, xmlNodePtr node, const struct indicator_result *result)
{
	const bool has_gap = result->has_rate && result->has_pace;

	facts_put(node, FACT_RATE, figure_rate_words(facts->words, result));
	facts_put_bare(facts, node, facts_rate, result->has_rate ? &result->rate : NULL);
	facts_put_percent(facts, node, facts_pace, result->has_pace ? &result->pace : NULL);
	facts_put(
	        node, FACT_GAP, has_gap ? decimal_format_places(facts->words, result->gap, 1) : "");
	facts_put(node, FACT_GAP_WORDS, has_gap ? gap_words(facts, result) : "");
}

/* The stage of a number from 1; NULL for 0, none. */
static const struct stage *stage_of(const struct indicator *indicator, size_t number)
{
	return indicator->stages && number > 0 ? &indicator->stages[number - 1] : NULL;
}

/* 6月底前开工 */
static const char *stage_words(struct facts *facts, const struct stage *stage)
{
	if (!stage)
		return "";
	return arena_printf(facts->words, "%s前%s",
	        phrase_deadline(facts->words, period_last_day(stage->month),
	                facts->assessment->catalogue->year),
	        stage->name);
}

/* What comes next of a project, by when, and what was to be reached by now; "" of all others. */
static void put_stages(struct facts *facts, xmlNodePtr node, const struct indicator_result *result)
{
	const struct indicator *indicator = result->indicator;
	const size_t planned = stages_planned(indicator, facts->assessment->period);
	const size_t reached = figure_stands(&result->figure)
	        ? (size_t)decimal_normalise(result->figure.amount.number).digits
	        : 0;
	const struct stage *next =
	        reached < indicator->stage_count ? &indicator->stages[reached] : NULL;

	facts_put(node, FACT_STAGE_NEXT, next ? next->name : "");
	facts_put(node, FACT_STAGE_PLAN,
	        next && next->month.year > 0 ? arena_printf(facts->words, "计划%s%s",
	                phrase_deadline(facts->words, period_last_day(next->month),
	                        facts->assessment->catalogue->year),
	                next->name)
	                                     : "");
	facts_put(node, FACT_STAGE_PLANNED, stage_words(facts, stage_of(indicator, planned)));
}

/* How much is missing to the target, of what is counted up; "" for everything else. */
static void put_shortfall(
        struct facts *facts, xmlNodePtr node, const struct indicator_result *result)
{
	const struct indicator *indicator = result->indicator;
	const struct figure *figure = &result->figure;
	struct decimal missing;

	const bool lacks = result->has_rate && !figure->amount.is_fraction && indicator->has_target
	        && indicator->comparison == COMPARE_AT_LEAST && figure_stands(figure)
	        && decimal_subtract(indicator->target, figure->amount.number, &missing)
	        && decimal_sign(missing) > 0;
	facts_put(node, FACT_SHORTFALL,
	        lacks ? phrase_quantity(facts->words, missing, indicator->measure) : "");
	facts_put(node, FACT_SHORTFALL_NUMBER, lacks ? phrase_amount(facts->words, missing) : "");
}

static void put_figure(struct facts *facts, xmlNodePtr node, const struct indicator_result *result)
{
	const struct figure *figure = &result->figure;
	const bool goes_on = result->status == STATUS_CONTINUING && figure->state == FIGURE_NONE;
	struct printed printed = figure_print(facts->words, result->indicator, figure);

	/* Work without a number is reported in words: that no figure came says nothing. */
	if (goes_on)
		printed = (struct printed){ .value = "—", .words = "推进中" };
	facts_put(node, FACT_STATE, figure_state_name(figure->state));
	facts_put(node, FACT_VALUE, printed.value);
	facts_put(node, FACT_VALUE_WORDS, printed.words);
	facts_put_number(facts, node, FACT_VALUE_NUMBER, result->indicator, figure);
	facts_put(node, FACT_NUMERATOR,
	        figure->amount.is_fraction ? phrase_amount(facts->words, figure->amount.numerator)
	                                   : "");
	facts_put(node, FACT_DENOMINATOR,
	        figure->amount.is_fraction ? phrase_amount(facts->words, figure->amount.denominator)
	                                   : "");
	facts_put(node, FACT_FROM, figure->from);
	facts_put_place(facts, node, FACT_SOURCE, figure->origin);
	facts_put_yes(node, FACT_CARRIED, result->carried);
	facts_put_yes(node, FACT_FROM_DISTRICTS, result->from_districts);
	facts_put_yes(node, FACT_PARTIAL, result->partial);
	facts_put_yes(node, FACT_DISAGREE, result->disagree);
	facts_put(node, FACT_LEAD_VALUE,
	        figure_print(facts->words, result->indicator, &result->lead_figure).words);
	facts_put(node, FACT_DISTRICT_VALUE,
	        figure_print(facts->words, result->indicator, &result->district_figure).words);
	put_shortfall(facts, node, result);
}

static void put_previous(
        struct facts *facts, xmlNodePtr node, const struct indicator_result *result)
{
	const bool has = result->has_previous;

	facts_put(node, FACT_PREVIOUS_STATUS, has ? status_name(result->previous_status) : "");
	facts_put(node, FACT_PREVIOUS_WORD, has ? status_word(result->previous_status) : "");
	facts_put(node, FACT_PREVIOUS_VALUE,
	        has ? figure_print(facts->words, result->indicator, &result->previous).words : "");
	facts_put_number(facts, node, FACT_PREVIOUS_NUMBER, result->indicator, &result->previous);
}

int facts_urgency(enum status status)
{
	static const int severities[STATUS_COUNT] = {
		[STATUS_UNREPORTED] = 1,
		[STATUS_BEHIND] = 2,
		[STATUS_FAR_BEHIND] = 3,
		[STATUS_OVERDUE] = 4,
		[STATUS_MISSED] = 4,
	};

	return severities[status];
}

static void put_standing(
        struct facts *facts, xmlNodePtr node, const struct indicator_result *result)
{
	facts_put(node, FACT_STATUS, status_name(result->status));
	facts_put(node, FACT_WORD, status_word(result->status));
	facts_put(node, FACT_LIGHT, light_name(result->light));
	facts_put_integer(node, FACT_SEVERITY, facts_urgency(result->status));
	facts_put_yes(node, FACT_LAGGING, status_is_lagging(result->status));
	facts_put_yes(node, FACT_MET, status_is_met(result->status));
	facts_put_yes(node, FACT_EARLY, result->early);
	facts_put_yes(node, FACT_DEADLINE_PASSED, result->deadline_passed);
	facts_put_count(node, FACT_REACHED, result->reached);
	facts_put_count(node, FACT_CONCERNED, result->concerned);
	facts_put_integer(node, FACT_LIT_MONTHS, result->lit_months);
	put_previous(facts, node, result);
}

/* Which of the districts that can be compared it is, from 1; those alike share a place. */
struct comparison_of_unit {
	size_t place; /* 0: it is none of them */
	size_t compared;
	struct decimal rate;
};

static struct comparison_of_unit comparison_of(
        const struct indicator_result *result, const struct unit_result *unit)
{
	struct comparison_of_unit comparison = { .place = 0 };
	struct decimal other;

	if (unit->unit->kind != UNIT_DISTRICT
	        || !ranking_rate(result->indicator, unit, &comparison.rate))
		return comparison;
	comparison.place = 1;
	for (size_t i = 0; i < result->unit_count; i++) {
		if (result->units[i].unit->kind != UNIT_DISTRICT
		        || !ranking_rate(result->indicator, &result->units[i], &other))
			continue;
		comparison.compared++;
		comparison.place += decimal_compare(other, comparison.rate) > 0;
	}
	return comparison;
}

static void put_comparison(
        struct facts *facts, xmlNodePtr node, const struct comparison_of_unit *comparison)
{
	facts_put_percent(
	        facts, node, facts_rate, comparison->place > 0 ? &comparison->rate : NULL);
	facts_put_count(node, FACT_PLACE, comparison->place);
	facts_put_count(node, FACT_COMPARED, comparison->compared);
}

/* What a district has to reach by itself and how it stands; "" where that is not said. */
static void put_own_standing(struct facts *facts, xmlNodePtr node,
        const struct indicator *indicator, const struct unit_result *unit)
{
	struct district_standing standing;
	const bool has = unit->unit->kind == UNIT_DISTRICT
	        && district_judge(facts->assessment, indicator, unit, &standing);
	const struct indicator_result *result = &standing.result;
	const bool has_gap = has && result->has_rate && result->has_pace;

	facts_put(node, FACT_TARGET, has ? target_value(facts, &standing.own) : "");
	facts_put(node, FACT_TARGET_WORDS, has ? target_words(facts, &standing.own) : "");
	facts_put(node, FACT_TARGET_NUMBER,
	        has ? phrase_amount(facts->words, standing.own.target) : "");
	facts_put_percent(facts, node, facts_pace, has && result->has_pace ? &result->pace : NULL);
	facts_put(
	        node, FACT_GAP, has_gap ? decimal_format_places(facts->words, result->gap, 1) : "");
	facts_put(node, FACT_GAP_WORDS, has_gap ? gap_words(facts, result) : "");
	facts_put(node, FACT_STATUS, has ? status_name(result->status) : "");
	facts_put(node, FACT_WORD, has ? status_word(result->status) : "");
	facts_put(node, FACT_LIGHT, has ? light_name(result->light) : "none");
}

static void add_unit(struct facts *facts, xmlNodePtr parent, const struct indicator_result *all,
        const struct unit_result *result)
{
	const struct indicator *indicator = all->indicator;
	const struct comparison_of_unit comparison = comparison_of(all, result);
	const xmlNodePtr node = facts_element(parent, NODE_UNIT);

	facts_put(node, FACT_NAME, result->unit->name);
	facts_put(node, FACT_KIND, result->unit->kind == UNIT_DISTRICT ? "district" : "bureau");
	facts_put(node, FACT_STATE, figure_state_name(result->figure.state));
	facts_put_yes(node, FACT_REACHED, result->reached);
	put_comparison(facts, node, &comparison);
	put_own_standing(facts, node, indicator, result);
	facts_put_own(
	        facts, node, &(struct own_figure){ indicator, result->unit, &result->figure });
}

/* A district and its value to sort by. */
struct weak {
	const struct unit_result *result;
	struct decimal value;
};

/* Lowest first (of a limit the highest first is the same: values are negated, and of a range the
 * furthest from it); then by name list. */
static int compare_weak(const void *a, const void *b)
{
	const struct weak *left = a;
	const struct weak *right = b;
	const int order = decimal_compare(left->value, right->value);

	if (order != 0)
		return order;
	return left->result->unit->index < right->result->unit->index ? -1 : 1;
}

static struct decimal sorting_value(const struct indicator *indicator, const struct figure *figure)
{
	struct decimal value = figure->amount.number;

	if (figure->amount.is_fraction)
		(void)decimal_divide(
		        figure->amount.numerator, figure->amount.denominator, 1, 6, &value);
	return aim_rank(indicator, value);
}

/* The districts with a figure that are short of the target, weakest first. */
static struct weak *weak_districts(
        struct facts *facts, const struct indicator_result *result, size_t *count)
{
	const bool is_total = result->indicator->combine == COMBINE_SUM;
	struct weak *weak = arena_alloc_array(facts->words, result->unit_count, sizeof *weak);

	*count = 0;
	for (size_t i = 0; i < result->unit_count; i++) {
		const struct unit_result *unit = &result->units[i];
		if (unit->unit->kind != UNIT_DISTRICT || !figure_stands(&unit->figure)
		        || (!is_total && unit->reached))
			continue;
		weak[(*count)++] = (struct weak){
			.result = unit,
			.value = sorting_value(result->indicator, &unit->figure),
		};
	}
	if (*count > 1)
		qsort(weak, *count, sizeof *weak, compare_weak);
	return weak;
}

/*
 * "恩平市（0座）、开平市（1座）": at most three, and how many stand with the last of them; where
 * each district has the target by itself only those short of it; none once the indicator is met.
 */
static const char *weakest(struct facts *facts, const struct indicator_result *result)
{
	struct arena *arena = facts->words;
	const char *words = "";
	size_t count = 0;

	if (!is_measured(result->indicator) || !result->indicator->has_target
	        || status_is_met(result->status))
		return words;
	const struct weak *weak = weak_districts(facts, result, &count);
	size_t tied = count < WEAKEST_NAMED ? count : WEAKEST_NAMED;
	for (size_t i = 0; i < count && i < WEAKEST_NAMED; i++)
		words = arena_printf(arena, "%s%s%s（%s）", words, i > 0 ? "、" : "",
		        weak[i].result->unit->name,
		        figure_print(facts->words, result->indicator, &weak[i].result->figure)
		                .words);
	while (tied < count && decimal_compare(weak[tied].value, weak[tied - 1].value) == 0)
		tied++;
	return tied > WEAKEST_NAMED ? arena_printf(arena, "%s等%zu个单位", words, tied) : words;
}

void facts_put_result(struct facts *facts, xmlNodePtr node, const struct indicator_result *result)
{
	put_figure(facts, node, result);
	put_rate(facts, node, result);
	if (facts->places.indicators[result->indicator->index] == node)
		put_stages(facts, node, result);
	facts_put_change(facts, node, result);
	put_standing(facts, node, result);
}

void facts_add_indicator(
        struct facts *facts, xmlNodePtr task, const struct indicator_result *result)
{
	const xmlNodePtr node = facts_element(task, NODE_INDICATOR);
	const bool has_units =
	        facts_wants(facts, NODE_UNIT) && kind_is_measured(result->indicator->kind);

	facts->places.indicators[result->indicator->index] = node;
	put_definition(facts, node, result->indicator);
	facts_put_result(facts, node, result);
	facts_put(node, FACT_WEAKEST, weakest(facts, result));
	for (size_t i = 0; has_units && i < result->unit_count; i++)
		add_unit(facts, node, result, &result->units[i]);
}
