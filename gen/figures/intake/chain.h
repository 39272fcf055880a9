/*
 * The chain of a unit's reports of one month: what a later revision leaves out stands as an earlier
 * one gave it.
 *
 * A correction is often sent with nothing but what it corrects. A figure that it does not name is
 * no figure taken back, nor is a text; what is taken back is named ("withdraw"), a text is taken
 * back by an empty one. Owns what counts of several revisions and what is to be told of it.
 * Chooses no revision (inbox.h does) and says nothing.
 */
#ifndef FIGURES_INTAKE_CHAIN_H
#define FIGURES_INTAKE_CHAIN_H

#include "figures/intake/submission.h"

/*
 * What counts of the reports of one unit and month, of `count` > 0 different revisions in ascending
 * order. Head, time, file and digest are those of the last; its `earlier` is what counted before
 * it. One alone is handed back as it is. In the arena; the reports are borrowed.
 */
const struct submission *chain_join(
        struct arena *arena, const struct submission *const *revisions, size_t count);

/* Does a text of the task stand as an earlier revision gave it? */
bool chain_keeps_text(const struct submission *submission, const struct task *task);
/* The figures that stand as an earlier revision gave them; their number. */
size_t chain_kept(const struct submission *submission);

#endif
