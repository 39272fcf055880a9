/*
 * A district's figure against what all districts are to do together, and against the others'.
 */
#ifndef FIGURES_LEDGER_SIBLINGS_H
#define FIGURES_LEDGER_SIBLINGS_H

#include "figures/ledger/doubts.h"

/* At most one doubt; true when there was one. */
bool siblings_check(struct checks *checks, const struct subject *subject);

#endif
