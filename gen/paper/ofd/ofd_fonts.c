#include "paper/ofd/ofd_fonts.h"

#include "base/text.h"
#include "base/utf8.h"
#include "paper/pdf/cut.h"
#include "paper/pdf/pdf.h"

#include <assert.h>
#include <hb-subset.h>
#include <string.h>

/* A face that was used. */
struct ofd_font {
	size_t face;
	hb_set_t *characters; /* that lead to their glyph */
	hb_map_t *nominal;    /* from these to it */
	const struct cut *cut;
	hb_blob_t *file;
};

struct ofd_fonts {
	struct arena *arena;
	struct diag *diag;
	struct faces *faces;
	struct ofd_font *list;
	size_t count, capacity;
};

struct ofd_fonts *ofd_fonts_new(struct diag *diag, struct faces *faces)
{
	struct arena *arena = arena_new();
	struct ofd_fonts *fonts = arena_alloc(arena, sizeof *fonts);

	*fonts = (struct ofd_fonts){ .arena = arena, .diag = diag, .faces = faces };
	return fonts;
}

void ofd_fonts_free(struct ofd_fonts *fonts)
{
	for (size_t i = 0; i < fonts->count; i++) {
		hb_set_destroy(fonts->list[i].characters);
		hb_map_destroy(fonts->list[i].nominal);
		hb_blob_destroy(fonts->list[i].file);
	}
	arena_free(fonts->arena);
}

/* NULL: the face was not used. */
static struct ofd_font *find(const struct ofd_fonts *fonts, size_t face)
{
	for (size_t i = 0; i < fonts->count; i++)
		if (fonts->list[i].face == face)
			return &fonts->list[i];
	return NULL;
}

static struct ofd_font *take(struct ofd_fonts *fonts, size_t face)
{
	struct ofd_font *font = find(fonts, face);

	if (font)
		return font;
	fonts->list = arena_grow(
	        fonts->arena, fonts->list, &fonts->capacity, fonts->count, sizeof *fonts->list);
	font = &fonts->list[fonts->count++];
	*font = (struct ofd_font){
		.face = face, .characters = hb_set_create(), .nominal = hb_map_create()
	};
	return font;
}

bool ofd_fonts_knows(const struct ofd_fonts *fonts, size_t face)
{
	return face < faces_count(fonts->faces);
}

bool ofd_fonts_use(
        struct ofd_fonts *fonts, size_t face, uint32_t glyph, uint32_t codepoint, uint32_t mark)
{
	struct ofd_font *font = take(fonts, face);
	hb_codepoint_t nominal = 0;

	if (mark > 0)
		return false;
	if (hb_map_has(font->nominal, codepoint))
		return hb_map_get(font->nominal, codepoint) == glyph;
	if (!hb_font_get_nominal_glyph(faces_hb_font(fonts->faces, face), codepoint, &nominal)
	        || nominal != glyph)
		return false;
	hb_set_add(font->characters, codepoint);
	hb_map_set(font->nominal, codepoint, glyph);
	return true;
}

size_t ofd_fonts_number(const struct ofd_fonts *fonts, size_t face)
{
	const struct ofd_font *font = find(fonts, face);

	assert(font);
	return (size_t)(font - fonts->list);
}

static void add_u16(struct text *out, unsigned value)
{
	text_add_char(out, (char)(value >> 8));
	text_add_char(out, (char)value);
}

static void add_u32(struct text *out, uint32_t value)
{
	add_u16(out, value >> 16);
	add_u16(out, value & 0xFFFFU);
}

/* Characters from … to with the glyphs from `glyph` on. */
struct char_range {
	uint32_t from, to, glyph;
};

static uint32_t cut_glyph(const struct ofd_font *font, uint32_t glyph)
{
	return hb_map_get(hb_subset_plan_old_to_new_glyph_mapping(font->cut->plan), glyph);
}

/* Ascending; characters and glyphs go up by one within each. */
static struct char_range *ranges_of(struct arena *arena, const struct ofd_font *font, size_t *count)
{
	struct char_range *ranges = arena_alloc_array(
	        arena, hb_set_get_population(font->characters) + 1, sizeof *ranges);
	hb_codepoint_t character = HB_SET_VALUE_INVALID;

