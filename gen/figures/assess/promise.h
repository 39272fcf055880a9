/*
 * Promises: by when a unit says a task will be done, and how often it has put that off.
 *
 * Owns following a unit's word on one task through the year's months. Refuses to judge the task.
 */
#ifndef FIGURES_ASSESS_PROMISE_H
#define FIGURES_ASSESS_PROMISE_H

#include "figures/assess/assess.h"

/*
 * Invariants: words are never NULL; a day is there only where the words have one for sure;
 * `slipped` means that both have one and the period's is later.
 */
struct promise {
	const char *words;    /* of the period's report, "" when it says nothing */
	const char *previous; /* of the report before it that said something, "" */
	bool has_day, has_previous_day;
	struct date day, previous_day;
	bool slipped;
	int slips; /* how often the day was put off this year, up to the period */
};

struct promise promise_of(
        const struct ledger *ledger, int month, const struct unit *unit, const struct task *task);

#endif
