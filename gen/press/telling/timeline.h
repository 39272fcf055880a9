/*
 * Timelines: the history of a unit set out month by month, for a person or a machine.
 *
 * Owns labels, columns and keys. What was reported is figures/answers'.
 */
#ifndef PRESS_TELLING_TIMELINE_H
#define PRESS_TELLING_TIMELINE_H

#include "base/text.h"
#include "figures/answers/history.h"

/*
 * Of one indicator a table of its months, of several one of the reports and one of the figures;
 * Chinese, as the documents are. With `draws` each figure's course stands beside it as bars.
 */
void timeline_add_words(struct text *out, const struct history *history, bool draws);
/* One object a month, on a line each. */
void timeline_add_json(struct text *out, const struct history *history);

#endif
