/*
 * One indicator, one month: the headline figure and who stands where.
 *
 * Owns turning cells and totals of the ledger into figures, choosing between the lead's and the
 * districts', and who reached the target. Refuses to know pace, deadlines and other months.
 */
#ifndef FIGURES_ASSESS_INDICATOR_H
#define FIGURES_ASSESS_INDICATOR_H

#include "figures/assess/assess.h"
#include "figures/ledger/amount.h"

/* Fills figure … partial, reached, concerned and units of `result`; its indicator is set. */
void indicator_combine(struct arena *arena, const struct ledger *ledger, int month,
        struct indicator_result *result);
/* A unit's own figure of a month. */
struct figure indicator_figure_of(const struct ledger *ledger, int month,
        const struct indicator *indicator, const struct unit *unit);
/* A figure stands (given or carried). */
bool figure_stands(const struct figure *figure);
/* In the indicator's measure; false when nothing stands or it does not fit. */
bool figure_in_measure(
        const struct indicator *indicator, const struct figure *figure, struct fraction *out);
/*
 * The same as it is printed: a quotient rounded (measure_round), and never as if it had met a
 * target that it has not, or kept a limit that it has broken (74.96 against 75 is 74.9). False when
 * nothing stands or it does not fit.
 */
bool figure_rounded(
        const struct indicator *indicator, const struct figure *figure, struct decimal *out);
/*
 * `now` less `before`, of the figures as they are printed, so that a reader who subtracts them
 * finds the same. False when one of them does not stand or it does not fit.
 */
bool figure_change(const struct indicator *indicator, const struct figure *now,
        const struct figure *before, struct decimal *out);
/*
 * The indicator as a district has to reach it by itself: with its own target, or with the city's
 * where every district has that. False: what it has to reach is not said.
 */
bool indicator_of_district(
        const struct indicator *indicator, const struct unit *unit, struct indicator *own);
/* Against the target, exactly: -1 not met, 0 exactly met, 1 beyond. -1 without target or figure. */
int figure_against_target(const struct indicator *indicator, const struct figure *figure);
/*
 * Percent of the target, exactly: 100 x figure / target, under a limit 100 x target / figure; of a
 * range by its lower end, and above it by its upper end as by a limit.
 * False when there is none: no figure, no target, division by zero, or it does not fit.
 */
bool figure_attained(
        const struct indicator *indicator, const struct figure *figure, struct fraction *percent);
/*
 * The headline meets the target as indicator->combine asks (every unit, or the figure); -1, 0, 1
 * as figure_against_target.
 */
int indicator_against_target(const struct indicator_result *result);

#endif
