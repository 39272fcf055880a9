/* From a year's inboxes to its ledger: fill the cells, run the checks. Reads no file. */
#ifndef FIGURES_LEDGER_BUILD_H
#define FIGURES_LEDGER_BUILD_H

#include "figures/ledger/ledger.h"

/*
 * The inboxes are January … period, index month - 1; they are borrowed and must outlive the ledger.
 * The checks of ledger/checks.c are run for `period`; what was said of the inboxes is not said
 * again. Never NULL.
 */
const struct ledger *ledger_build(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, const struct inbox *const *inboxes,
        struct period period);

#endif
