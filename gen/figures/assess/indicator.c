/*
 * Which figure leads. Sums and shares: the lead's own; the districts' together when the lead gave
 * none, or only an earlier month's while every district is up to date (据各市（区）汇总). Minimum:
 * the worst district, for the lead's average says nothing of it. All: the lead's when it is one of
 * those who must reach it, else the worst district's. Count: how many districts said yes. Lead
 * only: the lead's or none; the districts' where nobody leads.
 */
#include "figures/assess/indicator.h"

#include "figures/ledger/combine.h"
#include "figures/targets/aim.h"
#include "figures/targets/duties.h"
#include "figures/targets/measure.h"

#include <assert.h>

static bool is_by_unit(const struct indicator *indicator)
{
	return indicator->combine == COMBINE_MIN || indicator->combine == COMBINE_ALL
	        || indicator->combine == COMBINE_COUNT;
}

static struct figure figure_of_amount(const struct amount *amount, enum figure_state state)
{
	return (struct figure){
		.state = state,
		.amount = *amount,
		.origin = PLACE_NONE,
		.words = "",
		.from = "",
	};
}

static struct figure figure_without(enum figure_state state)
{
	return figure_of_amount(&(struct amount){ .is_fraction = false }, state);
}

static struct figure figure_of_cell(const struct cell *cell, const struct unit *unit)
{
	if (!cell->value)
		return figure_without(
		        cell->state == CELL_NOT_CONCERNED ? FIGURE_NOT_CONCERNED : FIGURE_NONE);
	const struct amount amount = amount_of(cell->value);
	enum figure_state state = cell->state == CELL_REPORTED ? FIGURE_GIVEN : FIGURE_CARRIED;
	if (!amount_has_base(&amount))
		state = FIGURE_NO_BASE;
	struct figure figure = figure_of_amount(&amount, state);
	figure.origin = cell->value->place;
	figure.words = cell->value->words;
	figure.from = unit->name;
	return figure;
}

struct figure indicator_figure_of(const struct ledger *ledger, int month,
        const struct indicator *indicator, const struct unit *unit)
{
	return figure_of_cell(ledger_cell(ledger, month, unit, indicator), unit);
}

static struct figure figure_of_total(const struct total *total)
{
	switch (total->state) {
	case TOTAL_NOT_CONCERNED:
		return figure_without(FIGURE_NOT_CONCERNED);
	case TOTAL_NONE:
		return figure_without(FIGURE_NONE);
	case TOTAL_TOO_LARGE:
		return figure_without(FIGURE_TOO_LARGE);
	case TOTAL_NO_BASE:
		return figure_without(FIGURE_NO_BASE);
	case TOTAL_GIVEN:
		break;
	}
	if (total->worst)
		return figure_of_cell(total->cell, total->worst);
	return figure_of_amount(&total->amount, total->stale > 0 ? FIGURE_CARRIED : FIGURE_GIVEN);
}

bool figure_stands(const struct figure *figure)
{
	return figure->state == FIGURE_GIVEN || figure->state == FIGURE_CARRIED;
}

bool figure_in_measure(
        const struct indicator *indicator, const struct figure *figure, struct fraction *out)
{
	return figure_stands(figure) && amount_in_measure(indicator, &figure->amount, out);
}

bool figure_rounded(
        const struct indicator *indicator, const struct figure *figure, struct decimal *out)
{
	const struct fraction parts = { figure->amount.numerator, figure->amount.denominator };

	if (!figure_stands(figure))
		return false;
	*out = figure->amount.number;
	if (figure->amount.is_fraction)
		return aim_round(indicator, parts, measure_factor(indicator->measure), out);
	return !aim_keeps_places(indicator)
	        || aim_round(indicator, fraction_from(figure->amount.number), 1, out);
}

bool figure_change(const struct indicator *indicator, const struct figure *now,
        const struct figure *before, struct decimal *out)
{
	struct decimal left, right;

	return figure_rounded(indicator, now, &left) && figure_rounded(indicator, before, &right)
	        && decimal_subtract(left, right, out);
}

