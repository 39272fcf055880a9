#include "paper/font/shaping.h"

#include "base/common.h"
#include "base/memory.h"
#include "paper/font/fontfile.h"
#include "paper/markup/rows.h"

#include <hb.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct shaping {
	hb_buffer_t *buffer;
};

struct shaping *shaping_new(void)
{
	struct shaping *shaping = memory_alloc(sizeof *shaping);

	/* HarfBuzz goes on with an empty one where there is no memory, and shapes nothing with it.
	 */
	shaping->buffer = hb_buffer_create();
	if (!hb_buffer_allocation_successful(shaping->buffer)
	        || hb_buffer_get_unicode_funcs(shaping->buffer) == hb_unicode_funcs_get_empty())
		memory_exhausted();
	return shaping;
}

void shaping_free(struct shaping *shaping)
{
	if (!shaping)
		return;
	hb_buffer_destroy(shaping->buffer);
	free(shaping);
}

/* Ligatures and compositions off, what was asked for on. */
struct features {
	hb_feature_t list[3 + ROW_TAGS_MOST];
	unsigned count;
};

static struct features features_of(const char *tags)
{
	struct features features = {
		.list = { { HB_TAG('l', 'i', 'g', 'a'), 0, 0, UINT_MAX },
		        { HB_TAG('c', 'l', 'i', 'g'), 0, 0, UINT_MAX },
		        { HB_TAG('c', 'c', 'm', 'p'), 0, 0, UINT_MAX } },
		.count = 3,
	};

	for (const char *tag = tags; *tag != '\0' && features.count < COUNT_OF(features.list);
	        tag += strspn(tag, " ")) {
		const size_t length = strcspn(tag, " ");
		features.list[features.count++] =
		        (hb_feature_t){ hb_tag_from_string(tag, (int)length), 1, 0, UINT_MAX };
		tag += length;
	}
	return features;
}

bool shaping_set(struct shaping *shaping, hb_font_t *font, const struct shaping_row *row,
        struct shaped_glyph *out)
{
	const struct features features = features_of(row->features);
	const int count = (int)row->count;
	unsigned length = 0;

	fontfile_clear_memory();
	hb_buffer_reset(shaping->buffer);
	hb_buffer_add_utf32(shaping->buffer, row->codepoints, count, 0, count);
	hb_buffer_set_direction(shaping->buffer, HB_DIRECTION_LTR);
	hb_buffer_set_script(shaping->buffer, HB_SCRIPT_LATIN);
	hb_shape(font, shaping->buffer, features.list, features.count);
	fontfile_check_memory();
	const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaping->buffer, &length);
	const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(shaping->buffer, NULL);
	if (length != row->count)
		return false;
	for (unsigned i = 0; i < length; i++) {
		if (infos[i].cluster != i || infos[i].codepoint == 0 || places[i].x_offset != 0)
			return false;
		out[i] = (struct shaped_glyph){ infos[i].codepoint, places[i].x_advance };
	}
	return true;
}

bool shaping_kerns(const uint32_t *codepoints, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if ((codepoints[i] | 0x20) >= 'a' && codepoints[i] != 0xD7)
			return true;
	return false;
}
