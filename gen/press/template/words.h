/*
 * White space and invisible characters: what is left of a text when layout makes the spacing.
 *
 * A paragraph's texts pass through one `struct words` in order, so that a blank at the end of one
 * is judged with the first character of the next. Rules (templates/README.md, ARCHITECTURE.md
 * “Chinese setting”): a run of blanks becomes one U+0020, and nothing beside Han, Chinese
 * punctuation, an edge or a forced break; a newline of the data becomes one '\n'. Knows neither XML
 * nor the document.
 */
#ifndef PRESS_TEMPLATE_WORDS_H
#define PRESS_TEMPLATE_WORDS_H

#include "base/text.h"

#include <stdint.h>

enum words_side {
	WORDS_EDGE,   /* start of a paragraph, forced break, fill, gap: blanks vanish */
	WORDS_WIDE,   /* Han, Chinese punctuation, bars, lights: blanks vanish */
	WORDS_NARROW, /* anything else: a blank stays */
};

enum words_pending { WORDS_NOTHING, WORDS_BLANK, WORDS_NEWLINE };

/* Zeroed at the start of a paragraph. */
struct words {
	enum words_side before;
	enum words_pending pending;
};

enum words_origin {
	WORDS_TEMPLATE, /* newlines are blanks; U+200B stays */
	WORDS_DATA,     /* newlines are forced breaks; U+200B goes */
	WORDS_VERBATIM, /* <text>: everything stays as it is */
};

/*
 * Appends what is left of `string` to `out`. Returns 0, or the first control character, which no
 * page can show; nothing is appended then.
 */
uint32_t words_add(
        struct words *words, struct text *out, const char *string, enum words_origin origin);
/* Something that is no text follows: appends the pending blank or newline when it stays. */
void words_object(struct words *words, struct text *out, enum words_side side);
/* One line for a title, bookmark or file name: newlines are blanks, no break hints. */
uint32_t words_line(struct text *out, const char *string);

#endif
