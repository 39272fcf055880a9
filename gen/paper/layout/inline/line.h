/* A set line: what setting a paragraph leaves of it, for pages and cells alike. */
#ifndef PAPER_LAYOUT_INLINE_LINE_H
#define PAPER_LAYOUT_INLINE_LINE_H

#include "paper/page/page.h"

/* A note of the line's page. */
struct line_note {
	const struct note *note;
	uint32_t tag; /* of what it says */
	const struct line_note *next;
};

/* Operations relative to the line's left edge and top (y of line box). */
struct line {
	const struct op *ops; /* GLYPHS, BOX, PATH, IMAGE, LINK; x from the measure's left edge */
	size_t op_count;
	mpt height;               /* leading */
	mpt width;                /* natural ink width incl. indent, for content-sized columns */
	bool hyphenless_overflow; /* nothing could be broken: wider than the measure */
	mpt stretched; /* what every gap of it grew, or would have to grow, thousandths of an em */
	const struct line_note *notes; /* whose marks stand in it, in order */
	bool ragged;                   /* it would have to grow too much to be flush, and did not */
};

#endif
