/*
 * Hooks: a program of the office's own, run when the night is over, with the path of run.json as
 * its only argument. It starts below the root. No shell reads a word of it; it gets no standard
 * input and keeps our output and error streams.
 */
#ifndef PRESS_TELLING_HOOKS_H
#define PRESS_TELLING_HOOKS_H

#include "base/root.h"
#include "diag/diag.h"

/*
 * Waits for its end and returns its exit status, 128 + N for signal N, -1 when it could not be
 * run; anything but 0 was said.
 */
int hooks_run(struct arena *arena, struct diag *diag, const struct root *root, const char *program,
        const char *argument);

#endif