	*count = 0;
	while (hb_set_next(font->characters, &character)) {
		const uint32_t glyph = cut_glyph(font, hb_map_get(font->nominal, character));
		struct char_range *last = *count > 0 ? &ranges[*count - 1] : NULL;
		if (last && last->to + 1 == character
		        && last->glyph + (character - last->from) == glyph)
			last->to = character;
		else
			ranges[(*count)++] = (struct char_range){ character, character, glyph };
	}
	return ranges;
}

/* OpenType 1.9, “cmap”, format 12: groups of characters. */
static void add_format_12(struct text *out, const struct char_range *ranges, size_t count)
{
	add_u16(out, 12);
	add_u16(out, 0);
	add_u32(out, (uint32_t)(16 + 12 * count));
	add_u32(out, 0);
	add_u32(out, (uint32_t)count);
	for (size_t i = 0; i < count; i++) {
		add_u32(out, ranges[i].from);
		add_u32(out, ranges[i].to);
		add_u32(out, ranges[i].glyph);
	}
}

/* Format 4: segments of the basic plane with a difference each, the last one 0xFFFF. */
static void add_format_4(struct text *out, const struct char_range *ranges, size_t count)
{
	unsigned power = 1, log = 0;

	while (count > 0 && ranges[count - 1].to >= 0xFFFF)
		count--;
	const unsigned segments = (unsigned)count + 1;
	for (; power * 2 <= segments; power *= 2)
		log++;
	add_u16(out, 4);
	add_u16(out, 16 + 8 * segments);
	add_u16(out, 0);
	add_u16(out, 2 * segments);
	add_u16(out, 2 * power);
	add_u16(out, log);
	add_u16(out, 2 * segments - 2 * power);
	for (size_t i = 0; i < count; i++)
		add_u16(out, ranges[i].to);
	add_u16(out, 0xFFFF);
	add_u16(out, 0);
	for (size_t i = 0; i < count; i++)
		add_u16(out, ranges[i].from);
	add_u16(out, 0xFFFF);
	for (size_t i = 0; i < count; i++)
		add_u16(out, ranges[i].glyph - ranges[i].from);
	add_u16(out, 1);
	for (size_t i = 0; i < segments; i++)
		add_u16(out, 0);
}

/* A cmap of the characters whose glyph is the one that the face has for them. */
static void make_cmap(struct arena *arena, const struct ofd_font *font, struct text *out)
{
	enum { HEAD = 4 + 2 * 8 };
	size_t count;
	const struct char_range *ranges = ranges_of(arena, font, &count);
	struct text plane;

	text_init(&plane);
	add_format_4(&plane, ranges, count);
	add_u16(out, 0);
	add_u16(out, 2);
	add_u16(out, 3); /* Windows, the basic plane */
	add_u16(out, 1);
	add_u32(out, HEAD);
	add_u16(out, 3); /* Windows, all characters */
	add_u16(out, 10);
	add_u32(out, (uint32_t)(HEAD + plane.length));
	text_add_bytes(out, plane.bytes, plane.length);
	add_format_12(out, ranges, count);
	text_release(&plane);
}

/* OpenType 1.9, “name”: family, style, full and PostScript name, all of the face's own name. */
static void make_name(const char *face, struct text *out)
{
	enum { COUNT = 4 };
	static const unsigned ids[COUNT] = { 1, 2, 4, 6 };
	struct text words;

	text_init(&words);
	add_u16(out, 0);
	add_u16(out, COUNT);
	add_u16(out, 6 + 12 * COUNT);
	for (size_t i = 0; i < COUNT; i++) {
		const size_t start = words.length;
		for (const char *at = ids[i] == 2 ? "Regular" : face; *at;) {
			const uint32_t letter = utf8_next(&at);
			/* A PostScript name has no blanks. */
			if (letter <= 0xFFFF && (ids[i] != 6 || (letter > ' ' && letter < 0x7F)))
				add_u16(&words, letter);
		}
		add_u16(out, 3); /* Windows, Unicode, English */
		add_u16(out, 1);
		add_u16(out, 0x409);
		add_u16(out, ids[i]);
		add_u16(out, (unsigned)(words.length - start));
		add_u16(out, (unsigned)start);
	}
	text_add_bytes(out, words.bytes, words.length);
	text_release(&words);
}

/*
 * The face's OS/2, saying of the characters only what is so of the file: the first and the last of
 * them, and no ranges, which differ between the font and what an archive keeps of it.
 */
