/*
 * A font that is open: which glyph it has for a character, how wide that is and where its ink.
 *
 * Owns HarfBuzz's face and font, and the judgement of what they answer: a font is input, no number
 * that comes out of one is handed on that its reader could not bear. Knows no role and no file.
 */
#ifndef PAPER_FONT_OPENED_H
#define PAPER_FONT_OPENED_H

#include "base/arena.h"
#include "base/length.h"

#include <stdbool.h>
#include <stdint.h>

struct hb_face_t;
struct hb_font_t;

struct opened {
	struct hb_face_t *hb;
	struct hb_font_t *font;
	unsigned glyph_count;
	unsigned units_per_em;
	bool quadratic; /* outlines in glyf: their size is told without drawing them */
};

/* In font units. */
struct opened_glyph {
	uint32_t id;
	int32_t advance;
	int32_t ink_left, ink_right; /* from the glyph's origin; both 0: blank, or not told */
};

/* Takes the face over; opened_release gives it up. */
struct opened opened_make(struct hb_face_t *face);
void opened_release(struct opened *opened);
const char *opened_full_name(struct arena *arena, struct hb_face_t *face);
/* How many characters it maps. */
size_t opened_characters(const struct opened *opened);

/* The font's own glyph of a character, which is to have ink where it must. */
bool opened_has(const struct opened *opened, uint32_t codepoint, uint32_t *glyph);
/* Completes a glyph that stands for the character; false when what the font says cannot be. */
bool opened_measure(const struct opened *opened, uint32_t codepoint, struct opened_glyph *glyph);
/* Whether there can be such a glyph of such an advance. */
bool opened_is_possible(const struct opened *opened, uint32_t glyph, int32_t advance);
/* Font units at a size, to the nearest. */
mpt opened_scale(const struct opened *opened, int32_t units, mpt size);

#endif
