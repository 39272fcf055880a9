/*
 * Strings of a cut are numbered anew: those of the Top DICT first, in the order that HarfBuzz gave
 * them, then the names of the font dictionaries in use, then those of the glyphs. Charset: a list,
 * or ranges of at most 256 or 65,536, whichever is shortest. FDSelect: always ranges (format 3).
 */
#include "paper/pdf/cff_build.h"

#include "base/common.h"

#include <string.h>

#define BYTE_INT16  28 /* an operand of two bytes follows */
#define BYTE_INT32  29
#define RANGE_SHORT 256
#define TABLE_MOST  ((size_t)1 << 30)
#define DICTS_MOST  256

/* A font dictionary and its private one, as HarfBuzz wrote them; places within `bytes`. */
struct frame_dict {
	const char *bytes;
	size_t length;
	size_t name_at, private_at; /* of the two bytes, and of the four */
	const char *private_bytes;
	size_t private_length;
};

struct cff_frame {
	const struct cff_source *source;
	const char *head; /* header, Name INDEX, Top DICT INDEX */
	size_t head_length;
	/* Where in it the offsets stand, four bytes each; 0: the Top DICT has no such entry. */
	size_t charset_at, outlines_at, dicts_at, select_at, private_at;
	uint16_t top_numbers[CFF_TOP_STRINGS]; /* that the cut gave source->top_strings */
	struct frame_dict *dicts;              /* by the font's number; name-keyed: one */
};

/* One table in the making. */
struct building {
	const struct cff_frame *frame;
	const struct cff_glyphs *glyphs;
	struct arena *arena;
	struct text *out;
	size_t start;      /* of the table in out */
	uint16_t *numbers; /* by string of the font, less the standard ones: 0 none yet */
	uint16_t *strings; /* the font's numbers, in the new order */
	size_t string_count;
	bool used[DICTS_MOST];
	uint8_t dict_numbers[DICTS_MOST]; /* new, of those in use */
	size_t dict_count;
	size_t private_at[DICTS_MOST]; /* where in out the offsets of their private ones stand */
};

static void put(char *at, size_t value, size_t size)
{
	for (size_t i = 0; i < size; i++)
		at[i] = (char)(value >> 8 * (size - 1 - i));
}

static void add_number(struct text *out, size_t value, size_t size)
{
	char bytes[4];

	put(bytes, value, size);
	text_add_bytes(out, bytes, size);
}

/* Of an offset within the table: where what comes next begins. */
static void patch(const struct building *building, size_t at)
{
	put(building->out->bytes + at, building->out->length - building->start, 4);
}

/* INDEXes */

static size_t offset_size(size_t data)
{
	size_t size = 1;

	for (size_t last = data + 1; last > 0xFF; last >>= 8)
		size++;
	return size;
}

struct index_writer {
	struct text *out;
	size_t size, next;
};

/* The head of an INDEX that is not empty; then add_offset for each object, and the objects. */
static struct index_writer begin_index(struct text *out, size_t count, size_t data)
{
	const struct index_writer writer = { .out = out, .size = offset_size(data), .next = 1 };

	add_number(out, count, 2);
	add_number(out, writer.size, 1);
	add_number(out, 1, writer.size);
	return writer;
}

static void add_offset(struct index_writer *writer, size_t length)
{
	writer->next += length;
	add_number(writer->out, writer->next, writer->size);
}

/* Strings */

/* The new number of a string of the font. */
static uint16_t number_of(struct building *building, uint16_t string)
{
	const size_t own = (size_t)string - CFF_STANDARD_STRINGS;

	if (string < CFF_STANDARD_STRINGS || own >= building->frame->source->string_count)
		return string;
	if (building->numbers[own] == 0) {
		building->numbers[own] = (uint16_t)(CFF_STANDARD_STRINGS + building->string_count);
		building->strings[building->string_count++] = string;
	}
	return building->numbers[own];
}

/* In the order of the numbers that the frame's head holds. */
static void number_top(struct building *building)
{
	const struct cff_frame *frame = building->frame;

	for (size_t wanted = 0; wanted < frame->source->top_count; wanted++)
		for (size_t i = 0; i < frame->source->top_count; i++)
			if (frame->top_numbers[i] == CFF_STANDARD_STRINGS + wanted)
				(void)number_of(building, frame->source->top_strings[i]);
}

