/*
 * Held figures against last month's: a slip of the point, a fall, a leap, a yes that becomes no.
 */
#ifndef FIGURES_LEDGER_HELD_H
#define FIGURES_LEDGER_HELD_H

#include "figures/ledger/doubts.h"

/* At most one doubt; true when there was one. */
bool held_check(struct checks *checks, const struct subject *subject);

#endif
