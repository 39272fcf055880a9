/*
 * Expressions: XPath 1.0 of libxml2 with our functions, compiled once, evaluated many times.
 *
 * Owns the evaluation context (facts, focus, variables), the functions cn-number … optional, and
 * the place of origin of what an expression finds. Every fault is said with the template's
 * file:line. Refuses to know the elements of templates. Internal to this room.
 */
#ifndef PRESS_TEMPLATE_XPATH_H
#define PRESS_TEMPLATE_XPATH_H

#include "base/arena.h"
#include "diag/diag.h"
#include "press/template/written.h"

#include <libxml/xpath.h>
#include <stdbool.h>

struct xpath_term; /* xpath_tree.h */

/* Lives as long as its compiler. */
struct expression {
	const char *source;
	const char *raw;
	const struct xpath_term *tree;
	xmlXPathCompExprPtr compiled;
	struct place place;
	const struct expression *next; /* compiled before */
};

/* Keeps all it has compiled until xpath_compiler_free. */
struct xpath_compiler;
struct xpath_compiler *xpath_compiler_new(struct arena *arena);
void xpath_compiler_free(struct xpath_compiler *compiler);
/* The expression lives in the arena. NULL: said. */
const struct expression *xpath_compile(
        struct xpath_compiler *compiler, struct diag *diag, const struct written *written);

/* Is it a function of XPath 1.0 or of ours? */
bool xpath_knows_function(const struct xpath_compiler *compiler, const char *name);

struct xpath;

struct xpath *xpath_new(struct arena *arena, struct diag *diag, xmlDocPtr facts);
void xpath_free(struct xpath *xpath);

/* What "." and position() and last() are. */
struct focus {
	xmlNodePtr node;
	int position; /* 1-based */
	int size;
};
struct focus xpath_focus(const struct xpath *xpath);
void xpath_set_focus(struct xpath *xpath, struct focus focus);

/* Variables: those bound since the mark are forgotten at xpath_forget. */
size_t xpath_mark(const struct xpath *xpath);
bool xpath_bind(struct xpath *xpath, const char *name, const struct expression *expression);
/* The same for words, which are copied. */
void xpath_bind_words(struct xpath *xpath, const char *name, const char *words);
void xpath_forget(struct xpath *xpath, size_t mark);

/* Words found by an expression and where they came from: data, or the template. */
struct found {
	const char *text; /* valid until the next evaluation; never NULL */
	struct place source;
};
/* False: said. Nothing found, several nodes, true/false and NaN are faults. */
bool xpath_words(struct xpath *xpath, const struct expression *expression, struct found *out);
/* 1, 0, or -1: said. */
int xpath_test(struct xpath *xpath, const struct expression *expression);
/* Whatever it gives; the caller frees it. NULL: said. */
xmlXPathObjectPtr xpath_value(struct xpath *xpath, const struct expression *expression);
/* A set of nodes in document order; the caller frees it. NULL: said. */
xmlXPathObjectPtr xpath_nodes(struct xpath *xpath, const struct expression *expression);
/* The same, but a string will do too. */
xmlXPathObjectPtr xpath_nodes_or_string(struct xpath *xpath, const struct expression *expression);
/* The words that it gives, in the arena, "" when it finds nothing. NULL: said. */
const char *xpath_key(struct xpath *xpath, const struct expression *expression);
/* What current-group() and current-grouping-key() give; borrowed, NULL: there is no group. */
struct node_group {
	xmlNodeSetPtr nodes;
	const char *key;
};
struct node_group xpath_group(const struct xpath *xpath);
void xpath_set_group(struct xpath *xpath, struct node_group group);
/* The words of one node, copied; for sorting and paragraphs. */
const char *xpath_node_words(struct arena *arena, const xmlNode *node);
/* The place a node names in its own or its nearest ancestor's source="…"; `otherwise` if none. */
struct place xpath_source(struct xpath *xpath, const xmlNode *node, struct place otherwise);

#endif
