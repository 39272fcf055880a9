#include "paper/pdf/stock.h"

#include "base/sparse.h"
#include "base/text.h"
#include "paper/pdf/cff_build.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

#define OPERATOR_ENDCHAR 14
#define OPERATOR_ESCAPE  12
#define OUTLINES_MOST    (UINT32_MAX / 2)
#define SEAC_OPERANDS    4 /* endchar with as many draws two other glyphs */

/* Of a flat outline in the shelf's bytes; length 0: not here. */
struct shelved {
	uint32_t at, length;
};

enum shelf_state {
	SHELF_NEW,
	SHELF_BEGUN, /* outlines of the first document, no frame yet */
	SHELF_READY,
	SHELF_BARE, /* cut out of the font each time */
};

/* What there is of a face. */
struct shelf {
	struct arena *arena;
	struct face_mark mark;
	enum shelf_state state;
	size_t glyph_count;
	struct shelved *list; /* in order of coming */
	size_t count, capacity;
	struct sparse places; /* by glyph, in the list, from 1; 0: not here */
	struct text outlines;
	const struct cff_frame *frame;
};

struct stock {
	struct arena *arena;
	struct shelf **shelves;
	size_t count, capacity;
};

struct stock *stock_new(void)
{
	struct arena *arena = arena_new();
	struct stock *stock = arena_alloc(arena, sizeof *stock);

	*stock = (struct stock){ .arena = arena };
	return stock;
}

void stock_forget(struct stock *stock)
{
	if (!stock)
		return;
	for (size_t i = 0; i < stock->count; i++) {
		text_release(&stock->shelves[i]->outlines);
		arena_free(stock->shelves[i]->arena);
	}
	stock->count = 0;
}

void stock_free(struct stock *stock)
{
	if (!stock)
		return;
	stock_forget(stock);
	arena_free(stock->arena);
}

static struct shelf *add_shelf(struct stock *stock, const struct face_mark *mark, hb_face_t *face)
{
	struct arena *arena = arena_new();
	struct shelf *shelf = arena_alloc(arena, sizeof *shelf);

	*shelf = (struct shelf){
		.arena = arena, .mark = *mark, .glyph_count = hb_face_get_glyph_count(face)
	};
	text_init(&shelf->outlines);
	shelf->places = sparse_new(arena, shelf->glyph_count);
	stock->shelves = arena_grow(stock->arena, stock->shelves, &stock->capacity, stock->count,
	        sizeof(struct shelf *));
	stock->shelves[stock->count++] = shelf;
	return shelf;
}

static struct shelved place_of(const struct shelf *shelf, uint32_t glyph)
{
	const uint32_t number = sparse_at(&shelf->places, glyph);

	return number > 0 ? shelf->list[number - 1] : (struct shelved){ .length = 0 };
}

static void set_place(struct shelf *shelf, uint32_t glyph, struct shelved place)
{
	shelf->list = arena_grow(
	        shelf->arena, shelf->list, &shelf->capacity, shelf->count, sizeof *shelf->list);
	shelf->list[shelf->count++] = place;
	sparse_set(&shelf->places, glyph, (uint32_t)shelf->count);
}

static struct shelf *find_shelf(const struct stock *stock, const struct face_mark *mark)
{
	for (size_t i = 0; i < stock->count; i++)
		if (face_mark_equal(&stock->shelves[i]->mark, mark))
			return stock->shelves[i];
	return NULL;
}

static struct shelf *shelf_of(struct stock *stock, const struct faces *faces, size_t face)
{
	const struct face_mark mark = faces_mark(faces, face);
	struct shelf *shelf = find_shelf(stock, &mark);

	return shelf ? shelf : add_shelf(stock, &mark, faces_hb(faces, face));
}

/* Operands in front of an operator; *at moves to it. False where the outline ends before. */
static bool skip_operands(const struct cff *cff, size_t *at, size_t end, size_t *count)
{
	for (*count = 0; *at < end; ++*count) {
		const uint8_t byte = cff->bytes[*at];
		if (byte < 32 && byte != 28)
			return true;
		*at += byte == 28 ? 3 : byte < 247 ? 1 : byte < 255 ? 2 : 5;
	}
	return false;
}

