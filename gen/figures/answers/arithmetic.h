/*
 * The arithmetic of one figure in words: sum, quotient, rate, pace, gap, with the real numbers.
 *
 * Owns how a calculation is written out; every result is the assessment's own, never computed a
 * second time. A
 * quotient is followed by ＝ where it is exact in three places and by ≈ where not; more places are
 * shown where three would round otherwise.
 */
#ifndef FIGURES_ANSWERS_ARITHMETIC_H
#define FIGURES_ANSWERS_ARITHMETIC_H

#include "figures/answers/account.h"

/* "＝43.72" "≈41.667" of numerator / denominator x factor; "" when it does not fit. */
const char *arithmetic_quotient(struct arena *arena, struct fraction parts, int64_t factor);
/* 733÷940×100≈77.979, where the figure is a fraction; else nothing. */
void arithmetic_add_conversion(
        struct account *answer, const struct indicator *indicator, const struct figure *figure);
/* What the districts say together: each part of the sum, or whose is the worst. */
void arithmetic_add_total(struct account *answer, const struct assessment *assessment,
        const struct indicator_result *result);
/* ≥350000批次，12月底前; `whose` stands before it where it is not that of who gives the figure. */
void arithmetic_add_target(struct account *answer, const struct assessment *assessment,
        const struct indicator *indicator, const char *whose);
/* Rate, pace and gap, as far as the result has them. */
void arithmetic_add_progress(struct account *answer, const struct assessment *assessment,
        const struct indicator_result *result);
#define ARITHMETIC_UNCHANGED "持平"
/*
 * `now` less `before`, as printed: "+2945", "-1.2个百分点", 持平; "" when that is no number: of a
 * yes or no, or where one of them does not stand.
 */
const char *arithmetic_change(struct arena *arena, const struct indicator *indicator,
        const struct figure *now, const struct figure *before);
/* This month's less last month's, as printed. */
void arithmetic_add_change(struct account *answer, const struct indicator_result *result);

#endif
