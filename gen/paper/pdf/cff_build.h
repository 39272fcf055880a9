/*
 * The CFF table of a cut, put together of outlines that are flat already, as HarfBuzz would write
 * it: header, names, Top DICT, strings, charset, font dictionaries, outlines, private dictionaries
 * (Adobe Technical Note 5176).
 *
 * Owns the order and the numbers. What does not depend on the glyphs is copied from a cut that
 * HarfBuzz has made; a frame that does not give back that very cut is none, so that another version
 * of it, which writes otherwise, is never mixed with this one.
 */
#ifndef PAPER_PDF_CFF_BUILD_H
#define PAPER_PDF_CFF_BUILD_H

#include "base/text.h"
#include "paper/pdf/cff_source.h"

/* A glyph of the font, and its outline without subroutines and hints. */
struct cff_glyph {
	uint32_t glyph;
	const uint8_t *bytes;
	size_t length;
};
/* The glyphs of a cut: ascending, each once, glyph 0 among them. */
struct cff_glyphs {
	const struct cff_glyph *list;
	size_t count;
};

struct cff_frame;
/*
 * The frame of a font's cuts, taken from one of `sample`, which has a glyph of each of the font's
 * dictionaries. NULL when the cut cannot be given back byte for byte. All but `source` is copied.
 */
const struct cff_frame *cff_frame_new(struct arena *arena, const struct cff_source *source,
        const struct cff *cut, const struct cff_glyphs *sample);

/* Adds the table of these glyphs to `out`. False when it would be larger than a table can be. */
bool cff_build(const struct cff_frame *frame, const struct cff_glyphs *glyphs, struct text *out);

#endif
