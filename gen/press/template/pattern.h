/*
 * Text with {expressions} in it: cut into pieces, each expression compiled and its names checked.
 *
 * Owns the braces and the scopes of variables; knows no elements. Internal to this room.
 */
#ifndef PRESS_TEMPLATE_PATTERN_H
#define PRESS_TEMPLATE_PATTERN_H

#include "paper/markup/xml.h"
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
	bool is_part;       /* on its own: whoever includes it may have defined any variable */
	const char **names; /* variables defined at this point, outermost first */
	size_t name_count, name_capacity;
	const struct expression *last; /* head of the list of all that were compiled */
};

/* Where a text begins; its bytes are those of a tree that lives. */
struct pattern_origin {
	const char *file;
	struct xml_cursor cursor;
};

/* Pieces carry the place at which they begin. False: said. */
bool pattern_read(struct pattern_context *context, const char *text, struct pattern_origin origin,
        struct pattern *out);
/* A bare expression. NULL: said. */
const struct expression *pattern_expression(
        struct pattern_context *context, const char *source, struct pattern_origin origin);

size_t pattern_scope(const struct pattern_context *context);
void pattern_define(struct pattern_context *context, const char *name);
void pattern_leave(struct pattern_context *context, size_t scope);

#endif