int figure_against_target(const struct indicator *indicator, const struct figure *figure)
{
	struct fraction value;

	return indicator->has_target && figure_in_measure(indicator, figure, &value)
	        ? aim_compare(indicator, value)
	        : -1;
}

bool figure_attained(
        const struct indicator *indicator, const struct figure *figure, struct fraction *percent)
{
	const struct fraction target = fraction_from(indicator->target);
	struct fraction value;

	if (!indicator->has_target || !figure_in_measure(indicator, figure, &value))
		return false;
	if (indicator->comparison == COMPARE_AT_MOST)
		return fraction_percent(target, value, percent);
	if (indicator->comparison == COMPARE_BETWEEN
	        && fraction_compare(value, fraction_from(indicator->most)) > 0)
		return fraction_percent(fraction_from(indicator->most), value, percent);
	return fraction_percent(value, target, percent);
}

/* What the district has to reach by itself; NULL: it is not said. */
static const struct decimal *own_target(const struct indicator *indicator, const struct unit *unit)
{
	for (size_t i = 0; i < indicator->district_target_count; i++)
		if (indicator->district_targets[i].unit == unit)
			return &indicator->district_targets[i].target;
	const bool is_each = indicator->districts_report && indicator->has_target
	        && indicator->combine != COMBINE_LEAD_ONLY && indicator->combine != COMBINE_SUM;
	return is_each ? &indicator->target : NULL;
}

bool indicator_of_district(
        const struct indicator *indicator, const struct unit *unit, struct indicator *own)
{
	const struct decimal *target = own_target(indicator, unit);

	if (!target)
		return false;
	*own = *indicator;
	own->combine = COMBINE_LEAD_ONLY; /* for it alone */
	own->has_target = true;
	own->target = *target;
	return true;
}

/* A unit that says yes has reached its part, whatever number of units the city needs. */
static bool unit_reached(
        const struct indicator *indicator, const struct unit *unit, const struct figure *figure)
{
	struct indicator own;

	if (kind_row(indicator->kind)->value == VALUE_YES_NO)
		return figure_stands(figure) && decimal_sign(figure->amount.number) > 0;
	const bool is_own = indicator_of_district(indicator, unit, &own);
	return figure_against_target(is_own ? &own : indicator, figure) >= 0;
}

/* Does a unit that is not a named district belong in the list? */
static bool is_other(const struct ledger *ledger, int month, const struct indicator *indicator,
        const struct unit *unit)
{
	const struct cell *cell = ledger_cell(ledger, month, unit, indicator);

	/* First, for it is so of most: what must report is concerned. */
	if (cell->state == CELL_NOT_CONCERNED)
		return false;
	if (unit_reports_as_district(indicator, unit))
		return false;
	return cell->value || unit_must_report(indicator, unit);
}

static size_t count_others(
        const struct ledger *ledger, int month, const struct indicator *indicator)
{
	const struct catalogue *catalogue = ledger->catalogue;
	size_t count = 0;

	for (size_t i = 0; i < catalogue->unit_count; i++)
		count += is_other(ledger, month, indicator, catalogue->units[i]);
	return count;
}

static struct unit_result unit_result_of(const struct ledger *ledger, int month,
        const struct indicator *indicator, const struct unit *unit)
{
	const struct cell *cell = ledger_cell(ledger, month, unit, indicator);
	const struct figure figure = figure_of_cell(cell, unit);

	return (struct unit_result){
		.unit = unit,
		.cell = cell,
		.figure = figure,
		.reached = unit_reached(indicator, unit, &figure),
	};
}

static void list_units(struct arena *arena, const struct ledger *ledger, int month,
        struct indicator_result *result)
{
	const struct indicator *indicator = result->indicator;
	const struct catalogue *catalogue = ledger->catalogue;
	const size_t districts = indicator->districts_report ? indicator->district_count : 0;
	const size_t capacity = districts + count_others(ledger, month, indicator);
	struct unit_result *units = arena_alloc_array(arena, capacity, sizeof *units);
	size_t count = 0;