static void number_dicts(struct building *building)
{
	const struct cff_source *source = building->frame->source;

	for (size_t i = 0; i < building->glyphs->count && source->dicts; i++)
		building->used[source->dicts[building->glyphs->list[i].glyph]] = true;
	for (size_t i = 0; i < source->dict_count; i++) {
		if (!building->used[i])
			continue;
		building->dict_numbers[i] = (uint8_t)building->dict_count++;
		(void)number_of(building, source->dict_names[i]);
	}
}

/* CIDs stay. */
static uint16_t name_of(struct building *building, size_t i)
{
	const struct cff_source *source = building->frame->source;
	const uint16_t name = source->names[building->glyphs->list[i].glyph];

	return source->cid_keyed ? name : number_of(building, name);
}

static void add_strings(struct building *building)
{
	const struct cff_source *source = building->frame->source;
	struct cff_span *spans =
	        arena_alloc_array(building->arena, building->string_count + 1, sizeof *spans);
	size_t data = 0;

	if (building->string_count == 0) {
		add_number(building->out, 0, 2);
		return;
	}
	for (size_t i = 0; i < building->string_count; i++)
		if (cff_source_string(source, building->strings[i], &spans[i]))
			data += spans[i].to - spans[i].from;
	struct index_writer writer = begin_index(building->out, building->string_count, data);
	for (size_t i = 0; i < building->string_count; i++)
		add_offset(&writer, spans[i].to - spans[i].from);
	for (size_t i = 0; i < building->string_count; i++)
		text_add_bytes(building->out, (const char *)source->strings.bytes + spans[i].from,
		        spans[i].to - spans[i].from);
}

/* Charset and FDSelect */

/* Glyphs whose names count up one by one. */
struct range {
	uint16_t first;
	size_t glyphs;
};

static size_t find_ranges(const uint16_t *names, size_t count, struct range *ranges)
{
	size_t found = 0;

	for (size_t i = 1; i < count; i++) {
		if (i > 1 && names[i] == names[i - 1] + 1)
			ranges[found - 1].glyphs++;
		else
			ranges[found++] = (struct range){ .first = names[i], .glyphs = 1 };
	}
	return found;
}

static void add_charset(struct building *building, const uint16_t *names)
{
	const size_t count = building->glyphs->count;
	struct range *ranges = arena_alloc_array(building->arena, count, sizeof *ranges);
	const size_t range_count = find_ranges(names, count, ranges);
	size_t left = 1; /* bytes for the length of a range */

	for (size_t i = 0; i < range_count; i++)
		if (ranges[i].glyphs > RANGE_SHORT)
			left = 2;
	const bool listed = 2 * (count - 1) < (2 + left) * range_count;
	patch(building, building->start + building->frame->charset_at);
	add_number(building->out, listed ? 0 : left, 1);
	for (size_t i = 1; i < count && listed; i++)
		add_number(building->out, names[i], 2);
	for (size_t i = 0; i < range_count && !listed; i++) {
		add_number(building->out, ranges[i].first, 2);
		add_number(building->out, ranges[i].glyphs - 1, left);
	}
}

static void add_select(struct building *building)
{
	const struct cff_source *source = building->frame->source;
	const struct cff_glyphs *glyphs = building->glyphs;
	struct text *out = building->out;
	size_t ranges = 0;

	patch(building, building->start + building->frame->select_at);
	add_number(out, 3, 1);
	const size_t count_at = out->length;
	add_number(out, 0, 2);
	for (size_t i = 0; i < glyphs->count; i++) {
		const uint8_t dict = source->dicts[glyphs->list[i].glyph];
		if (i > 0 && dict == source->dicts[glyphs->list[i - 1].glyph])
			continue;
		add_number(out, i, 2);
		add_number(out, building->dict_numbers[dict], 1);
		ranges++;
	}
	put(out->bytes + count_at, ranges, 2);
	add_number(out, glyphs->count, 2);
}

/* Dictionaries and outlines */

