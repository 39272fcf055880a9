/*
 * What the bulletin will say of a unit, told to it before it is printed: the status of its tasks,
 * reasons and days that are missing, what it will be sent. Decides nothing: all of it is the
 * assessment's.
 */
#ifndef PRESS_TELLING_PROSPECT_H
#define PRESS_TELLING_PROSPECT_H

#include "base/json_out.h"
#include "base/text.h"
#include "figures/assess/assess.h"

/* A section of the receipt; nothing for a unit without tasks. */
void prospect_text(struct arena *arena, const struct assessment *assessment,
        const struct unit *unit, struct text *out);
/* "prospects": [{"task", "lead", "status", "light", "asks": [...]}] */
void prospect_json(struct arena *arena, const struct assessment *assessment,
        const struct unit *unit, struct json_out *json);

#endif
