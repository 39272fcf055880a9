#include "figures/facts/figures.h"

#include "base/text.h"
#include "figures/assess/indicator.h"
#include "figures/facts/phrase.h"
#include "figures/targets/aim.h"
#include "figures/targets/measure.h"
#include "figures/targets/stages.h"

#include <assert.h>
#include <string.h>

const char *figure_state_name(enum figure_state state)
{
	static const char *const names[] = {
		[FIGURE_NONE] = "none",
		[FIGURE_GIVEN] = "given",
		[FIGURE_CARRIED] = "carried",
		[FIGURE_NO_BASE] = "no-base",
		[FIGURE_TOO_LARGE] = "too-large",
		[FIGURE_NOT_CONCERNED] = "not-concerned",
	};

	return names[state];
}

/* Words that stand in for a number, or NULL when there is one. */
static const char *word_for_nothing(enum figure_state state)
{
	static const char *const words[] = {
		[FIGURE_NONE] = "未报送",
		[FIGURE_GIVEN] = NULL,
		[FIGURE_CARRIED] = NULL,
		[FIGURE_NO_BASE] = "无基数",
		[FIGURE_TOO_LARGE] = "无法汇总",
		[FIGURE_NOT_CONCERNED] = "不涉及",
	};

	return words[state];
}

/* Percentages carry their sign everywhere; other measures are said once, in the words. */
static struct printed with_measure(struct arena *arena, const char *value, const char *measure)
{
	const char *words = arena_printf(arena, "%s%s", value, measure);

	return (struct printed){ .value = measure_is_share(measure) ? words : value,
		.words = words };
}

/* What is not printed with a number of decimals of its own is plain. */
static const char *number_words(
        struct arena *arena, const struct indicator *indicator, struct decimal number)
{
	const bool complete = measure_factor(indicator->measure) == 100
	        && decimal_compare(number, decimal_from(100)) == 0;

	return complete || !aim_keeps_places(indicator)
	        ? phrase_amount(arena, number)
	        : decimal_format_places(arena, number, aim_places(indicator));
}

static struct printed print_fraction(
        struct arena *arena, const struct indicator *indicator, const struct figure *figure)
{
	const struct fraction parts = { figure->amount.numerator, figure->amount.denominator };
	struct decimal rounded;

	if (figure_rounded(indicator, figure, &rounded))
		return with_measure(
		        arena, number_words(arena, indicator, rounded), indicator->measure);
	const char *words = phrase_fraction(arena, parts, indicator->measure);
	const size_t tail = strlen(indicator->measure);
	return (struct printed){ .value = measure_is_share(indicator->measure)
		        ? words
		        : arena_strndup(arena, words, strlen(words) - tail),
		.words = words };
}

/* Yes or no of one unit, or of the whole: a step is taken or not, other work goes on. */
static struct printed print_yes_no(
        struct arena *arena, const struct indicator *indicator, const struct figure *figure)
{
	const bool done = decimal_sign(figure->amount.number) > 0;

	if (indicator->verb[0] != '\0' && (done || kind_is_measured(indicator->kind))) {
		const char *words =
		        arena_printf(arena, "%s%s", done ? "已" : "尚未", indicator->verb);
		return (struct printed){ .value = words, .words = words };
	}
	if (done)
		return (struct printed){ .value = "已完成", .words = "已完成" };
	if (kind_is_measured(indicator->kind))
		return (struct printed){ .value = "未完成", .words = "未完成" };
	return (struct printed){ .value = "—", .words = "推进中" };
}

/* As its unit says it; of several together the sum of what each has at least. */
static struct printed print_bound(
        struct arena *arena, const struct indicator *indicator, const struct figure *figure)
{
	const char *words = figure->from[0] != '\0'
	        ? figure->words
	        : amount_format(arena, indicator, &figure->amount);

	return (struct printed){ .value = words, .words = words };
}

struct printed figure_print(
        struct arena *arena, const struct indicator *indicator, const struct figure *figure)
{
	const char *nothing = word_for_nothing(figure->state);
	const enum value_kind given =
	        figure->from[0] != '\0' ? aim_value(indicator) : aim_total(indicator);
	struct decimal number;

	if (nothing)
		return (struct printed){ .value = nothing, .words = nothing };
	if (figure->amount.is_fraction)
		return print_fraction(arena, indicator, figure);
	if (given == VALUE_YES_NO)
		return print_yes_no(arena, indicator, figure);
	if (given == VALUE_STAGE) {
		const char *stage = stages_name(indicator, figure->amount.number);
		return (struct printed){ .value = stage, .words = stage };
	}
	assert(figure_stands(figure));
	if (figure->amount.is_bound)
		return print_bound(arena, indicator, figure);
	return with_measure(arena,
	        number_words(arena, indicator,
	                figure_rounded(indicator, figure, &number) ? number
	                                                           : figure->amount.number),
	        indicator->measure);
}

const char *figure_rate_words(struct arena *arena, const struct indicator_result *result)
{
	if (!result->has_rate)
		return "";
	return arena_printf(arena, "%s%s", phrase_percent(arena, result->rate),
	        result->figure.amount.is_bound ? "以上" : "");
}
