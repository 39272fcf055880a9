/*
 * Every line of a paragraph is a piece; whether a page may break after it follows from the style's
 * widows and orphans (ARCHITECTURE.md “Chinese setting”) and from what is kept together.
 */
#include "paper/layout/flow/pieces.h"

#include "paper/layout/chart/chart.h"
#include "paper/layout/inline/characters.h"
#include "paper/layout/inline/tagging.h"
#include "paper/layout/inline/trim.h"

#include <assert.h>
#include <inttypes.h>

#define SCRATCH_KEPT ((size_t)256 * 1024)

static struct piece *add(struct pieces *pieces)
{
	pieces->items = arena_grow(pieces->arena, pieces->items, &pieces->capacity, pieces->count,
	        sizeof *pieces->items);
	struct piece *piece = &pieces->items[pieces->count++];
	*piece = (struct piece){ .gap = pieces->gap, .marks = pieces->marks };
	pieces->gap = 0;
	pieces->marks = NULL;
	return piece;
}

void pieces_rewind(struct setting *setting)
{
	if (arena_used(setting->scratch) < SCRATCH_KEPT)
		return;
	arena_free(setting->scratch);
	setting->scratch = arena_new();
}

/* After line `index` (0-based) of `count`. */
static enum break_rank line_rank(const struct paragraph_style *style, size_t index, size_t count)
{
	const size_t above = index + 1, below = count - above;

	if (below == 0)
		return style->keep_with_next ? BREAK_KEPT : BREAK_WELCOME;
	const size_t orphans = style->orphans > 1 ? (size_t)style->orphans : 1;
	const size_t widows = style->widows > 1 ? (size_t)style->widows : 1;
	if (above < orphans || below < widows)
		return BREAK_STRAY;
	return style->keep_together ? BREAK_KEPT : BREAK_WELCOME;
}

static const char *millimetres(struct setting *setting, int64_t length)
{
	const int64_t tenths = (length * 254 + 36000) / 72000;

	return arena_printf(setting->scratch, "%" PRId64 ".%" PRId64, tenths / 10, tenths % 10);
}

/* Once for each element: what runs is set on every page, and loops repeat. */
static void say_image(struct setting *setting, enum message message, const struct inline_item *item,
        mpt length, mpt free)
{
	const char *file = item->shown.image->file;

	setting->failed = true;
	if (!characters_said(setting->diag, message, item->place, file))
		diag_say(setting->diag, message, item->place, file, millimetres(setting, length),
		        millimetres(setting, free > 0 ? free : 0));
}

/* Whether an image is what makes a line too wide; said, as is one that is too high. */
static bool report_images(
        struct setting *setting, const struct paragraph *paragraph, mpt measure, bool overflow)
{
	const struct paragraph_style *style = paragraph->style;
	const mpt free = measure - style->indent_left - style->indent_right
	        - (style->indent_first > 0 ? style->indent_first : 0);
	const mpt high = setting->room - setting->taken;
	bool wide = false;

	for (const struct inline_item *item = paragraph->first; item; item = item->next) {
		if (item->kind != INLINE_IMAGE)
			continue;
		if (overflow && item->shown.width > free) {
			say_image(setting, MSG_IMAGE_WIDE, item, item->shown.width, free);
			wide = true;
		} else if (setting->room > 0 && item->shown.height > high) {
			say_image(setting, MSG_IMAGE_HIGH, item, item->shown.height, high);
		}
	}
	return wide;
}

static bool overflows(const struct lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		if (lines->lines[i].hyphenless_overflow)
			return true;
	}
	return false;
}

static void report_wide_lines(struct setting *setting, const struct paragraph *paragraph)
{
	const struct inline_item *item = paragraph->first;

	while (item && item->next && item->kind != INLINE_TEXT)
		item = item->next;
	if (item)
		diag_say(setting->diag, MSG_LINE_WIDE, item->place,
		        item->kind == INLINE_TEXT ? item->text.words : "",
		        place_format(setting->scratch, item->source));
}

static struct lines set(struct setting *setting, const struct paragraph *paragraph, mpt measure,
        const struct decimals *decimals)
{
	if (paragraph->style->align == ALIGN_DECIMAL && decimals
	        && decimals->before + decimals->after > 0)
		return paragraph_set_decimal(
		        setting, paragraph, measure, decimals->before, decimals->after);
	return paragraph_set(setting, paragraph, measure);
}

static void add_notes(
        struct setting *setting, struct piece *piece, const struct line_note *first, mpt measure)
{
	const struct note_lines **link = &piece->notes;
	const uint32_t outer = setting->within;

