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

#include "base/arena.h"
#include "diag/diag.h"
#include "paper/font/metrics.h"
#include "paper/page/page.h"

/* What the paragraph must ask while being set; page numbers may change from run to run. */
struct setting {
	struct arena *arena;   /* lines live here */
	struct arena *scratch; /* dropped or reset by the caller at will, after each paragraph */
	struct diag *diag;
	const struct metrics *metrics;
	const struct stylesheet *styles;
	size_t page;  /* number of the page being set, for INLINE_PAGE; 0 unknown */
	size_t pages; /* total, for INLINE_PAGES; 0 unknown yet */
	/* Page of an anchor for INLINE_REFERENCE; 0 unknown yet. NULL allowed. */
	size_t (*page_of)(void *context, const char *anchor);
	void *context;
	bool failed; /* set when something was said that forbids publishing */
};

/* One set line: operations relative to the line's left edge and top (y of line box). */
struct line {
	const struct op *ops; /* GLYPHS, BOX, PATH, LINK; x from the measure's left edge */
	size_t op_count;
	mpt height;               /* leading */
	mpt width;                /* natural ink width incl. indent, for content-sized columns */
	bool hyphenless_overflow; /* nothing could be broken: wider than the measure */
	/* Worst gap stretch of the line, thousandths of an em; beyond the limit it is reported. */
	mpt stretched;
};

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
