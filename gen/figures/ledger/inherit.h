/*
 * Figures that a unit took over with the work of others: what stood for them before it was there.
 */
#ifndef FIGURES_LEDGER_INHERIT_H
#define FIGURES_LEDGER_INHERIT_H

#include "figures/ledger/ledger.h"

/*
 * The cell of a unit in a month before it was there, from those of the units that it took the
 * indicator over from: their figures together where they add up, else the worst of them. Of one
 * that gave none, the others' stand alone.
 */
struct cell inherit_cell(struct arena *arena, const struct indicator *indicator,
        const struct cell *const *cells, size_t count);

#endif
