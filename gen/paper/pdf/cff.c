#include "paper/pdf/cff.h"

#define OPERAND_LIMIT       48 /* Technical Note 5176, appendix B */
#define OPERATOR_ESCAPE     12
#define OPERATOR_CHARSET    15
#define OPERATOR_OUTLINES   17
#define OPERATOR_ROS        (OPERATOR_ESCAPE << 8 | 30)
#define PREDEFINED_CHARSETS 3 /* offsets 0-2 name built-in charsets, never CID-keyed */

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

/* An INDEX: its first object's range, and the offset behind the INDEX. */
struct index_range {
	size_t first, last, end;
};

static bool read_index(const struct cff *cff, size_t offset, struct index_range *out)
{
	uint32_t count, size, from, to, end;

	if (!read_number(cff, offset, 2, &count))
		return false;
	*out = (struct index_range){ .first = offset, .last = offset, .end = offset + 2 };
	if (count == 0)
		return true;
	if (!read_number(cff, offset + 2, 1, &size) || size < 1 || size > 4)
		return false;
	size_t data = offset + 2 + (count + (size_t)1) * size; /* offsets count from 1 */
	if (!read_number(cff, offset + 3, size, &from)
	        || !read_number(cff, offset + 3 + size, size, &to)
	        || !read_number(cff, offset + 3 + (size_t)count * size, size, &end))
		return false;
	*out = (struct index_range){ .first = data + from, .last = data + to, .end = data + end };
	return out->first <= out->last && out->last <= out->end && out->end <= cff->length;
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

static void take_operator(struct cff *cff, uint32_t operator_code, int32_t last)
{
	if (operator_code == OPERATOR_ROS)
		cff->cid_keyed = true;
	if (operator_code == OPERATOR_CHARSET && last > 0)
		cff->charset_offset = (size_t)last;
	if (operator_code == OPERATOR_OUTLINES && last > 0)
		cff->outline_offset = (size_t)last;
}

static bool read_top_dict(struct cff *cff, size_t offset, size_t end)
{
	int32_t last = 0;
	size_t operands = 0;

	while (offset < end) {
		uint8_t byte = cff->bytes[offset];
		if (byte > 21) {
			if (++operands > OPERAND_LIMIT || !read_operand(cff, &offset, &last))
				return false;
			continue;
		}
		uint32_t operator_code = byte;
		size_t size = byte == OPERATOR_ESCAPE ? 2 : 1;
		if (size == 2 && !read_number(cff, offset, 2, &operator_code))
			return false;
		take_operator(cff, operator_code, last);
		operands = 0;
		last = 0;
		offset += size;
	}
	return true;
}

bool cff_read(const uint8_t *bytes, size_t length, struct cff *out)
{
	*out = (struct cff){ .bytes = bytes, .length = length };
	uint32_t header;
	struct index_range names, tops;
	if (!read_number(out, 2, 1, &header) || !read_index(out, header, &names)
	        || !read_index(out, names.end, &tops))
		return false;
	return read_top_dict(out, tops.first, tops.last);
}

bool cff_cids(const struct cff *cff, size_t count, uint16_t *cids)
{
	uint32_t format, first, left = 0;
	size_t offset = cff->charset_offset;

	if (count == 0 || offset < PREDEFINED_CHARSETS || !read_number(cff, offset++, 1, &format)
	        || format > 2)
		return false;
	cids[0] = 0;
	for (size_t glyph = 1; glyph < count;) {
		if (!read_number(cff, offset, 2, &first))
			return false;
		offset += 2;
		if (format > 0 && !read_number(cff, offset, format, &left))
			return false;
		offset += format;
		for (uint32_t i = 0; i <= left && glyph < count; i++)
			cids[glyph++] = (uint16_t)(first + i);
	}
	return true;
}

bool cff_outline_length(const struct cff *cff, size_t glyph, size_t *length)
{
	uint32_t count, size, from, to;
	const size_t index = cff->outline_offset;

	*length = 0;
	if (index == 0 || !read_number(cff, index, 2, &count) || glyph >= count
	        || !read_number(cff, index + 2, 1, &size) || size < 1 || size > 4
	        || !read_number(cff, index + 3 + glyph * size, size, &from)
	        || !read_number(cff, index + 3 + (glyph + 1) * size, size, &to) || from > to)
		return false;
	*length = to - from;
	return index + 2 + (count + (size_t)1) * size + to <= cff->length;
}