	setting->label = TAG_NONE;
	for (const struct line_note *at = first; at; at = at->next) {
		struct note_lines *note = arena_alloc(setting->arena, sizeof *note);
		setting->within = at->tag;
		note->lines = paragraph_set(setting, &at->note->paragraph, measure);
		piece->note_height += note->lines.height;
		*link = note;
		link = &note->next;
	}
	setting->within = outer;
}

void pieces_add_paragraph(struct pieces *pieces, struct setting *setting,
        const struct paragraph *paragraph, mpt measure, const struct decimals *decimals)
{
	const struct paragraph_style *style = paragraph->style;

	setting->arena = pieces->arena;
	const struct lines lines = set(setting, paragraph, measure, decimals);
	const bool wide = overflows(&lines);
	if (!report_images(setting, paragraph, measure, wide) && wide)
		report_wide_lines(setting, paragraph);
	pieces_rewind(setting);
	for (size_t i = 0; i < lines.count; i++) {
		struct line line = lines.lines[i];
		const bool usual = style->trim == TRIM_NONE && line.height == style->leading;
		const mpt spare = usual ? (style->leading - style->size) / 2 : 0;
		struct piece *piece = add(pieces);
		if (style->trim == TRIM_INK)
			trim_line(setting, &line, i == 0, i + 1 == lines.count);
		piece->ops = line.ops;
		piece->op_count = line.op_count;
		piece->height = line.height;
		piece->slack = spare;
		add_notes(setting, piece, line.notes, measure);
		piece->background = style->has_background ? style : NULL;
		piece->rank = line_rank(style, i, lines.count);
		piece->before = i == 0 ? style->space_before : 0;
		piece->after = i + 1 == lines.count ? style->space_after : 0;
		piece->has_top = i == 0 && style->has_top;
		piece->top = style->top - spare;
	}
}

void pieces_fill(const struct piece *piece, struct canvas *canvas, mpt measure, struct spot spot)
{
	const struct paragraph_style *style = piece->background;

	if (!style)
		return;
	const struct op op = {
		.kind = OP_BOX,
		.color = style->background,
		.box = { .x = spot.x + style->indent_left,
		        .y = spot.y,
		        .width = measure - style->indent_left - style->indent_right,
		        .height = piece->height },
	};
	canvas_box(canvas, LAYER_FILL, &op);
}

void pieces_add_rule(struct pieces *pieces, const struct rule_style *rule, mpt measure)
{
	const mpt width = rule->width > 0 ? rule->width : measure;
	const bool twofold = rule->second > 0;
	struct op *ops = arena_alloc_array(pieces->arena, 2, sizeof *ops);

	ops[0] = (struct op){
		.kind = OP_BOX,
		.color = rule->color,
		.box = { .x = (measure - width) / 2, .width = width, .height = rule->thickness },
	};
	ops[1] = ops[0];
	ops[1].box.y = rule->thickness + rule->gap;
	ops[1].box.height = rule->second;
	struct piece *piece = add(pieces);
	piece->ops = ops;
	piece->op_count = twofold ? 2 : 1;
	piece->height = twofold ? ops[1].box.y + rule->second : rule->thickness;
	piece->before = rule->space_before;
	piece->after = rule->space_after;
}

void pieces_add_chart(
        struct pieces *pieces, struct setting *setting, const struct chart *chart, mpt measure)
{
	setting->arena = pieces->arena;
	const uint32_t outer = tagging_begin(setting, TAG_FIGURE);
	if (setting->structure && setting->within != TAG_NONE)
		structure_tag(setting->structure, setting->within)->words =
		        arena_strdup(structure_arena(setting->structure), chart->alt);
	const struct chart_drawing drawing = chart_draw(setting, chart, measure);
	setting->within = outer;
	struct piece *piece = add(pieces);
	piece->ops = drawing.ops;
	piece->op_count = drawing.op_count;
	piece->height = drawing.height;
	piece->before = chart->style->space_before;
	piece->after = chart->style->space_after;
	pieces_rewind(setting);
}

void pieces_add_room(struct pieces *pieces, mpt height, mpt slack, mpt before, mpt after)
{
	struct piece *piece = add(pieces);

	piece->height = height;
	piece->slack = slack;
	piece->before = before;
	piece->after = after;
}

