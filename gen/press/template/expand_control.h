/* Instructions that run others. */
#ifndef PRESS_TEMPLATE_EXPAND_CONTROL_H
#define PRESS_TEMPLATE_EXPAND_CONTROL_H

#include "press/template/expansion.h"

expansion_step expand_inside, expand_for_each, expand_if, expand_choose, expand_let;

#endif
