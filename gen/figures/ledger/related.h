/*
 * Figures against the relations that the catalogue declares between them (targets/relations.h): of
 * each unit that reports them all, and, where no unit does, of the city: what a lead says and what
 * districts' figures add up to.
 */
#ifndef FIGURES_LEDGER_RELATED_H
#define FIGURES_LEDGER_RELATED_H

#include "figures/ledger/doubts.h"

/*
 * Of each unit and relation at most one doubt, at the unit that wrote a figure of this month's;
 * nothing where a figure is missing, a sum is not whole, or all figures are of earlier months.
 */
void related_check(struct checks *checks);

#endif
