/* How a figure has changed since last month: one that leads, or a unit's own. */
#include "figures/facts/tree.h"

#include "base/text.h"
#include "figures/assess/indicator.h"
#include "figures/facts/figures.h"
#include "figures/facts/phrase.h"
#include "figures/targets/aim.h"

/* Yes/no indicators say a change in words; those that count districts count. */
static const char *change_of_state(const struct indicator_result *result)
{
	const int now = decimal_sign(result->figure.amount.number);
	const int on =
	        decimal_compare(result->figure.amount.number, result->previous.amount.number);

	if (result->indicator->stage_count > 0)
		return on > 0 ? "有进展" : on < 0 ? "倒退" : "持平";
	if (now != decimal_sign(result->previous.amount.number))
		return now > 0 ? "新完成" : "由完成转为未完成";
	return kind_is_measured(result->indicator->kind) ? "持平" : "—";
}

/* In words or in figures; of one unit's yes or no always in words. */
static enum change_kind change_kind_of(const struct indicator_result *result)
{
	const struct kind_row *kind = kind_row(result->indicator->kind);
	const bool is_own = result->figure.from[0] != '\0';

	return is_own && kind->value == VALUE_YES_NO ? CHANGE_IN_WORDS : kind->change;
}

void facts_put_change(struct facts *facts, xmlNodePtr node, const struct indicator_result *result)
{
	const struct indicator *indicator = result->indicator;
	const bool known = result->has_previous && figure_stands(&result->figure)
	        && figure_stands(&result->previous);
	const struct decimal change = decimal_normalise(result->change);
	const int side = decimal_sign(change);
	const enum change_kind kind = change_kind_of(result);
	const bool is_share = kind == CHANGE_IN_POINTS && text_equal(indicator->measure, "%");
	struct arena *arena = facts->words;

	facts_put(node, FACT_CHANGE_NUMBER,
	        known && kind != CHANGE_IN_WORDS ? phrase_amount(arena, change) : "");
	if (!known) {
		facts_put(node, FACT_CHANGE, "—");
		facts_put(node, FACT_CHANGE_WORDS, "");
	} else if (kind == CHANGE_IN_WORDS) {
		facts_put(node, FACT_CHANGE, change_of_state(result));
		facts_put(node, FACT_CHANGE_WORDS, "");
	} else if (side == 0) {
		facts_put(node, FACT_CHANGE, "持平");
		facts_put(node, FACT_CHANGE_WORDS,
		        arena_printf(arena, "与%s持平", facts_previous_name(facts)));
	} else {
		const struct decimal size = { .digits = side * change.digits,
			.scale = change.scale };
		const char *words = is_share ? phrase_points(arena, size, aim_places(indicator))
		                             : phrase_quantity(arena, size, indicator->measure);
		const char *amount = is_share
		        ? decimal_format_places(arena, size, aim_places(indicator))
		        : phrase_amount(arena, size);
		facts_put(node, FACT_CHANGE,
		        arena_printf(arena, "%s%s", side > 0 ? "+" : "−", amount));
		facts_put(node, FACT_CHANGE_WORDS,
		        arena_printf(arena, "较%s%s%s", facts_previous_name(facts),
		                side > 0 ? "增加" : "减少", words));
	}
}

/* A figure of the unit's own, with what it was a month before. */
void facts_put_own(struct facts *facts, xmlNodePtr node, const struct own_figure *own)
{
	const struct indicator *indicator = own->indicator;
	const struct ledger *ledger = facts->assessment->ledger;
	const int before = ledger_before(ledger, facts->assessment->period.month);
	struct indicator_result result = { .indicator = indicator, .figure = *own->figure };

	if (before > 0) {
		result.previous = indicator_figure_of(ledger, before, indicator, own->unit);
		result.has_previous = figure_stands(&result.previous)
		        && figure_change(
		                indicator, &result.figure, &result.previous, &result.change);
	}
	const struct printed printed = figure_print(facts->words, indicator, &result.figure);
	facts_put(node, FACT_VALUE, printed.value);
	facts_put(node, FACT_VALUE_WORDS, printed.words);
	facts_put_number(facts, node, FACT_VALUE_NUMBER, indicator, &result.figure);
	facts_put(node, FACT_PREVIOUS_VALUE,
	        result.has_previous ? figure_print(facts->words, indicator, &result.previous).words
	                            : "");
	facts_put_number(facts, node, FACT_PREVIOUS_NUMBER, indicator, &result.previous);
	facts_put_change(facts, node, &result);
	facts_put_place(facts, node, FACT_SOURCE, own->figure->origin);
}
