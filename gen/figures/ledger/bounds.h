/*
 * Bounds: what the checks of a month ask of one unit's figures, as comparisons that a form can make
 * while they are being typed, before there is a report.
 *
 * Owns turning each check of checks.h that needs no other unit's later word into a condition, with
 * what is known (last month's figures, targets, rules) as exact constants. Decides nothing: the
 * checks do, and tests hold both against each other. Left out, since they compare with what others
 * report: FIGURES_DIFFER, TOTALS_DISAGREE, SUM_INEXACT, the city's FIGURE_EXCESSIVE of summed
 * districts and relations between sums; and, since they look at a report as a whole,
 * REPORT_REPEATED, FIGURES_LEFT_OUT and LETTERS_LOST.
 *
 * A condition: comparisons with & between, all of which hold; each is a sum, an operator
 * (< > <= >= = !=) and a sum; a sum is products with + between, a product factors with * between; a
 * factor is a plain decimal, or a part of a figure: its indicator's number, a colon, and v (number;
 * yes is 1 and no 0), n (numerator) or d (denominator). Nothing is negative.
 *     8.2:v*4>7234*4+7234*3&8.2:v*8>7234*8+35240*3
 * What is not given, and does not stand from an earlier month, holds in no comparison.
 */
#ifndef FIGURES_LEDGER_BOUNDS_H
#define FIGURES_LEDGER_BOUNDS_H

#include "figures/ledger/ledger.h"

/*
 * Invariants: `when` is a condition as above, or "" for what `alike` holds; exactly one of them is
 * set. `asked` has an indicator at least: of those given this month the first is asked.
 */
struct bound {
	enum doubt_kind kind;
	bool is_first; /* of those of a figure that have this set only the first that holds asks */
	const char *when;
	/* Parts that are to be equal: of those given this month the one most alone is asked. */
	const char *const *alike;
	size_t alike_count;
	const struct indicator *const *asked;
	size_t asked_count;
	bool after_part;   /* not asked where WHOLE_BELOW_PART was, of the same figure */
	const char *words; /* Chinese, for who fills in the form */
};

struct bound_list {
	const struct bound *list;
	size_t count;
};

/* "8.2:v": a part of a figure, as conditions have it. */
const char *bounds_part(
        struct arena *arena, const struct indicator *indicator, enum term_part part);
/* How the unit gives the figure: districts say yes or no where a lead gives their number. */
enum value_kind bounds_kind(const struct unit *unit, const struct indicator *indicator);
/* Can it give the figure so? Where the parts of a share are optional, as one number too. */
bool bounds_can_be(
        const struct unit *unit, const struct indicator *indicator, enum value_kind kind);
/*
 * Of one figure that the unit must report, for the ledger's month, in the order of the checks; what
 * stands from before is the month's before. In the arena.
 */
struct bound_list bounds_of(struct arena *arena, const struct ledger *ledger,
        const struct unit *unit, const struct indicator *indicator);
/* Between the figures that the unit must report. */
struct bound_list bounds_between(
        struct arena *arena, const struct ledger *ledger, const struct unit *unit);

#endif
