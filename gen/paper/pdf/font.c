/*
 * From used glyphs to font objects.
 *
 * For each face: the used glyphs are cut out (paper/pdf/cut); a TrueType face becomes CIDFontType2
 * with the whole file (code = glyph of the subset), a CFF face CIDFontType0 with the bare CFF table
 * (code = CID of the subset's charset when CID-keyed, else its glyph). Both sit under a Type0 font
 * with Identity-H and a ToUnicode map of our own.
 */
#include "paper/pdf/font.h"

#include "base/common.h"
#include "base/sparse.h"
#include "base/text.h"
#include "base/utf8.h"
#include "paper/font/fontfile.h"
#include "paper/pdf/objects.h"
#include "paper/pdf/stock.h"
#include "paper/pdf/stream.h"
#include "paper/pdf/unicode.h"

#include <assert.h>
#include <hb-ot.h>
#include <hpdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_WIDTH   1000
#define FLAG_SYMBOLIC   4
#define TAG_LETTERS     6
#define NAME_BYTES      128
#define HEAD_BOX_OFFSET 36 /* xMin in the head table (OpenType) */

/* A face's glyphs that say one character each; a second resource takes the conflicts. */
struct resource {
	size_t face;
	struct sparse characters; /* by glyph id; 0 = unused */
	uint32_t *used;           /* glyph ids in order of first use */
	size_t used_count, used_capacity;
	size_t next; /* of the same face; 0 = none (resource 0 is never a second) */
};

struct face_use {
	bool used;
	size_t resource; /* the first */
	unsigned glyph_count;
	unsigned units_per_em;
	struct sparse codes; /* by glyph id, after the cut */
	struct cut cut;      /* kept for who else embeds the face */
};

/* Two characters that one glyph says. As a character they are PAIR_FIRST + their index. */
struct pair {
	uint32_t codepoint, mark;
};

#define PAIR_FIRST 0x110000U /* beyond Unicode */

struct pdf_fonts {
	struct pair *pairs; /* in order of first use */
	size_t pair_count, pair_capacity;
	struct arena *arena;
	struct diag *diag;
	struct faces *faces;
	struct stock *stock;
	struct face_use *uses; /* by face */
	size_t use_count;
	struct resource *resources;
	size_t count, capacity;
	struct deflater *deflater;
};

struct pdf_fonts *pdf_fonts_new(
        struct diag *diag, struct faces *faces, struct stock *stock, struct deflater *deflater)
{
	struct arena *arena = arena_new();
	struct pdf_fonts *fonts = arena_alloc(arena, sizeof *fonts);

	*fonts = (struct pdf_fonts){
		.arena = arena, .diag = diag, .faces = faces, .stock = stock, .deflater = deflater
	};
	return fonts;
}

void pdf_fonts_free(struct pdf_fonts *fonts)
{
	if (!fonts)
		return;
	for (size_t face = 0; face < fonts->use_count; face++)
		cut_release(&fonts->uses[face].cut);
	arena_free(fonts->arena);
}

static size_t add_resource(struct pdf_fonts *fonts, size_t face)
{
	fonts->resources = arena_grow(fonts->arena, fonts->resources, &fonts->capacity,
	        fonts->count, sizeof *fonts->resources);
	fonts->resources[fonts->count] = (struct resource){ .face = face,
		.characters = sparse_new(fonts->arena, fonts->uses[face].glyph_count) };
	return fonts->count++;
}

static struct face_use *use_of(struct pdf_fonts *fonts, size_t face)
{
	if (face >= fonts->use_count) {
		size_t count = faces_count(fonts->faces);
		struct face_use *uses = arena_alloc_array(fonts->arena, count, sizeof *uses);
		if (fonts->use_count > 0)
			memcpy(uses, fonts->uses, fonts->use_count * sizeof *uses);
		fonts->uses = uses;
		fonts->use_count = count;
	}
	struct face_use *use = &fonts->uses[face];
	if (!use->used) {
		hb_face_t *hb = faces_hb(fonts->faces, face);
		use->used = true;
		use->glyph_count = hb_face_get_glyph_count(hb);
		use->units_per_em = hb_face_get_upem(hb);
		use->resource = add_resource(fonts, face);
	}
	return use;
}

size_t pdf_fonts_faces(const struct pdf_fonts *fonts)
{
	return faces_count(fonts->faces);
}

