/*
 * A district's own standing on an indicator: rate, pace and status against what it has to reach by
 * itself.
 *
 * Owns judging one district as the city is judged. Refuses to know other districts and other
 * months.
 */
#ifndef FIGURES_ASSESS_DISTRICT_H
#define FIGURES_ASSESS_DISTRICT_H

#include "figures/assess/assess.h"

/* `result` is of `own`, the indicator as the district has to reach it: not to be copied. */
struct district_standing {
	struct indicator own;
	struct indicator_result result; /* figure, rate, pace, gap, status, light */
};

/* False: what the district has to reach by itself is not said. */
bool district_judge(const struct assessment *month, const struct indicator *indicator,
        const struct unit_result *standing, struct district_standing *out);

#endif
