/*
 * A cumulative figure at the end of month k stands for k months; the next one, g months later, is
 * asked back when its increase is more than jump_factor x g x its own monthly average so far AND
 * more than jump_factor x g x the unit's share of the planned monthly average. After a first month
 * alone there is no average to speak of. Where nothing was done before, the plan alone bounds the
 * figure; where less than one a month is planned (4 institutions a year), one a month is.
 */
#include "figures/ledger/jumps.h"

#include "figures/targets/catalogue.h"

/* Months from January to the deadline; at least 1. */
static int deadline_months(const struct checks *checks, const struct indicator *indicator)
{
	const struct period january = { checks->ledger->period.year, 1 };
	const int months = period_months_to(january, indicator->deadline) + 1;

	return months < 1 ? 1 : months;
}

static bool has_plan(const struct indicator *indicator)
{
	return indicator->has_target && decimal_sign(indicator->target) > 0;
}

struct decimal jumps_parts(const struct checks *checks, const struct subject *subject)
{
	const struct indicator *indicator = subject->indicator;
	const bool shared = subject->unit->kind == UNIT_DISTRICT && indicator->district_count > 0;
	const int64_t shares = shared ? (int64_t)indicator->district_count : 1;

	return decimal_from(shares * deadline_months(checks, indicator));
}

/* Is the increase beyond the planned average of this unit's share, times factor x months? */
static bool beyond_plan(const struct checks *checks, const struct subject *subject,
        struct decimal increase, struct decimal factor_months)
{
	const struct indicator *indicator = subject->indicator;
	const struct decimal parts = jumps_parts(checks, subject);

	if (!has_plan(indicator))
		return true;
	/* Where less than one a month is planned, one a month is. */
	if (kind_row(indicator->kind)->by_ones && decimal_compare(indicator->target, parts) < 0)
		return decimal_compare(increase, factor_months) > 0;
	return decimal_compare_fractions(increase, indicator->target, factor_months, parts) > 0;
}

/* Nothing was done before, so there is no average but the planned one, of all months so far. */
static void check_first(struct checks *checks, const struct subject *subject)
{
	const struct indicator *indicator = subject->indicator;
	const struct decimal increase = subject->cell->value->number;
	struct decimal average;
	struct decimal limit;

	if (!has_plan(indicator)
	        || !decimal_multiply(checks->ledger->catalogue->rules.jump_factor,
	                decimal_from(checks->month), &limit)
	        || !beyond_plan(checks, subject, increase, limit)
	        || !decimal_divide(indicator->target, jumps_parts(checks, subject), 1, 1, &average))
		return;
	const struct sides sides = {
		.found = doubts_measured(checks, indicator, increase),
		.other = doubts_measured(checks, indicator, average),
	};
	doubts_add(checks, DOUBT_JUMP, subject, sides,
	        arena_printf(checks->arena, "%s填报的%s由0增加到%s，超过计划月均数（%s）的%s倍",
	                subject->unit->name, indicator->name, sides.found, sides.other,
	                doubts_plain(checks, limit)));
}

void jumps_check(struct checks *checks, const struct subject *subject)
{
	const struct cell *before = subject->before;
	struct decimal increase;
	struct decimal average;
	struct decimal limit;

	if (!kind_row(subject->indicator->kind)->cumulative || !before || !before->value)
		return;
	if (decimal_sign(before->value->number) == 0) {
		check_first(checks, subject);
		return;
	}
	if (before->from.month < 2
	        || !decimal_subtract(
	                subject->cell->value->number, before->value->number, &increase))
		return;
	const int gone = before->from.month;
	const struct decimal apart = decimal_from(checks->month - gone);
	if (!decimal_multiply(checks->ledger->catalogue->rules.jump_factor, apart, &limit)
	        || decimal_compare_fractions(
	                   increase, before->value->number, limit, decimal_from(gone))
	                <= 0
	        || !beyond_plan(checks, subject, increase, limit)
	        || !decimal_divide(before->value->number, decimal_from(gone), 1, 1, &average))
		return;
	const struct sides sides = {
		.found = doubts_measured(checks, subject->indicator, increase),
		.other = doubts_measured(checks, subject->indicator, average),
	};
	doubts_add(checks, DOUBT_JUMP, subject, sides,
	        arena_printf(checks->arena, "%s填报的%s较%d月增加%s，超过此前月均数（%s）的%s倍",
	                subject->unit->name, subject->indicator->name, gone, sides.found,
	                sides.other, doubts_plain(checks, limit)));
}
