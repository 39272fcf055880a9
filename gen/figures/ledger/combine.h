/*
 * Combining cells over units: the districts' total of an indicator, and the lead's own cell.
 *
 * One algorithm for the checks (lead against districts) and for the assessment. Denominator 0 is
 * left out of every combination; 未报送 makes a total partial, never smaller in silence.
 */
#ifndef FIGURES_LEDGER_COMBINE_H
#define FIGURES_LEDGER_COMBINE_H

#include "figures/ledger/amount.h"
#include "figures/ledger/ledger.h"

enum total_state {
	TOTAL_NOT_CONCERNED, /* no district has this indicator */
	TOTAL_NONE,          /* no district ever gave a figure */
	TOTAL_NO_BASE,       /* those who gave one have denominator 0 */
	TOTAL_TOO_LARGE,     /* what they gave cannot be added up */
	TOTAL_GIVEN,
};

/*
 * What the districts with the duty say together, as indicator->combine asks. Invariants: `amount`
 * says something exactly when given, and has a base; `worst` and `cell` are both set or both NULL.
 */
struct total {
	enum total_state state;
	struct amount amount;
	const struct unit *worst;   /* min, all: whose amount it is; NULL for sums */
	const struct cell *cell;    /* the worst's cell, or NULL */
	const struct unit *inexact; /* at whose figure the sum began to be rounded, or NULL */
	size_t fresh;               /* districts that reported for this month */
	size_t stale;               /* whose earlier value stands in (carried or kept) */
	size_t missing;             /* who never gave one: the total is partial */
	size_t baseless;            /* with denominator 0 */
};

/*
 * The cell's figure is part of the districts' total: it has one, and where shares are put together
 * by their parts both of them, for a bare percentage has no weight and cannot enter Σn/Σd.
 */
bool combine_enters(const struct indicator *indicator, const struct cell *cell);
struct total combine_districts(
        const struct ledger *ledger, int month, const struct indicator *indicator);
/* Of a sum that nobody leads: the district whose figure of this month is the largest part of it. */
const struct unit *combine_largest(
        const struct ledger *ledger, int month, const struct indicator *indicator);
/*
 * The lead's figure and the districts' total, both of this month and complete, differ. Sums and
 * shares: in any part; min: in value. Never for `all`, where each has its own list.
 */
bool combine_disagree(
        const struct indicator *indicator, const struct cell *lead, const struct total *total);

#endif
