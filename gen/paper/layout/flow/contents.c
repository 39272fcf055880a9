/*
 * A line of contents is an ordinary paragraph, title + fill + number, so that it breaks and links
 * like any other; the dots are put into the fill's gap afterwards, on a grid of whole ems from the
 * measure's left edge, so that they stand under each other in all lines.
 */
#include "paper/layout/flow/contents.h"

#include "paper/document/walk.h"

#include <stdlib.h>
#include <string.h>

#define LEADER       0x2026U /* … */
#define LEADER_LEAST 2       /* dots fewer than this look like a blemish */

static void add_entry(void *context, const struct outline *outline, struct place place)
{
	struct contents *contents = context;
	const char *anchor = outline->anchor;

	if (outline->bookmark[0] == '\0')
		return;
	if (anchor[0] == '\0')
		anchor = arena_printf(contents->arena, "bookmark-%zu", contents->count + 1);
	contents->entries = arena_grow(contents->arena, contents->entries, &contents->capacity,
	        contents->count, sizeof *contents->entries);
	contents->entries[contents->count++] =
	        (struct contents_entry){ .outline = outline, .anchor = anchor, .place = place };
}

static int compare_outlines(const void *a, const void *b)
{
	const struct contents_entry *first = *(const struct contents_entry *const *)a;
	const struct contents_entry *second = *(const struct contents_entry *const *)b;

	return ((uintptr_t)first->outline > (uintptr_t)second->outline)
	        - ((uintptr_t)first->outline < (uintptr_t)second->outline);
}

void contents_collect(
        struct contents *contents, struct arena *arena, const struct document *document)
{
	*contents = (struct contents){ .arena = arena };
	walk_document(&(struct walker){ .context = contents, .outline = add_entry }, document);
	contents->by_outline =
	        arena_alloc_array(arena, contents->count, sizeof(const struct contents_entry *));
	for (size_t i = 0; i < contents->count; i++)
		contents->by_outline[i] = &contents->entries[i];
	if (contents->count > 0)
		qsort(contents->by_outline, contents->count, sizeof(const struct contents_entry *),
		        compare_outlines);
}

const char *contents_anchor(const struct contents *contents, const struct outline *outline)
{
	const struct contents_entry key = { .outline = outline };
	const struct contents_entry *pointer = &key;

	if (contents->count == 0)
		return "";
	const struct contents_entry *const *found = bsearch(&pointer, contents->by_outline,
	        contents->count, sizeof(const struct contents_entry *), compare_outlines);
	return !found ? "" : (*found)->anchor;
}

/* The widest stretch of the line without ink before a glyph, and the run that follows it. */
struct hole {
	mpt from, to;
	const struct op *op;
};

static struct hole lookup_hole(const struct piece *piece)
{
	struct hole hole = { .op = NULL };
	mpt end = 0;

	for (size_t i = 0; i < piece->op_count; i++) {
		const struct glyph_run *run = &piece->ops[i].run;
		if (piece->ops[i].kind != OP_GLYPHS)
			continue;
		for (size_t j = 0; j < run->count; j++) {
			const mpt x = run->x + run->glyphs[j].x;
			if (x - end > hole.to - hole.from)
				hole = (struct hole){ .from = end, .to = x, .op = &piece->ops[i] };
			end = x + run->glyphs[j].advance;
		}
	}
	return hole;
}

static void add_op(struct pieces *pieces, struct piece *piece, const struct op *op)
{
	struct op *ops = arena_alloc_array(pieces->arena, piece->op_count + 1, sizeof *piece->ops);

	memcpy(ops, piece->ops, piece->op_count * sizeof *ops);
	ops[piece->op_count++] = *op;
	piece->ops = ops;
}

/* Dots from one em after the title to half an em before the number, at whole ems. */
static void add_leader(
        struct pieces *pieces, const struct setting *setting, const struct paragraph_style *style)
{
	struct piece *piece = &pieces->items[pieces->count - 1];
	const struct hole hole = lookup_hole(piece);
	const struct metrics *metrics = setting->metrics;
	struct glyph glyph;

	if (!hole.op || style->size <= 0
	        || !metrics->lookup(metrics->context, style->role, LEADER, style->size, &glyph))
		return;
	const mpt first = (hole.from + style->size / 2 + style->size - 1) / style->size;
	const mpt last = (hole.to - style->size / 2) / style->size;
	if (last - first < LEADER_LEAST)
		return;
	const size_t count = (size_t)(last - first);
	struct placed_glyph *dots = arena_alloc_array(pieces->arena, count, sizeof *dots);
	for (size_t i = 0; i < count; i++) {
		dots[i] = (struct placed_glyph){ .id = glyph.id,
			.codepoint = LEADER,
			.x = (mpt)i * style->size,
			.advance = glyph.advance,
			.text = NO_TEXT };
	}
	struct op leader = *hole.op;
	leader.tag = TAG_NONE;
	leader.run.x = first * style->size;
	leader.run.face = glyph.face;
	leader.run.embolden = glyph.embolden;
	leader.run.size = style->size;
	leader.run.glyphs = dots;
	leader.run.count = count;
	add_op(pieces, piece, &leader);
}

void contents_add_line(struct pieces *pieces, struct setting *setting,
        const struct contents_entry *entry, const struct paragraph_style *style, mpt measure)
{
	const char *link = arena_printf(pieces->arena, "#%s", entry->anchor);
	const int depth = entry->outline->level > 1 ? entry->outline->level - 1 : 0;
	struct inline_item *items = arena_alloc_array(pieces->arena, 4, sizeof *items);
	const struct inline_item common = {
		.link = link, .place = entry->place, .source = entry->place
	};

	for (int i = 0; i < 4; i++) {
		items[i] = common;
		items[i].next = i < 3 ? &items[i + 1] : NULL;
	}
	items[0].kind = INLINE_SPACE;
	items[0].space = (mpt)depth * style->size;
	items[1].kind = INLINE_TEXT;
	items[1].text.words = entry->outline->bookmark;
	items[1].text.index = NO_TEXT;
	items[2].kind = INLINE_FILL;
	items[3].kind = INLINE_REFERENCE;
	items[3].reference = entry->anchor;
	const struct paragraph paragraph = { .style = style,
		.first = depth > 0 ? items : items + 1 };
	const size_t before = pieces->count;
	pieces_add_paragraph(pieces, setting, &paragraph, measure, NULL);
	if (pieces->count > before)
		add_leader(pieces, setting, style);
}
