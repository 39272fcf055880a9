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
#include "press/month/mapped.h"

#define PRESS_TOOL "minsheng " MINSHENG_VERSION

struct press {
	bool is_known;
	struct mapped mapped;
};
/* Once is enough, the next times cost nothing. Everything lives in the arena. False (said): a file
 * could not be read. */
bool press_look(struct arena *arena, struct diag *diag, struct press *out);

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
/* Libraries that are others than those of an archived month: "libharfbuzz0b 10.2.0-1
 * (6.0.0+dfsg-3)", parted by commas; "" where none is, or where the program is of another version.
 */
const char *press_moved(struct arena *arena, const struct press *now, const struct manifest *then);
/* Says what differs from the press of an archived month; how many things. */
size_t press_compare(struct arena *arena, struct diag *diag, const struct press *now,
        const struct manifest *then);

#endif
