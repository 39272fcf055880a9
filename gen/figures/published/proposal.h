/*
 * Indicators that a task's words propose: each number with a measure in it, and what is counted.
 *
 * Owns the measures that such tables use and the words that turn a target into a limit. What it
 * says is a proposal: whoever signs the targets reads each against the clause it was taken from.
 */
#ifndef FIGURES_PUBLISHED_PROPOSAL_H
#define FIGURES_PUBLISHED_PROPOSAL_H

#include "base/arena.h"
#include "base/decimal.h"
#include "figures/targets/kinds.h"

#include <stdbool.h>
#include <stddef.h>

struct proposal {
	const char *name;    /* of what is counted: the clause without the number */
	const char *phrase;  /* the clause as printed */
	const char *measure; /* "家", "%" */
	enum indicator_kind kind;
	bool at_most;
	struct decimal target;
	bool each; /* the clause says 各: one figure for each of several things */
};

struct proposals {
	struct proposal *list;
	size_t count;
};

struct proposals proposals_of(struct arena *arena, const char *words);
/* The first clause of a task's words: the name of what cannot be counted in it. */
const char *proposals_subject(struct arena *arena, const char *words);

#endif
