/*
 * What the files of the inbox share; nobody else includes it.
 */
#ifndef FIGURES_INTAKE_INBOX_PARTS_H
#define FIGURES_INTAKE_INBOX_PARTS_H

#include "figures/intake/guess.h"
#include "figures/intake/inbox.h"
#include "figures/intake/sketch.h"

/* A file on its way through both passes. */
struct candidate {
	struct inbox_entry entry;
	size_t first_heard, last_heard;   /* its messages in the first pass: [first, last) */
	const struct candidate *conflict; /* another of the same unit and revision, or NULL */
	const struct candidate *original; /* what it is a copy of, or NULL */
	const struct submission *heir;    /* what supersedes or replaces it, or NULL */
	struct sketch sketch;             /* of a refused file */
	bool is_sure; /* whose it is, of a refused file; a misspelt unit may be another */
};

struct inbox_reading {
	struct arena *arena;
	struct diag *diag;
	struct diag *heard; /* what the first pass said, to nobody yet */
	const struct catalogue *catalogue;
	struct period period;
	const char *folder;
	bool reopened; /* no cut */
	const struct ink *ink;
	const struct guess *guess;
	const struct answers *answers;
	struct candidate *candidates;
	size_t count;
	const struct submission **joined; /* by unit index: what counts of its revisions; or NULL */
	int *next_revisions;              /* by unit index: the number of its next report */
};

/* Its name says one other unit than its content does, and nobody can tell whose it is (said). */
bool inbox_is_named_otherwise(const struct inbox_reading *reading, struct inbox_entry *entry);
/* Whose the refused file is, as far as its content or its name tells. */
void inbox_identify(const struct inbox_reading *reading, struct candidate *candidate,
        const struct submission_source *source);
/* Between the two passes: the state of each candidate. */
void inbox_settle(const struct inbox_reading *reading);

#endif
