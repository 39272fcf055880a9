/* What running texts ask of the marks of their template. Internal to this room. */
#ifndef PRESS_TEMPLATE_PROGRAM_MARKS_H
#define PRESS_TEMPLATE_PROGRAM_MARKS_H

#include "press/template/program.h"

/* Says each <marked> whose name, as far as it is written out, no <mark> has. False: said some. */
bool program_check_marks(struct diag *diag, const struct program *program);

#endif
