/*
 * One indicator, out of JSON.
 */
#ifndef FIGURES_TARGETS_INDICATORS_H
#define FIGURES_TARGETS_INDICATORS_H

#include "figures/targets/take.h"

/* Fills an empty `out` of `task`, whose duties are read; its index is given later. */
void indicators_read(struct catalogue_reader *reader, const struct json *item,
        const struct task *task, struct indicator *out);

#endif