static bool make_os2(hb_face_t *source, const struct ofd_font *font, struct text *out)
{
	enum { RANGES = 42, RANGES_LENGTH = 16, FIRST = 64, LAST = 66, LEAST = 78 };
	hb_blob_t *table = hb_face_reference_table(source, HB_TAG('O', 'S', '/', '2'));
	unsigned length;
	const char *bytes = hb_blob_get_data(table, &length);
	const hb_codepoint_t first = hb_set_get_min(font->characters);
	const hb_codepoint_t last = hb_set_get_max(font->characters);

	text_add_bytes(out, bytes, length);
	hb_blob_destroy(table);
	if (length < LEAST)
		return false;
	memset(out->bytes + RANGES, 0, RANGES_LENGTH);
	out->bytes[FIRST] = (char)(first < 0xFFFF ? first >> 8 : 0xFF);
	out->bytes[FIRST + 1] = (char)(first < 0xFFFF ? first : 0xFF);
	out->bytes[LAST] = (char)(last < 0xFFFF ? last >> 8 : 0xFF);
	out->bytes[LAST + 1] = (char)(last < 0xFFFF ? last : 0xFF);
	return true;
}

static bool add_table(hb_face_t *built, hb_tag_t tag, hb_blob_t *table)
{
	const bool added =
	        hb_blob_get_length(table) > 0 && hb_face_builder_add_table(built, tag, table);

	hb_blob_destroy(table);
	return added;
}

/* All tables of the cut. */
static bool add_cut_tables(hb_face_t *built, const struct cut *cut)
{
	enum { MOST = 64 };
	hb_tag_t tags[MOST];
	unsigned count = MOST;
	bool done = true;

	hb_face_get_table_tags(cut->face, 0, &count, tags);
	for (unsigned i = 0; i < count; i++)
		done = add_table(built, tags[i], hb_face_reference_table(cut->face, tags[i]))
		        && done;
	return done;
}

/* Takes the text over. */
static bool add_text(hb_face_t *built, hb_tag_t tag, struct text *table)
{
	const bool added = add_table(built, tag,
	        hb_blob_create(table->bytes, (unsigned)table->length, HB_MEMORY_MODE_DUPLICATE,
	                NULL, NULL));

	text_release(table);
	return added;
}

static bool build(struct ofd_fonts *fonts, struct ofd_font *font)
{
	hb_face_t *built = hb_face_builder_create();
	struct text cmap, name, os2;

	text_init(&cmap);
	text_init(&name);
	text_init(&os2);
	make_cmap(fonts->arena, font, &cmap);
	make_name(faces_name(fonts->faces, font->face), &name);
	bool done = make_os2(faces_hb(fonts->faces, font->face), font, &os2)
	        && add_cut_tables(built, font->cut);
	done = add_text(built, HB_TAG('c', 'm', 'a', 'p'), &cmap) && done;
	done = add_text(built, HB_TAG('n', 'a', 'm', 'e'), &name) && done;
	done = add_text(built, HB_TAG('O', 'S', '/', '2'), &os2) && done;
	if (done)
		font->file = hb_face_reference_blob(built);
	hb_face_destroy(built);
	if (done && hb_blob_get_length(font->file) > 0)
		return true;
	diag_say(fonts->diag, MSG_PDF_SUBSET, place_file(faces_path(fonts->faces, font->face)),
	        faces_name(fonts->faces, font->face));
	return false;
}

bool ofd_fonts_build(struct ofd_fonts *fonts, const struct pdf *pdf)
{
	bool done = true;

	for (size_t i = 0; i < fonts->count; i++) {
		fonts->list[i].cut = pdf_cut(pdf, fonts->list[i].face);
		done = build(fonts, &fonts->list[i]) && done;
	}
	return done;
}

struct ofd_font_file ofd_fonts_file(const struct ofd_fonts *fonts, size_t number)
{
	const struct ofd_font *font = &fonts->list[number];
	unsigned length = 0;
	const char *bytes = hb_blob_get_data(font->file, &length);

	return (struct ofd_font_file){
		.name = faces_name(fonts->faces, font->face),
		.bytes = bytes,
		.length = length,
		.is_truetype = length >= 4 && memcmp(bytes, "OTTO", 4) != 0,
	};
}

uint32_t ofd_fonts_glyph(const struct ofd_fonts *fonts, size_t face, uint32_t glyph)
{
	const struct ofd_font *font = find(fonts, face);

	assert(font);
	return cut_glyph(font, glyph);
}
