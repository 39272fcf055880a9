/*
 * Held figures against last month's: a slip of the point, a fall, a leap, a yes that becomes no.
 */
#ifndef FIGURES_LEDGER_HELD_H
#define FIGURES_LEDGER_HELD_H

#include "figures/ledger/doubts.h"

#define HELD_PLACES 6 /* to which figures are rounded to be compared: finer than any rule */
/* By which figures are thought to slip. */
#define HELD_POWERS 4
extern const int64_t held_powers[HELD_POWERS];

/* At most one doubt; true when there was one. */
bool held_check(struct checks *checks, const struct subject *subject);

#endif
