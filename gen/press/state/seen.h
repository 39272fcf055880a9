/*
 * Sightings: on which night each report of a month was first seen.
 *
 * output/<period>/.seen, kept by the nights and published with the month. Lost without harm: what
 * lies there then was seen on no known night, and nobody is asked about it. Decides nothing.
 */
#ifndef PRESS_STATE_SEEN_H
#define PRESS_STATE_SEEN_H

#include "base/common.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/root.h"
#include "press/state/publish.h"

#include <stdbool.h>
#include <stddef.h>

struct seen_file {
	const char *path;
	struct digest digest; /* of its bytes */
	struct date before;   /* of the last night without a file of that path; year 0: not known */
	struct date first;    /* of the first night with these bytes */
};

struct sightings {
	const struct seen_file *list; /* in order of path */
	size_t count;
	bool is_known; /* there was a record */
};

/* What the nights before have seen. False (said): that cannot be told. */
MUST_USE bool seen_read(struct arena *arena, struct diag *diag, const struct root *root,
        struct period period, struct sightings *out);
/* NULL: it was not there. */
const struct seen_file *seen_lookup(const struct sightings *sightings, const char *path);
bool seen_stage(
        const struct sightings *sightings, struct arena *arena, struct publication *publication);

#endif
