/*
 * The fonts that issued documents are set in, kept in input/archive/fonts/ under their digests and
 * shared by all months: a month is rendered again from these, whatever the system has by then.
 *
 * A face is kept as a cut (paper/pdf/fontcut.h). One that an earlier month left serves again where
 * it has the characters; a new one has those of the one before, too, so that after some months
 * there is nothing left to add. Owns which cut serves; the caller holds the lock.
 */
#ifndef PRESS_MONTH_FONTKEEP_H
#define PRESS_MONTH_FONTKEEP_H

#include "paper/font/fontfile.h"
#include "press/archive/manifest.h"
#include "press/month/edition.h"

/* All borrowed. `root` is the live one: what was opened there, and the archive. */
struct fontkeep {
	struct arena *arena;
	struct diag *diag;
	const struct root *root;
	const char **written; /* what fontkeep_store made anew */
	size_t written_count, written_capacity;
};

/*
 * Keeps each of the fonts, which are those of the edition, and fills in its `cut`. False (said):
 * one could not be read or written.
 */
bool fontkeep_store(struct fontkeep *keep, const struct edition *edition,
        struct manifest_font *fonts, size_t count);
/* Takes back what was made anew: the month was not issued. Accepts a zeroed one. */
void fontkeep_drop(const struct fontkeep *keep);
/* How many of the manifest's fonts are not kept as it says, each said. */
size_t fontkeep_differing(const struct fontkeep *keep, const struct manifest *manifest);
/* The manifest's fonts for faces_keep_to, in the arena. */
const struct fontfile_cuts *fontkeep_cuts(struct arena *arena, const struct manifest *manifest);

#endif
