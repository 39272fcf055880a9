/*
 * Exact decimals: value = digits / 10^scale. No binary floating point ever touches a figure.
 *
 * Invariants: 0 <= scale <= DECIMAL_SCALE_MAX; |digits| <= 9 x 10^18: one that was
 * read has at most 17 digits, so that sums of ninety fit, and products fit in 128 bits. A
 * normalised decimal has no trailing zero digit behind the point ("1.50" keeps its scale until
 * decimal_normalise).
 */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

#define DECIMAL_SCALE_MAX 9

struct decimal {
	int64_t digits;
	uint8_t scale;
};

struct decimal decimal_from(int64_t whole);
struct decimal decimal_normalise(struct decimal value);
/* -1, 0, 1 */
int decimal_compare(struct decimal a, struct decimal b);
int decimal_sign(struct decimal value);
/* The operations below return false when the exact result does not fit; *out is then 0. */
bool decimal_add(struct decimal a, struct decimal b, struct decimal *out);
/* Half away from zero to as many decimals as fit; false when the whole part alone does not. */
bool decimal_add_rounded(struct decimal a, struct decimal b, struct decimal *out);
bool decimal_subtract(struct decimal a, struct decimal b, struct decimal *out);
bool decimal_multiply(struct decimal a, struct decimal b, struct decimal *out);
/*
 * numerator / denominator * factor, rounded half away from zero to `places` decimals (half-up in
 * decimal arithmetic; ARCHITECTURE.md “Figures”). False when denominator is 0 or the result does
 * not fit.
 */
bool decimal_divide(struct decimal numerator, struct decimal denominator, int64_t factor,
        uint8_t places, struct decimal *out);
/* Compares n1/d1 with n2/d2 exactly; both denominators must be positive. */
int decimal_compare_fractions(
        struct decimal n1, struct decimal d1, struct decimal n2, struct decimal d2);
/* Half away from zero to `places`. */
struct decimal decimal_round(struct decimal value, uint8_t places);
/* Toward zero: 99.96 -> 99.9, for percentages that must not read 100% before they are complete. */
struct decimal decimal_truncate(struct decimal value, uint8_t places);

/* "42400", "31.5", "-0.3": plain digits, no comma, no exponent, scale as it stands. */
char *decimal_format(struct arena *arena, struct decimal value);
/* Exactly `places` decimals, rounding half-up. */
char *decimal_format_places(struct arena *arena, struct decimal value, uint8_t places);

#endif
