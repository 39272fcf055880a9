/*
 * Categories, tasks and duties of a catalogue, out of JSON.
 */
#ifndef FIGURES_TARGETS_TASKS_H
#define FIGURES_TARGETS_TASKS_H

#include "figures/targets/take.h"

/*
 * Fills the categories, tasks and indicators of reader->catalogue, whose units, groups and
 * parameters are read; checks what needs all of them at once.
 */
void tasks_read(struct catalogue_reader *reader);

#endif