static void note_glyph(
        struct pdf_fonts *fonts, struct resource *resource, uint32_t glyph, uint32_t codepoint)
{
	resource->used = arena_grow(fonts->arena, resource->used, &resource->used_capacity,
	        resource->used_count, sizeof *resource->used);
	resource->used[resource->used_count++] = glyph;
	sparse_set(&resource->characters, glyph, codepoint);
}

uint32_t pdf_fonts_pair(struct pdf_fonts *fonts, uint32_t codepoint, uint32_t mark)
{
	size_t i = 0;

	while (i < fonts->pair_count
	        && (fonts->pairs[i].codepoint != codepoint || fonts->pairs[i].mark != mark))
		i++;
	if (i == fonts->pair_count) {
		fonts->pairs = arena_grow(fonts->arena, fonts->pairs, &fonts->pair_capacity,
		        fonts->pair_count, sizeof *fonts->pairs);
		fonts->pairs[fonts->pair_count++] =
		        (struct pair){ .codepoint = codepoint, .mark = mark };
	}
	return PAIR_FIRST + (uint32_t)i;
}

size_t pdf_fonts_use(struct pdf_fonts *fonts, size_t face, uint32_t glyph, uint32_t codepoint)
{
	const struct face_use *use = use_of(fonts, face);
	size_t number = use->resource;

	assert(glyph < use->glyph_count && codepoint != 0);
	for (;;) {
		struct resource *resource = &fonts->resources[number];
		if (sparse_at(&resource->characters, glyph) == 0)
			note_glyph(fonts, resource, glyph, codepoint);
		if (sparse_at(&resource->characters, glyph) == codepoint)
			return number;
		if (resource->next == 0) {
			size_t next = add_resource(fonts, face);
			fonts->resources[number].next = next;
		}
		number = fonts->resources[number].next;
	}
}

static int to_thousandths(int64_t units, unsigned units_per_em)
{
	int64_t half = units < 0 ? -(int64_t)units_per_em : (int64_t)units_per_em;

	return (int)((units * 2000 + half) / (2 * (int64_t)units_per_em));
}

int pdf_fonts_width(const struct pdf_fonts *fonts, size_t face, uint32_t glyph)
{
	return to_thousandths(hb_font_get_glyph_h_advance(faces_hb_font(fonts->faces, face), glyph),
	        fonts->uses[face].units_per_em);
}

uint16_t pdf_fonts_code(const struct pdf_fonts *fonts, size_t resource, uint32_t glyph)
{
	assert(resource < fonts->count);
	return (uint16_t)sparse_at(&fonts->uses[fonts->resources[resource].face].codes, glyph);
}

/* The face's used glyphs, of all its resources. */
static struct used_glyphs used_of(const struct pdf_fonts *fonts, size_t face)
{
	size_t count = 0;

	for (size_t i = 0; i < fonts->count; i++)
		if (fonts->resources[i].face == face)
			count += fonts->resources[i].used_count;
	struct used_glyph *list = arena_alloc_array(fonts->arena, count, sizeof *list);
	struct used_glyphs used = { .list = list };
	for (size_t i = 0; i < fonts->count; i++) {
		const struct resource *resource = &fonts->resources[i];
		for (size_t j = 0; resource->face == face && j < resource->used_count; j++)
			list[used.count++] = (struct used_glyph){ .glyph = resource->used[j],
				.character = sparse_at(&resource->characters, resource->used[j]) };
	}
	return used;
}

/* "ABCDEF+Name", the tag from the subset's own bytes. */
static void base_font_name(
        const struct pdf_fonts *fonts, size_t face, const struct digest *digest, char *out)
{
	char name[NAME_BYTES - TAG_LETTERS - 2] = "";
	unsigned size = sizeof name;

	hb_ot_name_get_utf8(faces_hb(fonts->faces, face), HB_OT_NAME_ID_POSTSCRIPT_NAME,
	        hb_language_from_string("en", -1), &size, name);
	for (size_t i = 0; i < TAG_LETTERS; i++)
		out[i] = (char)('A' + digest->bytes[i] % 26);
	snprintf(out + TAG_LETTERS, NAME_BYTES - TAG_LETTERS, "+%s", name[0] ? name : "Font");
}

