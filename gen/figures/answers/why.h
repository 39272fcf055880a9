/*
 * Why a figure stands as it is printed: of an indicator, of one unit's part in it, of a task.
 *
 * Owns which lines answer which question. What is printed is told in the words of the facts
 * document, so that answer and bulletin are one.
 */
#ifndef FIGURES_ANSWERS_WHY_H
#define FIGURES_ANSWERS_WHY_H

#include "figures/answers/account.h"

struct account why_indicator(struct arena *arena, const struct assessment *assessment,
        const struct indicator *indicator);
/* False: the unit has no part in the indicator this month. */
bool why_unit(struct arena *arena, const struct assessment *assessment,
        const struct indicator *indicator, const struct unit *unit, struct account *out);
struct account why_task(
        struct arena *arena, const struct assessment *assessment, const struct task *task);

#endif
