/*
 * A district's figure against what all districts are to do together, and against the others'.
 */
#ifndef FIGURES_LEDGER_SIBLINGS_H
#define FIGURES_LEDGER_SIBLINGS_H

#include "figures/ledger/doubts.h"

/* The middle one of what the other districts' standards are; the lower of two. False: too few. */
bool siblings_median(
        const struct checks *checks, const struct subject *subject, struct decimal *out);
/* At most one doubt; true when there was one. */
bool siblings_check(struct checks *checks, const struct subject *subject);

#endif
