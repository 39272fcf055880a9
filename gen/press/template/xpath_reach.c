#include "press/template/xpath_reach.h"

#include "base/text.h"

static const struct shape_node *node_at(const struct shape *shape, size_t index)
{
	return &shape->nodes[index];
}

static bool is_child(const struct shape *shape, size_t node, size_t of)
{
	return node != SHAPE_DOCUMENT && node_at(shape, node)->parent == of;
}

static bool is_below(const struct shape *shape, size_t node, size_t of)
{
	while (node != SHAPE_DOCUMENT) {
		node = node_at(shape, node)->parent;
		if (node == of)
			return true;
	}
	return false;
}

/* Whether a node lies on the axis of a step from another one. */
static bool is_on_axis(const struct shape *shape, enum axis axis, size_t node, size_t from)
{
	const bool is_attribute = shape_is_attribute(node_at(shape, node));

	switch (axis) {
	case AXIS_SELF:
		return node == from;
	case AXIS_PARENT:
		return is_child(shape, from, node);
	case AXIS_DESCENDANT:
		return !is_attribute && is_below(shape, node, from);
	case AXIS_DESCENDANT_OR_SELF:
		return node == from || (!is_attribute && is_below(shape, node, from));
	case AXIS_ANCESTOR:
		return is_below(shape, from, node);
	case AXIS_ANCESTOR_OR_SELF:
		return node == from || is_below(shape, from, node);
	case AXIS_FOLLOWING_SIBLING:
	case AXIS_PRECEDING_SIBLING:
		return !is_attribute && from != SHAPE_DOCUMENT
		        && is_child(shape, node, node_at(shape, from)->parent);
	case AXIS_FOLLOWING:
	case AXIS_PRECEDING:
		return !is_attribute && node != SHAPE_DOCUMENT;
	case AXIS_CHILD:
	case AXIS_ATTRIBUTE:
	case AXIS_NAMESPACE:
	case AXIS_COUNT:
		break;
	}
	return false;
}

static void add_children(
        const struct shape *shape, bool attributes, size_t from, struct shape_set *found)
{
	for (size_t i = node_at(shape, from)->first; i > 0; i = node_at(shape, i)->next) {
		if (shape_is_attribute(node_at(shape, i)) == attributes)
			shape_set_add(found, i);
	}
}

static void add_on_axis(
        const struct shape *shape, enum axis axis, size_t from, struct shape_set *found)
{
	for (size_t i = 0; i < shape->count; i++) {
		if (is_on_axis(shape, axis, i, from))
			shape_set_add(found, i);
	}
}

struct shape_set reach_on_axis(
        const struct shape *shape, enum axis axis, const struct shape_set *from)
{
	struct shape_set found = { { 0 } };

	for (size_t i = shape_set_next(from, 0); i < SHAPE_MOST; i = shape_set_next(from, i + 1)) {
		/* Nearly all steps are one down. */
		if (axis == AXIS_CHILD || axis == AXIS_ATTRIBUTE)
			add_children(shape, axis == AXIS_ATTRIBUTE, i, &found);
		else
			add_on_axis(shape, axis, i, &found);
	}
	return found;
}

struct shape_set reach_named(
        const struct shape *shape, const struct shape_set *nodes, const char *name)
{
	const bool all = text_equal(name, "*");
	struct shape_set found = { { 0 } };

	for (size_t i = shape_set_next(nodes, SHAPE_ROOT); i < SHAPE_MOST;
	        i = shape_set_next(nodes, i + 1)) {
		if (all || text_equal(node_at(shape, i)->name, name))
			shape_set_add(&found, i);
	}
	return found;
}
