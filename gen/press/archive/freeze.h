/*
 * Freezing: a revision of the archive comes into being, whole or not at all.
 *
 * Everything is written into input/archive/<period>/.<revision>.new, which takes its name in one
 * rename; what a crashed run left there is removed by the next one. Owns the folder's content and
 * its SHA256SUMS; refuses to know what has to be frozen. The caller holds the lock. Paths given are
 * those of the live tree, relative to the root, and the frozen tree mirrors them.
 */
#ifndef PRESS_ARCHIVE_FREEZE_H
#define PRESS_ARCHIVE_FREEZE_H

#include "base/root.h"
#include "figures/intake/arrivals.h"
#include "press/archive/archive.h"

struct freeze;

/* NULL when the folder cannot be made (said). Freed by freeze_commit or freeze_drop. */
struct freeze *freeze_begin(struct arena *arena, struct diag *diag, const struct root *root,
        struct period period, int revision);
/* The staging folder, which archive_open takes. */
const char *freeze_folder(const struct freeze *freeze);
/* Takes over one file of the live tree as this run has read it (kept.h). False when it could not be
 * (said). */
bool freeze_copy(struct freeze *freeze, const char *path);
/*
 * Writes a file of the archive's own, or one of the live tree that was read already. The name is
 * that of the live tree and stays below it. False when it could not be (said).
 */
bool freeze_write(struct freeze *freeze, const char *name, const char *bytes, size_t length);
/*
 * A file of a month's folder under the name that an archive keeps it by, with its time of change as
 * far as it can be kept: a report as this run has read it, another file as it is now, when it still
 * is what was read. False when it could not be (said).
 */
bool freeze_arrival(struct freeze *freeze, const struct arrival *arrival, const char *name);
/* What was frozen so far, sorted by file. */
struct sum_list freeze_sums(struct freeze *freeze);
/* Writes SHA256SUMS and sees that all is on disk; nothing may be added after it. */
bool freeze_seal(struct freeze *freeze);
/* The revision takes its name. False when it could not (said). */
bool freeze_commit(struct freeze *freeze);
/* Give up: remove what was staged. Accepts NULL. */
void freeze_drop(struct freeze *freeze);
/* Removes what crashed runs left in the archive: staging folders, half-written files. How many. */
size_t freeze_sweep(struct arena *arena, const struct root *root);

#endif
