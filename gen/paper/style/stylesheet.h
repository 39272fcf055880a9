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
#include "paper/style/style.h"

/*
 * NULL when unusable; every fault is said with its place. That there is no such file is said at
 * `from`, the place that names it.
 */
const struct stylesheet *stylesheet_read(struct arena *arena, struct diag *diag,
        const struct root *root, const char *file, struct place from);
/*
 * The same for a tree that came from `file`, which stays the caller's; for tests and fuzzing.
 * `root` NULL: there are no files, so that it cannot extend another sheet.
 */
struct xml_tree;
const struct stylesheet *stylesheet_parse(struct arena *arena, struct diag *diag,
        const struct root *root, const char *file, struct xml_tree *tree);

#endif
