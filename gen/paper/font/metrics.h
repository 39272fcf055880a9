/*
 * Metrics: all that layout knows of fonts. paper/font/face answers with real fonts, tests/kit with
 * fake ones (a Han character or full-width mark one em, anything else half an em).
 */
#ifndef PAPER_FONT_METRICS_H
#define PAPER_FONT_METRICS_H

#include "base/length.h"
#include "paper/style/style.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct glyph {
	uint16_t face;     /* handle of metrics' owner */
	uint16_t embolden; /* simulated bold: stroke width, thousandths of an em */
	uint32_t id;       /* glyph id in that face */
	mpt advance;       /* at the size asked for */
	/*
	 * Where the ink begins and ends from the glyph's origin; both 0: not told. Wanted of marks
	 * and dashes: fonts differ in which part of the em ？ and 。 and — stand.
	 */
	mpt ink_left, ink_right;
};

/* How far a glyph's ink reaches from the baseline, at the size asked for. */
struct reach {
	mpt above, below;
};

struct metrics {
	void *context;
	/* The glyph of one character along the role's chain; false when every face lacks it. */
	bool (*lookup)(void *context, const struct font_role *role, uint32_t codepoint, mpt size,
	        struct glyph *out);
	/*
	 * Glyphs of a Latin word or number, one glyph a character (no ligatures), kerned where
	 * neighbours come from one face; false when every face lacks one (then lookup each).
	 */
	bool (*shape)(void *context, const struct font_role *role, const uint32_t *codepoints,
	        size_t count, mpt size, struct glyph *out);
	/*
	 * One glyph for a character and the variation selector or accent after it; false when no
	 * face has one. NULL: none ever has.
	 */
	bool (*combine)(void *context, const struct font_role *role, const uint32_t pair[2],
	        mpt size, struct glyph *out);
	/*
	 * The role has no face at all, and lookup has said so: there is nothing to say of each
	 * character. NULL: every role has one.
	 */
	bool (*is_empty)(void *context, const struct font_role *role);
	/*
	 * The ink of a glyph, by its face, id and weight; false when it has none. NULL: not told,
	 * then the em box stands for it.
	 */
	bool (*ink)(void *context, const struct glyph *glyph, mpt size, struct reach *out);
};

#endif
