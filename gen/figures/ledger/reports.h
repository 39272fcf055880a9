/*
 * A unit's report of the month as a whole: its day, and what a later one left out or took back of
 * those before.
 */
#ifndef FIGURES_LEDGER_REPORTS_H
#define FIGURES_LEDGER_REPORTS_H

#include "figures/ledger/doubts.h"

/* Of each unit at most one doubt of a kind, and each figure that was withdrawn. */
void reports_check(struct checks *checks);

#endif
