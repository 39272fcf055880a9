/*
 * What a unit owes and gave in a month: tasks and figures that are missing, what the bulletin
 * prints for them, what counts beside last month's, and what does not count. Decides nothing: all
 * of it is the ledger's and the assessment's.
 */
#ifndef PRESS_TELLING_OWED_H
#define PRESS_TELLING_OWED_H

#include "base/json_out.h"
#include "base/text.h"
#include "figures/assess/assess.h"

/* Whose; all borrowed. */
struct owing {
	struct arena *arena;
	const struct assessment *assessment;
	const struct unit *unit;
	bool is_refused; /* its report was: what it gave does not count */
};

/* A section of the receipt. */
void owed_text(const struct owing *owing, struct text *out);
/*
 * "due_figures", "given_figures", "owed_tasks": [17], "owed_figures": ["17.1"], "figures_aside",
 * "stand_ins": [{"indicator", "text", "from": "districts" or "month": 4}]
 */
void owed_json(const struct owing *owing, struct json_out *json);

#endif
