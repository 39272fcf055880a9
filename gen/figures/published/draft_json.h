/* A draft as the text of input/targets/<year>.json. */
#ifndef FIGURES_PUBLISHED_DRAFT_JSON_H
#define FIGURES_PUBLISHED_DRAFT_JSON_H

#include "base/text.h"
#include "figures/published/draft_parts.h"

/* Adds it at the end of `out`, and what it leaves open to the draft's list. */
void draft_json_write(struct drafter *drafter, struct text *out);

#endif
