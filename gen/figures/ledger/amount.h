/*
 * Values in an indicator's measure: exact comparison, printing with the measure.
 *
 * Owns what a reported pair n/d is worth (a share in % is n/d x 100). Refuses to know units, months
 * and targets.
 */
#ifndef FIGURES_LEDGER_AMOUNT_H
#define FIGURES_LEDGER_AMOUNT_H

#include "base/fraction.h"
#include "figures/intake/submission.h"

/*
 * An exact figure as given: a number, or the two parts of a fraction. Yes is 1, no is 0.
 * Invariants: what it is not is 0; a denominator of 0 is no base, and nothing is worth anything
 * over it.
 */
struct amount {
	bool is_fraction;
	bool is_bound; /* the least that it can be: 92%以上 */
	struct decimal number;
	struct decimal numerator;
	struct decimal denominator;
};

struct amount amount_of(const struct value *value);
/* False: a fraction over nothing (denominator 0). */
bool amount_has_base(const struct amount *amount);
/* The amount in the indicator's measure. False without a base or when it does not fit. */
bool amount_in_measure(
        const struct indicator *indicator, const struct amount *amount, struct fraction *out);
/* Are both parts equal? A bare number is held against a fraction rounded to the number's scale. */
bool amount_equal(
        const struct indicator *indicator, const struct amount *a, const struct amount *b);
/* "18200例", "733/940（78.0%）", "是" */
char *amount_format(
        struct arena *arena, const struct indicator *indicator, const struct amount *amount);
char *amount_format_value(struct arena *arena, const struct value *value);

#endif
