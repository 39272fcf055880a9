/*
 * The verdict in words: which rule decided a status, and how far the figure is from the next one.
 *
 * Reads the ground that the assessment recorded; judges nothing again. The edges of a status are
 * found by asking the assessment itself what other figures would be called.
 */
#ifndef FIGURES_ANSWERS_VERDICT_H
#define FIGURES_ANSWERS_VERDICT_H

#include "figures/answers/account.h"

void verdict_add(struct account *answer, const struct assessment *assessment,
        const struct indicator_result *result);
/* 绿 黄 红, "" for none. */
const char *verdict_light(enum light light);
/* The smallest or largest figure that is called otherwise, of the same measure. */
struct verdict_edges {
	bool has_above, has_below;
	struct decimal above; /* the least figure beyond the status' upper edge */
	struct decimal below; /* the greatest one below its lower edge */
	enum status
	        above_status; /* what `above` is called; STATUS_DONE where it meets the target */
	enum status below_status;
};
/* False: the status does not follow from the gap, or the figure is a fraction. */
bool verdict_edges(const struct assessment *assessment, const struct indicator_result *result,
        struct verdict_edges *out);

#endif
