/*
 * Text with {expressions} in it: cut into pieces, each expression compiled and its names checked.
 *
 * Owns the braces and the scopes of variables; knows no elements. Internal to this room.
 */
#ifndef PRESS_TEMPLATE_PATTERN_H
#define PRESS_TEMPLATE_PATTERN_H

#include "press/template/xpath.h"

/* A stretch of literal text, or an expression. */
struct pattern_part {
	const char *literal; /* NULL: expression */
	const struct expression *expression;
	struct place place;
};

struct pattern {
	const struct pattern_part *parts;
	size_t count;
};

struct pattern_context {
	struct arena *arena;
	struct diag *diag;
	struct xpath_compiler *compiler;
	const char **names; /* variables defined at this point, outermost first */
	size_t name_count, name_capacity;
	const struct expression *last; /* head of the list of all that were compiled */
};

/* `place` is where the text begins; pieces carry the line they stand in. False: said. */
bool pattern_read(
        struct pattern_context *context, const char *text, struct place place, struct pattern *out);
/* A bare expression. NULL: said. */
const struct expression *pattern_expression(
        struct pattern_context *context, const char *source, struct place place);

size_t pattern_scope(const struct pattern_context *context);
void pattern_define(struct pattern_context *context, const char *name);
void pattern_leave(struct pattern_context *context, size_t scope);

#endif
