#include "figures/answers/arithmetic.h"

#include "base/text.h"
#include "figures/assess/indicator.h"
#include "figures/assess/pace.h"
#include "figures/facts/figures.h"
#include "figures/facts/phrase.h"
#include "figures/ledger/combine.h"
#include "figures/targets/aim.h"
#include "figures/targets/measure.h"
#include "figures/targets/stages.h"

#include <string.h>

/* More than is printed, so that the reader sees how it was rounded. */
#define SHOWN_PLACES   3
#define PRINTED_PLACES 2

static const char *plain(struct arena *arena, struct decimal value)
{
	return phrase_amount(arena, value);
}

/* Rounded to what is printed, it is what the quotient itself is: 97.64988 is not shown as 97.65. */
static bool rounds_alike(struct fraction parts, int64_t factor, struct decimal shown)
{
	struct decimal printed;

	for (uint8_t places = 1; places <= PRINTED_PLACES; places++)
		if (!decimal_divide(parts.numerator, parts.denominator, factor, places, &printed)
		        || decimal_compare(decimal_round(shown, places), printed) != 0)
			return false;
	return true;
}

const char *arithmetic_quotient(struct arena *arena, struct fraction parts, int64_t factor)
{
	struct decimal shown, scaled;
	uint8_t places = SHOWN_PLACES;

	while (decimal_divide(parts.numerator, parts.denominator, factor, places, &shown)
	        && !rounds_alike(parts, factor, shown) && places < DECIMAL_SCALE_MAX)
		places++;
	if (!decimal_divide(parts.numerator, parts.denominator, factor, places, &shown))
		return "";
	const bool is_exact = decimal_multiply(parts.numerator, decimal_from(factor), &scaled)
	        && decimal_compare_fractions(shown, decimal_from(1), scaled, parts.denominator)
	                == 0;
	return arena_printf(arena, "%s%s", is_exact ? "＝" : "≈", plain(arena, shown));
}

/* Rounding would have printed a figure that meets what it does not. */
static const char *held_back(
        struct fraction parts, int64_t factor, uint8_t places, struct decimal printed)
{
	struct decimal rounded;

	return decimal_divide(parts.numerator, parts.denominator, factor, places, &rounded)
	                && decimal_compare(rounded, printed) != 0
	        ? "（舍入后会像已达到，故不进位）"
	        : "";
}

/* 91.4 of 100: reported as a share, without what it is one of. */
static bool is_bare_share(const struct indicator *indicator, const struct amount *amount)
{
	const int64_t factor = measure_factor(indicator->measure);

	return factor > 1 && amount->is_fraction
	        && decimal_compare(amount->denominator, decimal_from(factor)) == 0;
}

void arithmetic_add_conversion(
        struct account *answer, const struct indicator *indicator, const struct figure *figure)
{
	const struct fraction parts = { figure->amount.numerator, figure->amount.denominator };
	const int64_t factor = measure_factor(indicator->measure);
	struct arena *arena = answer->arena;
	struct decimal printed;

	if (!figure->amount.is_fraction || is_bare_share(indicator, &figure->amount)
	        || !figure_rounded(indicator, figure, &printed))
		return;
	const char *times = factor > 1 ? arena_printf(arena, "×%lld", (long long)factor) : "";
	account_add_step(answer,
	        &(struct account_step){
	                .name = "convert",
	                .label = "换算",
	                .text = arena_printf(arena, "%s÷%s%s%s%s", plain(arena, parts.numerator),
	                        plain(arena, parts.denominator), times,
	                        arithmetic_quotient(arena, parts, factor),
	                        held_back(parts, factor, aim_places(indicator), printed)),
	                .result = figure_print(arena, indicator, figure).words,
	        });
}

/* The parts of a sum: of numbers one list, of fractions two. */
struct addends {
	struct text numbers, numerators, denominators;
	struct text missing;
	size_t count;
};

static void add_term(struct arena *arena, struct text *list, struct decimal value)
{
	text_add(list, list->length > 0 ? "＋" : "");
	text_add(list, plain(arena, value));
}

