/*
 * One decoder serves all: table 3-7 of the Unicode standard says, by lead byte, how long a
 * sequence is and where its second byte must lie; every later byte lies in 80–BF. A NUL byte is
 * never a continuation, so the decoder cannot run past the end of a string.
 */
#include "base/utf8.h"

#include "base/common.h"

#define REPLACEMENT 0xFFFDU

struct lead {
	uint8_t first, last;               /* lead bytes of this row */
	uint8_t second_first, second_last; /* allowed second bytes */
	uint8_t length;
};

static const struct lead leads[] = {
	{ .first = 0xC2, .last = 0xDF, .second_first = 0x80, .second_last = 0xBF, .length = 2 },
	{ .first = 0xE0, .last = 0xE0, .second_first = 0xA0, .second_last = 0xBF, .length = 3 },
	{ .first = 0xE1, .last = 0xEC, .second_first = 0x80, .second_last = 0xBF, .length = 3 },
	{ .first = 0xED, .last = 0xED, .second_first = 0x80, .second_last = 0x9F, .length = 3 },
	{ .first = 0xEE, .last = 0xEF, .second_first = 0x80, .second_last = 0xBF, .length = 3 },
	{ .first = 0xF0, .last = 0xF0, .second_first = 0x90, .second_last = 0xBF, .length = 4 },
	{ .first = 0xF1, .last = 0xF3, .second_first = 0x80, .second_last = 0xBF, .length = 4 },
	{ .first = 0xF4, .last = 0xF4, .second_first = 0x80, .second_last = 0x8F, .length = 4 },
};

static const struct lead *lookup_lead(uint8_t byte)
{
	for (size_t i = 0; i < COUNT_OF(leads); i++) {
		if (byte >= leads[i].first && byte <= leads[i].last)
			return &leads[i];
	}
	return NULL;
}

/* Length of the sequence of at most `room` bytes, 0 when it is not valid. */
static size_t decode_any(const char *bytes, size_t room, uint32_t *codepoint)
{
	const uint8_t first = (uint8_t)bytes[0];
	const struct lead *lead = lookup_lead(first);

	if (!lead || room < lead->length)
		return 0;
	const uint8_t second = (uint8_t)bytes[1];
	if (second < lead->second_first || second > lead->second_last)
		return 0;
	uint32_t value = first & (0xFFU >> (lead->length + 1U));
	for (size_t i = 1; i < lead->length; i++) {
		const uint8_t byte = (uint8_t)bytes[i];
		if ((byte & 0xC0U) != 0x80U)
			return 0;
		value = value << 6U | (byte & 0x3FU);
	}
	*codepoint = value;
	return lead->length;
}

/* The same; nearly every question is an ASCII character or a Han character: three bytes with a
 * second in 80–BF. */
static inline size_t decode(const char *bytes, size_t room, uint32_t *codepoint)
{
	const uint8_t first = (uint8_t)bytes[0];

	if (first < 0x80) {
		*codepoint = first;
		return 1;
	}
	if (first >= 0xE1 && first <= 0xEC && room >= 3 && ((uint8_t)bytes[1] & 0xC0U) == 0x80U
	        && ((uint8_t)bytes[2] & 0xC0U) == 0x80U) {
		*codepoint = (first & 0x0FU) << 12U | ((uint8_t)bytes[1] & 0x3FU) << 6U
		        | ((uint8_t)bytes[2] & 0x3FU);
		return 3;
	}
	return decode_any(bytes, room, codepoint);
}

size_t utf8_invalid(const char *bytes, size_t length)
{
	size_t at = 0;

	while (at < length) {
		uint32_t codepoint = 0;
		if ((uint8_t)bytes[at] < 0x80) {
			at++;
			continue;
		}
		const size_t size = decode(bytes + at, length - at, &codepoint);
		if (size == 0)
			return at;
		at += size;
	}
	return length;
}

uint32_t utf8_next(const char **cursor)
{
	uint32_t codepoint = 0;

	if (**cursor == '\0')
		return 0;
	const size_t size = decode(*cursor, 4, &codepoint);
	if (size == 0) {
		/* A caller's error, made harmless: one byte, one replacement character. */
		*cursor += 1;
		return REPLACEMENT;
	}
	*cursor += size;
	return codepoint;
}

size_t utf8_count(const char *string)
{
	size_t count = 0;

	while (utf8_next(&string) != 0)
		count++;
	return count;
}

static size_t encode_long(uint32_t codepoint, size_t length, char out[4])
{
	static const uint32_t marks[] = { [2] = 0xC0, [3] = 0xE0, [4] = 0xF0 };

	for (size_t i = length - 1; i > 0; i--) {
		out[i] = (char)(uint8_t)(0x80U | (codepoint & 0x3FU));
		codepoint >>= 6U;
	}
	out[0] = (char)(uint8_t)(marks[length] | codepoint);
	return length;
}

