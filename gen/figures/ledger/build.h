/*
 * From the folders of a year's reports to its ledger: read each month, fill the cells, run the
 * checks.
 */
#ifndef FIGURES_LEDGER_BUILD_H
#define FIGURES_LEDGER_BUILD_H

#include "figures/ledger/ledger.h"

/*
 * Read every month from January to `period` under `submissions`, fill the cells, run the checks
 * of ledger/checks.c for `period`. Messages of earlier months are not said again. Never NULL.
 */
const struct ledger *ledger_build(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, const char *submissions, struct period period);
/*
 * The same, month by month from a source of its own, sources[month - 1]: the live folder, or that
 * of an archive in which the month was frozen.
 */
const struct ledger *ledger_build_from(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, const struct inbox_source *sources,
        struct period period);

#endif
