/*
 * What the elements must hold whose content has an order. Internal to this room.
 */
#ifndef PRESS_TEMPLATE_PROGRAM_CONTENT_H
#define PRESS_TEMPLATE_PROGRAM_CONTENT_H

#include "press/template/program.h"

/* Whether the instructions within are all that the element needs, in their order. */
bool program_is_well_built(const struct instruction *instruction);
/* Says what it needs of an element that is not well built. */
void program_say_content(struct diag *diag, const struct instruction *instruction);

#endif
