#include "paper/pdf/cff_source.h"

#include <string.h>

#define PREDEFINED_ENCODINGS 2 /* offsets 0 and 1 name encodings that are built in */
#define DICTS_MOST           256

static bool read_charset(struct arena *arena, const struct cff *table, struct cff_source *source)
{
	uint16_t *names = arena_alloc_array(arena, source->glyph_count, sizeof *names);

	source->names = names;
	return cff_charset(table, source->glyph_count, names);
}

/* The number of the name that a font dictionary gives itself. */
static bool read_dict_name(const struct cff *table, size_t number, uint16_t *out)
{
	struct cff_span dict;
	struct cff_entry entry;

	if (!cff_object(table, table->dict_offset, number, &dict))
		return false;
	while (cff_next(table, &dict, &entry)) {
		if (entry.operator_code == CFF_FONT_NAME && entry.count == 1) {
			*out = (uint16_t)entry.operands[0];
			return true;
		}
	}
	return false;
}

static bool read_dicts(struct arena *arena, const struct cff *table, struct cff_source *source)
{
	if (!source->cid_keyed)
		return table->dict_offset == 0 && table->select_offset == 0
		        && table->encoding_offset < PREDEFINED_ENCODINGS;
	if (!cff_count(table, table->dict_offset, &source->dict_count)
	        || source->dict_count > DICTS_MOST)
		return false;
	uint16_t *names = arena_alloc_array(arena, source->dict_count + 1, sizeof *names);
	for (size_t i = 0; i < source->dict_count; i++)
		if (!read_dict_name(table, i, &names[i]))
			return false;
	source->dict_names = names;
	uint8_t *dicts = arena_alloc_array(arena, source->glyph_count, sizeof *dicts);
	source->dicts = dicts;
	if (!cff_dicts(table, source->glyph_count, dicts))
		return false;
	for (size_t i = 0; i < source->glyph_count; i++)
		if (dicts[i] >= source->dict_count)
			return false;
	return true;
}

static bool read_strings(struct arena *arena, const struct cff *table, struct cff_source *source)
{
	struct cff_span last;
	size_t end = table->string_offset + 2;

	if (!cff_count(table, table->string_offset, &source->string_count))
		return false;
	if (source->string_count > 0) {
		if (!cff_object(table, table->string_offset, source->string_count - 1, &last))
			return false;
		end = last.to;
	}
	uint8_t *bytes = arena_alloc_array(arena, end, sizeof *bytes);
	memcpy(bytes, table->bytes, end);
	source->strings = *table;
	source->strings.bytes = bytes;
	source->strings.length = end;
	source->top_count = cff_top_strings(table, source->top_strings);
	return true;
}

const struct cff_source *cff_source_read(
        struct arena *arena, const struct cff *table, size_t glyph_count)
{
	struct cff_source *source = arena_alloc(arena, sizeof *source);
	size_t outlines;

	*source = (struct cff_source){ .cid_keyed = table->cid_keyed, .glyph_count = glyph_count };
	if (!cff_count(table, table->outline_offset, &outlines) || outlines != glyph_count
	        || !read_charset(arena, table, source) || !read_dicts(arena, table, source)
	        || !read_strings(arena, table, source))
		return NULL;
	return source;
}

bool cff_source_string(const struct cff_source *source, uint16_t number, struct cff_span *out)
{
	return number >= CFF_STANDARD_STRINGS
	        && cff_object(&source->strings, source->strings.string_offset,
	                (size_t)number - CFF_STANDARD_STRINGS, out);
}
