/*
 * What an indicator asks of a figure: how it is given, with how many decimals it is printed, and
 * whether it is where it is to be.
 *
 * Owns what follows from an indicator's own fields beside its kind. Refuses to know reports, units
 * and months. A kind's row (kinds.h) says what all of the kind have in common.
 */
#ifndef FIGURES_TARGETS_AIM_H
#define FIGURES_TARGETS_AIM_H

#include "base/fraction.h"
#include "figures/targets/catalogue.h"

/* How a unit gives the figure, and how the city's is given: a share without parts is a number. */
enum value_kind aim_value(const struct indicator *indicator);
enum value_kind aim_total(const struct indicator *indicator);
/* Is it held against a target, be it one that is not yet set? False: told in words, or only shown.
 */
bool aim_is_measured(const struct indicator *indicator);
/* Counted among the indicators: measured, and no part of one that is. */
bool aim_is_counted(const struct indicator *indicator);
/* A step that is taken or not, or one of several: what it has come to is no number. */
bool aim_is_step(const struct indicator *indicator);
/* Units' figures make one of all: a sum, or parts over wholes. */
bool aim_adds_up(const struct indicator *indicator);
/* An end that a figure must not go beyond: at most, and the upper end of a range. */
bool aim_is_limit(const struct indicator *indicator);

/* Is it printed with that many decimals whatever its last digits are? */
bool aim_keeps_places(const struct indicator *indicator);
/* Decimals of its figures in print. */
uint8_t aim_places(const struct indicator *indicator);
/*
 * value x factor as it is printed: rounded half-up, a percentage below 100 as long as it is not
 * complete, and never as if it stood where it does not: 74.96 against 75 is 74.9. False when it
 * does not fit.
 */
bool aim_round(const struct indicator *indicator, struct fraction value, int64_t factor,
        struct decimal *out);

/*
 * A figure in the indicator's measure against the target, exactly: -1 not met, 0 met, 1 beyond it.
 * One that is to be equal is met when it is as printed: no third of a whole is 33.3% exactly.
 */
int aim_compare(const struct indicator *indicator, struct fraction value);
/* Is `a` worse than `b`? Lower; under a limit higher; else further from where it is to be. */
bool aim_is_worse(const struct indicator *indicator, struct fraction a, struct fraction b);
/* The lower, the worse, by aim_is_worse: to sort by. */
struct decimal aim_rank(const struct indicator *indicator, struct decimal value);
/* 最低, 最高, 偏离最大: what the worst of several is called. */
const char *aim_worst_word(const struct indicator *indicator);
/* 不低于, 控制在, 等于, 保持在, "": what stands before the target in a sentence. */
const char *aim_limit_word(const struct indicator *indicator);
/* 建成, 竣工, 完成: what is said of a step that is taken, or of the last of several. */
const char *aim_finish(const struct indicator *indicator);
/* 900元/人/月, 4.3%以内, 80%～85%; the target must be set and a figure. */
const char *aim_words(struct arena *arena, const struct indicator *indicator);
/* ≥350000批次, ≤4.3%, ＝4.5%, 80%～85%: what the figure is held against. */
const char *aim_bound(struct arena *arena, const struct indicator *indicator);
/* ≥900, ≤4.3%, 80%～85%, 42400: as a table has it, percentages with their sign. */
const char *aim_cell(struct arena *arena, const struct indicator *indicator);

#endif
