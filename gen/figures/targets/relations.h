/*
 * Relations: what a unit's figures must be to each other, as a catalogue declares it.
 *
 *   "relations": ["11.2 >= 11.1", "7.1 = 7.4 + 7.5", "numerator(7.2) = 7.1",
 *                 "denominator(11.1) = denominator(11.2)"]
 *
 *   relation = term (">=" | "=") term { "+" term }
 *   term     = id | "numerator(" id ")" | "denominator(" id ")"
 *
 * Owns the language and its errors: what does not read, an indicator that is none, a part of what
 * has no parts, figures of different measures. Judges no figure (ledger/related.h does).
 */
#ifndef FIGURES_TARGETS_RELATIONS_H
#define FIGURES_TARGETS_RELATIONS_H

#include "figures/targets/take.h"

/* Reads "relations" into the catalogue, whose indicators have been read. */
void relations_read(struct catalogue_reader *reader);

#endif
