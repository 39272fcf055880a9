/*
 * Later: what came for a month when it had been issued.
 *
 * Owns the comparison of a month's folder with its archive. Whoever issued the month has seen what
 * lay there then, what was frozen and what was left out; the rest is news. Judges no report.
 */
#ifndef APP_LATER_H
#define APP_LATER_H

#include "press/month/inputs.h"
#include "press/month/month.h"

/* The last issue of a month. */
struct later_issue {
	struct period period;
	int revision;
};

/* What lies in the folder and is news to the archive. False (said): the archive cannot be read. */
MUST_USE bool later_find(struct run *run, struct inputs *inputs, const struct later_issue *issue,
        struct input_list *out);

#endif
