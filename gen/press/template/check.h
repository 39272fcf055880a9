/*
 * What can be told of a whole template before there is any data: every expression where it stands.
 *
 * Owns the walk over the instructions with what "." is and what each variable holds, as they will
 * be when the template runs, and what is judged of instructions rather than of expressions: what is
 * printed, tables too wide. Internal to this room.
 */
#ifndef PRESS_TEMPLATE_CHECK_H
#define PRESS_TEMPLATE_CHECK_H

#include "figures/facts/shape.h"
#include "press/template/program.h"

/* Says all that it finds; false: some of it is wrong. `root` may be NULL. */
bool check_program(struct diag *diag, const struct program *program, const struct shape *shape);

#endif
