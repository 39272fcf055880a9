/*
 * Expanding a template over a facts tree: the inside of template.h, for any XML tree.
 *
 * `tree` is an xmlDocPtr whose root is the facts element; template.h's own functions hand in that
 * of struct facts. Internal to press/template and its tests.
 */
#ifndef PRESS_TEMPLATE_EXPAND_H
#define PRESS_TEMPLATE_EXPAND_H

#include "press/template/template.h"

struct document_names expand_documents(
        struct arena *arena, struct diag *diag, const struct program *program, void *tree);
const struct document *expand_document(struct arena *arena, struct diag *diag,
        const struct program *program, void *tree, size_t index);

/* A template from bytes that stand for the file folder/name.xml; for tests and fuzzing. */
struct program *template_parse(
        struct diag *diag, const char *folder, const char *name, const char *bytes, size_t length);
/* Every element and attribute that an expression names must be known. */
bool template_check_names(struct diag *diag, const struct program *program,
        bool (*knows_element)(const char *name), bool (*knows_attribute)(const char *name));
/* All files of the template against templates/template.rng and styles/style.rng. */
bool template_check_schema(struct diag *diag, const struct program *program);

#endif
