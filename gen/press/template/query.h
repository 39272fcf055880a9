/*
 * One expression asked of the facts outside any template: what stands there, as a clerk looks it
 * up.
 *
 * Judges the expression as lint does and prints what it finds. Owns no names and no facts.
 */
#ifndef PRESS_TEMPLATE_QUERY_H
#define PRESS_TEMPLATE_QUERY_H

#include "base/text.h"
#include "diag/diag.h"
#include "figures/facts/facts.h"

/* Is it an expression that can find something in the facts of any month? False: said. */
bool query_check(struct diag *diag, const char *source);
/*
 * Appends what the expression (XPath 1.0 with the functions of templates, its context the root)
 * finds: an element as indented XML, an attribute as its value, words, a number or true and false
 * as they are, each with a newline behind it. The facts are asked for all names. `*found`: there
 * is something. False: said.
 */
bool query_print(
        struct diag *diag, struct facts *facts, const char *source, struct text *out, bool *found);

#endif
