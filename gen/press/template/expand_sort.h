/* The order in which for-each takes its nodes. */
#ifndef PRESS_TEMPLATE_EXPAND_SORT_H
#define PRESS_TEMPLATE_EXPAND_SORT_H

#include "press/template/expansion.h"

/* Puts nodes into the order that the leading sort instructions ask for. */
void expansion_sort(struct expansion *expansion, const struct instruction *sorts, xmlNodeSet *set);

#endif
