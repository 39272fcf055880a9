/*
 * A root: the folder that paths start from. Whatever opens a file is handed one, so that nothing
 * depends on where the process stands, and that stays as it is for the whole run.
 *
 * Absolute paths are absolute below any root. Says nothing: errno tells why a root cannot be had.
 */
#ifndef BASE_ROOT_H
#define BASE_ROOT_H

#include "base/arena.h"

#include <stdbool.h>

struct kept;

/* Between root_open… and root_close the descriptor is open and the root's own. */
struct root {
	int folder;        /* for openat and its kin */
	const char *shown; /* its path from where the process stands; "" there; borrowed */
	struct kept *kept; /* what kept_read has read below it, borrowed; NULL: keeps nothing */
};

/* Where the process stands. Never closed. */
extern const struct root root_here;

/* The folder at `path` from where the process stands; links are followed. */
bool root_open(struct root *root, const char *path);
/* A folder below another root; itself it is no link. `shown` lives in the arena. */
bool root_open_below(
        struct root *root, struct arena *arena, const struct root *above, const char *folder);
/* Nothing may be opened below it any more. */
void root_close(struct root *root);
/* A path below the root as a person writes it from where the process stands; an absolute one is
 * below none, and stays. */
const char *root_shown(const struct root *root, struct arena *arena, const char *path);

#endif
