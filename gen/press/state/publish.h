/*
 * Publishing: a month's documents appear in output/<period>/ all together or not at all.
 *
 * A staging folder beside it takes the new files and hard links to what stays (copies where there
 * are no links), is synced, and changes places with the old folder in one rename: what was not
 * forgotten stays. Where a file system cannot exchange two names (NFS, CIFS, FUSE), two renames do
 * it, and a reader who looks in between finds no folder for that moment. What a crash left is
 * mended by the next run, before all else, with publish_sweep. The caller holds the lock.
 */
#ifndef PRESS_STATE_PUBLISH_H
#define PRESS_STATE_PUBLISH_H

#include "base/common.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/root.h"
#include "diag/diag.h"
#include "press/state/lock.h"

/* Folders beside a published set that hold an earlier revision: revision-1. Nobody's but ours. */
#define PUBLISH_REVISION "revision-"

struct publication;

/* NULL when output/ cannot be written (said). The root is borrowed until commit or drop. */
struct publication *publish_begin(
        struct arena *arena, struct diag *diag, const struct root *root, struct period period);
/* Stage a file, "bulletin.pdf" or "units/市民政局.pdf". False when it could not be (said). */
bool publish_add(
        struct publication *publication, const char *file, const void *bytes, size_t length);
/*
 * The same, but a published file of these very bytes stays the file it is, date and all, and counts
 * as staged. False as above.
 */
bool publish_put(
        struct publication *publication, const char *file, const void *bytes, size_t length);
/* A published file is not taken over, unless it is staged anew. */
void publish_forget(struct publication *publication, const char *file);
/* The set as it will stand after the commit, sorted; our own records (.reads) aside. */
struct publish_files {
	const char **names; /* "bulletin.pdf", "units/市民政局.pdf" */
	size_t count;
	/* What no run ever makes: links, FIFOs, devices, empty or bottomless folders. Each once. */
	const char **strangers;
	size_t stranger_count;
};
/* False (said): the names of one of the two folders cannot all be told. */
MUST_USE bool publish_files(struct publication *publication, struct publish_files *out);
/* Length, or digest and length, of a file as it will stand after the commit. False (said): it
 * cannot be told. */
bool publish_length(struct publication *publication, const char *file, size_t *length);
bool publish_measure(
        struct publication *publication, const char *file, struct digest *digest, size_t *length);
/* The bytes of a staged file. False (said): unreadable. */
bool publish_read(struct publication *publication, struct arena *arena, const char *file,
        struct file_bytes *out);
/* It was added, or put and found to stand already; another stays as it is found, or is in neither.
 */
bool publish_is_staged(const struct publication *publication, const char *file);
/*
 * Strangers that an operator has not been told of, borrowed until the commit, which says so in one
 * line. They stay where they are.
 */
void publish_tell(struct publication *publication, const char *const *strangers, size_t count);
/*
 * Swap in the staged set, if the lock (NULL: nothing to look at) still holds; after it, or after
 * publish_drop, the publication is gone.
 */
bool publish_commit(struct publication *publication, const struct lock *lock);
/*
 * Mend what a crashed run left in output/: a set between two renames gets its name back, staging
 * folders and half-written files go; *count: how many, where it is asked. First of all that is done
 * under the lock. False (said): a set may still stand aside, and what is published now would take
 * its place for good.
 */
MUST_USE bool publish_sweep(
        struct arena *arena, struct diag *diag, const struct root *root, size_t *count);
/* Give up: remove what was staged. Accepts NULL. */
void publish_drop(struct publication *publication);

#endif
