/*
 * Expanding a template over a facts tree: the inside of template_facts.h, for any XML tree.
 *
 * `tree` is an xmlDocPtr whose root is the facts element; template_facts.h hands in that of struct
 * facts. Internal to press/template and its tests.
 */
#ifndef PRESS_TEMPLATE_EXPAND_H
#define PRESS_TEMPLATE_EXPAND_H

#include "paper/document/document.h"
#include "press/template/template.h"

struct document_names expand_documents(
        struct arena *arena, struct diag *diag, const struct program *program, void *tree);
const struct document *expand_document(struct arena *arena, struct diag *diag,
        const struct program *program, void *tree, size_t index);

#endif
