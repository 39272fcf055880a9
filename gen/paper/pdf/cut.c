#include "paper/pdf/cut.h"

#include "base/common.h"
#include "paper/pdf/cff.h"

#include <hb-ot.h>
/* A move, a line each way and endchar are longer; a width and endchar are not. */
#define CHARSTRING_WITH_INK 9

static hb_blob_t *table_but_cmap(hb_face_t *bare, hb_tag_t tag, void *source)
{
	(void)bare;
	return tag == HB_TAG('c', 'm', 'a', 'p') ? hb_blob_get_empty()
	                                         : hb_face_reference_table(source, tag);
}

static hb_blob_t *table_but_outlines(hb_face_t *bare, hb_tag_t tag, void *source)
{
	return tag == HB_TAG('C', 'F', 'F', ' ') ? hb_blob_get_empty()
	                                         : table_but_cmap(bare, tag, source);
}

static void forget(void *source)
{
	hb_face_destroy(source);
}

/*
 * The face without its cmap: a cut by glyphs reads the whole of it, which is half of its cost, and
 * throws it away. NULL where there is no memory.
 */
static hb_face_t *bare_face(hb_face_t *source, hb_reference_table_func_t tables)
{
	hb_face_t *bare = hb_face_create_for_tables(tables, hb_face_reference(source), forget);

	if (hb_face_get_glyph_count(bare) == hb_face_get_glyph_count(source))
		return bare;
	hb_face_destroy(bare);
	return NULL;
}

/* What a PDF viewer never reads of an embedded CIDFont; "post" stays: Ghostscript wants it. */
static hb_subset_input_t *subset_input(const struct used_glyphs *used)
{
	static const hb_tag_t dropped[] = { HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
		HB_TAG('G', 'D', 'E', 'F'), HB_TAG('B', 'A', 'S', 'E'), HB_TAG('V', 'O', 'R', 'G'),
		HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'), HB_TAG('n', 'a', 'm', 'e'),
		HB_TAG('O', 'S', '/', '2'), HB_TAG('c', 'm', 'a', 'p'),
		HB_TAG('D', 'S', 'I', 'G') };
	hb_subset_input_t *input = hb_subset_input_create_or_fail();

	if (!input)
		return NULL;
	for (size_t i = 0; i < used->count; i++)
		hb_set_add(hb_subset_input_glyph_set(input), used->list[i].glyph);
	hb_set_t *tables = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; i < COUNT_OF(dropped); i++)
		hb_set_add(tables, dropped[i]);
	/* Without subroutines the outlines cost less to cut and deflate smaller. */
	hb_subset_input_set_flags(
	        input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
	return input;
}

void cut_release(struct cut *cut)
{
	hb_blob_destroy(cut->cff);
	hb_face_destroy(cut->face);
	hb_blob_destroy(cut->file);
	hb_subset_plan_destroy(cut->plan);
}

/* HarfBuzz's cut, not yet a file; NULL when it cannot be made. */
static hb_face_t *execute(hb_font_t *font, const struct used_glyphs *used,
        hb_reference_table_func_t tables, struct cut *out)
{
	*out = (struct cut){ 0 };
	hb_face_t *bare = bare_face(hb_font_get_face(font), tables);
	hb_subset_input_t *input = bare ? subset_input(used) : NULL;
	if (input)
		out->plan = hb_subset_plan_create_or_fail(bare, input);
	hb_subset_input_destroy(input);
	hb_face_destroy(bare);
	return out->plan ? hb_subset_plan_execute_or_fail(out->plan) : NULL;
}

/* Takes `built` over. */
static bool take_file(hb_face_t *built, struct cut *out)
{
	if (!built)
		return false;
	out->file = hb_face_reference_blob(built);
	hb_face_destroy(built);
	/* The built face lists no tables: read the file again. */
	out->face = hb_face_create(out->file, 0);
	out->cff = hb_face_reference_table(out->face, HB_TAG('C', 'F', 'F', ' '));
	return hb_blob_get_length(out->file) > 0;
}

bool cut_face(hb_font_t *font, const struct used_glyphs *used, struct cut *out)
{
	return take_file(execute(font, used, table_but_cmap, out), out);
}

