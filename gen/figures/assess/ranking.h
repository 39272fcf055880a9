/*
 * The ranking of districts: the mean over a district's due indicators of min(rate, 100).
 *
 * Which indicators are due: those where the district itself must reach the target, namely what is
 * combined as min, all, weighted (each district held against the city's target) or count (yes/no).
 * Sums enter where the catalogue gives a district its part of the city's total (district_targets).
 * Denominator 0 and a target not set leave the indicator out; a figure never given counts 0.
 */
#ifndef FIGURES_ASSESS_RANKING_H
#define FIGURES_ASSESS_RANKING_H

#include "figures/assess/assess.h"

struct ranking {
	const struct rank *ranks;
	size_t count;
};

/*
 * Ranks every district of the catalogue by the results of one month (by indicator index).
 * Districts with equal printed scores share a place; one without an accepted report this month is
 * not ranked and stands last. `previous` is last month's ranking, or NULL.
 */
struct ranking ranking_build(struct arena *arena, const struct ledger *ledger, int month,
        const struct indicator_result *indicators, const struct ranking *previous);

/*
 * A district's own part of the target in percent as it is printed, above 100 too; yes is 100, no 0.
 * False: nothing stands, or the districts of the indicator do not each have its target.
 */
bool ranking_rate(
        const struct indicator *indicator, const struct unit_result *standing, struct decimal *out);

#endif
