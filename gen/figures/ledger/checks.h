/*
 * Checks between figures: this month against last, lead against districts, numerator against
 * denominator (ARCHITECTURE.md “Trouble that reports bring”). Both figures are always kept and
 * said.
 */
#ifndef FIGURES_LEDGER_CHECKS_H
#define FIGURES_LEDGER_CHECKS_H

#include "figures/ledger/ledger.h"

/* Do the cases of one share contain those of a related one? */
bool checks_contains(const struct indicator *whole, const struct indicator *part);
/* Fill ledger->doubts from the cells of the ledger's period; says each through diag. */
void checks_run(struct arena *arena, struct diag *diag, struct ledger *ledger);

#endif
