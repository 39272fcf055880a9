/*
 * Which encoding it is:
 *   1. a byte order mark decides (UTF-8, UTF-16 little or big endian);
 *   2. valid UTF-8 is UTF-8;
 *   3. otherwise, text in which whole three-byte UTF-8 characters outnumber the bad bytes is
 *      damaged UTF-8, and damage is never guessed away;
 *   4. otherwise valid GB18030 is GB18030. Conversion comes before any look at the grammar: a GBK
 *      character may hold the byte of a backslash (FC 5C).
 */
#include "figures/json/encoding.h"

#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

/* No encoding here grows by more: two bytes of UTF-16 or GB18030 become at most three. */
#define GROWTH 2

struct place encoding_place(const char *file, const char *bytes, size_t offset)
{
	struct place place = place_line(file, 1);

	place.column = 1;
	for (size_t i = 0; i < offset; i++) {
		if (bytes[i] == '\n') {
			place.line++;
			place.column = 1;
		} else if (((unsigned char)bytes[i] & 0xC0) != 0x80) {
			place.column++;
		}
	}
	return place;
}

/* Converts all of `source`; on a bad byte false, with its offset in *bad. */
static bool convert(struct arena *arena, const char *encoding, const struct encoding_text *source,
        struct encoding_text *out, size_t *bad)
{
	*bad = 0;
	iconv_t converter = iconv_open("UTF-8", encoding);
	if (converter == (iconv_t)-1)
		return false;
	size_t room = source->length * GROWTH;
	char *bytes = arena_alloc(arena, room + 1);
	char *input = (char *)source->bytes; /* iconv only reads it */
	char *output = bytes;
	size_t left = source->length;
	const bool done = iconv(converter, &input, &left, &output, &room) != (size_t)-1;
	iconv_close(converter);
	*output = '\0';
	*out = (struct encoding_text){ .bytes = bytes, .length = (size_t)(output - bytes) };
	*bad = source->length - left;
	return done;
}

/* Whole three- and four-byte characters outnumber the bytes that are not UTF-8. */
static bool is_damaged_utf8(const struct encoding_text *source)
{
	size_t wide = 0;
	size_t broken = 0;
	size_t at = 0;

	while (at < source->length) {
		const size_t end = at + utf8_invalid(source->bytes + at, source->length - at);
		for (; at < end; at++)
			wide += (unsigned char)source->bytes[at] >= 0xE0;
		if (end < source->length) {
			broken++;
			at = end + 1;
		}
	}
	return wide > broken;
}

static void say_bad_byte(struct arena *arena, struct diag *diag, struct place place, unsigned byte,
        const char *encoding)
{
	diag_say(diag, MSG_JSON_ENCODING, place, arena_printf(arena, "0x%02X", byte), encoding);
}

static bool decode_utf16(struct arena *arena, struct diag *diag, const char *file,
        const struct encoding_text *source, struct encoding_text *out)
{
	const bool little = (unsigned char)source->bytes[0] == 0xFF;
	const struct encoding_text rest = { source->bytes + 2, source->length - 2 };
	size_t bad = 0;

	if (convert(arena, little ? "UTF-16LE" : "UTF-16BE", &rest, out, &bad)) {
		diag_say(diag, MSG_JSON_CONVERTED, place_file(file), "UTF-16");
		return true;
	}
	say_bad_byte(arena, diag, encoding_place(file, out->bytes, out->length),
	        (unsigned char)source->bytes[2 + bad], "UTF-16");
	return false;
}

static bool decode_unmarked(struct arena *arena, struct diag *diag, const char *file,
        const struct encoding_text *source, struct encoding_text *out)
{
	const size_t invalid = utf8_invalid(source->bytes, source->length);

	*out = *source;
	if (invalid == source->length)
		return true;
	size_t bad = 0;
	if (!is_damaged_utf8(source) && convert(arena, "GB18030", source, out, &bad)) {
		diag_say(diag, MSG_JSON_CONVERTED, place_file(file), "GB18030");
		return true;
	}
	say_bad_byte(arena, diag, encoding_place(file, source->bytes, invalid),
	        (unsigned char)source->bytes[invalid], "UTF-8");
	return false;
}

static bool starts_with(const struct encoding_text *source, const char *mark, size_t length)
{
	return source->length >= length && memcmp(source->bytes, mark, length) == 0;
}

bool encoding_decode(struct arena *arena, struct diag *diag, const char *file,
        const struct encoding_text *source, struct encoding_text *out)
{
	bool decoded = false;

	if (starts_with(source, "\xFF\xFE", 2) || starts_with(source, "\xFE\xFF", 2)) {
		decoded = decode_utf16(arena, diag, file, source, out);
	} else if (starts_with(source, "\xEF\xBB\xBF", 3)) {
		const struct encoding_text rest = { source->bytes + 3, source->length - 3 };
		diag_say_plain(diag, MSG_JSON_BOM, place_file(file));
		decoded = decode_unmarked(arena, diag, file, &rest, out);
	} else {
		decoded = decode_unmarked(arena, diag, file, source, out);
	}
	if (!decoded)
		return false;
	const char *nul = memchr(out->bytes, '\0', out->length);
	if (!nul)
		return true;
	diag_say_plain(
	        diag, MSG_JSON_NUL, encoding_place(file, out->bytes, (size_t)(nul - out->bytes)));
	return false;
}

char *encoding_decode_name(struct arena *arena, const char *name)
{
	const struct encoding_text source = { .bytes = name, .length = strlen(name) };
	struct encoding_text out;
	size_t bad = 0;

	if (!convert(arena, "GB18030", &source, &out, &bad) || strlen(out.bytes) != out.length)
		return NULL;
	return arena_strndup(arena, out.bytes, out.length);
}
