/*
 * Differences: what two submissions of one unit say otherwise.
 *
 * Owns the comparison of meaning: figures by value, texts as they read, whatever encoding, blanks
 * and order of keys the files have. Knows no folder and says nothing.
 */
#ifndef FIGURES_INTAKE_DIFFERENCE_H
#define FIGURES_INTAKE_DIFFERENCE_H

#include "figures/intake/submission.h"

struct difference {
	size_t count;        /* 0: both say the same */
	const char *words;   /* "10.1 (2 / 1); no 10 progress", the first few, "…" behind them */
	struct place place;  /* of the first of them in the one, or of that one as a whole */
	const char *subject; /* "10.1、10.3" or, when no figure differs, 文字 */
};

/* In the arena. Revisions and times are not compared. */
struct difference difference_between(
        struct arena *arena, const struct submission *one, const struct submission *other);

#endif
