/*
 * What a unit's later report of the month left out or took back of its earlier ones.
 */
#ifndef FIGURES_LEDGER_REVISIONS_H
#define FIGURES_LEDGER_REVISIONS_H

#include "figures/ledger/doubts.h"

/* Of each unit at most one doubt of what stands though it was left out, and what was withdrawn. */
void revisions_check(struct checks *checks);

#endif
