/*
 * A pen moves along the line: over each junction, changed by its share of what the line must give
 * or take, then over the body. A run of glyphs ends where face, size, weight, colour or height
 * changes. Operations are gathered in scratch and copied once their number is known.
 */
#include "paper/layout/inline/setline.h"

#include "paper/layout/shapes.h"

#include <assert.h>
#include <string.h>

#define EM_ASCENT_DEFAULT 880

struct pen {
	struct setting *setting;
	const struct characters *characters;
	struct op *ops;
	size_t op_count;
	size_t op_capacity;
	struct placed_glyph *glyphs; /* room for the whole line */
	size_t glyph_count;
	size_t run_start;                      /* first glyph of the open run */
	const struct character *run_character; /* its first character; NULL: no run is open */
	mpt run_x;
	mpt x;
	mpt top; /* of the em box */
	mpt baseline;
	mpt em;           /* height of the em box */
	const char *link; /* open link, "" none */
	uint32_t link_tag;
	mpt link_x;
};

static struct op *add_op(struct pen *pen)
{
	pen->ops = arena_grow(pen->setting->scratch, pen->ops, &pen->op_capacity, pen->op_count,
	        sizeof *pen->ops);
	return &pen->ops[pen->op_count++];
}

static const struct span *span_of(const struct pen *pen, const struct character *character)
{
	return &pen->characters->spans[character->span];
}

static void end_run(struct pen *pen)
{
	if (!pen->run_character)
		return;
	const struct span *span = span_of(pen, pen->run_character);
	*add_op(pen) = (struct op){
		.kind = OP_GLYPHS,
		.color = span->color,
		.tag = span->tag,
		.run = { .x = pen->run_x,
		        .y = pen->baseline - span->rise - pen->run_character->lift,
		        .size = span->size,
		        .face = pen->run_character->face,
		        .embolden = pen->run_character->embolden,
		        .glyphs = pen->glyphs + pen->run_start,
		        .count = pen->glyph_count - pen->run_start },
	};
	pen->run_character = NULL;
}

static bool same_run(const struct pen *pen, const struct character *character)
{
	const struct character *run = pen->run_character;

	if (!run || run->face != character->face || run->embolden != character->embolden
	        || run->lift != character->lift)
		return false;
	if (run->span == character->span)
		return true;
	const struct span *a = span_of(pen, run);
	const struct span *b = span_of(pen, character);
	return a->size == b->size && a->rise == b->rise && a->tag == b->tag
	        && a->color.red == b->color.red && a->color.green == b->color.green
	        && a->color.blue == b->color.blue;
}

static void add_glyph(struct pen *pen, const struct character *character)
{
	const struct inline_item *item = span_of(pen, character)->item;
	const mpt x = pen->x - character->shift;

	if (!same_run(pen, character)) {
		end_run(pen);
		pen->run_character = character;
		pen->run_start = pen->glyph_count;
		pen->run_x = x;
	}
	pen->glyphs[pen->glyph_count++] = (struct placed_glyph){
		.id = character->glyph,
		.codepoint = character->codepoint,
		.mark = character->mark,
		.x = x - pen->run_x,
		.advance = character->advance,
		.text = item->kind == INLINE_TEXT ? (uint32_t)item->text.index : NO_TEXT,
		.offset = character->offset,
	};
}

static void add_object(struct pen *pen, const struct character *character)
{
	struct op ops[SHAPE_OPS_MAX];
	const mpt box[] = {
		[SHAPE_X] = pen->x,
		[SHAPE_MIDDLE] = pen->top + pen->em / 2,
		[SHAPE_WIDTH] = character->body,
	};

	end_run(pen);
	const struct span *span = span_of(pen, character);
	const size_t count = shapes_draw(pen->setting->arena, span->item, box, ops);
	for (size_t i = 0; i < count; i++) {
		ops[i].tag = span->tag;
		*add_op(pen) = ops[i];
	}
}

/* Links of neighbouring items to the same target are one box. */
static void follow_link(struct pen *pen, const struct span *span)
{
	const char *link = span && span->item->link ? span->item->link : "";

	if (link == pen->link || strcmp(link, pen->link) == 0)
		return;
	if (pen->link[0] != '\0') {
		end_run(pen);
		*add_op(pen) = (struct op){
			.kind = OP_LINK,
			.tag = pen->link_tag,
			.link = { .box = { .x = pen->link_x,
			                  .y = pen->top,
			                  .width = pen->x - pen->link_x,
			                  .height = pen->em },
			        .target = pen->link },
		};
	}
	pen->link = link;
	pen->link_tag = span ? span->link_tag : TAG_NONE;
	pen->link_x = pen->x;
}

/* The line's em: the paragraph's, or that of a larger character on the line. */
static mpt line_em(const struct characters *characters, struct slice slice)
{
	mpt em = characters->style->size;
	uint32_t seen = UINT32_MAX;

	for (size_t i = slice.first; i < slice.end; i++) {
		const uint32_t span = characters->items[i].span;
		if (span != seen && characters->spans[span].size > em)
			em = characters->spans[span].size;
		seen = span;
	}
	return em;
}

