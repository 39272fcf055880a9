/*
 * What of a whole font's CFF table a run keeps to build cuts from: which CID or name each glyph
 * has, which font dictionary, and the strings; some hundred kilobytes of the 20 MB, as copies.
 *
 * Knows no outline. Everything that names a string does so by the number it has in the font.
 */
#ifndef PAPER_PDF_CFF_SOURCE_H
#define PAPER_PDF_CFF_SOURCE_H

#include "base/arena.h"
#include "paper/pdf/cff.h"

struct cff_source {
	bool cid_keyed;
	size_t glyph_count;
	const uint16_t *names;      /* by glyph: its CID, or the number of its name */
	const uint8_t *dicts;       /* by glyph; NULL unless CID-keyed */
	const uint16_t *dict_names; /* by font dictionary */
	size_t dict_count;          /* at most 256; 0 unless CID-keyed */
	uint16_t top_strings[CFF_TOP_STRINGS];
	size_t top_count;
	struct cff strings; /* up to the end of its String INDEX */
	size_t string_count;
};

/*
 * Copies out of the table what its cuts need. NULL when it is unsound, or of a kind that is not
 * built here: a charset or an encoding other than the usual one for fonts of this kind.
 */
const struct cff_source *cff_source_read(
        struct arena *arena, const struct cff *table, size_t glyph_count);

/* The string of a number; false for one that is standard, or that there is not. */
bool cff_source_string(const struct cff_source *source, uint16_t number, struct cff_span *out);

#endif
