/*
 * A face cut to its used glyphs by HarfBuzz, and the proof that the cut still draws what the face
 * drew: a font is input, and its damage must not reach a reader as blank or shifted text.
 *
 * Owns the subset and the codes of its glyphs in a PDF. Knows no PDF object; says nothing.
 */
#ifndef PAPER_PDF_CUT_H
#define PAPER_PDF_CUT_H

#include "base/arena.h"
#include "base/sparse.h"
#include "base/text.h"

#include <hb-subset.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A glyph of the source face and what it says. */
struct used_glyph {
	uint32_t glyph; /* below the face's glyph count */
	uint32_t character;
};
struct used_glyphs {
	const struct used_glyph *list;
	size_t count;
};

struct cut {
	hb_subset_plan_t *plan;
	hb_blob_t *file; /* the whole subset */
	hb_face_t *face; /* the same, read again */
	hb_blob_t *cff;  /* its CFF table, empty for TrueType */
};

/* False when HarfBuzz cannot cut the face; release in either case. */
bool cut_face(hb_font_t *font, const struct used_glyphs *used, struct cut *out);
/* The same of a CFF face, its table built already. */
bool cut_around(
        hb_font_t *font, const struct used_glyphs *used, const struct text *table, struct cut *out);
void cut_release(struct cut *cut);

/*
 * The two-byte code of each used glyph in the PDF, in `codes` by the source's glyph: the CID of a
 * CID-keyed CFF table, else the glyph of the cut. False when the cut lacks one or is no sound
 * table.
 */
bool cut_codes(const struct cut *cut, struct arena *arena, const struct used_glyphs *used,
        struct sparse *codes);

/*
 * The set of the cut's CIDs as a string of bits (ISO 32000-1, 9.8.3.2): that of CID n is the bit
 * 0x80 >> n % 8 of byte n / 8. Appended to `out`; false when the table is unsound.
 */
bool cut_cid_set(const struct cut *cut, struct arena *arena, struct text *out);

/*
 * Reads the cut again: has it the glyphs that were planned, each with the advance and the ink that
 * it has in `source`? The first that differs, or NULL.
 */
const struct used_glyph *cut_lost(
        const struct cut *cut, hb_font_t *source, const struct used_glyphs *used);

#endif