	for (size_t i = 0; i < districts; i++)
		units[count++] = unit_result_of(ledger, month, indicator, indicator->districts[i]);
	for (size_t i = 0; i < catalogue->unit_count; i++) {
		if (is_other(ledger, month, indicator, catalogue->units[i]))
			units[count++] =
			        unit_result_of(ledger, month, indicator, catalogue->units[i]);
	}
	result->units = units;
	result->unit_count = count;
}

/* Must this unit reach the target by itself? The lead only where it must report beside others. */
static bool must_reach(const struct indicator *indicator, const struct unit_result *unit)
{
	if (unit_reports_as_district(indicator, unit->unit))
		return true;
	return indicator->combine == COMBINE_ALL && indicator->lead_reports
	        && unit->unit == indicator_owner(indicator);
}

static void count_reached(struct indicator_result *result)
{
	if (!is_by_unit(result->indicator))
		return;
	for (size_t i = 0; i < result->unit_count; i++) {
		const struct unit_result *unit = &result->units[i];
		if (!must_reach(result->indicator, unit) || unit->figure.state == FIGURE_NO_BASE)
			continue;
		result->concerned++;
		result->reached += unit->reached;
	}
}

static bool is_summed(const struct indicator *indicator)
{
	return indicator->combine == COMBINE_SUM || indicator->combine == COMBINE_WEIGHTED;
}

static bool use_districts(
        const struct indicator_result *result, const struct cell *lead, const struct total *total)
{
	const struct indicator *indicator = result->indicator;

	if (total->state == TOTAL_NOT_CONCERNED || total->state == TOTAL_NONE)
		return false;
	if (indicator->combine == COMBINE_MIN || indicator->combine == COMBINE_COUNT)
		return true;
	if (indicator->combine == COMBINE_ALL && !indicator->lead_reports)
		return true;
	if (indicator->combine == COMBINE_LEAD_ONLY)
		return !lead;
	if (is_summed(indicator) && lead && lead->state == CELL_CARRIED)
		return total->missing == 0 && total->stale == 0;
	return result->lead_figure.state == FIGURE_NONE
	        || result->lead_figure.state == FIGURE_NOT_CONCERNED;
}

/* A count of districts is a number; a lead that says yes has not counted. */
static bool can_lead(const struct indicator *indicator, const struct cell *cell)
{
	return indicator->combine != COMBINE_COUNT || !cell->value
	        || cell->value->kind == VALUE_NUMBER;
}

void indicator_combine(struct arena *arena, const struct ledger *ledger, int month,
        struct indicator_result *result)
{
	const struct indicator *indicator = result->indicator;
	const struct unit *lead = indicator_lead(indicator);
	const struct cell *cell = lead ? ledger_cell(ledger, month, lead, indicator) : NULL;
	const struct total total = combine_districts(ledger, month, indicator);

	result->lead_figure = cell && can_lead(indicator, cell) ? figure_of_cell(cell, lead)
	                                                        : figure_without(FIGURE_NONE);
	result->district_figure = figure_of_total(&total);
	const bool districts = use_districts(result, cell, &total);
	result->figure = districts ? result->district_figure : result->lead_figure;
	if (result->figure.state == FIGURE_NOT_CONCERNED)
		result->figure.state = FIGURE_NONE;
	result->from_districts = districts && is_summed(indicator);
	result->disagree = combine_disagree(indicator, cell, &total);
	result->carried = result->figure.state == FIGURE_CARRIED;
	result->partial = total.missing > 0;
	list_units(arena, ledger, month, result);
	count_reached(result);
	assert(result->reached <= result->concerned && result->concerned <= result->unit_count);
}

int indicator_against_target(const struct indicator_result *result)
{
	const enum combine combine = result->indicator->combine;

	if (combine != COMBINE_MIN && combine != COMBINE_ALL)
		return figure_against_target(result->indicator, &result->figure);
	if (!result->indicator->has_target || result->concerned == 0
	        || result->reached < result->concerned)
		return -1;
	return figure_against_target(result->indicator, &result->figure) > 0 ? 1 : 0;
}
