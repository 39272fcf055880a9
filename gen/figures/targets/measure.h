/*
 * What the measure of an indicator asks of a reported part and whole: 733/940 is 78.0 of %.
 *
 * Owns the factor of % and ‰ and how many decimals are printed. Refuses to know indicators: a
 * measure is the text that is printed behind a figure.
 */
#ifndef FIGURES_TARGETS_MEASURE_H
#define FIGURES_TARGETS_MEASURE_H

#include "base/fraction.h"

/* Decimals finer than any figure that is reported. */
#define MEASURE_FINE 6

/* How many of the measure make a whole: 100 of %, 1000 of ‰, 1 of anything else. */
int64_t measure_factor(const char *measure);
/* % or ‰ */
bool measure_is_share(const char *measure);
/*
 * How many of the base a measure with a number in front is: 10^8 of 亿元, 10^4 of 万元, 1 of 元;
 * *base is what is counted. 万 and 亿 alone are measures of themselves.
 */
int64_t measure_scale(const char *measure, const char **base);
/* The same is counted, if by other numbers: 亿元 and 万元. */
bool measure_scales_alike(const char *a, const char *b);
/* Decimals of a quotient in print: one of a share, two of anything else. */
uint8_t measure_places(const char *measure);
/*
 * value x factor, half-up to `places` decimals; a percentage is less than 100 as long as it is not
 * complete: 99.96 -> 99.9. False when it does not fit.
 */
bool measure_round(struct fraction value, int64_t factor, uint8_t places, bool is_percent,
        struct decimal *out);

#endif
