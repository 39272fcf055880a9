/*
 * When a catalogue is reported: rules.periods, as_of_day, due_month and cut_month.
 *
 * JSON: "periods": "monthly" | "quarterly" | "half-yearly" | "yearly" | [5, 7, 9, 12], months in
 * which a period ends; "due_month" and "cut_month": "next" | "same".
 */
#ifndef FIGURES_TARGETS_PERIODS_H
#define FIGURES_TARGETS_PERIODS_H

#include "figures/targets/take.h"

/* What applies without a word: every month, to its last day, due in the next. */
void periods_default(struct rules *rules);
/* Of the object "rules"; days and their order are checked by rules.c. */
void periods_read(
        const struct catalogue_reader *reader, const struct json *object, struct rules *rules);

#endif
