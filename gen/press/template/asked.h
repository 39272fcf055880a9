/*
 * Which names of the facts an expression asks for, so that no others need be built. Internal to
 * this room.
 */
#ifndef PRESS_TEMPLATE_ASKED_H
#define PRESS_TEMPLATE_ASKED_H

#include "figures/facts/names.h"
#include "press/template/xpath_tree.h"

/* Adds them; all, where it asks for nodes of any name. */
void asked_add(struct facts_names *names, const struct xpath_term *term);

#endif