/* What stands in the line may be higher than its text. */
static mpt tallest_object(const struct characters *characters, struct slice slice)
{
	mpt tallest = 0;

	for (size_t i = slice.first; i < slice.end; i++) {
		const struct character *character = &characters->items[i];
		if (character->kind != CLASS_OBJECT)
			continue;
		const mpt height = shapes_height(characters->spans[character->span].item);
		tallest = height > tallest ? height : tallest;
	}
	return tallest;
}

static int em_ascent(const struct setting *setting)
{
	const int ascent = !setting->styles ? 0 : setting->styles->em_ascent;

	return ascent > 0 ? ascent : EM_ASCENT_DEFAULT;
}

/* How the spare room of a line is used. */
struct spare {
	int64_t junctions; /* over the junctions; negative: squeezed out of them */
	struct share fills;
	mpt before; /* left of the line */
	mpt width;  /* of the line before stretching */
	mpt stretched;
	bool ragged;
};

/* Flush by its junctions, unless they would have to grow too far; what is spread always is. */
static void make_flush(const struct characters *characters, const struct line_order *order,
        int64_t slack, struct spare *spare)
{
	const bool justified = characters->style->align == ALIGN_JUSTIFY;
	const mpt most = width_letters_most(characters, order->slice);
	const bool stiff = width_of(characters, order->slice).parts == 0;

	spare->stretched = width_stretched(characters, order->slice, slack);
	spare->ragged = justified && spare->stretched > most;
	spare->junctions = stiff || spare->ragged ? 0 : slack;
}

static struct spare share_spare(const struct characters *characters, const struct line_order *order)
{
	const struct extent_of_slice extent = width_of(characters, order->slice);
	const mpt hanging = width_hanging(characters, order->slice);
	int64_t slack = order->measure - extent.natural;
	struct spare spare = { .width = (mpt)extent.natural };

	if (slack < 0 && hanging > 0) {
		/* The mark hangs out whole, and the line is spread or squeezed without it. */
		slack += hanging;
		spare.width -= hanging;
	}
	if (slack < 0) {
		spare.junctions = slack < -extent.shrink ? -extent.shrink : slack;
		spare.width += (mpt)spare.junctions;
		return spare;
	}
	if (extent.fills > 0) {
		spare.fills = (struct share){ .amount = slack, .weight = extent.fills };
		spare.width = order->measure;
		return spare;
	}
	if (order->align == LINE_CENTER)
		spare.before = (mpt)(slack / 2);
	else if (order->align == LINE_END)
		spare.before = (mpt)slack;
	else if (order->align == LINE_FULL)
		make_flush(characters, order, slack, &spare);
	return spare;
}

static mpt next_fill(struct share *fills)
{
	fills->seen++;
	const int64_t due = fills->amount * fills->seen / fills->weight;
	const mpt now = (mpt)(due - fills->done);
	fills->done = due;
	return now;
}

static void walk(struct pen *pen, struct slice slice, struct spare *spare)
{
	struct sharing sharing = width_share(pen->characters, slice, spare->junctions);

	for (size_t i = slice.first; i < slice.end; i++) {
		const struct character *character = &pen->characters->items[i];
		if (i > slice.first)
			pen->x += character->gap + width_next(&sharing, character);
		follow_link(pen, span_of(pen, character));
		if (character->kind == CLASS_FILL && spare->fills.weight > 0)
			pen->x += next_fill(&spare->fills);
		else if (character->kind == CLASS_OBJECT)
			add_object(pen, character);
		else if (character->codepoint != 0)
			add_glyph(pen, character);
		pen->x += character->body;
	}
	follow_link(pen, NULL);
	end_run(pen);
}

struct line setline(struct setting *setting, const struct characters *characters,
        const struct line_order *order)
{
	const struct slice slice = order->slice;
	const mpt leading = characters->style->leading;
	const mpt em = line_em(characters, slice);
	const mpt tallest = tallest_object(characters, slice);
	const mpt least = tallest > em ? tallest : em;
	const mpt height = leading > least ? leading : least;
	struct spare spare = share_spare(characters, order);
	struct pen pen = {
		.setting = setting,
		.characters = characters,
		.glyphs = arena_alloc_array(
		        setting->arena, slice.end - slice.first, sizeof *pen.glyphs),
		.x = order->x + spare.before,
		.top = (height - em) / 2,
		.em = em,
		.link = "",
	};

	assert(slice.first <= slice.end && slice.end <= characters->count);
	pen.baseline = pen.top + (mpt)((int64_t)em * em_ascent(setting) / 1000);
	walk(&pen, slice, &spare);
	struct op *ops = arena_alloc_array(setting->arena, pen.op_count, sizeof *ops);
	if (pen.op_count > 0)
		memcpy(ops, pen.ops, pen.op_count * sizeof *ops);
	return (struct line){
		.ops = ops,
		.op_count = pen.op_count,
		.height = height,
		.width = order->x + spare.width,
		.hyphenless_overflow = order->overflow,
		.stretched = spare.stretched,
		.ragged = spare.ragged,
	};
}