static void collect(struct arena *arena, struct addends *addends, const struct unit_result *unit,
        const struct indicator *indicator)
{
	if (!combine_enters(indicator, unit->cell)) {
		text_add(&addends->missing, addends->missing.length > 0 ? "、" : "");
		text_add(&addends->missing, unit->unit->name);
		return;
	}
	const struct amount amount = amount_of(unit->cell->value);
	if (!amount_has_base(&amount))
		return;
	add_term(arena, &addends->numbers, amount.number);
	add_term(arena, &addends->numerators, amount.numerator);
	add_term(arena, &addends->denominators, amount.denominator);
	addends->count++;
}

static const char *sum_words(struct arena *arena, const struct addends *addends,
        const struct total *total, const struct indicator *indicator)
{
	const struct amount *amount = &total->amount;

	if (!amount->is_fraction)
		return arena_printf(arena, "%s%s%s%s", addends->numbers.bytes,
		        kind_counts_units(indicator->kind) ? "（是计1，否计0）" : "",
		        total->inexact ? "≈" : "＝", plain(arena, amount->number));
	return arena_printf(arena, "分子%s＝%s；分母%s＝%s", addends->numerators.bytes,
	        plain(arena, amount->numerator), addends->denominators.bytes,
	        plain(arena, amount->denominator));
}

/* 恩平市631/850（74.2%）; one alone is no worst of several. */
static const char *worst_words(struct arena *arena, const struct indicator_result *result,
        const struct total *total, const struct addends *addends)
{
	const struct indicator *indicator = result->indicator;
	const struct amount amount = amount_of(total->cell->value);
	const bool is_plain =
	        total->cell->value->kind == VALUE_YES_NO || is_bare_share(indicator, &amount);
	const char *words = is_plain
	        ? figure_print(arena, indicator, &result->district_figure).words
	        : amount_format_value(arena, total->cell->value);

	if (addends->count == 1)
		return arena_printf(arena, "仅%s：%s", total->worst->name, words);
	return arena_printf(arena, "%zu个中%s的一个：%s%s", addends->count,
	        aim_worst_word(indicator), total->worst->name, words);
}

static const char *total_words(struct arena *arena, const struct indicator_result *result,
        const struct total *total, const struct addends *addends)
{
	if (total->state == TOTAL_NONE)
		return "无一报送";
	if (total->state == TOTAL_NO_BASE)
		return "所报分母均为0";
	if (total->state == TOTAL_TOO_LARGE)
		return "数位过多，无法相加";
	return total->worst ? worst_words(arena, result, total, addends)
	                    : sum_words(arena, addends, total, result->indicator);
}

/* What stands between the lead's figure and the districts' together. */
static const char *difference_words(struct arena *arena, const struct indicator_result *result)
{
	struct decimal change;

	if (!result->disagree)
		return "";
	if (!figure_change(
	            result->indicator, &result->lead_figure, &result->district_figure, &change))
		return "；与牵头单位所报不一致，两数并列";
	return arena_printf(arena, "；与牵头单位所报%s相差%s，两数并列",
	        figure_print(arena, result->indicator, &result->lead_figure).words,
	        plain(arena,
	                (struct decimal){ change.digits < 0 ? -change.digits : change.digits,
	                        change.scale }));
}

static struct addends addends_of(struct arena *arena, const struct indicator_result *result)
{
	struct addends addends;

	text_init(&addends.numbers);
	text_init(&addends.numerators);
	text_init(&addends.denominators);
	text_init(&addends.missing);
	addends.count = 0;
	for (size_t i = 0; i < result->indicator->district_count; i++)
		collect(arena, &addends, &result->units[i], result->indicator);
	return addends;
}

static void release(struct addends *addends)
{
	text_release(&addends->numbers);
	text_release(&addends->numerators);
	text_release(&addends->denominators);
	text_release(&addends->missing);
}

