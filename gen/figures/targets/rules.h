/*
 * The rules of a catalogue and the plans of indicators, out of JSON.
 */
#ifndef FIGURES_TARGETS_RULES_H
#define FIGURES_TARGETS_RULES_H

#include "figures/targets/take.h"

/* Fills reader->catalogue->rules; what the file leaves out has its default. */
void rules_read(struct catalogue_reader *reader);
/* The twelve percentages of an indicator's "plan", or NULL. */
const struct decimal *rules_read_plan(
        const struct catalogue_reader *reader, const struct json *object);

#endif
