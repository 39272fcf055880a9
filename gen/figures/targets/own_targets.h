/*
 * "district_targets": what each district is to reach, out of JSON.
 */
#ifndef FIGURES_TARGETS_OWN_TARGETS_H
#define FIGURES_TARGETS_OWN_TARGETS_H

#include "figures/targets/take.h"

/* Of an indicator whose words and districts are read; those without a target are left out. */
void own_targets_read(
        const struct catalogue_reader *reader, const struct json *item, struct indicator *out);

#endif
