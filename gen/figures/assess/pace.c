#include "figures/assess/pace.h"

#include "figures/assess/indicator.h"
#include "figures/targets/calendar.h"

#include <assert.h>

bool pace_deadline_passed(const struct rules *rules, struct date deadline, struct period period)
{
	return date_compare(calendar_as_of(rules, period), deadline) >= 0;
}

bool pace_is_judged(const struct indicator *indicator)
{
	if (indicator->comparison == COMPARE_AT_MOST
	        || (indicator->pace != PACE_LINEAR && !indicator->plan))
		return false;
	return kind_row(indicator->kind)->pacing != PACED_NEVER;
}

static struct fraction months_percent(int gone, int all)
{
	if (all < 1 || gone >= all)
		return fraction_from(decimal_from(100));
	return (struct fraction){ decimal_from(100 * (int64_t)gone), decimal_from(all) };
}

bool pace_planned(const struct rules *rules, const struct indicator *indicator,
        struct period period, struct fraction *out)
{
	const int month = period.month;

	assert(month >= 1 && month <= MONTHS);
	if (indicator->plan) {
		*out = fraction_from(indicator->plan[month - 1]);
		return true;
	}
	if (!pace_is_judged(indicator))
		return false;
	switch (rules->pace) {
	case PACE_BASE_DEADLINE:
		*out = months_percent(month, month + period_months_to(period, indicator->deadline));
		break;
	case PACE_BASE_YEAR:
		*out = months_percent(month, MONTHS);
		break;
	case PACE_BASE_TABLE:
		*out = fraction_from(rules->pace_table[month - 1]);
		break;
	}
	return true;
}

void pace_measure(const struct rules *rules, struct period period, struct indicator_result *result)
{
	const struct indicator *indicator = result->indicator;
	const bool plan = indicator->plan && indicator->comparison != COMPARE_AT_MOST;
	struct fraction rate;
	struct fraction pace;

	if (!figure_attained(indicator, &result->figure, &rate))
		return;
	if (kind_row(indicator->kind)->grows || pace_is_judged(indicator)
	        || (rules->limit_rate && indicator->comparison == COMPARE_AT_MOST))
		result->has_rate = fraction_round_percent(rate, 1, &result->rate);
	if ((!pace_is_judged(indicator) && !plan) || !pace_planned(rules, indicator, period, &pace))
		return;
	result->has_pace = decimal_divide(pace.numerator, pace.denominator, 1, 1, &result->pace);
	/* The reader subtracts what is printed: so do we, and the status follows from it. */
	if (result->has_rate && result->has_pace)
		(void)decimal_subtract(result->rate, result->pace, &result->gap);
}
