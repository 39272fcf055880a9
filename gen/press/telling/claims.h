/*
 * Claims: the day that a report bears, against the nights on which it was, or was not yet, there.
 *
 * A report says itself when it was sent, and that decides whether it is late. What the nights have
 * seen cannot decide it (a file may have come by another way), so it only asks: the unit, in its
 * receipt, and the office, which records the day when it knows better (answers.h). Nothing of it is
 * printed, for what is printed must come from what is archived.
 */
#ifndef PRESS_TELLING_CLAIMS_H
#define PRESS_TELLING_CLAIMS_H

#include "figures/intake/inbox.h"
#include "press/state/seen.h"

/* The nights' knowledge with tonight's; `last` is the day of the night before, year 0: not known.
 */
struct sightings claims_see(struct arena *arena, const struct inbox *inbox,
        const struct sightings *before, struct date last, struct date today);
/* Says each day that cannot be, or is not likely, at its report. */
void claims_ask(struct arena *arena, struct diag *diag, const struct inbox *inbox,
        const struct sightings *sightings);

#endif
