/*
 * One run at a time writes output/ or input/archive/: a kernel lock (flock) on output/.lock, gone
 * with the process, however it ends.
 */
#ifndef PRESS_STATE_LOCK_H
#define PRESS_STATE_LOCK_H

#include "base/root.h"
#include "diag/diag.h"

struct lock {
	int file; /* -1: not held */
};

/* Waits at most `seconds` for another run to end. False (said) when it is still held then. */
bool lock_take(struct lock *lock, struct diag *diag, const struct root *root, int seconds);
void lock_release(struct lock *lock);

#endif
