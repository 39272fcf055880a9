#include "paper/pdf/fontcut.h"

#include "base/common.h"
#include "paper/font/fontfile.h"

#include <hb-ot.h>
#include <hb-subset.h>

/* By which fontfile.c tells a font from none; one that has none of them keeps its first character.
 */
static const hb_codepoint_t always[] = { ' ', 'A', '0', 0x4E00, 0x3002 };

static hb_face_t *open_face(const struct fontcut_source *source)
{
	hb_blob_t *blob = hb_blob_create(
	        source->bytes, (unsigned)source->length, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, (unsigned)source->index);

	hb_blob_destroy(blob);
	return face;
}

static bool has(const uint8_t *characters, hb_codepoint_t codepoint)
{
	return characters[codepoint / 8] >> codepoint % 8 & 1;
}

static void add_wanted(hb_face_t *face, const uint8_t *characters, hb_set_t *out)
{
	hb_set_t *mapped = hb_set_create();

	for (hb_codepoint_t codepoint = 0; codepoint < FACE_CHARACTERS_BYTES * 8; codepoint++)
		if (has(characters, codepoint))
			hb_set_add(out, codepoint);
	for (size_t i = 0; i < COUNT_OF(always); i++)
		hb_set_add(out, always[i]);
	hb_face_collect_unicodes(face, mapped);
	if (!hb_set_has(mapped, ' ') && !hb_set_has(mapped, 'A'))
		hb_set_add(out, hb_set_get_min(mapped));
	hb_set_destroy(mapped);
}

/* All features, names and hints; the characters alone are fewer. */
static hb_subset_input_t *subset_input(hb_face_t *face, const uint8_t *characters)
{
	static const hb_subset_sets_t whole[] = { HB_SUBSET_SETS_LAYOUT_FEATURE_TAG,
		HB_SUBSET_SETS_NAME_ID, HB_SUBSET_SETS_NAME_LANG_ID };
	hb_subset_input_t *input = hb_subset_input_create_or_fail();

	if (!input)
		return NULL;
	add_wanted(face, characters, hb_subset_input_unicode_set(input));
	for (size_t i = 0; i < COUNT_OF(whole); i++) {
		hb_set_t *set = hb_subset_input_set(input, whole[i]);
		hb_set_clear(set);
		hb_set_invert(set);
	}
	hb_subset_input_set_flags(
	        input, HB_SUBSET_FLAGS_NAME_LEGACY | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	return input;
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *table = hb_face_reference_table(face, tag);
	const unsigned length = hb_blob_get_length(table);

	hb_blob_destroy(table);
	return length > 0;
}

/* Kerned or shaped by tables that HarfBuzz drops. */
static bool loses_tables(hb_face_t *face)
{
	return has_table(face, HB_TAG('m', 'o', 'r', 'x'))
	        || (has_table(face, HB_TAG('k', 'e', 'r', 'n'))
	                && !has_table(face, HB_TAG('G', 'P', 'O', 'S')));
}

static bool cut(hb_face_t *face, const uint8_t *characters, struct text *out)
{
	hb_subset_input_t *input = subset_input(face, characters);
	hb_face_t *made = input ? hb_subset_or_fail(face, input) : NULL;
	hb_blob_t *blob = made ? hb_face_reference_blob(made) : hb_blob_get_empty();
	unsigned length;
	const char *bytes = hb_blob_get_data(blob, &length);

	text_add_bytes(out, bytes, length);
	hb_blob_destroy(blob);
	hb_face_destroy(made);
	hb_subset_input_destroy(input);
	return length > 0;
}

enum fontcut_result fontcut_make(
        const struct fontcut_source *source, const uint8_t *characters, struct text *out)
{
	fontfile_clear_memory();
	hb_face_t *face = open_face(source);
	const bool is_font = hb_face_get_glyph_count(face) > 0;
	const bool made = is_font && !loses_tables(face) && cut(face, characters, out);

	hb_face_destroy(face);
	fontfile_check_memory();
	return made ? FONTCUT_MADE : is_font ? FONTCUT_WHOLE : FONTCUT_FAILED;
}

void fontcut_characters(const struct fontcut_source *source, uint8_t *characters)
{
	fontfile_clear_memory();
	hb_face_t *face = open_face(source);
	hb_set_t *mapped = hb_set_create();
	hb_codepoint_t codepoint = HB_SET_VALUE_INVALID;

	hb_face_collect_unicodes(face, mapped);
	while (hb_set_next(mapped, &codepoint))
		if (codepoint < FACE_CHARACTERS_BYTES * 8)
			characters[codepoint / 8] |= (uint8_t)(1U << codepoint % 8);
	hb_set_destroy(mapped);
	hb_face_destroy(face);
	fontfile_check_memory();
}

bool fontcut_covers(const struct fontcut_source *source, const uint8_t *characters)
{
	struct arena *arena = arena_new();
	uint8_t *mapped = arena_alloc_array(arena, FACE_CHARACTERS_BYTES, 1);
	bool covers = true;

	fontcut_characters(source, mapped);
	for (size_t i = 0; i < FACE_CHARACTERS_BYTES && covers; i++)
		covers = (characters[i] & ~mapped[i]) == 0;
	arena_free(arena);
	return covers;
}
