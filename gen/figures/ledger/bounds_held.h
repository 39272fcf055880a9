/* Bounds of what is held against last month: those of held.h. */
#ifndef FIGURES_LEDGER_BOUNDS_HELD_H
#define FIGURES_LEDGER_BOUNDS_HELD_H

#include "figures/ledger/bounds_parts.h"

/* Puts them down, in the order in which they ask. */
void bounds_of_held(struct bounding *bounding);

#endif
