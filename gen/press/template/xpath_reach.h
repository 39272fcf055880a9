/*
 * Where a step of XPath leads in the shape of the facts: by its axis, then by its name.
 *
 * Owns no judgement: what leads nowhere is an empty set.
 */
#ifndef PRESS_TEMPLATE_XPATH_REACH_H
#define PRESS_TEMPLATE_XPATH_REACH_H

#include "figures/facts/shape.h"
#include "press/template/xpath_tree.h"

/* The nodes on the axis from any of these; none on that of namespaces. */
struct shape_set reach_on_axis(
        const struct shape *shape, enum axis axis, const struct shape_set *from);
/* Those of the nodes that have the name; "*" all, but what is above the root. */
struct shape_set reach_named(
        const struct shape *shape, const struct shape_set *nodes, const char *name);

#endif