static void add_box(HPDF_Doc document, HPDF_Dict descriptor, hb_face_t *hb)
{
	hb_blob_t *head = hb_face_reference_table(hb, HB_TAG('h', 'e', 'a', 'd'));
	unsigned length;
	const uint8_t *bytes = (const uint8_t *)hb_blob_get_data(head, &length);
	HPDF_Array box = objects_array(document);

	HPDF_Dict_Add(descriptor, "FontBBox", box);
	for (size_t i = 0; i < 4; i++) {
		int value = 0;
		size_t offset = HEAD_BOX_OFFSET + 2 * i;
		if (offset + 2 <= length)
			value = (int16_t)(bytes[offset] << 8 | bytes[offset + 1]);
		HPDF_Array_AddNumber(box, to_thousandths(value, hb_face_get_upem(hb)));
	}
	hb_blob_destroy(head);
}

static void add_metrics(const struct pdf_fonts *fonts, size_t face, HPDF_Dict descriptor)
{
	static const struct {
		const char *key;
		hb_ot_metrics_tag_t tag;
		int otherwise; /* thousandths of an em */
	} rows[] = {
		{ "Ascent", HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, 880 },
		{ "Descent", HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -120 },
		{ "CapHeight", HB_OT_METRICS_TAG_CAP_HEIGHT, 733 },
	};
	hb_font_t *font = faces_hb_font(fonts->faces, face);

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		hb_position_t value;
		bool known = hb_ot_metrics_get_position(font, rows[i].tag, &value);
		HPDF_Dict_AddNumber(descriptor, rows[i].key,
		        known ? to_thousandths(value, fonts->uses[face].units_per_em)
		              : rows[i].otherwise);
	}
	/* StemV from the weight class: 400 -> 88, 700 -> 162, as common producers estimate it. */
	float weight = hb_style_get_value(font, HB_STYLE_TAG_WEIGHT);
	HPDF_Dict_AddNumber(descriptor, "StemV", 10 + (int)(weight - 50) * 22 / 90 - 8);
}

static bool add_file(
        struct pdf_fonts *fonts, HPDF_Doc document, const struct cut *cut, HPDF_Dict descriptor)
{
	bool bare = hb_blob_get_length(cut->cff) > 0;
	unsigned length;
	const char *bytes = hb_blob_get_data(bare ? cut->cff : cut->file, &length);
	HPDF_Dict stream = pdf_stream_new(fonts->deflater, document, bytes, length);

	if (!stream)
		return false;
	if (bare)
		HPDF_Dict_AddName(stream, "Subtype", "CIDFontType0C");
	else
		HPDF_Dict_AddNumber(stream, "Length1", (HPDF_INT32)length);
	return HPDF_Dict_Add(descriptor, bare ? "FontFile3" : "FontFile2", stream) == HPDF_OK;
}

/* Which CIDs are in the file: PDF/A-1 wants to be told (ISO 19005-1, 6.3.5). */
static bool add_cid_set(
        struct pdf_fonts *fonts, HPDF_Doc document, const struct cut *cut, HPDF_Dict descriptor)
{
	struct text bits;

	text_init(&bits);
	const bool sound = cut_cid_set(cut, fonts->arena, &bits);
	HPDF_Dict stream =
	        sound ? pdf_stream_new(fonts->deflater, document, bits.bytes, bits.length) : NULL;
	text_release(&bits);
	return stream && HPDF_Dict_Add(descriptor, "CIDSet", stream) == HPDF_OK;
}

static HPDF_Dict add_descriptor(struct pdf_fonts *fonts, HPDF_Doc document, size_t face,
        const struct cut *cut, const char *name)
{
	HPDF_Dict descriptor = objects_new(document);

	if (!descriptor)
		return NULL;
	HPDF_Dict_AddName(descriptor, "Type", "FontDescriptor");
	HPDF_Dict_AddName(descriptor, "FontName", name);
	HPDF_Dict_AddNumber(descriptor, "Flags", FLAG_SYMBOLIC);
	HPDF_Dict_AddNumber(descriptor, "ItalicAngle", 0);
	/* Where there is no memory HarfBuzz answers as if the font had no such table. */
	fontfile_clear_memory();
	add_metrics(fonts, face, descriptor);
	add_box(document, descriptor, faces_hb(fonts->faces, face));
	fontfile_check_memory();
	return add_file(fonts, document, cut, descriptor)
	                && add_cid_set(fonts, document, cut, descriptor)
	        ? descriptor
	        : NULL;
}

/* A used glyph by its code, for sorted W and ToUnicode. */
struct coded {
	struct said_code said;
	uint32_t glyph;
};

