#include "figures/facts/figures.h"

#include "base/text.h"
#include "figures/assess/indicator.h"
#include "figures/facts/phrase.h"
#include "figures/targets/measure.h"

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

static struct printed print_fraction(
        struct arena *arena, const struct indicator *indicator, const struct figure *figure)
{
	const struct fraction parts = { figure->amount.numerator, figure->amount.denominator };
	struct decimal rounded;
	const char *words = !figure_rounded(indicator, figure, &rounded)
	        ? phrase_fraction(arena, parts, indicator->measure)
	        : text_equal(indicator->measure, "%")
	        ? phrase_percent(arena, rounded)
	        : phrase_quantity(arena, rounded, indicator->measure);
	const size_t tail = strlen(indicator->measure);
	const char *value = measure_is_share(indicator->measure)
	        ? words
	        : arena_strndup(arena, words, strlen(words) - tail);

	return (struct printed){ .value = value, .words = words };
}

/* Yes or no of one unit, or of the whole: a step is taken or not, other work goes on. */
static struct printed print_yes_no(const struct indicator *indicator, const struct figure *figure)
{
	if (decimal_sign(figure->amount.number) > 0)
		return (struct printed){ .value = "已完成", .words = "已完成" };
	if (kind_is_measured(indicator->kind))
		return (struct printed){ .value = "未完成", .words = "未完成" };
	return (struct printed){ .value = "—", .words = "推进中" };
}

struct printed figure_print(
        struct arena *arena, const struct indicator *indicator, const struct figure *figure)
{
	const char *nothing = word_for_nothing(figure->state);
	const struct kind_row *kind = kind_row(indicator->kind);
	const enum value_kind given = figure->from[0] != '\0' ? kind->value : kind->total;

	if (nothing)
		return (struct printed){ .value = nothing, .words = nothing };
	if (figure->amount.is_fraction)
		return print_fraction(arena, indicator, figure);
	if (given == VALUE_YES_NO)
		return print_yes_no(indicator, figure);
	assert(figure_stands(figure));
	return with_measure(arena, phrase_amount(arena, figure->amount.number), indicator->measure);
}
