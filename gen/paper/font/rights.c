#include "paper/font/rights.h"

#include "base/common.h"
#include "base/text.h"

#include <hb-ot.h>
#include <hb.h>
#include <stdint.h>
#include <string.h>

/* Where the OS/2 table has fsType, and its bits. */
#define FSTYPE_AT         8
#define FSTYPE_RESTRICTED 0x0002
#define FSTYPE_PREVIEW    0x0004
#define FSTYPE_EDITABLE   0x0008
#define FSTYPE_WHOLE      0x0100
#define FSTYPE_BITMAP     0x0200

/* Words that stand in the licence, its address or the copyright of fonts that anybody may hand on.
 */
static const struct {
	const char *words, *licence;
} licences[] = {
	{ "Open Font License", "SIL Open Font License" },
	{ "openfontlicense.org", "SIL Open Font License" },
	{ "scripts.sil.org/OFL", "SIL Open Font License" },
	{ "Apache License", "Apache License" },
	{ "Arphic Public License", "Arphic Public License" },
	{ "ARPHIC PUBLIC LICENSE", "Arphic Public License" },
	{ "General Public License", "GNU General Public License" },
	{ "CC0", "CC0" },
	{ "MIT License", "MIT License" },
};

static const char *read_name(struct arena *arena, hb_face_t *face, hb_ot_name_id_t id)
{
	const hb_language_t language = hb_language_from_string("en", -1);
	unsigned size = 0;
	const unsigned length = hb_ot_name_get_utf8(face, id, language, &size, NULL);
	char *name = arena_alloc(arena, (size_t)length + 1);

	size = length + 1;
	(void)hb_ot_name_get_utf8(face, id, language, &size, name);
	name[length] = '\0';
	return name;
}

static const char *find_licence(struct arena *arena, hb_face_t *face)
{
	static const hb_ot_name_id_t ids[] = { HB_OT_NAME_ID_LICENSE, HB_OT_NAME_ID_LICENSE_URL,
		HB_OT_NAME_ID_COPYRIGHT };

	for (size_t i = 0; i < COUNT_OF(ids); i++) {
		const char *name = read_name(arena, face, ids[i]);
		for (size_t j = 0; j < COUNT_OF(licences); j++)
			if (strstr(name, licences[j].words))
				return licences[j].licence;
	}
	return "";
}

/* 0, installable, where there is no OS/2 table. */
static unsigned read_embedding(hb_face_t *face)
{
	hb_blob_t *table = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
	unsigned length, embedding = 0;
	const char *bytes = hb_blob_get_data(table, &length);

	if (length >= FSTYPE_AT + 2)
		embedding = (unsigned)(uint8_t)bytes[FSTYPE_AT] << 8U
		        | (unsigned)(uint8_t)bytes[FSTYPE_AT + 1];
	hb_blob_destroy(table);
	return embedding;
}

/* A right that is granted beside a lesser one stands; preview lets nobody set anything anew. */
static enum font_right judge(unsigned embedding, bool is_cut, bool is_free)
{
	const bool forbids =
	        embedding & (FSTYPE_RESTRICTED | FSTYPE_PREVIEW) && !(embedding & FSTYPE_EDITABLE);

	if (forbids || embedding & FSTYPE_BITMAP)
		return FONT_RIGHT_FORBIDDEN;
	if (embedding & FSTYPE_WHOLE && is_cut)
		return FONT_RIGHT_WHOLE;
	return is_free ? FONT_RIGHT_FREE : FONT_RIGHT_UNKNOWN;
}

struct font_rights font_rights_of(
        struct arena *arena, const char *bytes, size_t length, int index, bool is_cut)
{
	struct font_rights rights = { .right = FONT_RIGHT_UNREAD, .licence = "" };
	hb_blob_t *blob =
	        hb_blob_create(bytes, (unsigned)length, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, (unsigned)index);

	if (length <= UINT32_MAX && hb_face_get_glyph_count(face) > 0) {
		rights.licence = find_licence(arena, face);
		rights.right = judge(read_embedding(face), is_cut, rights.licence[0] != '\0');
	}
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return rights;
}

struct font_right_words font_right_words(enum font_right right)
{
	static const struct font_right_words words[] = {
		[FONT_RIGHT_FREE] = { "", "" },
		[FONT_RIGHT_UNREAD] = { "no font that can be read", "文件不是可读的字体" },
		[FONT_RIGHT_FORBIDDEN] = { "its fsType forbids embedding",
		        "字体的 fsType 不允许嵌入" },
		[FONT_RIGHT_WHOLE] = { "its fsType allows no subset",
		        "字体的 fsType 不允许取子集" },
		[FONT_RIGHT_UNKNOWN] = { "it names no licence to hand it on",
		        "字体未载明允许再分发的许可" },
	};

	return words[right];
}