static void add_dicts(struct building *building)
{
	const struct cff_frame *frame = building->frame;
	struct text *out = building->out;
	size_t data = 0;

	for (size_t i = 0; i < frame->source->dict_count; i++)
		data += building->used[i] ? frame->dicts[i].length : 0;
	patch(building, building->start + frame->dicts_at);
	struct index_writer writer = begin_index(out, building->dict_count, data);
	for (size_t i = 0; i < frame->source->dict_count; i++)
		if (building->used[i])
			add_offset(&writer, frame->dicts[i].length);
	for (size_t i = 0; i < frame->source->dict_count; i++) {
		const struct frame_dict *dict = &frame->dicts[i];
		if (!building->used[i])
			continue;
		const size_t at = out->length;
		text_add_bytes(out, dict->bytes, dict->length);
		put(out->bytes + at + dict->name_at,
		        number_of(building, frame->source->dict_names[i]), 2);
		building->private_at[i] = at + dict->private_at;
	}
}

static bool same_private(const struct frame_dict *a, const struct frame_dict *b)
{
	return a->private_length == b->private_length
	        && memcmp(a->private_bytes, b->private_bytes, a->private_length) == 0;
}

/* Private dictionaries that are the same are one, where the last of them stands. */
static void add_private(struct building *building)
{
	const struct cff_frame *frame = building->frame;
	const size_t count = frame->source->cid_keyed ? frame->source->dict_count : 1;

	if (!frame->source->cid_keyed) {
		building->used[0] = true;
		building->private_at[0] = building->start + frame->private_at;
	}
	for (size_t i = 0; i < count; i++) {
		const struct frame_dict *dict = &frame->dicts[i];
		size_t later = i + 1;
		while (later < count
		        && !(building->used[later] && same_private(dict, &frame->dicts[later])))
			later++;
		if (!building->used[i] || later < count)
			continue;
		for (size_t j = 0; j <= i; j++)
			if (building->used[j] && same_private(dict, &frame->dicts[j]))
				patch(building, building->private_at[j]);
		text_add_bytes(building->out, dict->private_bytes, dict->private_length);
	}
}

static void add_outlines(struct building *building, size_t data)
{
	const struct cff_glyphs *glyphs = building->glyphs;

	patch(building, building->start + building->frame->outlines_at);
	struct index_writer writer = begin_index(building->out, glyphs->count, data);
	for (size_t i = 0; i < glyphs->count; i++)
		add_offset(&writer, glyphs->list[i].length);
	for (size_t i = 0; i < glyphs->count; i++)
		text_add_bytes(
		        building->out, (const char *)glyphs->list[i].bytes, glyphs->list[i].length);
}

static void build(struct building *building, size_t data)
{
	const struct cff_frame *frame = building->frame;
	const size_t count = building->glyphs->count;
	uint16_t *names = arena_alloc_array(building->arena, count, sizeof *names);

	number_top(building);
	number_dicts(building);
	for (size_t i = 1; i < count; i++)
		names[i] = name_of(building, i);
	text_add_bytes(building->out, frame->head, frame->head_length);
	add_strings(building);
	add_number(building->out, 0, 2); /* no global subroutines */
	add_charset(building, names);
	if (frame->source->cid_keyed) {
		add_select(building);
		add_dicts(building);
	}
	add_outlines(building, data);
	add_private(building);
}

bool cff_build(const struct cff_frame *frame, const struct cff_glyphs *glyphs, struct text *out)
{
	size_t data = 0;

	for (size_t i = 0; i < glyphs->count; i++)
		data += glyphs->list[i].length;
	if (data > TABLE_MOST || glyphs->count == 0 || glyphs->count > UINT16_MAX)
		return false;
	struct arena *arena = arena_new();
	const size_t strings = frame->source->string_count + 1;
	struct building building = { .frame = frame,
		.glyphs = glyphs,
		.arena = arena,
		.out = out,
		.start = out->length,
		.numbers = arena_alloc_array(arena, strings, sizeof(uint16_t)),
		.strings = arena_alloc_array(arena, strings, sizeof(uint16_t)) };
	build(&building, data);
	arena_free(arena);
	return true;
}

/* The frame, out of a cut */

/* Where the entry's last operand stands, when it is written in `size` bytes behind its mark. */
static size_t place_of(const struct cff *cut, const struct cff_entry *entry, size_t size)
{
	const uint8_t mark = size == 2 ? BYTE_INT16 : BYTE_INT32;

	return entry->count > 0 && cut->bytes[entry->last] == mark ? entry->last + 1 : 0;
}