static int compare_codes(const void *a, const void *b)
{
	const struct coded *left = a, *right = b;

	return (left->said.code > right->said.code) - (left->said.code < right->said.code);
}

static struct said_code say_code(const struct pdf_fonts *fonts, uint16_t code, uint32_t character)
{
	if (character < PAIR_FIRST)
		return (struct said_code){ .code = code, .codepoint = character };
	const struct pair *pair = &fonts->pairs[character - PAIR_FIRST];
	return (struct said_code){ .code = code, .codepoint = pair->codepoint, .mark = pair->mark };
}

static struct coded *coded_glyphs(const struct pdf_fonts *fonts, size_t number, size_t *count)
{
	const struct resource *resource = &fonts->resources[number];
	const struct face_use *use = &fonts->uses[resource->face];
	struct coded *list = arena_alloc_array(fonts->arena, resource->used_count, sizeof *list);

	*count = resource->used_count;
	for (size_t i = 0; i < resource->used_count; i++) {
		uint32_t glyph = resource->used[i];
		list[i] = (struct coded){ .glyph = glyph,
			.said = say_code(fonts, (uint16_t)sparse_at(&use->codes, glyph),
			        sparse_at(&resource->characters, glyph)) };
	}
	qsort(list, *count, sizeof *list, compare_codes);
	return list;
}

static void add_widths(
        const struct pdf_fonts *fonts, HPDF_Doc document, size_t number, HPDF_Dict descendant)
{
	size_t count;
	const struct coded *list = coded_glyphs(fonts, number, &count);

	HPDF_Dict_AddNumber(descendant, "DW", DEFAULT_WIDTH);
	HPDF_Array widths = objects_array(document);
	HPDF_Array group = NULL;
	for (size_t i = 0; i < count; i++) {
		int width = pdf_fonts_width(fonts, fonts->resources[number].face, list[i].glyph);
		if (width == DEFAULT_WIDTH) {
			group = NULL;
			continue;
		}
		if (!group || list[i].said.code != list[i - 1].said.code + 1) {
			HPDF_Array_AddNumber(widths, list[i].said.code);
			group = objects_array(document);
			HPDF_Array_Add(widths, group);
		}
		HPDF_Array_AddNumber(group, width);
	}
	HPDF_Dict_Add(descendant, "W", widths);
}

static HPDF_Dict add_to_unicode(struct pdf_fonts *fonts, HPDF_Doc document, size_t number)
{
	size_t count;
	const struct coded *list = coded_glyphs(fonts, number, &count);
	struct said_code *codes = arena_alloc_array(fonts->arena, count, sizeof *codes);
	struct text map;

	for (size_t i = 0; i < count; i++)
		codes[i] = list[i].said;
	text_init(&map);
	unicode_map(&map, codes, count);
	HPDF_Dict stream = pdf_stream_new(fonts->deflater, document, map.bytes, map.length);
	text_release(&map);
	return stream;
}

static void add_system_info(HPDF_Doc document, HPDF_Dict descendant)
{
	HPDF_Dict info = objects_dict(document);

	HPDF_Dict_Add(descendant, "CIDSystemInfo", info);
	HPDF_Dict_Add(info, "Registry", objects_string(document, "Adobe"));
	HPDF_Dict_Add(info, "Ordering", objects_string(document, "Identity"));
	HPDF_Dict_AddNumber(info, "Supplement", 0);
}

static HPDF_Dict add_descendant(struct pdf_fonts *fonts, HPDF_Doc document, size_t number,
        HPDF_Dict descriptor, const char *name)
{
	HPDF_Dict descendant = objects_new(document);

	if (!descendant)
		return NULL;
	bool outlines_cff = HPDF_Dict_GetItem(descriptor, "FontFile3", HPDF_OCLASS_DICT);
	HPDF_Dict_AddName(descendant, "Type", "Font");
	HPDF_Dict_AddName(descendant, "Subtype", outlines_cff ? "CIDFontType0" : "CIDFontType2");
	HPDF_Dict_AddName(descendant, "BaseFont", name);
	if (!outlines_cff)
		HPDF_Dict_AddName(descendant, "CIDToGIDMap", "Identity");
	add_system_info(document, descendant);
	HPDF_Dict_Add(descendant, "FontDescriptor", descriptor);
	add_widths(fonts, document, number, descendant);
	return descendant;
}

