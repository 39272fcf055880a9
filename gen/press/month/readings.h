/*
 * Readings: what a run has read below one root of the months' reports. Each folder is read once
 * and judged once, whoever asks: for its own month, for a later one, for digests, for the archive.
 *
 * Made once a run and handed down (struct run); another root, that of an archived tree, has
 * readings of its own. Knows no figure of a month and decides not where a month is read from.
 */
#ifndef PRESS_MONTH_READINGS_H
#define PRESS_MONTH_READINGS_H

#include "base/root.h"
#include "figures/intake/inbox.h"
#include "figures/intake/laid.h"
#include "press/month/printable.h"
#include "press/month/sources.h"

/*
 * What it hands out lives in its arena; the voices that heard the inboxes (inbox->said) until
 * readings_free. Two calls for the same give the same pointer.
 */
struct readings;

/* The roots are borrowed and must outlive it; `live` has the fonts. */
struct readings *readings_new(
        struct arena *arena, const struct root *root, const struct root *live);
/* Accepts NULL. */
void readings_free(struct readings *readings);

/* What the templates below the root can print, for what is read there. */
const struct ink *readings_ink(const struct readings *readings);

/* What was read and cannot be printed, and the same recalled: see printable.h. */
struct printable_lacks readings_lacks(const struct readings *readings);
void readings_recall(struct readings *readings, const struct printable_lacks *lacks);

/* The files of a month's folder, input/submissions/2020-01 or an archive's. Never NULL. */
const struct arrivals *readings_arrivals(struct readings *readings, const char *folder);
/* The same looked into (arrivals_open), as judging it needs; a night without news does not. */
const struct arrivals *readings_opened(struct readings *readings, const char *folder);
/* The same judged for the month; what there is to say was said to inbox->said alone. */
const struct inbox *readings_inbox(struct readings *readings, const struct catalogue *catalogue,
        const struct sources *sources, struct period period);
/* A file that is laid over a month; the arena takes all that comes of it. All is borrowed. */
struct readings_laying {
	struct arena *arena;
	const struct catalogue *catalogue;
	const struct sources *sources;
	const struct laid_file *file;
};
/* The month judged with the file in it, said to `said`; it is the inbox's entry *at. Kept nowhere.
 */
const struct inbox *readings_laid(struct readings *readings, const struct readings_laying *laying,
        struct diag *said, struct period period, size_t *at);
/* Nothing of the inbox failed to be read; what did is said. */
MUST_USE bool readings_are_whole(struct diag *diag, const struct inbox *inbox);

#endif
