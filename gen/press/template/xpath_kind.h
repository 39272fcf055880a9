/*
 * What an expression can give, told from its tree and the shape of the facts: which nodes, words, a
 * number, true or false.
 *
 * Owns the judgement of all that would be a silent blank or never true: a name that the data never
 * has there, a value that an attribute never takes, words counted with, a wrong number of
 * arguments. What cannot be told is any kind and faultless. Internal to this room.
 */
#ifndef PRESS_TEMPLATE_XPATH_KIND_H
#define PRESS_TEMPLATE_XPATH_KIND_H

#include "figures/facts/shape.h"
#include "press/template/xpath_tree.h"

struct kind {
	enum { KIND_ANY, KIND_NODES, KIND_TEXT, KIND_NUMBER, KIND_TRUTH } is;
	struct shape_set nodes;
};

struct kind_variable {
	const char *name;
	struct kind kind;
};

/* What holds where an expression stands. */
struct kind_scope {
	struct arena *arena;
	struct diag *diag;
	const struct shape *shape;
	struct kind_variable *variables; /* innermost last */
	size_t variable_count, variable_capacity;
	const struct written *written; /* the expression that is judged */
	bool failed;
};

/* The kind of an expression whose context is the nodes of `focus`, or anything (KIND_ANY). */
struct kind xpath_kind(
        struct kind_scope *scope, const struct xpath_term *term, const struct kind *focus);
/* The same for what is only asked whether it holds: an attribute that is always there does. */
void xpath_kind_test(
        struct kind_scope *scope, const struct xpath_term *term, const struct kind *focus);
/* Says TEMPLATE_NO_NUMBER where the kind holds words that are no number. */
void xpath_kind_number(
        struct kind_scope *scope, const struct xpath_term *term, const struct kind *kind);

#endif
