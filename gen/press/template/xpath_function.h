/*
 * The functions that templates have beyond XPath 1.0: cn-number, cn-date, … optional.
 *
 * Owns their names and what each does with its arguments; the Chinese comes from phrase.h. Internal
 * to this room.
 */
#ifndef PRESS_TEMPLATE_XPATH_FUNCTION_H
#define PRESS_TEMPLATE_XPATH_FUNCTION_H

#include "press/template/xpath.h"

/* What a function of the running evaluation needs to know and leaves behind. */
struct xpath_call {
	struct arena *arena;
	struct diag *diag;
	const struct expression *expression; /* the one running */
	const xmlNode *origin;               /* first node that a function took words from */
	bool said;                           /* a fault was said already */
};

/* `call` outlives the context. */
void xpath_register_functions(xmlXPathContextPtr context, struct xpath_call *call);

#endif
