/*
 * RELAX NG: a file against a schema, every fault with its line. For lint and tests; a render relies
 * on the tables of elements.def and records.c, which tests keep in step with the schemas.
 */
#ifndef PAPER_MARKUP_SCHEMA_H
#define PAPER_MARKUP_SCHEMA_H

#include "base/root.h"
#include "diag/diag.h"

#include <stdbool.h>

/* True when all `files` satisfy the schema; else said. */
bool schema_check(struct diag *diag, const struct root *root, const char *schema,
        const char *const *files, size_t count);
struct xml_tree;
/* The same for one tree that came from `file`. */
bool schema_check_tree(struct diag *diag, const struct root *root, const char *schema,
        const char *file, struct xml_tree *tree);

#endif
