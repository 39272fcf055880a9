/*
 * Templates: templates/<name>.xml found, loaded, checked by RELAX NG.
 *
 * Owns the template language: elements of paper/document plus {expression}, for-each, if,
 * choose, sort, let, include over XPath 1.0, and the Chinese functions of figures/facts/phrase. An
 * unknown element, an unresolvable path or a wrong type is an error with file:line, never a
 * silent blank. libxml2 stays behind this header. What a template makes of facts is asked in
 * template_facts.h.
 */
#ifndef PRESS_TEMPLATE_TEMPLATE_H
#define PRESS_TEMPLATE_TEMPLATE_H

#include "base/arena.h"
#include "base/common.h"
#include "base/root.h"
#include "diag/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct program;

/* `folder` is templates/; `name` is "bulletin". NULL when unusable (said with file:line). */
struct program *template_load(
        struct diag *diag, const struct root *root, const char *folder, const char *name);
/* The same of its root alone, for template_documents: nothing else of it is judged. */
struct program *template_load_head(
        struct diag *diag, const struct root *root, const char *folder, const char *name);
/* As template_load, but it comes back in any case, to say more about it; *fine: it is usable. */
struct program *template_read(struct diag *diag, const struct root *root, const char *folder,
        const char *name, bool *fine);
/* The same for a part, judged on its own. */
struct program *template_read_part(struct diag *diag, const struct root *root, const char *folder,
        const char *name, bool *fine);
void template_free(struct program *program);
/* How the names of a template's documents begin, by a look at its root. */
struct template_name {
	const char *start; /* up to the first brace; "" when it cannot be told */
	bool is_whole;     /* it makes one document, of this name */
};
struct template_name template_name_of(
        struct arena *arena, const struct root *root, const char *folder, const char *name);
/*
 * The name of the template's documents where its root says it without expressions, so that one
 * that is not wanted need not be loaded; "" where only loading it can tell. Says nothing.
 */
const char *template_plain_name(
        struct arena *arena, const struct root *root, const char *folder, const char *name);
/* All template names in the folder, sorted. */
struct template_names {
	const char **names;
	size_t count;
};
/* None when there is no such folder. False (said): it cannot be told. */
MUST_USE bool template_list(struct arena *arena, struct diag *diag, const struct root *root,
        const char *folder, struct template_names *out);
/* Templates that are there together: what they have in common is read once. */
struct template_set {
	struct program **programs; /* as names */
	const char **names;
	size_t count;
};
/* Those of the names that can be used (said, if not). The lists live in the arena. */
struct template_set template_load_all(struct arena *arena, struct diag *diag,
        const struct root *root, const char *folder, const struct template_names *names);
/* All its programs, at once: they use each other's sheets. */
void template_set_free(const struct template_set *set);

/* A document that a template makes of the facts. */
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

/* Files the template read (itself, includes, style sheets, images), sorted: for staleness and
 * archive. */
struct template_names template_files(struct arena *arena, const struct program *program);

/* A template from bytes that stand for the file folder/name.xml; for tests and fuzzing. */
struct program *template_parse(
        struct diag *diag, const char *folder, const char *name, const char *bytes, size_t length);
/* All files of the template against templates/template.rng and styles/style.rng. */
bool template_check_schema(struct diag *diag, const struct program *program);

#endif
