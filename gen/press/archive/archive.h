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
#include "base/common.h"
#include "base/date.h"
#include "base/kept.h"
#include "base/root.h"
#include "base/sums.h"
#include "diag/diag.h"

#include <stdbool.h>

#define ARCHIVE_FOLDER "input/archive"
#define ARCHIVE_SUMS   "SHA256SUMS"
/* No file of an archive is larger: the limit of every reader of submissions and templates. */
#define ARCHIVE_FILE_LIMIT KEPT_FILE_LIMIT
#define ARCHIVE_SUMS_LIMIT ((size_t)16 << 20)
/* Below a revision's folder, what was issued: documents/bulletin.pdf. Digested, never parsed. */
#define ARCHIVE_DOCUMENTS      "documents"
#define ARCHIVE_FONTS          ARCHIVE_FOLDER "/fonts"
#define ARCHIVE_FONT_LIMIT     ((size_t)256 << 20)
#define ARCHIVE_DOCUMENT_LIMIT ((size_t)256 << 20)

/*
 * How a month stands in the archive. Only what is certain is told: where anything could not be
 * looked at, `revision` is -1, `path` and `error` say what and why, and the rest means nothing.
 */
struct archive_stand {
	int revision;      /* the highest that is frozen; 0: never issued */
	bool is_closed;    /* issued, and not opened again since: reopen-<revision + 1>.json */
	bool was_reopened; /* ever, so that the cut no longer counts; in a frozen tree, before that
	                      issue */
	const char *path;
	int error; /* errno; 0 when all is certain */
};
/* False: it cannot be told how the month stands, and the caller must not go on with it. */
MUST_USE bool archive_look(struct arena *arena, const struct root *root, struct period period,
        struct archive_stand *out);
/* The same, and says what cannot be read. */
MUST_USE bool archive_find(struct arena *arena, struct diag *diag, const struct root *root,
        struct period period, struct archive_stand *out);
/* Says why archive_look failed. */
void archive_say_unknown(struct diag *diag, const struct archive_stand *stand);
/* input/archive/<period>/<revision> */
char *archive_path(struct arena *arena, struct period period, int revision);
/* input/archive/fonts/<sha256>.otf: a font that editions are set in, whoever uses it */
char *archive_font(struct arena *arena, const struct digest *digest);
/* documents/<file>, below a revision's folder */
char *archive_document(struct arena *arena, const char *file);
/* Months that were ever issued, sorted. */
struct archive_months {
	const struct period *list;
	size_t count;
};
/* False (said) when there may be others: what could not be looked at is none of the list. */
MUST_USE bool archive_months(struct arena *arena, struct diag *diag, const struct root *root,
        struct archive_months *out);

/*
 * The list of the revision in `folder`, SHA256SUMS; a line that is no sum is passed over. False
 * (said) when there is none or it cannot be read.
 */
MUST_USE bool archive_sums_read(struct arena *arena, struct diag *diag, const struct root *root,
        const char *folder, struct sum_list *out);

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
/*
 * Says again what was said below a frozen tree: a file that could not be read is named by its path
 * from the root that the tree stands in, since the live tree has one of the same name.
 */
void archive_repeat(
        struct diag *to, struct arena *arena, const char *folder, const struct record *record);

#endif