/* Flat, it holds nothing but numbers and operators. */
static bool is_composed(const struct cff *cff, struct cff_span outline)
{
	size_t operands;

	for (size_t at = outline.from; skip_operands(cff, &at, outline.to, &operands);) {
		if (cff->bytes[at] == OPERATOR_ENDCHAR)
			return operands >= SEAC_OPERANDS;
		at += cff->bytes[at] == OPERATOR_ESCAPE ? 2 : 1;
	}
	return true; /* of no kind that is known */
}

static void keep_outline(struct shelf *shelf, const struct cff *cff, size_t from, uint32_t glyph)
{
	struct cff_span outline;

	if (place_of(shelf, glyph).length > 0 || shelf->outlines.length > OUTLINES_MOST
	        || !cff_outline(cff, from, &outline) || is_composed(cff, outline))
		return;
	set_place(shelf, glyph,
	        (struct shelved){
	                (uint32_t)shelf->outlines.length, (uint32_t)(outline.to - outline.from) });
	text_add_bytes(&shelf->outlines, (const char *)cff->bytes + outline.from,
	        outline.to - outline.from);
}

static bool read_table(hb_blob_t *table, struct cff *out)
{
	unsigned length;
	const uint8_t *bytes = (const uint8_t *)hb_blob_get_data(table, &length);

	return length > 0 && cff_read(bytes, length, out);
}

/* What HarfBuzz cut, glyph 0 with it. */
static void keep(struct shelf *shelf, const struct cut *cut, const struct used_glyphs *used)
{
	const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(cut->plan);
	struct cff cff;

	if (!read_table(cut->cff, &cff))
		return;
	keep_outline(shelf, &cff, 0, 0);
	for (size_t i = 0; i < used->count; i++) {
		const hb_codepoint_t from = hb_map_get(map, used->list[i].glyph);
		if (from != HB_MAP_VALUE_INVALID)
			keep_outline(shelf, &cff, from, used->list[i].glyph);
	}
}

/* False when the face cannot be cut, or gives outlines that cannot be kept. */
static bool fill(struct shelf *shelf, hb_font_t *font, const struct used_glyphs *used)
{
	struct arena *arena = arena_new();
	struct used_glyph *list = arena_alloc_array(arena, used->count + 1, sizeof *list);
	struct used_glyphs missing = { .list = list };
	struct cut cut;

	for (size_t i = 0; i < used->count; i++)
		if (place_of(shelf, used->list[i].glyph).length == 0)
			list[missing.count++] = used->list[i];
	if (missing.count > 0) {
		if (cut_face(font, &missing, &cut))
			keep(shelf, &cut, &missing);
		cut_release(&cut);
	}
	bool full = place_of(shelf, 0).length > 0;
	for (size_t i = 0; i < missing.count; i++)
		full = full && place_of(shelf, list[i].glyph).length > 0;
	arena_free(arena);
	return full;
}

static int compare_glyphs(const void *a, const void *b)
{
	const struct cff_glyph *left = a, *right = b;

	return (left->glyph > right->glyph) - (left->glyph < right->glyph);
}

/* Every glyph of them is on the shelf, whose bytes are borrowed. */
static struct cff_glyphs glyphs_of(
        struct arena *arena, const struct shelf *shelf, const struct used_glyphs *used)
{
	struct cff_glyph *list = arena_alloc_array(arena, used->count + 1, sizeof *list);
	size_t count = 0;

