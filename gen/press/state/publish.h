/*
 * Publishing: a month's documents appear in output/<period>/ all together or not at all.
 *
 * A staging folder beside it takes the new files and hard links to what stays, is synced, and
 * changes places with the old folder in one rename: what was not forgotten stays. A staging folder
 * left by a crash is removed by the next run. The caller holds the lock of app/lock.
 */
#ifndef PRESS_STATE_PUBLISH_H
#define PRESS_STATE_PUBLISH_H

#include "base/date.h"
#include "base/digest.h"
#include "base/root.h"
#include "diag/diag.h"

struct publication;

/* NULL when output/ cannot be written (said). The root is borrowed until commit or drop. */
struct publication *publish_begin(
        struct arena *arena, struct diag *diag, const struct root *root, struct period period);
/* Stage a file, "bulletin.pdf" or "units/市民政局.pdf". False when it could not be (said). */
bool publish_add(
        struct publication *publication, const char *file, const void *bytes, size_t length);
/* A published file is not taken over, unless it is staged anew. */
void publish_forget(struct publication *publication, const char *file);
/* The set as it will stand after the commit, sorted; our own records (.reads) aside. */
struct publish_files {
	const char **names; /* "bulletin.pdf", "units/市民政局.pdf" */
	size_t count;
};
struct publish_files publish_files(struct publication *publication);
/* Digest and length of a file as it will stand after the commit. False (said): unreadable. */
bool publish_measure(
        struct publication *publication, const char *file, struct digest *digest, size_t *length);
/* Swap in the staged set; after it, or after publish_drop, the publication is gone. */
bool publish_commit(struct publication *publication);
/* Remove what a crashed run left in output/: staging folders, half-written files. How many. */
size_t publish_sweep(struct arena *arena, const struct root *root);
/* Give up: remove what was staged. Accepts NULL. */
void publish_drop(struct publication *publication);

#endif
