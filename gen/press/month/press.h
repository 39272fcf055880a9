/*
 * The press: what documents are printed with beside their inputs, this program, the libraries it
 * runs with and the font files that the documents were set in.
 *
 * A font that no document took is none of the press: it can come and go. Decides nothing: two
 * presses that differ may print the same bytes.
 */
#ifndef PRESS_MONTH_PRESS_H
#define PRESS_MONTH_PRESS_H

#include "press/archive/manifest.h"
#include "press/month/edition.h"

struct press {
	const char *tool;
	const char *const *libraries;
	size_t library_count;
};
struct press press_look(struct arena *arena);

/* Each file and face once, in order of path; what is kept of them is not told yet. */
struct press_fonts {
	struct manifest_font *list;
	size_t count;
};
/*
 * The fonts of an edition, every byte of them read. Relative paths of theirs are below `root`.
 * False when one could not be read (said): what is told of it then is not to be kept.
 */
bool press_fonts(struct arena *arena, struct diag *diag, const struct root *root,
        const struct edition *edition, struct press_fonts *out);
/* Libraries that are of another version than those of an archived month: "HarfBuzz 10.2.0 (6.0.0)",
 * parted by commas; "" where none is, or where the program itself is another. */
const char *press_moved(struct arena *arena, const struct press *now, const struct manifest *then);
/* Says what differs from the press of an archived month; how many things. */
size_t press_compare(struct diag *diag, const struct press *now, const struct manifest *then);

#endif
