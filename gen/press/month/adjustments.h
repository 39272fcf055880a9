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

/*
 * From one catalogue to a later one of the same year, of kind "target" "deadline" "lead" "units"
 * "indicator" "task" "rule", in the order of the tasks. Lives in the arena.
 */
struct facts_changes adjustments_between(
        struct arena *arena, const struct catalogue *before, const struct catalogue *now);
struct adjustments_month {
	const struct catalogue *catalogue;
	struct period period;
};
/* Against the archive of the last issued month before this one. False (said): it cannot be read. */
MUST_USE bool adjustments_find(struct arena *arena, struct diag *diag, const struct root *root,
        const struct adjustments_month *now, struct facts_changes *out);

#endif
