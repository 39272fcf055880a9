/*
 * Letters: what the characters of a text that people sent are taken for, before it is printed.
 *
 * People paste from PDF, web pages, Word and chats: radicals in the place of letters, marks nobody
 * can see, ends of lines of many kinds, emoji, letters of an office's own. Owns which character
 * stands for which other (letters.def), which go, and 〓 for what no face can print. Knows no face:
 * whoever does hands in a struct ink. Everything else stays as it is written: ㎡ ① ％ mean what
 * they say.
 */
#ifndef BASE_LETTERS_H
#define BASE_LETTERS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LETTERS_SUBSTITUTE 0x3013U /* 〓, as printers set it for a type they do not have */

/* Asks the faces. A NULL ink, or one without a function, prints whatever is a character. */
struct ink {
	/* `before` is what stands before it, 0 for nothing: a mark may become one glyph with it. */
	bool (*prints)(void *context, uint32_t codepoint, uint32_t before);
	void *context;
};

/* What was done to a character. */
enum letters_deed {
	LETTERS_REMOVED, /* invisible: U+200B, U+FEFF, U+00AD … */
	LETTERS_BLANK,   /* a tab or the end of a table's cell: now a blank */
	LETTERS_LINE, /* U+2028, U+0085, a page's end …: now '\n', at the ends of the text gone */
	LETTERS_MAPPED, /* ⽣ U+2F63: now 生 */
	LETTERS_LOST,   /* cannot be printed: now 〓 */
	LETTERS_DEEDS
};

/* Distinct characters that are told of a text; more are only counted. */
#define LETTERS_TOLD_MOST 8

struct letters_found {
	enum letters_deed deed;
	uint32_t codepoint;
	uint32_t instead; /* of LETTERS_MAPPED */
};

/* What was done to one text. Zeroed before. */
struct letters_report {
	size_t counts[LETTERS_DEEDS];
	struct letters_found told[LETTERS_DEEDS][LETTERS_TOLD_MOST];
	size_t told_counts[LETTERS_DEEDS];
};

/*
 * The text as it can be printed: itself when there is nothing to do, else in the arena; what was
 * done is added to the report. Control characters for which nothing better is known stay, for
 * whoever refuses them. An emoji of several code points becomes one 〓.
 */
const char *letters_read(struct arena *arena, const struct ink *ink, const char *text,
        struct letters_report *report);

/* What sort of character cannot be printed, for messages. */
struct letters_sort {
	const char *english;
	const char *chinese;
};
struct letters_sort letters_sort_of(uint32_t codepoint);

#endif
