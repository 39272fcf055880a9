#include "paper/pdf/cff.h"

#include "base/common.h"

#define OPERATOR_ESCAPE     12
#define OPERATOR_LAST       21
#define PREDEFINED_CHARSETS 3

static bool read_number(const struct cff *cff, size_t offset, size_t size, uint32_t *out)
{
	if (offset > cff->length || size > cff->length - offset)
		return false;
	uint32_t value = 0;
	for (size_t i = 0; i < size; i++)
		value = value << 8 | cff->bytes[offset + i];
	*out = value;
	return true;
}

bool cff_count(const struct cff *cff, size_t index, size_t *count)
{
	uint32_t number;

	*count = 0;
	if (index == 0 || !read_number(cff, index, 2, &number))
		return false;
	*count = number;
	return true;
}

/* The offset of object `number`, or behind the last one, from the table's start. */
static bool read_offset(const struct cff *cff, size_t index, size_t number, size_t *out)
{
	uint32_t size, offset;
	size_t count;

	if (!cff_count(cff, index, &count) || number > count
	        || !read_number(cff, index + 2, 1, &size) || size < 1 || size > 4
	        || !read_number(cff, index + 3 + number * size, size, &offset))
		return false;
	*out = index + 2 + (count + 1) * size + offset; /* offsets count from 1 */
	return *out <= cff->length;
}

bool cff_object(const struct cff *cff, size_t index, size_t number, struct cff_span *out)
{
	size_t count;

	return cff_count(cff, index, &count) && number < count
	        && read_offset(cff, index, number, &out->from)
	        && read_offset(cff, index, number + 1, &out->to) && out->from <= out->to;
}

static bool index_end(const struct cff *cff, size_t index, size_t *out)
{
	size_t count;

	if (!cff_count(cff, index, &count))
		return false;
	*out = index + 2;
	return count == 0 || read_offset(cff, index, count, out);
}

/* One operand of a DICT; moves *offset behind it. Real numbers are skipped and read as 0. */
static bool read_operand(const struct cff *cff, size_t *offset, int32_t *out)
{
	uint32_t first, rest;

	if (!read_number(cff, *offset, 1, &first))
		return false;
	*out = 0;
	size_t size = 1;
	if (first >= 32 && first <= 246) {
		*out = (int32_t)first - 139;
	} else if (first >= 247 && first <= 254) {
		if (!read_number(cff, *offset + 1, 1, &rest))
			return false;
		size = 2;
		*out = first <= 250 ? (int32_t)((first - 247) * 256 + rest + 108)
		                    : -(int32_t)((first - 251) * 256 + rest + 108);
	} else if (first == 28 || first == 29) {
		size_t digits = first == 28 ? 2 : 4;
		if (!read_number(cff, *offset + 1, digits, &rest))
			return false;
		size = 1 + digits;
		*out = first == 28 ? (int16_t)rest : (int32_t)rest;
	} else if (first == 30) {
		do {
			if (!read_number(cff, *offset + size, 1, &rest))
				return false;
			size++;
		} while ((rest & 0xF) != 0xF);
	} else {
		return false;
	}
	*offset += size;
	return true;
}

bool cff_next(const struct cff *cff, struct cff_span *dict, struct cff_entry *out)
{
	size_t at = dict->from;

	out->count = 0;
	out->all.from = out->last = at;
	while (at < dict->to && cff->bytes[at] > OPERATOR_LAST) {
		out->last = at;
		if (out->count == CFF_OPERANDS
		        || !read_operand(cff, &at, &out->operands[out->count]))
			return false;
		out->count++;
	}
	if (at >= dict->to)
		return false;
	if (out->count == 0)
		out->last = at;
	const size_t size = cff->bytes[at] == OPERATOR_ESCAPE ? 2 : 1;
	if (!read_number(cff, at, size, &out->operator_code))
		return false;
	out->all.to = dict->from = at + size;
	return true;
}

static size_t offset_of(const struct cff_entry *entry)
{
	return entry->count > 0 && entry->operands[entry->count - 1] > 0
	        ? (size_t)entry->operands[entry->count - 1]
	        : 0;
}