/* Items of one list that follow each other are in one. */
static void begin_item(struct setting *setting, const struct paragraph *paragraph)
{
	struct structure *structure = setting->structure;

	if (!structure || setting->within == TAG_NONE)
		return;
	const uint32_t last = structure_tag(structure, setting->within)->last;
	const bool goes_on =
	        last != TAG_NONE && last == setting->list_tag && setting->list == paragraph->list;
	if (goes_on)
		setting->within = last;
	else
		(void)tagging_begin(setting, TAG_LIST);
	setting->list = paragraph->list;
	setting->list_tag = setting->within;
	(void)tagging_begin(setting, TAG_ITEM);
	setting->label = structure_add(structure, setting->within, TAG_LABEL);
	(void)tagging_begin(setting, TAG_BODY);
}

/* A paragraph as the part of the structure that it is. */
static void add_part(struct pieces *pieces, struct setting *setting,
        const struct paragraph *paragraph, mpt measure, const struct decimals *decimals)
{
	const uint32_t outer = setting->within;

	if (paragraph->part == PART_HEADING)
		(void)tagging_begin(setting, tagging_heading(setting, paragraph->level));
	else if (paragraph->part == PART_ITEM)
		begin_item(setting, paragraph);
	else if (!setting->bare)
		(void)tagging_begin(setting, TAG_PARAGRAPH);
	pieces_add_paragraph(pieces, setting, paragraph, measure, decimals);
	setting->within = outer;
	setting->label = TAG_NONE;
}

bool pieces_add_block(struct pieces *pieces, struct setting *setting, const struct block *block,
        mpt measure, const struct decimals *decimals)
{
	switch (block->kind) {
	case BLOCK_PARAGRAPH:
		add_part(pieces, setting, &block->paragraph, measure, decimals);
		return true;
	case BLOCK_RULE:
		pieces_add_rule(pieces, block->rule, measure);
		return true;
	case BLOCK_SPACE:
		pieces->gap += block->space;
		return true;
	case BLOCK_STRUT:
		pieces_add_room(pieces, block->space, 0, 0, 0);
		return true;
	case BLOCK_CHART:
		pieces_add_chart(pieces, setting, block->chart, measure);
		return true;
	case BLOCK_TABLE:
	case BLOCK_PAGE_BREAK:
	case BLOCK_GROUP:
	case BLOCK_CONTENTS:
		break;
	}
	return false;
}

void pieces_add_mark(struct pieces *pieces, const struct outline *outline)
{
	if (outline->anchor[0] == '\0' && outline->bookmark[0] == '\0' && !outline->mark)
		return;
	struct mark *mark = arena_alloc(pieces->arena, sizeof *mark);
	*mark = (struct mark){ .outline = outline, .next = pieces->marks };
	pieces->marks = mark;
}

static void keep(struct pieces *pieces, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		if (pieces->items[i].rank < BREAK_KEPT)
			pieces->items[i].rank = BREAK_KEPT;
	}
}

void pieces_keep(struct pieces *pieces, size_t first)
{
	keep(pieces, first, pieces->count > 0 ? pieces->count - 1 : 0);
}

void pieces_keep_last(struct pieces *pieces, size_t count)
{
	keep(pieces, count < pieces->count ? pieces->count - count : 0, pieces->count);
}

size_t pieces_atom_end(const struct pieces *pieces, size_t first)
{
	size_t end = first;

	assert(first < pieces->count);
	while (end < pieces->count && pieces->items[end].rank != BREAK_WELCOME)
		end++;
	return end < pieces->count ? end + 1 : end;
}

mpt pieces_distance(const struct pieces *pieces, size_t index)
{
	const struct piece *piece = &pieces->items[index];

	assert(index > 0 && index < pieces->count);
	return pieces->items[index - 1].after + piece->before + piece->gap;
}

mpt pieces_height(const struct pieces *pieces, size_t first, size_t last)
{
	int64_t height = 0;

	assert(first <= last && last <= pieces->count);
	for (size_t i = first; i < last && height < HEIGHT_MAX; i++) {
		height += i > first ? pieces_distance(pieces, i) : 0;
		height += pieces->items[i].height;
	}
	return height < HEIGHT_MAX ? (mpt)height : HEIGHT_MAX;
}

mpt pieces_reach(const struct pieces *pieces, size_t first, size_t last)
{
	if (first == last)
		return 0;
	return pieces_height(pieces, first, last) - pieces->items[first].slack
	        - pieces->items[last - 1].slack;
}

mpt pieces_below(const struct pieces *pieces)
{
	if (pieces->count == 0)
		return 0;
	const struct piece *first = &pieces->items[0];
	return first->before + first->gap + first->slack + pieces_reach(pieces, 0, pieces->count);
}
