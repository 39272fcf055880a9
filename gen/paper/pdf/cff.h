/*
 * The little of a bare CFF table (Adobe Technical Note 5176) that embedding needs: whether it is
 * CID-keyed, the CID of each glyph, how long its outline is. Bounds are checked at every read; a
 * damaged table is false.
 */
#ifndef PAPER_PDF_CFF_H
#define PAPER_PDF_CFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cff {
	const uint8_t *bytes;
	size_t length;
	bool cid_keyed;        /* Top DICT holds ROS (12 30) */
	size_t charset_offset; /* Top DICT operator 15 */
	size_t outline_offset; /* of the CharStrings INDEX, operator 17 */
};

bool cff_read(const uint8_t *bytes, size_t length, struct cff *out);
/* CIDs of glyphs 0 … count - 1 (charset formats 0, 1, 2) of a CID-keyed table. */
bool cff_cids(const struct cff *cff, size_t count, uint16_t *cids);
/* Bytes of the glyph's charstring; false when the table has no such glyph. */
bool cff_outline_length(const struct cff *cff, size_t glyph, size_t *length);

#endif
