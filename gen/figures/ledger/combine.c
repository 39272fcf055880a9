#include "figures/ledger/combine.h"

#include "figures/targets/aim.h"
#include "figures/targets/duties.h"

#include <assert.h>

typedef bool addition(struct decimal a, struct decimal b, struct decimal *out);

static bool add_by(addition *add, struct amount *sum, const struct amount *part)
{
	struct amount next = *sum;

	if (!add(sum->number, part->number, &next.number)
	        || !add(sum->numerator, part->numerator, &next.numerator)
	        || !add(sum->denominator, part->denominator, &next.denominator))
		return false;
	next.is_fraction = part->is_fraction;
	next.is_bound = sum->is_bound || part->is_bound;
	*sum = next;
	return true;
}

/* What cannot be added exactly is added rounded, or makes the total one that nobody can tell. */
static void add_amount(struct total *total, const struct unit *unit, const struct amount *part)
{
	if (total->state == TOTAL_TOO_LARGE || add_by(decimal_add, &total->amount, part))
		return;
	if (!total->inexact)
		total->inexact = unit;
	if (!add_by(decimal_add_rounded, &total->amount, part)) {
		total->state = TOTAL_TOO_LARGE;
		total->amount = (struct amount){ .is_fraction = false };
	}
}

static bool is_worse(
        const struct indicator *indicator, const struct amount *a, const struct amount *b)
{
	struct fraction left;
	struct fraction right;

	if (!amount_in_measure(indicator, a, &left) || !amount_in_measure(indicator, b, &right))
		return false;
	return aim_is_worse(indicator, left, right);
}

/*
 * The worst decides where each answers for itself; also where only the lead's figure counts and the
 * districts' are beside it: one district's yes is not everybody's, and standards have no sum.
 */
static bool is_by_worst(const struct indicator *indicator)
{
	return indicator->combine == COMBINE_MIN || indicator->combine == COMBINE_ALL
	        || (indicator->combine == COMBINE_LEAD_ONLY && !aim_adds_up(indicator));
}

bool combine_enters(const struct indicator *indicator, const struct cell *cell)
{
	const bool by_parts = indicator->combine == COMBINE_WEIGHTED
	        || (indicator->combine == COMBINE_LEAD_ONLY && !is_by_worst(indicator)
	                && aim_value(indicator) == VALUE_FRACTION);

	return cell->value && (!by_parts || cell->value->kind == VALUE_FRACTION);
}

static void enter(struct total *total, const struct indicator *indicator, const struct unit *unit,
        const struct cell *cell)
{
	const struct amount amount = amount_of(cell->value);
	const bool first = total->state == TOTAL_NONE;

	if (first)
		total->state = TOTAL_GIVEN;
	if (!is_by_worst(indicator)) {
		add_amount(total, unit, &amount);
		return;
	}
	if (first || is_worse(indicator, &amount, &total->amount)) {
		total->amount = amount;
		total->worst = unit;
		total->cell = cell;
	}
}

static void enter_unit(const struct ledger *ledger, int month, const struct indicator *indicator,
        const struct unit *unit, struct total *total)
{
	const struct cell *cell = ledger_cell(ledger, month, unit, indicator);

	if (!combine_enters(indicator, cell)) {
		total->missing++;
		return;
	}
	const struct amount amount = amount_of(cell->value);
	*(cell->state == CELL_REPORTED ? &total->fresh : &total->stale) += 1;
	if (!amount_has_base(&amount))
		total->baseless++;
	else
		enter(total, indicator, unit, cell);
}

/* Its part was another's then, who stands for himself. */
static bool is_to_come(const struct indicator *indicator, const struct unit *unit, int month)
{
	return month < unit->from && !unit_inherits(indicator, unit);
}

/* The other way round: one that has gone, and whose part went to several. */
static bool was_divided(const struct indicator *indicator, const struct unit *unit, int month)
{
	return unit->is_absent && month <= unit->until && indicator_heirs(indicator, unit) > 1
	        && unit_reports_as_district(indicator, unit) && !is_to_come(indicator, unit, month);
}

struct total combine_districts(
        const struct ledger *ledger, int month, const struct indicator *indicator)
{
	const struct catalogue *catalogue = ledger->catalogue;
	struct total total = { .state = TOTAL_NOT_CONCERNED };

	if (!indicator->districts_report || indicator->district_count == 0)
		return total;
	total.state = TOTAL_NONE;
	for (size_t i = 0; i < indicator->district_count; i++)
		if (!is_to_come(indicator, indicator->districts[i], month))
			enter_unit(ledger, month, indicator, indicator->districts[i], &total);
	for (size_t i = catalogue->unit_count; i < catalogue->known_unit_count; i++)
		if (was_divided(indicator, catalogue->units[i], month))
			enter_unit(ledger, month, indicator, catalogue->units[i], &total);
	if (total.state == TOTAL_NONE && total.baseless > 0)
		total.state = TOTAL_NO_BASE;
	assert(!total.worst == !total.cell && (total.state == TOTAL_GIVEN || !total.worst));
	return total;
}

const struct unit *combine_largest(
        const struct ledger *ledger, int month, const struct indicator *indicator)
{
	const struct unit *largest = indicator->districts[0];
	struct decimal most = decimal_from(0);

	for (size_t i = 0; i < indicator->district_count; i++) {
		const struct unit *unit = indicator->districts[i];
		const struct cell *cell = ledger_cell(ledger, month, unit, indicator);
		if (cell->state != CELL_REPORTED)
			continue;
		const struct amount amount = amount_of(cell->value);
		const struct decimal figure = amount.is_fraction ? amount.numerator : amount.number;
		if (decimal_compare(figure, most) <= 0)
			continue;
		most = figure;
		largest = unit;
	}
	return largest;
}

static bool differs_in_value(
        const struct indicator *indicator, const struct amount *a, const struct amount *b)
{
	struct fraction left;
	struct fraction right;

	return amount_in_measure(indicator, a, &left) && amount_in_measure(indicator, b, &right)
	        && fraction_compare(left, right) != 0;
}

bool combine_disagree(
        const struct indicator *indicator, const struct cell *lead, const struct total *total)
{
	if (!lead || lead->state != CELL_REPORTED || total->state != TOTAL_GIVEN
	        || total->missing > 0 || total->stale > 0)
		return false;
	const struct amount amount = amount_of(lead->value);
	switch (indicator->combine) {
	case COMBINE_SUM:
	case COMBINE_WEIGHTED:
		return !amount_equal(indicator, &amount, &total->amount);
	case COMBINE_COUNT:
		return lead->value->kind == VALUE_NUMBER
		        && !amount_equal(indicator, &amount, &total->amount);
	case COMBINE_MIN:
		return differs_in_value(indicator, &amount, &total->amount);
	case COMBINE_LEAD_ONLY:
	case COMBINE_ALL:
		break;
	}
	return false;
}