static void take_entry(struct cff *cff, const struct cff_entry *entry)
{
	const size_t offset = offset_of(entry);

	switch (entry->operator_code) {
	case CFF_ROS:
		cff->cid_keyed = true;
		break;
	case CFF_CHARSET:
		cff->charset_offset = offset;
		break;
	case CFF_ENCODING:
		cff->encoding_offset = offset;
		break;
	case CFF_OUTLINES:
		cff->outline_offset = offset;
		break;
	case CFF_FONT_DICTS:
		cff->dict_offset = offset;
		break;
	case CFF_FONT_SELECT:
		cff->select_offset = offset;
		break;
	case CFF_PRIVATE:
		if (entry->count == 2 && entry->operands[0] > 0)
			cff->private_dict =
			        (struct cff_span){ offset, offset + (size_t)entry->operands[0] };
		break;
	default:
		break;
	}
}

bool cff_read(const uint8_t *bytes, size_t length, struct cff *out)
{
	*out = (struct cff){ .bytes = bytes, .length = length };
	uint32_t header;
	size_t tops;
	struct cff_entry entry;

	if (!read_number(out, 2, 1, &header) || !index_end(out, header, &tops)
	        || !index_end(out, tops, &out->string_offset)
	        || !cff_object(out, tops, 0, &out->top))
		return false;
	struct cff_span rest = out->top;
	while (cff_next(out, &rest, &entry))
		take_entry(out, &entry);
	return rest.from == rest.to && out->private_dict.to <= length;
}

size_t cff_top_strings(const struct cff *cff, uint16_t *numbers)
{
	static const struct {
		uint32_t operator_code;
		size_t operand;
	} rows[] = { { CFF_VERSION, 0 }, { CFF_NOTICE, 0 }, { CFF_COPYRIGHT, 0 },
		{ CFF_FULL_NAME, 0 }, { CFF_FAMILY_NAME, 0 }, { CFF_WEIGHT, 0 },
		{ CFF_POSTSCRIPT, 0 }, { CFF_BASE_FONT_NAME, 0 }, { CFF_ROS, 0 }, { CFF_ROS, 1 } };
	struct cff_entry entry;
	size_t count = 0;

	_Static_assert(COUNT_OF(rows) == CFF_TOP_STRINGS, "one number a row");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct cff_span rest = cff->top;
		bool found = false;
		while (!found && cff_next(cff, &rest, &entry))
			found = entry.operator_code == rows[i].operator_code
			        && entry.count > rows[i].operand;
		if (found)
			numbers[count++] = (uint16_t)entry.operands[rows[i].operand];
	}
	return count;
}

bool cff_charset(const struct cff *cff, size_t count, uint16_t *names)
{
	uint32_t format, first, left = 0;
	size_t offset = cff->charset_offset;

	if (count == 0 || offset < PREDEFINED_CHARSETS || !read_number(cff, offset++, 1, &format)
	        || format > 2)
		return false;
	names[0] = 0;
	for (size_t glyph = 1; glyph < count;) {
		if (!read_number(cff, offset, 2, &first))
			return false;
		offset += 2;
		if (format > 0 && !read_number(cff, offset, format, &left))
			return false;
		offset += format;
		for (uint32_t i = 0; i <= left && glyph < count; i++)
			names[glyph++] = (uint16_t)(first + i);
	}
	return true;
}

/* Format 3: "first glyph, dictionary", to the first glyph of the next. */
static bool read_dict_ranges(const struct cff *cff, size_t count, uint8_t *dicts)
{
	uint32_t ranges, first, dict, next;
	size_t offset = cff->select_offset + 3, glyph = 0;

	if (!read_number(cff, offset - 2, 2, &ranges))
		return false;
	for (uint32_t i = 0; i < ranges; i++, offset += 3) {
		if (!read_number(cff, offset, 2, &first) || !read_number(cff, offset + 2, 1, &dict)
		        || !read_number(cff, offset + 3, 2, &next) || first != glyph)
			return false;
		while (glyph < next && glyph < count)
			dicts[glyph++] = (uint8_t)dict;
	}
	return glyph == count;
}

bool cff_dicts(const struct cff *cff, size_t count, uint8_t *dicts)
{
	uint32_t format, dict;

	if (cff->select_offset == 0 || !read_number(cff, cff->select_offset, 1, &format))
		return false;
	if (format == 3)
		return read_dict_ranges(cff, count, dicts);
	for (size_t glyph = 0; glyph < count; glyph++) {
		if (!read_number(cff, cff->select_offset + 1 + glyph, 1, &dict))
			return false;
		dicts[glyph] = (uint8_t)dict;
	}
	return format == 0;
}

bool cff_outline(const struct cff *cff, size_t glyph, struct cff_span *out)
{
	return cff_object(cff, cff->outline_offset, glyph, out);
}
