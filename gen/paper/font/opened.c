#include "paper/font/opened.h"

#include "base/utf8.h"

#include <hb-ot.h>

/* More than any glyph's: U+FDFD is some 10 em wide. */
#define EM_MOST    64
#define NAME_BYTES 256

static bool has_quadratic_outlines(hb_face_t *face)
{
	hb_blob_t *table = hb_face_reference_table(face, HB_TAG('g', 'l', 'y', 'f'));
	const unsigned length = hb_blob_get_length(table);

	hb_blob_destroy(table);
	return length > 0;
}

struct opened opened_make(hb_face_t *face)
{
	hb_face_make_immutable(face);
	return (struct opened){ .hb = face,
		.font = hb_font_create(face),
		.glyph_count = hb_face_get_glyph_count(face),
		.units_per_em = hb_face_get_upem(face),
		.quadratic = has_quadratic_outlines(face) };
}

const char *opened_full_name(struct arena *arena, hb_face_t *face)
{
	char name[NAME_BYTES];
	unsigned size = sizeof name;

	hb_ot_name_get_utf8(
	        face, HB_OT_NAME_ID_FULL_NAME, hb_language_from_string("en", -1), &size, name);
	return arena_strdup(arena, name);
}

size_t opened_characters(const struct opened *opened)
{
	hb_set_t *set = hb_set_create();

	hb_face_collect_unicodes(opened->hb, set);
	const size_t count = hb_set_get_population(set);
	hb_set_destroy(set);
	return count;
}

void opened_release(struct opened *opened)
{
	hb_font_destroy(opened->font);
	hb_face_destroy(opened->hb);
}

/*
 * Some faces map rare characters to glyphs without ink (AR PL UKai has 43, 䶮 among them): the next
 * face of the chain is asked then. The common characters of CFF faces are trusted, for their
 * outlines would have to be drawn to know.
 */
static bool is_hollow(const struct opened *opened, uint32_t codepoint, uint32_t glyph)
{
	const bool common = codepoint >= 0x4E00 && codepoint <= 0x9FFF;
	hb_glyph_extents_t extents;

	if (!utf8_is_han(codepoint) || (common && !opened->quadratic))
		return false;
	return hb_font_get_glyph_extents(opened->font, glyph, &extents) && extents.width == 0
	        && extents.height == 0;
}

bool opened_has(const struct opened *opened, uint32_t codepoint, uint32_t *glyph)
{
	return hb_font_get_nominal_glyph(opened->font, codepoint, glyph)
	        && !is_hollow(opened, codepoint, *glyph);
}

/*
 * Where the ink stands matters for marks alone: 。 in the corner or the middle, —— that joins, an
 * accent that stands over a letter. Han characters and letters are spared the cost of reading their
 * outlines.
 */
static bool tells_ink(uint32_t codepoint)
{
	return (codepoint >= 0x2010 && codepoint <= 0x2027)
	        || (codepoint >= 0x3000 && codepoint <= 0x303F)
	        || (codepoint >= 0xFF00 && codepoint <= 0xFFEF) || codepoint == 0xB7
	        || codepoint == 0x2E3A || (codepoint >= 0x0300 && codepoint <= 0x036F);
}

static bool is_bearable(const struct opened *opened, int64_t units)
{
	const int64_t most = (int64_t)opened->units_per_em * EM_MOST;

	return -most <= units && units <= most;
}

static bool measure_ink(const struct opened *opened, struct opened_glyph *glyph)
{
	hb_glyph_extents_t extents;

	if (!hb_font_get_glyph_extents(opened->font, glyph->id, &extents))
		return true;
	const int64_t right = (int64_t)extents.x_bearing + extents.width;
	if (!is_bearable(opened, extents.x_bearing) || !is_bearable(opened, right))
		return false;
	glyph->ink_left = extents.x_bearing;
	glyph->ink_right = (int32_t)right;
	return true;
}

bool opened_is_possible(const struct opened *opened, uint32_t glyph, int32_t advance)
{
	return glyph < opened->glyph_count && advance >= 0 && is_bearable(opened, advance);
}

bool opened_measure(const struct opened *opened, uint32_t codepoint, struct opened_glyph *glyph)
{
	if (glyph->id >= opened->glyph_count)
		return false;
	glyph->advance = hb_font_get_glyph_h_advance(opened->font, glyph->id);
	return opened_is_possible(opened, glyph->id, glyph->advance)
	        && (!tells_ink(codepoint) || measure_ink(opened, glyph));
}

mpt opened_scale(const struct opened *opened, int32_t units, mpt size)
{
	const int64_t em = opened->units_per_em;
	const int64_t product = (int64_t)units * size;

	return (mpt)((product + (product < 0 ? -em : em) / 2) / em);
}
