/*
 * The mean progress of many indicators: of those with a rate, none counted above 100%.
 *
 * Taken from the rates as they are printed, so that a reader who adds them up finds the same. Owns
 * the mean and its rounding; what has a rate is pace.h's.
 */
#ifndef FIGURES_ASSESS_PROGRESS_H
#define FIGURES_ASSESS_PROGRESS_H

#include "figures/assess/assess.h"

/* Begins as zeros. */
struct progress {
	struct decimal sum; /* percent, one decimal */
	size_t count;       /* indicators with a rate */
};

void progress_add(struct progress *progress, const struct indicator_result *result);
void progress_add_task(struct progress *progress, const struct task_result *task);
/* Percent, one decimal, half-up, 100 only when all are complete. False: none has a rate. */
bool progress_mean(const struct progress *progress, struct decimal *out);

#endif
