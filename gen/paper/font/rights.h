/*
 * What a font's file says of its use by others: the embedding rights of its OS/2 table (OpenType
 * specification, fsType) and the words of its licence, by which it may be handed on beside
 * documents or may not. Where a file says nothing, it may not: nobody here can know.
 */
#ifndef PAPER_FONT_RIGHTS_H
#define PAPER_FONT_RIGHTS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum font_right {
	FONT_RIGHT_FREE,      /* under a licence that lets it be handed on */
	FONT_RIGHT_UNREAD,    /* no font that can be read */
	FONT_RIGHT_FORBIDDEN, /* fsType: embedding is not allowed, or for reading on screen alone */
	FONT_RIGHT_WHOLE,     /* fsType: only whole, and this is a cut */
	FONT_RIGHT_UNKNOWN,   /* no licence, or none that is known here */
};

struct font_rights {
	enum font_right right;
	const char
	        *licence; /* of the licence that was found, "SIL Open Font License"; "" for none */
};

/* The face `index` of a font file; `is_cut`: some of its glyphs were left out. In the arena. */
struct font_rights font_rights_of(
        struct arena *arena, const char *bytes, size_t length, int index, bool is_cut);
/* Why it is not handed on, for a person; "" when it is. */
struct font_right_words {
	const char *english, *chinese;
};
struct font_right_words font_right_words(enum font_right right);

#endif
