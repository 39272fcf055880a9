/*
 * One run at a time writes output/ or input/archive/: a kernel lock (flock) on output/.lock, gone
 * with the process, however it ends.
 *
 * Who holds it is written into it: "HOST PID COMMAND SINCE", nothing when nobody does. On a shared
 * folder (NFS, CIFS, FUSE), where the locks of two hosts may not reach each other, what is written
 * there counts too: a holder that may live (owner.h) is let be for a day. The file is this user's
 * and nobody else's to open, for whoever can open it can hold it.
 */
#ifndef PRESS_STATE_LOCK_H
#define PRESS_STATE_LOCK_H

#include "base/root.h"
#include "diag/diag.h"

#define LOCK_LINE_BYTES 256

/* Held while `file` is none of -1; `line` is then what was written into it, "" if that failed. */
struct lock {
	int file;
	const struct root *root; /* borrowed */
	char line[LOCK_LINE_BYTES];
};

/*
 * Waits at most `seconds` for another run to end. False (said, with who holds it) when it is still
 * held then, or cannot be held here. `command` is what others are told.
 */
bool lock_take(struct lock *lock, struct diag *diag, const struct root *root, const char *command,
        int seconds);
/* It is still this run's: not removed, nor taken by a host that did not see it. False: said. */
bool lock_holds(const struct lock *lock, struct diag *diag);
void lock_release(struct lock *lock);

#endif