	for (size_t i = 0; i < used->count; i++)
		list[i + 1].glyph = used->list[i].glyph;
	qsort(list, used->count + 1, sizeof *list, compare_glyphs);
	for (size_t i = 0; i <= used->count; i++) {
		if (i > 0 && list[i].glyph == list[count - 1].glyph)
			continue;
		const struct shelved place = place_of(shelf, list[i].glyph);
		list[count++] = (struct cff_glyph){ .glyph = list[i].glyph,
			.bytes = (const uint8_t *)shelf->outlines.bytes + place.at,
			.length = place.length };
	}
	return (struct cff_glyphs){ .list = list, .count = count };
}

/* A glyph of each font dictionary, and the last one. */
static struct used_glyphs sample_of(struct arena *arena, const struct cff_source *source)
{
	struct used_glyph *list = arena_alloc_array(arena, source->dict_count + 1, sizeof *list);
	bool *seen = arena_alloc_array(arena, source->dict_count + 1, sizeof *seen);
	size_t count = 0;

	for (size_t i = 0; i < source->glyph_count && source->dicts; i++) {
		if (seen[source->dicts[i]])
			continue;
		seen[source->dicts[i]] = true;
		list[count++].glyph = (uint32_t)i;
	}
	list[count++].glyph = (uint32_t)source->glyph_count - 1;
	return (struct used_glyphs){ .list = list, .count = count };
}

static const struct cff_frame *frame_from(
        struct shelf *shelf, hb_font_t *font, const struct cff_source *source)
{
	const struct used_glyphs sample = sample_of(shelf->arena, source);
	const struct cff_frame *frame = NULL;
	struct cut cut;
	struct cff cff;

	if (cut_face(font, &sample, &cut) && read_table(cut.cff, &cff)) {
		keep(shelf, &cut, &sample);
		if (fill(shelf, font, &sample)) {
			const struct cff_glyphs glyphs = glyphs_of(shelf->arena, shelf, &sample);
			frame = cff_frame_new(shelf->arena, source, &cff, &glyphs);
		}
	}
	cut_release(&cut);
	return frame;
}

static void make_frame(struct shelf *shelf, hb_font_t *font)
{
	hb_blob_t *table =
	        hb_face_reference_table(hb_font_get_face(font), HB_TAG('C', 'F', 'F', ' '));
	struct cff cff;

	if (read_table(table, &cff)) {
		const struct cff_source *source =
		        cff_source_read(shelf->arena, &cff, shelf->glyph_count);
		if (source)
			shelf->frame = frame_from(shelf, font, source);
	}
	hb_blob_destroy(table);
	shelf->state = shelf->frame ? SHELF_READY : SHELF_BARE;
}

/* Of outlines that are all here. */
static bool put_together(
        const struct shelf *shelf, hb_font_t *font, const struct used_glyphs *used, struct cut *out)
{
	struct arena *arena = arena_new();
	const struct cff_glyphs glyphs = glyphs_of(arena, shelf, used);
	struct text table;

	*out = (struct cut){ 0 };
	text_init(&table);
	const bool done =
	        cff_build(shelf->frame, &glyphs, &table) && cut_around(font, used, &table, out);
	text_release(&table);
	arena_free(arena);
	return done;
}

bool stock_cut(struct stock *stock, const struct faces *faces, size_t face,
        const struct used_glyphs *used, struct cut *out)
{
	hb_font_t *font = faces_hb_font(faces, face);

	if (!stock)
		return cut_face(font, used, out);
	struct shelf *shelf = shelf_of(stock, faces, face);
	if (shelf->state == SHELF_BEGUN)
		make_frame(shelf, font);
	if (shelf->state == SHELF_READY && fill(shelf, font, used))
		return put_together(shelf, font, used, out);
	const bool done = cut_face(font, used, out);
	if (done && shelf->state == SHELF_NEW) {
		keep(shelf, out, used);
		shelf->state = shelf->outlines.length > 0 ? SHELF_BEGUN : SHELF_BARE;
	}
	return done;
}

bool stock_serves(const struct stock *stock, const struct faces *faces, size_t face)
{
	const struct face_mark mark = faces_mark(faces, face);
	const struct shelf *shelf = find_shelf(stock, &mark);

	return shelf && shelf->state == SHELF_READY;
}
