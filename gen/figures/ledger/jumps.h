/*
 * Jumps: a cumulative figure that grew faster than it and its plan grew so far.
 */
#ifndef FIGURES_LEDGER_JUMPS_H
#define FIGURES_LEDGER_JUMPS_H

#include "figures/ledger/doubts.h"

/* At most one doubt. */
void jumps_check(struct checks *checks, const struct subject *subject);

#endif
