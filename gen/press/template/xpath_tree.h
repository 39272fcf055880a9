/*
 * XPath 1.0 as a tree: what an expression is made of, before there is any data.
 *
 * Owns the grammar (XML Path Language 1.0, 2 and 3) and says the first fault of an expression where
 * it stands. libxml2 evaluates; this is looked at only. Knows neither functions nor facts. Internal
 * to this room.
 */
#ifndef PRESS_TEMPLATE_XPATH_TREE_H
#define PRESS_TEMPLATE_XPATH_TREE_H

#include "base/arena.h"
#include "press/template/written.h"

#include <stdbool.h>

enum term_kind {
	TERM_OPERATION, /* two operands; `name`: or and = != < <= > >= + - * div mod | */
	TERM_NEGATION,
	TERM_PATH,
	TERM_LITERAL, /* `name`: its characters */
	TERM_NUMBER,
	TERM_VARIABLE,
	TERM_CALL,
};

enum axis {
	AXIS_CHILD,
	AXIS_ATTRIBUTE,
	AXIS_SELF,
	AXIS_PARENT,
	AXIS_DESCENDANT,
	AXIS_DESCENDANT_OR_SELF,
	AXIS_ANCESTOR,
	AXIS_ANCESTOR_OR_SELF,
	AXIS_FOLLOWING_SIBLING,
	AXIS_PRECEDING_SIBLING,
	AXIS_FOLLOWING,
	AXIS_PRECEDING,
	AXIS_NAMESPACE,
	AXIS_COUNT,
};

struct location_step {
	enum axis axis;
	const char *name; /* "*", "node()", "text()" or what the node is called */
	size_t at;        /* offset of the name in the source */
	const struct xpath_term *predicates;
	const struct location_step *next;
};

struct xpath_term {
	enum term_kind kind;
	const char *name;
	size_t at, end; /* offsets in the source: where it begins, behind it */
	const struct xpath_term
	        *first; /* operands, arguments; of a path what it begins with, or NULL */
	const struct xpath_term *next; /* operand, argument, predicate */
	bool absolute;                 /* a path from the root */
	const struct location_step *steps;
};

/* Everything lives in the arena. NULL: said. */
const struct xpath_term *xpath_tree_read(
        struct arena *arena, struct diag *diag, const struct written *written);
/* Visits every call and variable, in the order of the source. */
void xpath_tree_visit(const struct xpath_term *term,
        void (*visit)(void *data, const struct xpath_term *term), void *data);

#endif
