/*
 * Taking over: what a month is made from goes into the archive's staging folder, raw: targets, what
 * arrived for it, what was frozen of earlier months, the office's answers, every file that a
 * template reads. Owns which files these are; what cannot be kept is left out, listed and said.
 */
#ifndef APP_TAKEOVER_H
#define APP_TAKEOVER_H

#include "press/archive/freeze.h"
#include "press/archive/manifest.h"
#include "press/month/month.h"

/* The first five are the caller's; of the manifest, what was left out and renamed is filled in. */
struct takeover {
	struct run *run;
	struct diag *said; /* of the month: what is said of a file that is left out */
	struct period period;
	struct freeze *freeze;
	struct manifest *manifest;
	const char **left_out;
	size_t left_out_capacity;
	struct manifest_renamed *renamed;
	size_t renamed_capacity;
};

/* False (said): something could not be read or written. */
bool takeover_inputs(struct takeover *takeover, const struct catalogue *catalogue);

#endif
