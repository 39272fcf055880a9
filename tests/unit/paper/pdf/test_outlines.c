/* paper/pdf: what two font programs draw. */
#include "paper/pdf/outlines.h"

#include "kit/fonts.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FIRST 0x6C11 /* 民 */

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
		text_init(&plain);
		text_init(&hinted);
		text_init(&more);
		kit_cut_unhinted(&plain, faces[i].path, faces[i].index, FIRST, 2);
		kit_cut_font(&hinted, faces[i].path, faces[i].index, FIRST, 2);
		kit_cut_font(&more, faces[i].path, faces[i].index, FIRST, 4);
		const struct outlines_program one = program(&plain), other = program(&hinted),
		                              larger = program(&more);
		cr_assert_not(text_same_bytes(&plain, &hinted), "the test is blind");
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

	text_init(&whole);
	kit_cut_unhinted(&whole, KIT_ARPHIC, 0, FIRST, 1);
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
