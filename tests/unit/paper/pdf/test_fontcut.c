/* A font kept for good: fewer characters, all else as it was. */
#include "paper/pdf/fontcut.h"

#include "base/file.h"
#include "kit/fonts.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <hb-ot.h>
#include <string.h>

static void add(uint8_t *characters, uint32_t codepoint)
{
	characters[codepoint / 8] |= (uint8_t)(1U << codepoint % 8);
}

/* The second face of the collection, of which 民, 生 and A are wanted. */
Test(fontcut, keeps_what_is_wanted_of_one_face)
{
	static uint8_t wanted[FACE_CHARACTERS_BYTES], mapped[FACE_CHARACTERS_BYTES];
	struct file_map map;
	struct text cut;

	text_init(&cut);
	cr_assert_eq(file_map_open(&root_here, KIT_NOTO, &map), FILE_OK);
	const struct fontcut_source whole = { map.bytes, map.length, 2 };
	add(wanted, 0x6C11);
	add(wanted, 0x751F);
	add(wanted, 'A');
	cr_assert_eq(fontcut_make(&whole, wanted, &cut), FONTCUT_MADE);
	cr_expect_lt(cut.length, 100000);
	const struct fontcut_source made = { cut.bytes, cut.length, 0 };
	cr_expect(fontcut_covers(&made, wanted));
	fontcut_characters(&made, mapped);
	add(wanted, 0x9F98);
	cr_expect(!fontcut_covers(&made, wanted), "龘 was not wanted");
	cr_expect(fontcut_covers(&whole, wanted));
	cr_expect(mapped[0x9F98 / 8] >> 0x9F98 % 8 == 0);
	file_map_close(&map);
	text_release(&cut);
}

/* The name, by which a style sheet asks for it, and the kerning stay. */
Test(fontcut, keeps_names_and_features)
{
	static uint8_t wanted[FACE_CHARACTERS_BYTES];
	struct file_map map;
	struct text cut;
	char name[64] = "";
	unsigned size = sizeof name;

	text_init(&cut);
	cr_assert_eq(file_map_open(&root_here, KIT_NOTO, &map), FILE_OK);
	add(wanted, 'V');
	cr_assert_eq(
	        fontcut_make(&(struct fontcut_source){ map.bytes, map.length, 2 }, wanted, &cut),
	        FONTCUT_MADE);
	hb_blob_t *blob = hb_blob_create(
	        cut.bytes, (unsigned)cut.length, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	hb_ot_name_get_utf8(
	        face, HB_OT_NAME_ID_FULL_NAME, hb_language_from_string("en", -1), &size, name);
	cr_expect_str_eq(name, "Noto Sans CJK SC Bold");
	cr_expect(hb_ot_layout_has_positioning(face));
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	file_map_close(&map);
	text_release(&cut);
}

Test(fontcut, refuses_what_is_no_font)
{
	static uint8_t wanted[FACE_CHARACTERS_BYTES];
	struct text cut;

	text_init(&cut);
	cr_expect_eq(fontcut_make(&(struct fontcut_source){ "no font", 7, 0 }, wanted, &cut),
	        FONTCUT_FAILED);
	cr_expect_eq(cut.length, 0);
	text_release(&cut);
}
