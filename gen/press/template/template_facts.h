/*
 * What a template makes of the facts of a month: which documents, and each of them.
 *
 * Owns nothing of its own: a template (template.h), the tree and the vocabulary of struct facts,
 * and expand.h meet here. The facts are asked for what the template names, in all of its
 * expressions, for its list of documents in those of its root; one that names no element where it
 * could mean any (`*`, `node()`, `//@status`) has them all.
 */
#ifndef PRESS_TEMPLATE_TEMPLATE_FACTS_H
#define PRESS_TEMPLATE_TEMPLATE_FACTS_H

#include "figures/facts/facts.h"
#include "paper/document/document.h"
#include "press/template/template.h"

/*
 * Has the tree built once for all of them, for who has the memory: what each asks for afterwards is
 * there already. For names: no more than template_documents needs, a small part of the whole.
 */
void template_ask_names(struct program *const *programs, size_t count, struct facts *facts);
void template_ask(struct program *const *programs, size_t count, struct facts *facts);
/* The documents one template makes from the facts: name and file of each, without expanding. */
struct document_names template_documents(
        struct arena *arena, struct diag *diag, struct program *program, struct facts *facts);
/* Build document `index`. NULL on any fault, all said. Everything lives in the arena. */
const struct document *template_expand(struct arena *arena, struct diag *diag,
        struct program *program, struct facts *facts, size_t index);
/*
 * Checks before there are any facts that each expression can find something, and hold, where it
 * stands; costs about as much as loading the template. False: said.
 */
bool template_check_facts(struct diag *diag, const struct program *program);
/* The same, and the schemas. */
bool template_check(struct diag *diag, struct program *program);
/*
 * All that can be said of a template or a part that was read, usable (`fine`) or not: its facts,
 * the faces of its sheet, the schemas. False: something is wrong.
 */
bool template_lint(struct diag *diag, struct program *program, bool fine);

#endif
