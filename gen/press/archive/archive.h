/*
 * The archive: what was frozen when a month was issued, below input/archive/<period>/<revision>/.
 *
 * Owns where revisions stand, whether a month is closed, and the records of reopening beside them.
 * How a revision is made is freeze.h's, whether it is still whole verify.h's. Knows no template and
 * no PDF. Paths are below the root that is given.
 */
#ifndef PRESS_ARCHIVE_ARCHIVE_H
#define PRESS_ARCHIVE_ARCHIVE_H

#include "base/arena.h"
#include "base/date.h"
#include "base/root.h"
#include "base/sums.h"
#include "diag/diag.h"

#include <stdbool.h>

#define ARCHIVE_FOLDER "input/archive"
#define ARCHIVE_SUMS   "SHA256SUMS"
/* No file of an archive is larger: the limit of every reader of submissions and templates. */
#define ARCHIVE_FILE_LIMIT ((size_t)8 << 20)
#define ARCHIVE_SUMS_LIMIT ((size_t)16 << 20)

/* The highest revision of a month that is frozen; 0 when it was never issued. */
int archive_revision(struct arena *arena, const struct root *root, struct period period);
/* Issued, and not opened again since: input/archive/<period>/reopen-<revision + 1>.json. */
bool archive_is_closed(struct arena *arena, const struct root *root, struct period period);
/* Ever opened again: the cut no longer counts. In a frozen tree, opened again before that issue. */
bool archive_was_reopened(struct arena *arena, const struct root *root, struct period period);
/* input/archive/<period>/<revision> */
char *archive_path(struct arena *arena, struct period period, int revision);
/* Months that were ever issued, sorted. */
struct archive_months {
	const struct period *list;
	size_t count;
};
struct archive_months archive_months(struct arena *arena, const struct root *root);

/* The list of a revision, SHA256SUMS. Empty when there is none; a line that is no sum is passed
 * over. */
struct sum_list archive_sums_read(
        struct arena *arena, const struct root *root, struct period period, int revision);

/* Why a closed month was opened for its next revision: {"period", "revision", "reason", "date"}. */
struct archive_reopening {
	struct date date;
	const char *reason;
};
/* input/archive/<period>/reopen-<revision>.json, `revision` being the one to come. */
char *archive_reopening_path(struct arena *arena, struct period period, int revision);
/* Writes it whole; false (said) when it cannot be written. */
bool archive_reopen(struct arena *arena, struct diag *diag, const struct root *root,
        struct period period, const struct archive_reopening *reopening);
/* The record at `file`; false (said) when there is none that can be used. */
bool archive_reopening_read(struct arena *arena, struct diag *diag, const struct root *root,
        const char *file, struct archive_reopening *out);

/*
 * A revision's folder as a root of its own: what is read below it cannot reach the live tree. The
 * caller closes it. False (said) when it cannot be opened; it is no link.
 */
bool archive_open(struct root *tree, struct arena *arena, struct diag *diag,
        const struct root *root, const char *folder);

#endif
