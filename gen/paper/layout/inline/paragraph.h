/*
 * Paragraphs: inline items -> lines of placed glyphs, by clreq and GB/T 15834 (ARCHITECTURE.md
 * “Chinese setting”).
 *
 * Owns shaping, width adjustment (punctuation squeeze, Han-Latin gaps, justification,
 * distribution, decimal alignment), line breaking with forbidden starts and ends, unbreakable
 * runs, hanging indents, balanced titles. Refuses to know pages and tables.
 */
#ifndef PAPER_LAYOUT_INLINE_PARAGRAPH_H
#define PAPER_LAYOUT_INLINE_PARAGRAPH_H

#include "paper/layout/inline/line.h"
#include "paper/layout/inline/setting.h"

struct lines {
	const struct line *lines;
	size_t count;
	mpt height; /* sum of line heights */
};

/* Set a paragraph to `measure`. Faults (missing glyph …) are said; setting->failed is set. */
struct lines paragraph_set(struct setting *setting, const struct paragraph *paragraph, mpt measure);

/* Widest unbreakable piece and width without any break, for content columns. */
struct extent {
	mpt least;
	mpt most;
	/* Widths left and right of the decimal point, for ALIGN_DECIMAL columns; 0 otherwise. */
	mpt before_point;
	mpt after_point;
};
struct extent paragraph_extent(struct setting *setting, const struct paragraph *paragraph);

/*
 * The same with a decimal column: `before` and `after` are the column's widest parts; numbers are
 * set so that their points (or unit digits) stand at the same x and the widest is centred.
 */
struct lines paragraph_set_decimal(struct setting *setting, const struct paragraph *paragraph,
        mpt measure, mpt before, mpt after);

#endif
