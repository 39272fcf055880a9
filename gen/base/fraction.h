/*
 * Exact quotients of decimals, and how one is rounded for print.
 *
 * Owns comparing and subtracting quotients that no decimal holds (1/3), and the rule that a printed
 * value never reads as if it stood on the other side of a limit. Refuses to know measures.
 */
#ifndef BASE_FRACTION_H
#define BASE_FRACTION_H

#include "base/decimal.h"

/* Invariant: the denominator is above 0. */
struct fraction {
	struct decimal numerator;
	struct decimal denominator;
};

/* value / 1 */
struct fraction fraction_from(struct decimal value);
/* -1, 0, 1, exactly. */
int fraction_compare(struct fraction a, struct fraction b);
/*
 * 100 x a / b, shortened: exact whenever it fits, else both parts lose their last digits, less than
 * a part in 10^17. False when b is not above 0, or the quotient is beyond 10^18.
 */
bool fraction_percent(struct fraction a, struct fraction b, struct fraction *out);
/*
 * `printed`, which is value x factor rounded, moved by one unit of its last place when it reads as
 * if the exact value were at `limit` or beyond it: 1.599 of 1.6 is 1.59, 4.304 over 4.3 is 4.4.
 */
struct decimal fraction_keep_side(
        struct fraction value, int64_t factor, struct decimal limit, struct decimal printed);
/*
 * value x factor as a percentage, half-up to one decimal, but below 100 as long as it is not
 * complete: 99.96 -> 99.9. Factor 100 for a share, 1 for what is a percentage already. False when
 * it does not fit.
 */
bool fraction_round_percent(struct fraction value, int64_t factor, struct decimal *out);

#endif
