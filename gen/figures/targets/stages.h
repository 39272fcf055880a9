/*
 * Stages of a project (形象进度): what they are called, in their order, and by which month each is
 * planned to be reached.
 *
 * Owns reading them and looking one up. Refuses to know reports and statuses: how many stages are
 * reached is a figure like any other.
 */
#ifndef FIGURES_TARGETS_STAGES_H
#define FIGURES_TARGETS_STAGES_H

#include "figures/targets/take.h"

/* Reads "stages" of an indicator of the kind that has them; every fault is said. */
void stages_read(const struct catalogue_reader *reader, const struct json *item,
        struct indicator *indicator);
/* Which stage a name means, from 1; 0: none. Widths and blanks do not matter. */
size_t stages_find(const struct indicator *indicator, const char *name);
/* The name of the stage that is reached with so many; 尚未启动 for none. */
const char *stages_name(const struct indicator *indicator, struct decimal reached);
/* How many are planned to be reached by the end of the month; 0: none. */
size_t stages_planned(const struct indicator *indicator, struct period period);
/* 立项、招标、开工 */
const char *stages_list(struct arena *arena, const struct indicator *indicator);

#endif
