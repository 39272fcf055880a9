/*
 * Hooks: a program of the office's own, run when the night is over, with the path of run.json as
 * its only argument. It starts below the root, as the leader of a process group. No shell reads a
 * word of it; it gets no standard input and keeps our output and error streams.
 *
 * A program that hangs must not hold up the next night: what runs past its limit is ended with all
 * of its group, by TERM and then by KILL. So it is when somebody ends us while we wait. What it
 * leaves running when it ends in time is its own affair.
 */
#ifndef PRESS_TELLING_HOOKS_H
#define PRESS_TELLING_HOOKS_H

#include "base/root.h"
#include "diag/diag.h"

#define HOOKS_LIMIT 300 /* seconds that an office may expect of a program that sends mail */

struct hook {
	const char *program;
	const char *argument;
	int limit; /* seconds, 0: none */
};

struct hook_end {
	int status;       /* its exit status, 128 + N for signal N, -1 when it could not be run */
	bool is_too_late; /* it was ended at its limit */
};

/* Waits for its end. Anything but a status of 0 was said, with the program's name. */
struct hook_end hooks_run(
        struct arena *arena, struct diag *diag, const struct root *root, const struct hook *hook);

#endif
