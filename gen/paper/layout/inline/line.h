/* A set line: what setting a paragraph leaves of it, for pages and cells alike. */
#ifndef PAPER_LAYOUT_INLINE_LINE_H
#define PAPER_LAYOUT_INLINE_LINE_H

#include "paper/page/page.h"

/* Operations relative to the line's left edge and top (y of line box). */
struct line {
	const struct op *ops; /* GLYPHS, BOX, PATH, LINK; x from the measure's left edge */
	size_t op_count;
	mpt height;               /* leading */
	mpt width;                /* natural ink width incl. indent, for content-sized columns */
	bool hyphenless_overflow; /* nothing could be broken: wider than the measure */
	/* Worst gap stretch of the line, thousandths of an em; beyond the limit it is reported. */
	mpt stretched;
};

#endif
