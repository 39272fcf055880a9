/*
 * Pace (序时进度): how far an indicator should be by the end of a month, and how far it is.
 *
 * Linear: months gone / months to the deadline's month, at most 100%; other bases by rules.pace; a
 * plan of its own overrides both (ARCHITECTURE.md “Status”). Refuses to know words and lights.
 */
#ifndef FIGURES_ASSESS_PACE_H
#define FIGURES_ASSESS_PACE_H

#include "figures/assess/assess.h"
#include "figures/ledger/amount.h"

/* The period's last day is the deadline or later: what is not met by then is late. */
bool pace_deadline_passed(const struct rules *rules, struct date deadline, struct period period);
/*
 * Is the indicator judged month by month? Cumulative kinds, counts of districts and ratios that
 * are to be reached (no limits) with linear pace or a plan.
 */
bool pace_is_judged(const struct indicator *indicator);
/* Planned percent at the end of `period`, exactly. False: no pace and no plan. */
bool pace_planned(const struct rules *rules, const struct indicator *indicator,
        struct period period, struct fraction *percent);
/*
 * Fills has_rate … gap of a result whose figure is combined. The gap is the difference of the two
 * as they are printed, to one decimal: 31.7% of 41.7% is −10.0, whatever lies behind the decimals.
 */
void pace_measure(const struct rules *rules, struct period period, struct indicator_result *result);

#endif
