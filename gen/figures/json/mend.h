/*
 * A text that means JSON and is none: read as far as it can be understood, every slip said with
 * what to write instead, and written out as JSON.
 *
 * Owns going on behind a slip: Chinese marks for ASCII ones, commas too few or too many, quotes
 * that are missing or stand in a text, line breaks in texts, comments, brackets left open. One slip
 * is one fault. What is mended is for finding the other faults of a file that is refused all the
 * same; no figure is ever taken from it. Gives up on what is no JSON at all, and on what was cut
 * off.
 */
#ifndef FIGURES_JSON_MEND_H
#define FIGURES_JSON_MEND_H

#include "figures/json/grammar.h"

/* `bytes` end in NUL; marks have the offsets of the JSON, lines and columns of the text. */
struct mended {
	struct encoding_text text;
	struct grammar_marks marks;
	size_t slips; /* records said, of which the last are dropped by what made it give up */
};

/*
 * For valid UTF-8 that grammar_scan refused. False: it gave up, and only the first `slips` records
 * that were said are true; else at least one fault was said and the JSON is in the arena.
 */
bool mend_text(struct arena *arena, struct diag *diag, const char *file,
        const struct encoding_text *text, struct mended *out);

#endif
