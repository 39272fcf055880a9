/*
 * Inputs: what a month is made from, by content. Each file is looked at once.
 *
 * Answers one question cheaply, is everything as it was last night?, and tells run.json what was
 * read. Knows no meaning of any file; never blocks on a pipe, never reads a device or a giant.
 */
#ifndef PRESS_MONTH_INPUTS_H
#define PRESS_MONTH_INPUTS_H

#include "base/common.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/root.h"
#include "press/month/readings.h"

#include <stdbool.h>
#include <stddef.h>

enum input_kind {
	INPUT_FILE,
	INPUT_NAMED,      /* counted by name and size only: no submission, or a font */
	INPUT_TOO_LARGE,  /* likewise */
	INPUT_NOT_A_FILE, /* folder, pipe, device, broken link */
	INPUT_UNREADABLE,
};

struct input {
	const char *file; /* path from the root, as the file system has it */
	enum input_kind kind;
	int error;            /* errno of INPUT_UNREADABLE, else 0 */
	struct digest digest; /* of an INPUT_FILE's bytes; otherwise zero */
	size_t length;
	const char *link; /* what a symbolic link says; "" for none */
	struct digest
	        stamp; /* of a file beside the reports: what tells it from another (arrivals.h) */
	const struct arrival *arrival; /* of a month's folder; else NULL */
};

struct input_list {
	const struct input *inputs; /* of one folder: bytewise in order of path, each once */
	size_t count;
	struct digest digest; /* of all of them, names included */
	const char *folder;   /* that was listed; "" for more than one */
	int error;            /* errno: it is there, but its names cannot be told; else 0 */
};

struct inputs;

/* Lives in the arena; reports are those of the readings, borrowed. */
struct inputs *inputs_new(struct arena *arena, const struct root *root, struct readings *readings);
/* The files of one month's folder of submissions; none when there is no folder. The office's
 * answers and words (input/answers, input/words) are none of them, but part of every digest. */
const struct input_list *inputs_month(struct inputs *inputs, struct period period);
/*
 * The digest of all that a month's documents come from: tool, targets, templates, what was frozen
 * of earlier months that are issued, what arrived for the others and for the month itself.
 */
struct digest inputs_digest(struct inputs *inputs, struct period period);
/*
 * All of that could be read, the archives of earlier months among it; what could not is said. A
 * digest means nothing otherwise.
 */
MUST_USE bool inputs_are_read(struct inputs *inputs, struct diag *diag, struct period period);
/* The same of what arrived for one month alone. */
MUST_USE bool inputs_month_is_read(struct inputs *inputs, struct diag *diag, struct period period);
/* As a list: targets, submissions by month, frozen ones of issued months, templates. False (said)
 * as inputs_are_read. */
MUST_USE bool inputs_all(
        struct inputs *inputs, struct diag *diag, struct period period, struct input_list *out);
/* By its path, in a list of one folder, bytewise in order; NULL when it is none of them. */
const struct input *inputs_lookup(const struct input_list *list, const char *path);

/* "file", "not a file" … for run.json. */
const char *input_kind_name(enum input_kind kind);

#endif
