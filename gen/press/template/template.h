/*
 * Templates: templates/<name>.xml loaded, checked (RELAX NG and the control vocabulary), expanded.
 *
 * Owns the template language: elements of paper/document plus {expression}, for-each, if,
 * choose, sort, let, include over XPath 1.0, and the Chinese functions of report/phrase. An
 * unknown element, an unresolvable path or a wrong type is an error with file:line, never a
 * silent blank. libxml2 stays behind this header.
 */
#ifndef PRESS_TEMPLATE_TEMPLATE_H
#define PRESS_TEMPLATE_TEMPLATE_H

#include "figures/facts/facts.h"
#include "paper/document/document.h"

struct program;

/* `folder` is templates/; `name` is "bulletin". NULL when unusable (said with file:line). */
struct program *template_load(struct diag *diag, const char *folder, const char *name);
void template_free(struct program *program);
/*
 * The name of the template's documents where its root says it without expressions, so that one
 * that is not wanted need not be loaded; "" where only loading it can tell. Says nothing.
 */
const char *template_plain_name(struct arena *arena, const char *folder, const char *name);
/* All template names in the folder, sorted. */
struct template_names {
	const char **names;
	size_t count;
};
struct template_names template_list(struct arena *arena, const char *folder);

/* The documents one template makes from the facts: name and file of each, without expanding. */
struct document_name {
	const char *name; /* bulletin, unit/市民政局 */
	const char *file; /* bulletin.pdf, units/市民政局.pdf */
	size_t index;
};
struct document_names {
	const struct document_name *names;
	size_t count;
	bool failed;
};
struct document_names template_documents(
        struct arena *arena, struct diag *diag, struct program *program, const struct facts *facts);
/* Build document `index`. NULL on any fault, all said. Everything lives in the arena. */
const struct document *template_expand(struct arena *arena, struct diag *diag,
        struct program *program, const struct facts *facts, size_t index);
/* Check without facts (lint): expressions compile, styles exist, schema holds. */
bool template_check(struct diag *diag, struct program *program);
/* Files the template read (itself, includes, style sheet), sorted: for staleness and archive. */
struct template_names template_files(struct arena *arena, const struct program *program);

#endif
