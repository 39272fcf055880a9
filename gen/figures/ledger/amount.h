/*
 * Values in an indicator's measure: exact comparison, rounding, printing with the measure.
 *
 * Owns what a reported pair n/d is worth (a share in % is n/d x 100) and the rule that 100% is
 * printed only when complete (ARCHITECTURE.md “Figures”). Refuses to know units, months and
 * targets.
 */
#ifndef FIGURES_LEDGER_AMOUNT_H
#define FIGURES_LEDGER_AMOUNT_H

#include "figures/intake/submission.h"

/* An exact figure as given: a number, or the two parts of a fraction. Yes is 1, no is 0. */
struct amount {
	bool is_fraction;
	struct decimal number;
	struct decimal numerator;
	struct decimal denominator;
};

/* An exact quotient; the denominator is positive. */
struct fraction {
	struct decimal numerator;
	struct decimal denominator;
};

struct amount amount_of(const struct value *value);
/* 100 for a measure of %, 1000 for ‰, 1 otherwise. */
int64_t amount_factor(const struct indicator *indicator);
/* False: a fraction over nothing (denominator 0). */
bool amount_has_base(const struct amount *amount);
/* The amount in the indicator's measure. False without a base or when it does not fit. */
bool amount_in_measure(
        const struct indicator *indicator, const struct amount *amount, struct fraction *out);
/* -1, 0, 1, exactly. */
int fraction_compare(struct fraction a, struct fraction b);
/* Are both parts equal? A bare number is held against a fraction rounded to the number's scale. */
bool amount_equal(
        const struct indicator *indicator, const struct amount *a, const struct amount *b);
/*
 * In the indicator's measure, half-up to `places`; a share in % is less than 100 as long as it is
 * not complete: 99.96 -> 99.9.
 */
bool amount_round(const struct indicator *indicator, const struct amount *amount, uint8_t places,
        struct decimal *out);
/* `percent` half-up to one decimal, but below 100 as long as it is not complete. */
bool fraction_round_percent(struct fraction percent, struct decimal *out);
/* "18200例", "733/940（78.0%）", "是" */
char *amount_format(
        struct arena *arena, const struct indicator *indicator, const struct amount *amount);
char *amount_format_value(struct arena *arena, const struct value *value);

#endif