size_t utf8_encode(uint32_t codepoint, char out[4])
{
	if (codepoint > 0x10FFFF || (codepoint >= 0xD800 && codepoint <= 0xDFFF))
		codepoint = REPLACEMENT;
	if (codepoint < 0x80) {
		out[0] = (char)codepoint;
		return 1;
	}
	if (codepoint < 0x800)
		return encode_long(codepoint, 2, out);
	return encode_long(codepoint, codepoint < 0x10000 ? 3 : 4, out);
}

bool utf8_is_within(const struct utf8_range *ranges, size_t count, uint32_t codepoint)
{
	for (size_t i = 0; i < count; i++) {
		if (codepoint >= ranges[i].first && codepoint <= ranges[i].last)
			return true;
	}
	return false;
}

bool utf8_is_han(uint32_t codepoint)
{
	static const struct utf8_range ranges[] = {
		{ 0x4E00, 0x9FFF },   /* the unified ideographs first: nearly every question */
		{ 0x3005, 0x3005 },   /* 々 */
		{ 0x3007, 0x3007 },   /* 〇 */
		{ 0x3400, 0x4DBF },   /* A */
		{ 0xF900, 0xFAFF },   /* compatibility */
		{ 0x20000, 0x2A6DF }, /* B */
		{ 0x2A700, 0x2EBEF }, /* C to F */
		{ 0x2F800, 0x2FA1F }, /* compatibility supplement */
		{ 0x30000, 0x323AF }, /* G, H */
	};

	return utf8_is_within(ranges, COUNT_OF(ranges), codepoint);
}

/* What the controls of the list below begin with, as bytes; quotation marks and ￥ are told apart.
 */
static bool may_begin_control(const unsigned char *at)
{
	switch (at[0]) {
	case 0x7F:
	case 0xC2:
	case 0xD8:
		return true;
	case 0xE2:
		return at[1] == 0x81 || (at[1] == 0x80 && (at[2] < 0x90 || at[2] > 0xA7));
	case 0xEF:
		return at[1] == 0xB7 || at[1] == 0xBB || (at[1] == 0xBF && at[2] >= 0xB0);
	default:
		return at[0] < 0x20 || at[0] >= 0xF0;
	}
}

bool utf8_is_plain(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (may_begin_control((const unsigned char *)text + i))
			return false;
	return true;
}

bool utf8_is_control(uint32_t codepoint)
{
	static const struct utf8_range ranges[] = {
		{ 0x00, 0x1F },       /* C0 */
		{ 0x7F, 0x9F },       /* DEL, C1 */
		{ 0xAD, 0xAD },       /* soft hyphen */
		{ 0x61C, 0x61C },     /* Arabic letter mark */
		{ 0x200B, 0x200B },   /* zero width space */
		{ 0x200E, 0x200F },   /* left-to-right, right-to-left mark */
		{ 0x2028, 0x202E },   /* line and paragraph separator, embeddings, overrides */
		{ 0x2060, 0x206F },   /* invisible operators, isolates */
		{ 0xFEFF, 0xFEFF },   /* byte order mark */
		{ 0xFDD0, 0xFDEF },   /* noncharacters */
		{ 0xFFF9, 0xFFFB },   /* interlinear annotation */
		{ 0xE0000, 0xE007F }, /* tags */
	};

	/* Nearly every question: ASCII that prints, or a Han character. */
	if ((codepoint >= 0x20 && codepoint < 0x7F) || (codepoint >= 0x3000 && codepoint < 0xFDD0))
		return false;
	/* The last two of each plane are noncharacters, which XML 1.0 2.2 does not know. */
	if ((codepoint & 0xFFFEU) == 0xFFFEU)
		return true;
	return utf8_is_within(ranges, COUNT_OF(ranges), codepoint);
}

bool utf8_is_blank(uint32_t codepoint)
{
	static const struct utf8_range ranges[] = {
		{ 0x09, 0x0D },
		{ 0x20, 0x20 },
		{ 0x85, 0x85 },
		{ 0xA0, 0xA0 },
		{ 0x1680, 0x1680 },
		{ 0x2000, 0x200B },
		{ 0x2028, 0x2029 },
		{ 0x202F, 0x202F },
		{ 0x205F, 0x205F },
		{ 0x3000, 0x3000 },
		{ 0xFEFF, 0xFEFF },
	};

	/* Nearly every question: ASCII that prints, or a Han character. */
	if ((codepoint > ' ' && codepoint < 0x7F) || (codepoint > 0x3000 && codepoint < 0xFEFF))
		return false;
	return utf8_is_within(ranges, COUNT_OF(ranges), codepoint);
}

bool utf8_is_selector(uint32_t codepoint)
{
	return (codepoint >= 0xFE00 && codepoint <= 0xFE0F)
	        || (codepoint >= 0xE0100 && codepoint <= 0xE01EF);
}

uint32_t utf8_plain(uint32_t codepoint)
{
	if (codepoint >= 0xFF01 && codepoint <= 0xFF5E)
		return codepoint - 0xFF01 + '!';
	return utf8_is_blank(codepoint) ? ' ' : codepoint;
}
