/*
 * Arrivals: the files of one month's folder as they were read, each opened once.
 *
 * Owns the look at the folder: names in bytewise order, bytes, digests, and why there are none.
 * What a report says is inbox.h's. Says nothing, blocks on no pipe, reads no device and no giant.
 * Whoever judges, hashes or copies a month's reports does so from the same bytes.
 */
#ifndef FIGURES_INTAKE_ARRIVALS_H
#define FIGURES_INTAKE_ARRIVALS_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/file.h"

#include <stdbool.h>
#include <stddef.h>

struct arrival {
	const char *name; /* in its folder, as the file system has it */
	const char *path; /* folder/name */
	bool is_report;   /* ".json" in letters of either case; no other file is opened */
	bool is_clean;    /* the name can be printed, archived and written into XML as it stands */
	bool leads_out;   /* a symbolic link to somewhere outside of the folder; never opened */
	const char *link; /* what a symbolic link says; "" for none */
	/*
	 * Of a report. Only FILE_OK has bytes (NUL behind them) and a digest; FILE_MISSING never
	 * stands here: what is gone is not in the list.
	 */
	enum file_status status;
	int error; /* errno of FILE_FAILED */
	const char *bytes;
	size_t length; /* also of one that is FILE_TOO_LARGE, as far as it was told */
	struct digest digest;
};

/* Everything lives in the arena that arrivals_read was given. */
struct arrivals {
	const char *folder;
	enum file_status status; /* of the folder: only FILE_OK has files, FILE_MISSING is absent */
	int error; /* errno of FILE_FAILED; EAGAIN: its names changed whenever it was read */
	const struct arrival *list; /* in order of name */
	size_t count;
};

/* Never NULL. */
const struct arrivals *arrivals_read(
        struct arena *arena, const struct root *root, const char *folder);
/* A report whose bytes were read, of a name and place that can be taken over. */
bool arrivals_is_fit(const struct arrival *arrival);

#endif