void arithmetic_add_total(struct account *answer, const struct assessment *assessment,
        const struct indicator_result *result)
{
	struct arena *arena = answer->arena;
	const struct indicator *indicator = result->indicator;
	const struct total total =
	        combine_districts(assessment->ledger, assessment->period.month, indicator);

	/* What is told in words has no total. */
	if (total.state == TOTAL_NOT_CONCERNED || !kind_is_measured(indicator->kind))
		return;
	struct addends addends = addends_of(arena, result);
	const char *missing = addends.missing.length == 0
	        ? ""
	        : arena_printf(arena, "；缺%s", addends.missing.bytes);
	account_add_step(answer,
	        &(struct account_step){
	                .name = "total",
	                .label = "合计",
	                .text = arena_printf(arena, "%s：%s%s%s", assessment->catalogue->districts,
	                        total_words(arena, result, &total, &addends), missing,
	                        difference_words(arena, result)),
	                .result = figure_print(arena, indicator, &result->district_figure).words,
	        });
	release(&addends);
}

/* ≥350000批次, as the target is held against the figure. */
static const char *bound_words(struct arena *arena, const struct indicator *indicator)
{
	if (!aim_is_measured(indicator))
		return kind_is_measured(indicator->kind) ? "不设目标" : "不设量化目标";
	if (!indicator->has_target)
		return "待定";
	if (indicator->stage_count > 0)
		return arena_printf(arena, "依次为%s", stages_list(arena, indicator));
	if (indicator->comparison == COMPARE_YES)
		return aim_finish(indicator);
	return aim_bound(arena, indicator);
}

void arithmetic_add_target(struct account *answer, const struct assessment *assessment,
        const struct indicator *indicator, const char *whose)
{
	struct arena *arena = answer->arena;
	const char *parameter = indicator->parameter[0] == '\0'
	        ? ""
	        : arena_printf(arena, "；取自参数“%s”", indicator->parameter);

	account_add_step(answer,
	        &(struct account_step){
	                .name = "target",
	                .label = "目标",
	                .text = arena_printf(arena, "%s%s，%s前%s", whose,
	                        bound_words(arena, indicator),
	                        phrase_deadline(
	                                arena, indicator->deadline, assessment->catalogue->year),
	                        parameter),
	                .result = "",
	        });
}

/* The figure in its measure, as it stands in a longer calculation. */
static const char *operand(
        struct arena *arena, const struct indicator *indicator, const struct amount *amount)
{
	const int64_t factor = measure_factor(indicator->measure);

	if (!amount->is_fraction)
		return plain(arena, amount->number);
	if (factor == 1)
		return arena_printf(arena, "（%s÷%s）", plain(arena, amount->numerator),
		        plain(arena, amount->denominator));
	return arena_printf(arena, "（%s÷%s×%lld）", plain(arena, amount->numerator),
	        plain(arena, amount->denominator), (long long)factor);
}

static void add_rate(struct account *answer, const struct indicator_result *result)
{
	struct arena *arena = answer->arena;
	const struct indicator *indicator = result->indicator;
	const char *figure = operand(arena, indicator, &result->figure.amount);
	const char *target = plain(arena, indicator->target);
	const bool is_limit = indicator->comparison == COMPARE_AT_MOST;
	struct fraction percent;

	if (!result->has_rate || !figure_attained(indicator, &result->figure, &percent))
		return;
	account_add_step(answer,
	        &(struct account_step){
	                .name = "rate",
	                .label = "完成",
	                .text = arena_printf(arena, "%s÷%s×100%s%s%s", is_limit ? target : figure,
	                        is_limit ? figure : target, arithmetic_quotient(arena, percent, 1),
	                        held_back(percent, 1, 1, result->rate),
	                        is_limit ? "（目标为不高于，以目标除以实际）" : ""),
	                .result = figure_rate_words(arena, result),
	        });
}

