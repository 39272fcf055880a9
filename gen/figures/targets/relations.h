/*
 * Relations: what figures must be to each other, as a catalogue declares it.
 *
 *   "relations": ["11.2 >= 11.1", "7.1 = 7.4 + 7.5", "numerator(7.2) = 7.1",
 *                 "same-denominator(15.1, 15.2, 15.3)"]
 *
 *   relation = term (">=" | "=") term { "+" term }
 *            | "same-denominator" "(" id "," id { "," id } ")"
 *   term     = id | "numerator" "(" id ")" | "denominator" "(" id ")"
 *
 * As people write it: ≥ is >=, full-width signs are as good as the narrow ones, 、 is a comma,
 * 分子 分母 同分母 stand for the English words; blanks are free.
 *
 * Owns the language and its errors, each with the column where it no longer reads: a word that is
 * none, an indicator that there is not, a part of what has no parts, yes or no, amounts of
 * different measures, a figure held against itself. Judges no figure (ledger/related.h does).
 */
#ifndef FIGURES_TARGETS_RELATIONS_H
#define FIGURES_TARGETS_RELATIONS_H

#include "figures/targets/take.h"

/*
 * Reads "relations" into the catalogue, whose indicators have been read; what is part_of another is
 * held to be no more than it.
 */
void relations_read(struct catalogue_reader *reader);

#endif
