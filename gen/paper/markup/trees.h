/*
 * Parsed files, each read once for all who ask while the trees stands: style sheets that several
 * extend, parts that many templates include.
 *
 * Owns the trees. A file that cannot be read or parsed is not kept: it is said each time, at the
 * place that names it.
 */
#ifndef PAPER_MARKUP_TREES_H
#define PAPER_MARKUP_TREES_H

#include "paper/markup/xml.h"

struct trees;

/* For files below `root`, which is borrowed. The caller frees. */
struct trees *trees_new(const struct root *root);
/* With all its trees; accepts NULL. */
void trees_free(struct trees *trees);
/* As xml_read, but the tree stays theirs. */
const struct xml_tree *trees_read(
        struct trees *trees, struct diag *diag, const char *file, struct place from);

#endif
