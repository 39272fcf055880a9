/* paper/pdf: what two font programs draw. */
#include "paper/pdf/outlines.h"

#include "kit/fonts.h"

#include <criterion/criterion.h>
#include <hb-subset.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* `count` characters from 民 on, of a face that has its outlines in a CFF table or in glyf. */
static void cut(struct text *out, const char *path, unsigned index, unsigned count, unsigned flags)
{
	hb_blob_t *file = hb_blob_create_from_file(path);
	hb_face_t *face = hb_face_create(file, index);
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	unsigned length;

	hb_set_add_range(hb_subset_input_unicode_set(input), 0x6C11, 0x6C10 + count);
	hb_subset_input_set_flags(input, flags);
	hb_face_t *made = hb_subset_or_fail(face, input);
	cr_assert(made);
	hb_blob_t *whole = hb_face_reference_blob(made);
	const char *bytes = hb_blob_get_data(whole, &length);
	text_init(out);
	text_add_bytes(out, bytes, length);
	hb_blob_destroy(whole);
	hb_face_destroy(made);
	hb_subset_input_destroy(input);
	hb_face_destroy(face);
	hb_blob_destroy(file);
}

static struct outlines_program program(const struct text *bytes)
{
	return (struct outlines_program){ bytes->bytes, bytes->length };
}

/* Hints and glyphs that are more are no difference; glyphs that are fewer, or others, are. */
Test(outlines, are_those_of_each_glyph_that_was_there)
{
	static const struct {
		const char *path;
		unsigned index;
	} faces[] = { { KIT_NOTO, 2 }, { KIT_ARPHIC, 0 } };

	for (size_t i = 0; i < 2; i++) {
		struct text plain, hinted, more;
		size_t glyph = 0;
		cut(&plain, faces[i].path, faces[i].index, 2, HB_SUBSET_FLAGS_NO_HINTING);
		cut(&hinted, faces[i].path, faces[i].index, 2, 0);
		cut(&more, faces[i].path, faces[i].index, 4, 0);
		const struct outlines_program one = program(&plain), other = program(&hinted),
		                              larger = program(&more);
		cr_assert(one.length != other.length
		        || memcmp(one.bytes, other.bytes, one.length) != 0);
		cr_expect(outlines_same(&one, &other, &glyph), "%zu: glyph %zu", i, glyph);
		cr_expect(outlines_same(&larger, &one, &glyph), "%zu: glyph %zu", i, glyph);
		cr_expect_not(outlines_same(&one, &larger, &glyph));
		cr_expect_lt(glyph, SIZE_MAX, "%zu", i);
		text_release(&plain);
		text_release(&hinted);
		text_release(&more);
	}
}

/* A byte of an outline changed: another glyph, or no font; nothing is read beside the program. */
Test(outlines, are_others_when_a_byte_is)
{
	struct text whole;
	size_t glyph, others = 0;

	cut(&whole, KIT_ARPHIC, 0, 1, HB_SUBSET_FLAGS_NO_HINTING);
	const struct outlines_program then = program(&whole);
	size_t length;
	const size_t at = kit_font_table(&whole, "glyf", &length);
	for (size_t i = at; i < at + length; i += 7) {
		char *copy = memcpy(malloc(whole.length), whole.bytes, whole.length);
		copy[i] = (char)(copy[i] ^ 0x55);
		const struct outlines_program now = { copy, whole.length };
		others += !outlines_same(&now, &then, &glyph);
		free(copy);
	}
	cr_expect_gt(others, length / 7 / 2, "%zu of %zu", others, length / 7);
	for (size_t part = 0; part < whole.length; part += 31) {
		char *copy = memcpy(malloc(part + 1), whole.bytes, part);
		const struct outlines_program now = { copy, part };
		(void)outlines_same(&now, &then, &glyph);
		free(copy);
	}
	cr_expect_not(outlines_same(&(struct outlines_program){ "\1\0\4\1", 4 }, &then, &glyph));
	cr_expect_eq(glyph, SIZE_MAX);
	text_release(&whole);
}
