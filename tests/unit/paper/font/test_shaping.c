/* Rows of characters in a font's own glyphs: one a character, or none at all. */
#include "kit/fonts.h"
#include "paper/font/shaping.h"

#include <criterion/criterion.h>
#include <hb.h>

/* Does the font set the row? */
static bool is_set(const uint32_t *codepoints, size_t count, struct shaped_glyph *out)
{
	hb_blob_t *blob = hb_blob_create_from_file(KIT_NOTO);
	hb_face_t *face = hb_face_create(blob, 2);
	hb_font_t *font = hb_font_create(face);
	struct shaping *shaping = shaping_new();
	const struct shaping_row row = { codepoints, count, "" };
	const bool done = shaping_set(shaping, font, &row, out);

	shaping_free(shaping);
	hb_font_destroy(font);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return done;
}

Test(shaping, each_character_has_its_own_glyph)
{
	struct shaped_glyph kerned[2], alone;

	cr_assert(is_set((const uint32_t[]){ 'A', 'V' }, 2, kerned));
	cr_assert(is_set((const uint32_t[]){ 'A' }, 1, &alone));
	cr_expect_eq(kerned[0].id, alone.id);
	cr_expect_lt(kerned[0].advance, alone.advance, "A V stand closer than A and V");
}

/* The glyph of what a font has not (.notdef) is no glyph of a word. */
Test(shaping, a_word_with_a_character_that_is_not_there_is_not_set)
{
	struct shaped_glyph out[3];

	cr_expect_not(is_set((const uint32_t[]){ 'A', 0xE123, 'V' }, 3, out));
	cr_expect_not(is_set((const uint32_t[]){ 0x10FFFD }, 1, out));
	cr_expect(is_set((const uint32_t[]){ 'A', 'B', 'V' }, 3, out));
}

/* Two characters that the font draws as one are not two glyphs. */
Test(shaping, a_composition_is_not_set)
{
	struct shaped_glyph out[2];

	cr_expect_not(is_set((const uint32_t[]){ 'e', 0x301 }, 2, out));
}
