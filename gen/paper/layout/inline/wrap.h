/*
 * Wrap: where the lines of a paragraph end.
 *
 * Owns the choice among the legal breaks and the way out when there is none. Knows widths only
 * through width.h, and draws nothing.
 */
#ifndef PAPER_LAYOUT_INLINE_WRAP_H
#define PAPER_LAYOUT_INLINE_WRAP_H

#include "paper/layout/inline/width.h"

/* Characters between two forced breaks, and the room of their lines. */
struct segment {
	size_t first, end;
	mpt first_measure; /* of its first line */
	mpt measure;       /* of the others */
};

struct wrapped_line {
	struct slice slice;
	bool last;      /* of its segment: not stretched */
	bool emergency; /* broken where no break is legal */
	bool overflow;  /* one character, wider than the measure */
};

struct wrapped {
	struct wrapped_line *lines;
	size_t count;
	size_t capacity;
};

/* Set CHARACTER_LEGAL by level, atoms, words and U+200B. */
void wrap_mark(struct characters *characters);

/*
 * Append the lines of a segment; an empty one makes one empty line. Legal breaks only where the
 * text has any within reach; never a character is lost.
 */
void wrap_segment(struct arena *arena, const struct characters *characters,
        const struct segment *segment, struct wrapped *out);

/* The room of the line that begins at `first`. */
static inline mpt wrap_measure(const struct segment *segment, size_t first)
{
	return first == segment->first ? segment->first_measure : segment->measure;
}

#endif
