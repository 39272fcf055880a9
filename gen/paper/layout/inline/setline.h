/*
 * Set a line: a slice of characters becomes glyph runs, boxes, paths and links at their places.
 *
 * Owns the x and y of everything on a line. What stands on it was decided by wrap.h.
 */
#ifndef PAPER_LAYOUT_INLINE_SETLINE_H
#define PAPER_LAYOUT_INLINE_SETLINE_H

#include "paper/layout/inline/line.h"
#include "paper/layout/inline/wrap.h"

enum line_align { LINE_START, LINE_CENTER, LINE_END, LINE_FULL };

struct line_order {
	struct slice slice;
	mpt x;       /* left edge of the room */
	mpt measure; /* room between the indents */
	enum line_align align;
	bool overflow;
};

struct line setline(struct setting *setting, const struct characters *characters,
        const struct line_order *order);

#endif