static void find_places(struct cff_frame *frame, const struct cff *cut)
{
	struct cff_span rest = cut->top;
	struct cff_entry entry;
	const struct {
		uint32_t operator_code;
		size_t *place;
	} rows[] = {
		{ CFF_CHARSET, &frame->charset_at },
		{ CFF_OUTLINES, &frame->outlines_at },
		{ CFF_FONT_DICTS, &frame->dicts_at },
		{ CFF_FONT_SELECT, &frame->select_at },
		{ CFF_PRIVATE, &frame->private_at },
	};

	while (cff_next(cut, &rest, &entry))
		for (size_t i = 0; i < COUNT_OF(rows); i++)
			if (entry.operator_code == rows[i].operator_code)
				*rows[i].place = place_of(cut, &entry, 4);
}

static bool has_places(const struct cff_frame *frame)
{
	const bool cid_keyed = frame->source->cid_keyed;

	return frame->charset_at && frame->outlines_at && (frame->dicts_at != 0) == cid_keyed
	        && (frame->select_at != 0) == cid_keyed && (frame->private_at != 0) == !cid_keyed;
}

static const char *copy(struct arena *arena, const struct cff *cut, struct cff_span span)
{
	char *bytes = arena_alloc_array(arena, span.to - span.from + 1, 1);

	memcpy(bytes, cut->bytes + span.from, span.to - span.from);
	return bytes;
}

static bool take_private(
        struct arena *arena, const struct cff *cut, struct cff_span span, struct frame_dict *out)
{
	if (span.from > span.to || span.to > cut->length)
		return false;
	out->private_bytes = copy(arena, cut, span);
	out->private_length = span.to - span.from;
	return true;
}

static bool take_dict(
        struct arena *arena, const struct cff *cut, size_t number, struct frame_dict *out)
{
	struct cff_span dict, private_dict = { 1, 0 };
	struct cff_entry entry;

	if (!cff_object(cut, cut->dict_offset, number, &dict))
		return false;
	out->bytes = copy(arena, cut, dict);
	out->length = dict.to - dict.from;
	const size_t start = dict.from;
	while (cff_next(cut, &dict, &entry)) {
		if (entry.operator_code == CFF_FONT_NAME && place_of(cut, &entry, 2))
			out->name_at = place_of(cut, &entry, 2) - start;
		if (entry.operator_code != CFF_PRIVATE || entry.count != 2
		        || !place_of(cut, &entry, 4) || entry.operands[0] < 0
		        || entry.operands[1] < 0)
			continue;
		out->private_at = place_of(cut, &entry, 4) - start;
		private_dict.from = (size_t)entry.operands[1];
		private_dict.to = private_dict.from + (size_t)entry.operands[0];
	}
	return out->name_at && out->private_at && take_private(arena, cut, private_dict, out);
}

/* The sample has a glyph of each dictionary that any glyph has: they are numbered in order. */
static bool take_dicts(struct arena *arena, struct cff_frame *frame, const struct cff *cut,
        const struct cff_glyphs *sample)
{
	const struct cff_source *source = frame->source;
	bool used[DICTS_MOST] = { false };
	size_t number = 0;

	frame->dicts = arena_alloc_array(arena, source->dict_count + 1, sizeof *frame->dicts);
	if (!source->cid_keyed)
		return take_private(arena, cut, cut->private_dict, &frame->dicts[0]);
	for (size_t i = 0; i < sample->count; i++)
		used[source->dicts[sample->list[i].glyph]] = true;
	for (size_t i = 0; i < source->dict_count; i++)
		if (used[i] && !take_dict(arena, cut, number++, &frame->dicts[i]))
			return false;
	return true;
}

static bool gives_back(
        const struct cff_frame *frame, const struct cff *cut, const struct cff_glyphs *sample)
{
	struct text text;

	text_init(&text);
	const bool same = cff_build(frame, sample, &text) && text.length == cut->length
	        && memcmp(text.bytes, cut->bytes, cut->length) == 0;
	text_release(&text);
	return same;
}

const struct cff_frame *cff_frame_new(struct arena *arena, const struct cff_source *source,
        const struct cff *cut, const struct cff_glyphs *sample)
{
	struct cff_frame *frame = arena_alloc(arena, sizeof *frame);
	const struct cff_span head = { 0, cut->string_offset };

	*frame = (struct cff_frame){
		.source = source, .head = copy(arena, cut, head), .head_length = head.to
	};
	find_places(frame, cut);
	if (!has_places(frame) || cff_top_strings(cut, frame->top_numbers) != source->top_count
	        || !take_dicts(arena, frame, cut, sample) || !gives_back(frame, cut, sample))
		return NULL;
	return frame;
}
