#include "paper/layout/inline/paragraph.h"

#include "base/text.h"
#include "paper/layout/inline/atoms.h"
#include "paper/layout/inline/balance.h"
#include "paper/layout/inline/glyphs.h"
#include "paper/layout/inline/setline.h"
#include "paper/layout/inline/wordbreaks.h"

/* Characters of a line quoted in a message. */
#define QUOTED 24
/* A line of fewer characters is narrow. */
#define NARROW 20

static struct characters *prepare(struct setting *setting, const struct paragraph *paragraph)
{
	struct characters *characters = characters_new(setting, paragraph);

	atoms_resolve(characters);
	glyphs_find(setting, characters);
	atoms_glue(characters);
	atoms_seam(characters);
	width_measure(characters, setting->scratch);
	wrap_mark(characters);
	return characters;
}

/* The segment that begins at `first`, up to the next forced break. */
static size_t segment_end(const struct characters *characters, size_t first)
{
	while (first < characters->count && characters->items[first].kind != CLASS_FORCED)
		first++;
	return first;
}

static mpt clamp(int64_t length)
{
	return (mpt)(length < 0 ? 0 : length > INT32_MAX ? INT32_MAX : length);
}

static mpt at_least_one(int64_t length)
{
	return length < 1 ? 1 : clamp(length);
}

/* The room left of the indents; only the paragraph's first line has indent_first. */
static mpt room(const struct paragraph_style *style, mpt measure, bool first)
{
	return at_least_one((int64_t)measure - style->indent_left - style->indent_right
	        - (first ? style->indent_first : 0));
}

/* In narrow cells and in titles a word torn in two catches the eye, in running text it does not. */
static bool minds_words(const struct characters *characters, const struct segment *segment)
{
	const struct paragraph_style *style = characters->style;
	const bool flush = style->align == ALIGN_JUSTIFY || style->align == ALIGN_DISTRIBUTE;
	const bool narrow = segment->measure / NARROW < style->size;
	const struct slice whole = width_trim(characters, segment->first, segment->end);

	return (style->balance || (narrow && !flush))
	        && width_least(characters, whole) > segment->first_measure;
}

static struct wrapped wrap(struct setting *setting, struct characters *characters, mpt measure)
{
	struct wrapped wrapped = { .lines = NULL };

	for (size_t first = 0;;) {
		const struct segment segment = {
			.first = first,
			.end = segment_end(characters, first),
			.first_measure = room(characters->style, measure, first == 0),
			.measure = room(characters->style, measure, false),
		};
		if (minds_words(characters, &segment))
			wordbreaks_mark(characters, setting->scratch, segment.first, segment.end);
		if (characters->style->balance)
			balance_segment(setting->scratch, characters, &segment, &wrapped);
		else
			wrap_segment(setting->scratch, characters, &segment, &wrapped);
		/* A break at the very end makes no empty line. */
		if (segment.end + 1 >= characters->count)
			return wrapped;
		first = segment.end + 1;
	}
}

static const char *quote(
        struct setting *setting, const struct characters *characters, struct slice slice)
{
	struct text text;

	text_init(&text);
	for (size_t i = slice.first; i < slice.end && i < slice.first + QUOTED; i++) {
		if (characters->items[i].codepoint != 0)
			text_add_codepoint(&text, characters->items[i].codepoint);
	}
	const char *quoted = arena_strdup(setting->scratch, text.bytes);
	text_release(&text);
	return quoted;
}

static void say_broken(
        struct setting *setting, const struct characters *characters, struct slice slice)
{
	const struct inline_item *item =
	        characters->spans[characters->items[slice.first].span].item;
	const char *words = quote(setting, characters, slice);

	if (!characters_said(setting->diag, MSG_LINE_BROKEN_ANYWHERE, item->source, words))
		diag_say(setting->diag, MSG_LINE_BROKEN_ANYWHERE, item->source, words);
}

/* Once a template line: a narrow column says it in every row. */
static void say_loose(struct setting *setting, const struct characters *characters,
        const struct slice *slice, mpt stretched)
{
	const struct inline_item *item =
	        characters->spans[characters->items[slice->first].span].item;

	if (characters_said(setting->diag, MSG_LINE_LOOSE, item->place, ""))
		return;
	diag_say(setting->diag, MSG_LINE_LOOSE, item->place, quote(setting, characters, *slice),
	        arena_printf(setting->scratch, "%d", (int)stretched));
}

static enum line_align align_of(const struct paragraph_style *style, bool last, size_t count)
{
	static const enum line_align aligns[] = {
		[ALIGN_JUSTIFY] = LINE_FULL,
		[ALIGN_START] = LINE_START,
		[ALIGN_CENTER] = LINE_CENTER,
		[ALIGN_END] = LINE_END,
		[ALIGN_DISTRIBUTE] = LINE_FULL,
		[ALIGN_DECIMAL] = LINE_CENTER,
	};

	if (style->single_line_center && count == 1)
		return LINE_CENTER;
	if (style->align == ALIGN_JUSTIFY && last)
		return LINE_START;
	return aligns[style->align];
}

/* A note belongs to the line in which its mark begins. */
static const struct line_note *notes_in(
        struct setting *setting, const struct characters *characters, struct slice slice)
{
	const struct line_note *first = NULL, **link = &first;

	for (size_t i = slice.first; i < slice.end; i++) {
		const struct character *character = &characters->items[i];
		const struct span *span = &characters->spans[character->span];
		if (!span->item->note || character->offset > 0)
			continue;
		struct line_note *found = arena_alloc(setting->arena, sizeof *found);
		found->note = span->item->note;
		found->tag = span->note_tag;
		*link = found;
		link = &found->next;
	}
	return first;
}

