/*
 * Owners: which process on which host makes a name that is only there for a while.
 *
 * Temporary files and staging folders carry "HOST.PID" in their names, so that runs that do not see
 * each other's locks (two hosts over a shared folder) never write into the same one, and what a
 * killed run left can be told from what a living one is at. Knows no lock and says nothing.
 */
#ifndef BASE_OWNER_H
#define BASE_OWNER_H

#include "base/root.h"

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

/* Bytes of a host's name as it is written, its NUL too. */
#define OWNER_HOST_BYTES 65
/* Seconds after which a name of another host is nobody's. */
#define OWNER_PATIENCE 86400L

struct owner {
	char host[OWNER_HOST_BYTES]; /* letters, digits, '-' and '_'; never empty */
	long pid;                    /* above 0 */
};

/* This process on this host. */
struct owner owner_self(void);
/* "HOST.PID" at `word`, of `length` bytes. False: it is none. */
bool owner_parse(const char *word, size_t length, struct owner *out);
/* It may still be at work: a living process of this host but this one, or one of another host. */
bool owner_may_live(const struct owner *owner);
/*
 * Nobody works on `path` any more: its owner is gone, or what is at the path was not changed for
 * OWNER_PATIENCE seconds. What cannot be looked at is not stale.
 */
bool owner_is_stale(const struct owner *owner, const struct root *root, const char *path);

#endif