/* How far it was to be by the period's end. */
static const char *pace_words(struct arena *arena, const struct assessment *assessment,
        const struct indicator *indicator, struct fraction pace)
{
	const struct period period = assessment->period;
	const enum pace_base base = assessment->catalogue->rules.pace;
	const int left = period_months_to(period, indicator->deadline);
	const int all = base == PACE_BASE_YEAR ? 12 : period.month + left;

	if (indicator->plan || base == PACE_BASE_TABLE)
		return arena_printf(arena, "%s：%d月底应达%s%%",
		        indicator->plan ? "指标计划" : "全年序时表", period.month,
		        plain(arena, pace.numerator));
	if (all <= period.month)
		return arena_printf(arena, "期限为%s，%d月底应达100%%",
		        phrase_deadline(arena, indicator->deadline, assessment->catalogue->year),
		        period.month);
	return arena_printf(arena, "%d个月÷%d个月×100%s", period.month, all,
	        arithmetic_quotient(arena, pace, 1));
}

static void add_pace(struct account *answer, const struct assessment *assessment,
        const struct indicator_result *result)
{
	struct arena *arena = answer->arena;
	struct fraction pace;

	if (!result->has_pace
	        || !pace_planned(&assessment->catalogue->rules, result->indicator,
	                assessment->period, &pace))
		return;
	account_add_step(answer,
	        &(struct account_step){
	                .name = "pace",
	                .label = "序时",
	                .text = pace_words(arena, assessment, result->indicator, pace),
	                .result = phrase_percent(arena, result->pace),
	        });
}

static void add_gap(struct account *answer, const struct indicator_result *result)
{
	struct arena *arena = answer->arena;

	if (!result->has_rate || !result->has_pace)
		return;
	const char *gap = decimal_format_places(arena, result->gap, 1);
	account_add_step(answer,
	        &(struct account_step){
	                .name = "gap",
	                .label = "差距",
	                .text = arena_printf(arena, "%s－%s＝%s（以印出的两数相减）",
	                        decimal_format_places(arena, result->rate, 1),
	                        decimal_format_places(arena, result->pace, 1), gap),
	                .result = arena_printf(arena, "%s个百分点", gap),
	        });
}

void arithmetic_add_progress(struct account *answer, const struct assessment *assessment,
        const struct indicator_result *result)
{
	add_rate(answer, result);
	add_pace(answer, assessment, result);
	add_gap(answer, result);
}

const char *arithmetic_change(struct arena *arena, const struct indicator *indicator,
        const struct figure *now, const struct figure *before)
{
	const struct kind_row *kind = kind_row(indicator->kind);
	struct decimal change;

	if (kind->change == CHANGE_IN_WORDS || kind->value == VALUE_YES_NO
	        || !figure_change(indicator, now, before, &change))
		return "";
	const int side = decimal_sign(change);
	const bool is_share =
	        kind->change == CHANGE_IN_POINTS && text_equal(indicator->measure, "%");
	if (side == 0)
		return ARITHMETIC_UNCHANGED;
	change.digits *= side;
	return arena_printf(arena, "%s%s", side > 0 ? "+" : "-",
	        is_share ? phrase_points(arena, change, aim_places(indicator))
	                 : phrase_amount(arena, decimal_normalise(change)));
}

void arithmetic_add_change(struct account *answer, const struct indicator_result *result)
{
	struct arena *arena = answer->arena;
	const struct indicator *indicator = result->indicator;
	struct decimal now, before, change;

	if (!result->has_previous || kind_row(indicator->kind)->change == CHANGE_IN_WORDS
	        || !figure_rounded(indicator, &result->figure, &now)
	        || !figure_rounded(indicator, &result->previous, &before)
	        || !figure_change(indicator, &result->figure, &result->previous, &change))
		return;
	account_add_step(answer,
	        &(struct account_step){
	                .name = "change",
	                .label = "较上月",
	                .text = arena_printf(arena, "%s－%s＝%s；上月：%s", plain(arena, now),
	                        plain(arena, before), plain(arena, change),
	                        status_word(result->previous_status)),
	                .result = "",
	        });
}
