/*
 * The shape of the facts, before there are any: which element and attribute may stand where, and
 * what it may hold.
 *
 * Owns the rows of shape.def. Node 0 is what is above the root, node 1 the root; an attribute is a
 * node of its own. Sets of nodes are what a path can lead to. Knows no XPath.
 */
#ifndef FIGURES_FACTS_SHAPE_H
#define FIGURES_FACTS_SHAPE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum shape_holds {
	SHAPE_ELEMENT, /* an element: no words of its own */
	SHAPE_WORDS,
	SHAPE_NUMBER,
	SHAPE_IDENT, /* looks like a number and is a name: 17.1 */
	SHAPE_DAY,
	SHAPE_MONTH,
	SHAPE_YES,
	SHAPE_VALUES,
};

struct shape_node {
	const char *name;
	size_t parent;      /* of the root's: 0 */
	size_t first, next; /* of its children, and of its parent's; 0: none */
	enum shape_holds holds;
	bool may_lack;      /* an attribute that is absent where there is nothing to say */
	const char *values; /* "done, behind": of SHAPE_VALUES and SHAPE_YES, else "" */
};

struct shape {
	const struct shape_node *nodes;
	size_t count;
};

#define SHAPE_DOCUMENT 0
#define SHAPE_ROOT     1
#define SHAPE_MOST     1024

/* Nodes by their numbers. */
struct shape_set {
	uint64_t bits[SHAPE_MOST / 64];
};

/* The shape of the facts; everything lives in the arena. */
const struct shape *shape_new(struct arena *arena);
/* Does an element of this name stand at most once where it stands? */
bool shape_is_single(const char *name);
bool shape_is_attribute(const struct shape_node *node);
/* "/facts/category/task", "/facts/category/task/@no", "/" */
const char *shape_path(struct arena *arena, const struct shape *shape, size_t node);

bool shape_set_has(const struct shape_set *set, size_t node);
/* The first one of the set from `node` on; SHAPE_MOST: there is none. */
size_t shape_set_next(const struct shape_set *set, size_t node);
void shape_set_add(struct shape_set *set, size_t node);
bool shape_set_is_empty(const struct shape_set *set);
struct shape_set shape_set_both(const struct shape_set *a, const struct shape_set *b);

#endif
