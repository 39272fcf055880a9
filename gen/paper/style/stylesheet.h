/*
 * Reading style sheets: templates/styles/<name>.xml -> struct stylesheet.
 *
 * Owns the XML form, inheritance (based-on), sheets that extend another one, and units. Lengths in
 * em or ln are resolved against the record's own size and leading.
 */
#ifndef PAPER_STYLE_STYLESHEET_H
#define PAPER_STYLE_STYLESHEET_H

#include "base/arena.h"
#include "base/root.h"
#include "diag/diag.h"
#include "paper/markup/trees.h"
#include "paper/style/style.h"

/*
 * NULL when unusable; every fault is said with its place. That there is no such file is said at
 * `from`, the place that names it.
 */
const struct stylesheet *stylesheet_read(struct arena *arena, struct diag *diag,
        const struct root *root, const char *file, struct place from);
/* The same for several sheets, whose files, and those that they extend, are read once. */
const struct stylesheet *stylesheet_of_trees(struct arena *arena, struct diag *diag,
        struct trees *trees, const char *file, struct place from);
/* The same for a tree that came from `file` and can extend no other; for tests and fuzzing. */
const struct stylesheet *stylesheet_parse(
        struct arena *arena, struct diag *diag, const char *file, const struct xml_tree *tree);

#endif
