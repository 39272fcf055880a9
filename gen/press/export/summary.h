/*
 * A month as JSON, for programs: input/schema/summary.schema.json says what stands where.
 *
 * Owns the shape of summary.json. Figures are JSON numbers as they are printed, null where none
 * stands; beside each the words that a document prints for it.
 */
#ifndef PRESS_EXPORT_SUMMARY_H
#define PRESS_EXPORT_SUMMARY_H

#include "base/text.h"
#include "figures/facts/facts.h"

/* After sheets_ask. */
void summary_write(struct facts *facts, struct text *out);

#endif