static HPDF_Dict add_font(struct pdf_fonts *fonts, HPDF_Doc document, size_t number,
        HPDF_Dict descriptor, const char *name)
{
	HPDF_Dict font = objects_new(document);
	HPDF_Dict descendant = add_descendant(fonts, document, number, descriptor, name);
	HPDF_Dict map = add_to_unicode(fonts, document, number);

	if (!font || !descendant || !map)
		return NULL;
	HPDF_Array descendants = objects_array(document);
	HPDF_Dict_AddName(font, "Type", "Font");
	HPDF_Dict_AddName(font, "Subtype", "Type0");
	HPDF_Dict_AddName(font, "BaseFont", name);
	HPDF_Dict_AddName(font, "Encoding", "Identity-H");
	HPDF_Dict_Add(font, "DescendantFonts", descendants);
	HPDF_Array_Add(descendants, descendant);
	HPDF_Dict_Add(font, "ToUnicode", map);
	return font;
}

static bool list_font(HPDF_Dict resources, size_t number, HPDF_Dict font)
{
	char key[24];

	snprintf(key, sizeof key, "F%zu", number);
	return font && HPDF_Dict_Add(resources, key, font) == HPDF_OK;
}

static bool add_cut(
        struct pdf_fonts *fonts, struct pdf_font_target *target, size_t face, const struct cut *cut)
{
	unsigned length;
	const char *bytes = hb_blob_get_data(cut->file, &length);
	struct digest digest = digest_of(bytes, length);

	digest_add(target->digest, digest.bytes, sizeof digest.bytes);
	char name[NAME_BYTES];
	base_font_name(fonts, face, &digest, name);
	HPDF_Dict descriptor = add_descriptor(fonts, target->document, face, cut, name);
	bool done = descriptor;
	for (size_t i = 0; i < fonts->count && done; i++)
		if (fonts->resources[i].face == face)
			done = list_font(target->resources, i,
			        add_font(fonts, target->document, i, descriptor, name));
	return done;
}

/* The cut was made, but reads otherwise than its source: which character, for a person. */
static void say_lost(struct pdf_fonts *fonts, size_t face, const struct used_glyph *lost)
{
	const uint32_t character = lost->character < PAIR_FIRST
	        ? lost->character
	        : fonts->pairs[lost->character - PAIR_FIRST].codepoint;

	faces_damaged(
	        fonts->faces, face, arena_printf(fonts->arena, "U+%04X", (unsigned)character));
}

static bool build_face(struct pdf_fonts *fonts, struct pdf_font_target *target, size_t face)
{
	struct face_use *use = &fonts->uses[face];
	hb_font_t *font = faces_hb_font(fonts->faces, face);
	const struct used_glyphs used = used_of(fonts, face);
	const char *path = faces_path(fonts->faces, face);
	bool done = false;

	use->codes = sparse_new(fonts->arena, use->glyph_count);
	fontfile_clear_memory();
	const bool whole = stock_cut(fonts->stock, fonts->faces, face, &used, &use->cut)
	        && cut_codes(&use->cut, fonts->arena, &used, &use->codes);
	const struct used_glyph *lost = whole ? cut_lost(&use->cut, font, &used) : NULL;
	fontfile_check_memory();
	if (!whole)
		diag_say(fonts->diag, MSG_PDF_SUBSET, place_file(path), path);
	else if (lost)
		say_lost(fonts, face, lost);
	else
		done = add_cut(fonts, target, face, &use->cut);
	return done;
}

const struct cut *pdf_fonts_cut(const struct pdf_fonts *fonts, size_t face)
{
	return &fonts->uses[face].cut;
}

bool pdf_fonts_build(struct pdf_fonts *fonts, struct pdf_font_target *target)
{
	size_t *order = arena_alloc_array(fonts->arena, fonts->use_count + 1, sizeof *order);
	size_t count = 0;

	/* As the document came upon them: their numbers tell what was set with them before it. */
	for (size_t face = 0; face < fonts->use_count; face++) {
		if (!fonts->uses[face].used)
			continue;
		size_t at = count++;
		for (; at > 0
		        && faces_rank(fonts->faces, order[at - 1]) > faces_rank(fonts->faces, face);
		        at--)
			order[at] = order[at - 1];
		order[at] = face;
	}
	for (size_t i = 0; i < count; i++)
		if (!build_face(fonts, target, order[i]))
			return false;
	return true;
}
