/*
 * What differs between two months or revisions, set out for a person or a machine.
 *
 * Owns labels, columns and keys. What differs is figures/answers' to say.
 */
#ifndef PRESS_TELLING_VERSUS_H
#define PRESS_TELLING_VERSUS_H

#include "base/text.h"
#include "figures/answers/contrast.h"

/* What is held against what: "2020-04" "2020-05/1". */
struct versus {
	const struct contrast *contrast;
	const char *before, *now;
	bool same_month;              /* revisions of one: each text that differs is named */
	bool knows_before, knows_now; /* documents that were made of it */
};

/* A part for each kind, led by how many were compared and differ; Chinese, as the documents are. */
void versus_add_words(struct text *out, const struct versus *versus);
/* One object for each difference, on a line each. */
void versus_add_json(struct text *out, const struct versus *versus);

#endif
