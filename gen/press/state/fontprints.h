/*
 * Font prints: has a font file that documents are set in been replaced, or come in front of one?
 *
 * Of each path that a style sheet's chains look at, a cheap print: the file's size and its first
 * kilobytes, where a font keeps its table directory with a checksum of every table. Reads no more
 * of a font, opens no face, trusts no time stamp. Paths are as the style sheet gives them, so that
 * the same fonts have the same digest wherever a month is rendered from.
 *
 * A font that is there and cannot be read has no print, and is no font that is not there: whoever
 * has asked for a digest asks fontprints_failed before it is used or kept.
 */
#ifndef PRESS_STATE_FONTPRINTS_H
#define PRESS_STATE_FONTPRINTS_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/root.h"
#include "diag/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct fontprints;

/* Relative font folders start at `root`, borrowed. Lives in the arena; looks at each path once. */
struct fontprints *fontprints_new(struct arena *arena, const struct root *root);
/* Digest of all that the chains of a style sheet below `root` find; one that cannot be read finds
 * nothing. */
struct digest fontprints_style(
        struct fontprints *prints, const struct root *root, const char *stylesheet);

/*
 * A font could not be read since this was last asked: says the first, with its path and the reason;
 * every digest since then is worth nothing.
 */
bool fontprints_failed(struct fontprints *prints, struct diag *diag);

/* Every path that the style sheets asked for so far have looked at, found or not. */
struct fontprints_paths {
	const char *const *list;
	size_t count;
};
struct fontprints_paths fontprints_looked(const struct fontprints *prints);
/* Digest of what stands at these paths now. */
struct digest fontprints_digest(struct fontprints *prints, const char *const *paths, size_t count);

#endif
