/*
 * What of a year's catalogue was adjusted since the month that was issued before: targets,
 * deadlines, who answers for them, rules.
 *
 * Each is one clause to be printed, for a reader who has the earlier bulletin in his hands. Owns
 * which catalogue that is, and the comparison. A month without an issued one before it in its year
 * has none.
 */
#ifndef PRESS_MONTH_ADJUSTMENTS_H
#define PRESS_MONTH_ADJUSTMENTS_H

#include "figures/facts/facts.h"
#include "press/month/readings.h"

struct adjustments {
	const struct facts_change
	        *list; /* kind "target" "deadline" "lead" "units" "indicator" "rule" */
	size_t count;
};

/* From one catalogue to a later one of the same year; in the arena. */
struct adjustments adjustments_between(
        struct arena *arena, const struct catalogue *before, const struct catalogue *now);
struct adjustments_month {
	const struct catalogue *catalogue;
	struct period period;
};
/* Against the archive of the last issued month before this one. False (said): it cannot be read. */
MUST_USE bool adjustments_find(struct arena *arena, struct diag *diag, const struct root *root,
        const struct adjustments_month *now, struct adjustments *out);

#endif
