/*
 * A unit's figures against the relations that the catalogue declares between them.
 */
#ifndef FIGURES_LEDGER_RELATED_H
#define FIGURES_LEDGER_RELATED_H

#include "figures/ledger/doubts.h"

/* Of each unit and relation at most one doubt; nothing where a figure is missing. */
void related_check(struct checks *checks);

#endif
