/*
 * Marks at the beginning decide (for zip files the names of the entries within), then whether it is
 * text. RTF begins with a brace as a report does and is asked first.
 */
#include "figures/intake/nature.h"

#include "base/arena.h"
#include "base/common.h"
#include "figures/json/encoding.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#define MARK(bytes) .mark = (bytes), .length = sizeof(bytes) - 1

static const struct {
	const char *mark;
	size_t length;
	struct nature_found found;
} marks[] = {
	{ MARK("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), { NATURE_OLD_OFFICE, "" } },
	{ MARK("%PDF"), { NATURE_SCAN, "PDF" } },
	{ MARK("\xFF\xD8\xFF"), { NATURE_SCAN, "JPEG" } },
	{ MARK("\x89PNG"), { NATURE_SCAN, "PNG" } },
	{ MARK("GIF8"), { NATURE_SCAN, "GIF" } },
	{ MARK("II*\0"), { NATURE_SCAN, "TIFF" } },
	{ MARK("MM\0*"), { NATURE_SCAN, "TIFF" } },
	{ MARK("Rar!\x1A"), { NATURE_PACKED, "RAR" } },
	{ MARK("7z\xBC\xAF\x27\x1C"), { NATURE_PACKED, "7z" } },
	{ MARK("\x1F\x8B"), { NATURE_PACKED, "gzip" } },
	{ MARK("{\\rtf"), { NATURE_FORMAT, "RTF" } },
	{ MARK("L\0\0\0\x01\x14\x02"), { NATURE_FORMAT, "LNK" } },
};

/* What a zip file is by the name of an entry in it. */
static const struct {
	const char *beginning;
	struct nature_found found;
} entries[] = {
	{ "xl/", { NATURE_WORKBOOK, "" } },
	{ "word/", { NATURE_DOCUMENT, "" } },
	{ "ppt/", { NATURE_FORMAT, "PowerPoint" } },
	{ "OFD.xml", { NATURE_FORMAT, "OFD" } },
	{ "content.xml", { NATURE_FORMAT, "OpenDocument" } },
};

/* Where the name of an entry stands behind the mark of its record, in order of zip's own. */
static const struct {
	const char *mark;
	size_t length_at, name_at;
} records[] = {
	{ "PK\x03\x04", 26, 30 }, /* before the entry's bytes */
	{ "PK\x01\x02", 28, 46 }, /* in the list at the end */
};

static const struct nature_found *entry_nature(const char *name, size_t length)
{
	for (size_t i = 0; i < COUNT_OF(entries); i++) {
		const size_t size = strlen(entries[i].beginning);
		if (length >= size && memcmp(name, entries[i].beginning, size) == 0)
			return &entries[i].found;
	}
	return NULL;
}

/* The first entry of one kind of record whose name tells. */
static const struct nature_found *look_into_zip(size_t record, const char *bytes, size_t length)
{
	const char *end = bytes + length;
	const char *at = bytes;

	while ((at = memmem(at, (size_t)(end - at), records[record].mark, 4))) {
		const unsigned char *size = (const unsigned char *)at + records[record].length_at;
		if ((size_t)(end - at) < records[record].name_at)
			return NULL;
		size_t name = (size_t)size[0] | (size_t)size[1] << 8;
		const char *start = at + records[record].name_at;
		if (name > (size_t)(end - start))
			name = (size_t)(end - start);
		const struct nature_found *found = entry_nature(start, name);
		if (found)
			return found;
		at += 4;
	}
	return NULL;
}

static struct nature_found zip_nature(const char *bytes, size_t length)
{
	for (size_t i = 0; i < COUNT_OF(records); i++) {
		const struct nature_found *found = look_into_zip(i, bytes, length);
		if (found)
			return *found;
	}
	return (struct nature_found){ NATURE_PACKED, "ZIP" };
}

static bool begins_with(const char *bytes, size_t length, const char *mark, size_t size)
{
	return length >= size && memcmp(bytes, mark, size) == 0;
}

/* The first byte that is no blank, as far as ASCII goes; 0: there is none. */
static const char *first_letter(const char *bytes, size_t length)
{
	const char *end = bytes + length;

	while (bytes < end && (*bytes == '\0' || strchr(" \t\r\n\f\v", *bytes)))
		bytes++;
	return bytes < end ? bytes : NULL;
}

static struct nature_found text_nature(const char *text)
{
	static const char *const pages[] = { "<!doctype html", "<html", "<head", "<table" };

	if (*text == '{')
		return (struct nature_found){ NATURE_REPORT, "" };
	for (size_t i = 0; i < COUNT_OF(pages); i++)
		if (strncasecmp(text, pages[i], strlen(pages[i])) == 0)
			return (struct nature_found){ NATURE_FORMAT, "HTML" };
	if (strncmp(text, "<?xml", 5) != 0)
		return (struct nature_found){ NATURE_TEXT, "" };
	if (strstr(text, "office:spreadsheet"))
		return (struct nature_found){ NATURE_WORKBOOK, "" };
	return (struct nature_found){ NATURE_FORMAT, "XML" };
}

/* A report with a bad byte in it is a report all the same: reading it says which byte. */
static struct nature_found undecoded_nature(const char *bytes, size_t length)
{
	const size_t mark = begins_with(bytes, length, "\xEF\xBB\xBF", 3) ? 3 : 0;
	const char *first = first_letter(bytes + mark, length - mark);

	if (first && *first == '{')
		return (struct nature_found){ NATURE_REPORT, "" };
	return (struct nature_found){ NATURE_UNKNOWN, "" };
}

/* Bytes that nobody writes, though an encoding has them. */
static bool has_controls(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < ' ' && !strchr("\t\r\n\f\v\x1A", *text))
			return true;
	return false;
}

static struct nature_found decoded_nature(const char *bytes, size_t length)
{
	const struct encoding_text source = { .bytes = bytes, .length = length };
	struct diag *mute = diag_new(&(struct diag_options){ 0 });
	struct arena *arena = arena_new();
	struct encoding_text text = { .bytes = "" };
	struct nature_found found = { NATURE_EMPTY, "" };

	if (!encoding_decode(arena, mute, "", &source, &text)) {
		found = undecoded_nature(bytes, length);
	} else {
		const char *first = first_letter(text.bytes, text.length);
		if (first)
			found = text_nature(first);
		if (found.nature == NATURE_TEXT && has_controls(text.bytes))
			found.nature = NATURE_UNKNOWN;
	}
	arena_free(arena);
	diag_free(mute);
	return found;
}

/* Of a report in ASCII or UTF-8, which nearly all are, the first bytes tell. */
static bool is_plain_report(const char *bytes, size_t length)
{
	const size_t mark = begins_with(bytes, length, "\xEF\xBB\xBF", 3) ? 3 : 0;
	const char *first = first_letter(bytes + mark, length - mark);

	return first && *first == '{';
}

static bool is_all_nul(const char *bytes, size_t length)
{
	return length > 0 && bytes[0] == '\0' && memcmp(bytes, bytes + 1, length - 1) == 0;
}

struct nature_found nature_of(const char *bytes, size_t length)
{
	if (length == 0)
		return (struct nature_found){ NATURE_EMPTY, "" };
	if (is_all_nul(bytes, length))
		return (struct nature_found){ NATURE_NULS, "" };
	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (begins_with(bytes, length, marks[i].mark, marks[i].length))
			return marks[i].found;
	if (begins_with(bytes, length, "PK\x03\x04", 4)
	        || begins_with(bytes, length, "PK\x05\x06", 4))
		return zip_nature(bytes, length);
	if (is_plain_report(bytes, length))
		return (struct nature_found){ NATURE_REPORT, "" };
	return decoded_nature(bytes, length);
}

bool nature_is_foreign(const struct nature_found *found, const char *bytes)
{
	if (found->nature == NATURE_TEXT)
		return !strpbrk(bytes, "{}[]\"");
	return found->nature != NATURE_REPORT && found->nature != NATURE_EMPTY
	        && found->nature != NATURE_UNKNOWN;
}

void nature_say(struct diag *diag, struct place place, const struct nature_found *found)
{
	switch (found->nature) {
	case NATURE_REPORT:
		break;
	case NATURE_TEXT:
		diag_say_plain(diag, MSG_NATURE_TEXT, place);
		break;
	case NATURE_EMPTY:
		diag_say_plain(diag, MSG_JSON_EMPTY, place);
		break;
	case NATURE_NULS:
		diag_say_plain(diag, MSG_NATURE_NULS, place);
		break;
	case NATURE_WORKBOOK:
		diag_say_plain(diag, MSG_NATURE_WORKBOOK, place);
		break;
	case NATURE_DOCUMENT:
		diag_say_plain(diag, MSG_NATURE_DOCUMENT, place);
		break;
	case NATURE_OLD_OFFICE:
		diag_say_plain(diag, MSG_NATURE_OLD_OFFICE, place);
		break;
	case NATURE_SCAN:
		diag_say(diag, MSG_NATURE_SCAN, place, found->format);
		break;
	case NATURE_PACKED:
		diag_say(diag, MSG_NATURE_PACKED, place, found->format);
		break;
	case NATURE_FORMAT:
		diag_say(diag, MSG_NATURE_FORMAT, place, found->format);
		break;
	case NATURE_UNKNOWN:
		diag_say_plain(diag, MSG_NATURE_UNKNOWN, place);
		break;
	}
}
