/*
 * The functions that templates have beyond XPath 1.0: cn-number, cn-date, … optional.
 *
 * Owns their names and what each does with its arguments; the Chinese comes from phrase.h. Internal
 * to this room.
 */
#ifndef PRESS_TEMPLATE_XPATH_FUNCTION_H
#define PRESS_TEMPLATE_XPATH_FUNCTION_H

#include "base/arena.h"
#include "diag/diag.h"

#include <libxml/xpath.h>
#include <stdbool.h>

/* What a function of the running evaluation needs to know and leaves behind. */
struct xpath_call {
	struct arena *arena;
	struct diag *diag;
	struct place place;    /* of the expression that runs */
	const char *source;    /* its text */
	xmlNode *current;      /* the node that the expression is about */
	const xmlNode *origin; /* first node that a function took words from */
	xmlNodeSetPtr group;   /* of for-each-group, and its key; NULL: there is none */
	const char *key;
	bool said;   /* a fault was said already */
	size_t text; /* bytes that it has put together so far */
};

/* Bytes of text that one expression may put together; the longest shipped makes some thousands. */
#define XPATH_TEXT_LIMIT ((size_t)1 << 20)
/* Counts `bytes` against it; false (said) when they are too many. */
bool xpath_take_text(struct xpath_call *call, size_t bytes);

/*
 * `call` outlives the context; NULL in a context that only compiles. It takes the context's slot of
 * the look-up of functions: every function is known by its name.
 */
void xpath_register_functions(xmlXPathContextPtr context, struct xpath_call *call);
/* What a function gives, and what an argument that names facts must hold. */
enum function_gives { GIVES_ANY, GIVES_TEXT, GIVES_NUMBER, GIVES_TRUTH };
enum function_takes {
	TAKES_ANY,
	TAKES_NODES,
	TAKES_NUMBER,
	TAKES_DAY,
	TAKES_MONTH, /* or a day */
};
struct function {
	const char *name;
	size_t least, most; /* arguments */
	enum function_gives gives;
	enum function_takes takes; /* as its first argument */
	const char *usage;
};
/* A row of functions.def; NULL: there is no such function. */
const struct function *xpath_function_lookup(const char *name);
/* "cn-number, cn-date, …": ours, or all of them. */
const char *xpath_list_functions(struct arena *arena, bool all);

#endif
