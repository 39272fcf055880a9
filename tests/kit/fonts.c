#include "kit/fonts.h"

#include <criterion/criterion.h>
#include <hb-subset.h>
#include <string.h>

/* What is to be kept of which face. */
struct kit_cut {
	const char *path;
	unsigned index, flags;
	uint32_t first;
	size_t count;
};

static void cut_out(struct text *out, const struct kit_cut *what)
{
	hb_blob_t *whole = hb_blob_create_from_file(what->path);
	hb_face_t *face = hb_face_create(whole, what->index);
	hb_subset_input_t *input = hb_subset_input_create_or_fail();

	hb_set_add_range(hb_subset_input_unicode_set(input), what->first,
	        what->first + (unsigned)what->count - 1);
	hb_subset_input_set_flags(input, what->flags);
	hb_face_t *cut = hb_subset_or_fail(face, input);
	cr_assert_not_null(cut, "%s cannot be cut", what->path);
	hb_blob_t *blob = hb_face_reference_blob(cut);
	unsigned length;
	const char *bytes = hb_blob_get_data(blob, &length);
	text_clear(out);
	text_add_bytes(out, bytes, length);
	hb_blob_destroy(blob);
	hb_face_destroy(cut);
	hb_subset_input_destroy(input);
	hb_face_destroy(face);
	hb_blob_destroy(whole);
}

void kit_cut_font(struct text *out, const char *path, unsigned index, uint32_t first, size_t count)
{
	cut_out(out, &(struct kit_cut){ path, index, HB_SUBSET_FLAGS_DEFAULT, first, count });
}

void kit_cut_unhinted(
        struct text *out, const char *path, unsigned index, uint32_t first, size_t count)
{
	cut_out(out, &(struct kit_cut){ path, index, HB_SUBSET_FLAGS_NO_HINTING, first, count });
}

static size_t read_number(const char *bytes, size_t size)
{
	size_t value = 0;

	for (size_t i = 0; i < size; i++)
		value = value << 8 | (unsigned char)bytes[i];
	return value;
}

size_t kit_font_table(const struct text *font, const char tag[4], size_t *length)
{
	const size_t count = read_number(font->bytes + 4, 2);

	for (size_t i = 0; i < count; i++) {
		const char *record = font->bytes + 12 + 16 * i;
		if (memcmp(record, tag, 4) != 0)
			continue;
		*length = read_number(record + 12, 4);
		return read_number(record + 8, 4);
	}
	cr_assert_fail("the font has no table %.4s", tag);
	return 0;
}
