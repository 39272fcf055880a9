/*
 * What is asked of a unit about its report: each doubt with the place of the figure, and how it is
 * answered, with the lines to write. Decides nothing: the doubts are the ledger's.
 */
#ifndef PRESS_TELLING_QUESTIONS_H
#define PRESS_TELLING_QUESTIONS_H

#include "base/json_out.h"
#include "base/text.h"
#include "figures/assess/assess.h"

/*
 * A section of the receipt, each question with the figure and last month's, and one of what other
 * units are asked about the tasks that this one leads; nothing when nothing is asked.
 */
void questions_text(struct arena *arena, const struct assessment *assessment,
        const struct unit *unit, struct text *out);
/*
 * "doubts": [{"code", "indicator", "text", "file", "line", "column", "pointer"}], and
 * "doubts_of_others": the same with "unit" in front.
 */
void questions_json(
        const struct assessment *assessment, const struct unit *unit, struct json_out *json);

#endif