static struct line set_one(struct setting *setting, const struct characters *characters,
        mpt measure, struct wrapped wrapped, size_t index)
{
	const struct paragraph_style *style = characters->style;
	const struct wrapped_line *wrapped_line = &wrapped.lines[index];
	const struct line_order order = {
		.slice = wrapped_line->slice,
		.x = style->indent_left + (index == 0 ? style->indent_first : 0),
		.measure = room(style, measure, index == 0),
		.align = align_of(style, wrapped_line->last, wrapped.count),
		.overflow = wrapped_line->overflow,
	};
	struct line line = setline(setting, characters, &order);

	line.notes = notes_in(setting, characters, order.slice);
	if (wrapped_line->emergency)
		say_broken(setting, characters, order.slice);
	if (line.ragged && !width_is_before_address(characters, order.slice))
		say_loose(setting, characters, &order.slice, line.stretched);
	return line;
}

static struct lines set_wrapped(struct setting *setting, const struct characters *characters,
        mpt measure, struct wrapped wrapped)
{
	struct line *lines = arena_alloc_array(setting->arena, wrapped.count, sizeof *lines);
	int64_t height = 0;

	for (size_t i = 0; i < wrapped.count; i++) {
		lines[i] = set_one(setting, characters, measure, wrapped, i);
		height += lines[i].height;
	}
	return (struct lines){
		.lines = lines,
		.count = wrapped.count,
		.height = clamp(height),
	};
}

struct lines paragraph_set(struct setting *setting, const struct paragraph *paragraph, mpt measure)
{
	struct characters *characters = prepare(setting, paragraph);

	return set_wrapped(setting, characters, measure, wrap(setting, characters, measure));
}

/* Where the first number of the characters parts: after its digits, before its point. */
static bool find_point(const struct characters *characters, size_t *point)
{
	size_t at = 0;

	while (at < characters->count && characters->items[at].kind != CLASS_DIGIT)
		at++;
	if (at == characters->count)
		return false;
	for (; at < characters->count; at++) {
		const struct character *character = &characters->items[at];
		const bool comma = character->codepoint == ',' && at + 1 < characters->count
		        && characters->items[at + 1].kind == CLASS_DIGIT;
		if (character->kind != CLASS_DIGIT && !comma)
			break;
	}
	*point = at;
	return true;
}

static void extend(struct extent *extent, int64_t width, bool least)
{
	const mpt length = at_least_one(width);

	if (length > extent->most)
		extent->most = length;
	if (least && length > extent->least)
		extent->least = length;
}

/* Widths of a segment and of its unbreakable pieces. */
static void extend_by_segment(
        struct extent *extent, const struct characters *characters, size_t first, size_t end)
{
	const struct paragraph_style *style = characters->style;
	const int64_t indent = (int64_t)style->indent_left + style->indent_right;
	size_t start = first;

	for (size_t i = first + 1; i <= end; i++) {
		if (i < end && (characters->items[i].flags & CHARACTER_LEGAL) == 0)
			continue;
		const struct extent_of_slice slice =
		        width_of(characters, width_trim(characters, start, i));
		struct extent part = { .least = 0 };
		extend(&part, slice.natural + indent + (start == 0 ? style->indent_first : 0),
		        true);
		if (part.least > extent->least)
			extent->least = part.least;
		start = i;
	}
	const struct extent_of_slice whole =
	        width_of(characters, width_trim(characters, first, end));
	extend(extent, whole.natural + indent + (first == 0 ? style->indent_first : 0), false);
}

struct extent paragraph_extent(struct setting *setting, const struct paragraph *paragraph)
{
	const struct characters *characters = prepare(setting, paragraph);
	struct extent extent = { .least = 0 };
	size_t point = 0;

	for (size_t first = 0; first < characters->count;) {
		const size_t end = segment_end(characters, first);
		extend_by_segment(&extent, characters, first, end);
		first = end + 1;
	}
	if (paragraph->style->align == ALIGN_DECIMAL && find_point(characters, &point)) {
		const size_t end = segment_end(characters, 0);
		const struct slice before = { .first = 0, .end = point };
		const struct slice whole = width_trim(characters, 0, end);
		if (point <= whole.end) {
			const int64_t left = width_of(characters, before).natural;
			extent.before_point = at_least_one(left);
			extent.after_point = clamp(width_of(characters, whole).natural - left);
		}
	}
	return extent;
}

struct lines paragraph_set_decimal(struct setting *setting, const struct paragraph *paragraph,
        mpt measure, mpt before, mpt after)
{
	struct characters *characters = prepare(setting, paragraph);
	const struct paragraph_style *style = characters->style;
	const size_t end = segment_end(characters, 0);
	const struct slice whole = width_trim(characters, 0, end);
	const mpt wide = room(style, measure, true);
	size_t point = 0;

	if (end == characters->count && find_point(characters, &point)) {
		const int64_t left =
		        width_of(characters, (struct slice){ .first = 0, .end = point }).natural;
		const int64_t natural = width_of(characters, whole).natural;
		const int64_t shift = ((int64_t)wide - before - after) / 2 + before - left;
		if (shift >= 0 && shift + natural <= wide) {
			const struct line_order order = {
				.slice = whole,
				.x = style->indent_left + style->indent_first + (mpt)shift,
				.measure = wide - (mpt)shift,
				.align = LINE_START,
			};
			struct line *line = arena_alloc(setting->arena, sizeof *line);
			*line = setline(setting, characters, &order);
			return (struct lines){ .lines = line, .count = 1, .height = line->height };
		}
	}
	return set_wrapped(setting, characters, measure, wrap(setting, characters, measure));
}
