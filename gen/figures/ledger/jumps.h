/*
 * Jumps: a cumulative figure that grew faster than it and its plan grew so far.
 */
#ifndef FIGURES_LEDGER_JUMPS_H
#define FIGURES_LEDGER_JUMPS_H

#include "figures/ledger/doubts.h"

/* Into how many shares the target is cut: of each unit that adds to it, in each month. */
struct decimal jumps_parts(const struct checks *checks, const struct subject *subject);
/* At most one doubt. */
void jumps_check(struct checks *checks, const struct subject *subject);

#endif