bool cut_around(
        hb_font_t *font, const struct used_glyphs *used, const struct text *table, struct cut *out)
{
	hb_face_t *built = execute(font, used, table_but_outlines, out);
	hb_blob_t *blob = hb_blob_create(
	        table->bytes, (unsigned)table->length, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
	const bool added =
	        built && hb_face_builder_add_table(built, HB_TAG('C', 'F', 'F', ' '), blob);

	hb_blob_destroy(blob);
	if (added)
		return take_file(built, out);
	hb_face_destroy(built);
	return false;
}

static bool has_cff(const struct cut *cut)
{
	return hb_blob_get_length(cut->cff) > 0;
}

static bool read_cff(const struct cut *cut, struct cff *out)
{
	unsigned length;
	const uint8_t *bytes = (const uint8_t *)hb_blob_get_data(cut->cff, &length);

	return cff_read(bytes, length, out);
}

/* By glyph of the cut; NULL in *out for a table that is addressed by glyph. */
static bool read_cids(const struct cut *cut, struct arena *arena, size_t count, uint16_t **out)
{
	struct cff cff;

	*out = NULL;
	if (!has_cff(cut))
		return true;
	if (!read_cff(cut, &cff))
		return false;
	if (!cff.cid_keyed)
		return true;
	*out = arena_alloc_array(arena, count + 1, sizeof **out);
	return cff_charset(&cff, count, *out);
}

bool cut_codes(const struct cut *cut, struct arena *arena, const struct used_glyphs *used,
        struct sparse *codes)
{
	const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(cut->plan);
	const size_t count = hb_map_get_population(map);
	uint16_t *cids;

	if (!read_cids(cut, arena, count, &cids))
		return false;
	for (size_t i = 0; i < used->count; i++) {
		const hb_codepoint_t renumbered = hb_map_get(map, used->list[i].glyph);
		if (renumbered >= count) /* HB_MAP_VALUE_INVALID too */
			return false;
		sparse_set(codes, used->list[i].glyph, cids ? cids[renumbered] : renumbered);
	}
	return true;
}

bool cut_cid_set(const struct cut *cut, struct arena *arena, struct text *out)
{
	const size_t count = hb_face_get_glyph_count(cut->face);
	uint16_t *cids;

	if (!read_cids(cut, arena, count, &cids))
		return false;
	const size_t start = out->length;
	for (size_t i = 0; i < count; i++) {
		const size_t cid = cids ? cids[i] : i;
		const size_t end = start + cid / 8 + 1;
		if (out->length < end)
			text_add_zeros(out, end - out->length);
		out->bytes[start + cid / 8] =
		        (char)((unsigned char)out->bytes[start + cid / 8] | 0x80U >> cid % 8);
	}
	return true;
}

/* Corners of the ink; all 0 where there is none. */
static hb_glyph_extents_t ink_of(hb_font_t *font, hb_codepoint_t glyph)
{
	hb_glyph_extents_t ink;

	if (!hb_font_get_glyph_extents(font, glyph, &ink))
		return (hb_glyph_extents_t){ .width = 0 };
	return ink;
}

static bool same_ink(const hb_glyph_extents_t *a, const hb_glyph_extents_t *b)
{
	return a->x_bearing == b->x_bearing && a->y_bearing == b->y_bearing && a->width == b->width
	        && a->height == b->height;
}

/* One glyph in its source and in the cut. */
struct twin {
	hb_font_t *source, *cut;
	hb_codepoint_t from, to;
};

static bool draws_the_same(const struct twin *twin)
{
	const hb_glyph_extents_t before = ink_of(twin->source, twin->from);
	const hb_glyph_extents_t after = ink_of(twin->cut, twin->to);

	return same_ink(&before, &after);
}

/*
 * To draw every charstring twice would take 15 % of a bulletin's time (counted). HarfBuzz has drawn
 * each once when it took the subroutines out, so one that still holds commands is what the source
 * holds; those that may be empty are drawn.
 */
static bool is_same(const struct twin *twin, const struct cff *cff)
{
	struct cff_span outline;

	if (hb_font_get_glyph_h_advance(twin->source, twin->from)
	        != hb_font_get_glyph_h_advance(twin->cut, twin->to))
		return false;
	if (!cff)
		return draws_the_same(twin); /* glyf tells the corners in its head */
	return cff_outline(cff, twin->to, &outline)
	        && (outline.to - outline.from >= CHARSTRING_WITH_INK || draws_the_same(twin));
}

const struct used_glyph *cut_lost(
        const struct cut *cut, hb_font_t *source, const struct used_glyphs *used)
{
	const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(cut->plan);
	struct cff cff;

	if (used->count > 0
	        && (hb_face_get_glyph_count(cut->face) != hb_map_get_population(map)
	                || (has_cff(cut) && !read_cff(cut, &cff))))
		return &used->list[0];
	hb_font_t *font = hb_font_create(cut->face);
	const struct used_glyph *lost = NULL;
	for (size_t i = 0; i < used->count && !lost; i++) {
		const struct twin twin = { .source = source,
			.cut = font,
			.from = used->list[i].glyph,
			.to = hb_map_get(map, used->list[i].glyph) };
		if (!is_same(&twin, has_cff(cut) ? &cff : NULL))
			lost = &used->list[i];
	}
	hb_font_destroy(font);
	return lost;
}
