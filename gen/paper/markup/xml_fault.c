/*
 * A walk over tags, texts and comments as XML 1.0 (5th edition, 2 and 3) has them, with a stack of
 * the elements that are open, which ends at the first fault. A fault is told where it is to be
 * mended: an element without an end at its start, a quote that is not closed where it opens.
 */
#include "paper/markup/xml_fault.h"

#include "base/common.h"
#include "base/nearest.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OPEN_LIMIT 256
#define WORD_SIZE  64

struct open_tag {
	char name[WORD_SIZE];
	const char *at;
};

struct fault_walk {
	struct diag *diag;
	const char *file;
	const char *bytes; /* ends in NUL */
	const char *at;
	struct open_tag open[OPEN_LIMIT];
	size_t depth;
	bool had_root;
	bool said;
};

static struct place place_at(const struct fault_walk *walk, const char *at)
{
	struct place place = place_line(walk->file, 1);

	place.column = 1;
	for (const char *from = walk->bytes; from < at;) {
		const uint32_t codepoint = utf8_next(&from);
		place.column += codepoint == 0xFEFF ? 0 : 1;
		if (codepoint == '\n') {
			place.line++;
			place.column = 1;
		}
	}
	return place;
}

static void say(
        struct fault_walk *walk, const char *at, enum message message, const char *const *words)
{
	walk->said = true;
	diag_say_all(walk->diag, message, place_at(walk, at), words);
}

#define SAY(walk, at, message, ...) \
	say((walk), (at), (message), (const char *const[]){ __VA_ARGS__, NULL })

static bool begins(const char *at, const char *what)
{
	return strncmp(at, what, strlen(what)) == 0;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static void skip_blanks(struct fault_walk *walk)
{
	while (is_blank(*walk->at))
		walk->at++;
}

static const char *line_words(char words[WORD_SIZE], const struct fault_walk *walk, const char *at)
{
	(void)snprintf(words, WORD_SIZE, "%u", place_at(walk, at).line);
	return words;
}

/* One character as words; those that cannot be seen by their number. */
static const char *character(char words[WORD_SIZE], const char *at)
{
	const char *next = at;
	const uint32_t codepoint = utf8_next(&next);

	if (codepoint <= ' ' || utf8_is_control(codepoint) || utf8_is_blank(codepoint))
		(void)snprintf(words, WORD_SIZE, "U+%04X", (unsigned)codepoint);
	else
		(void)snprintf(words, WORD_SIZE, "%.*s", (int)(next - at), at);
	return words;
}

/* Full-width forms and Chinese quotes that stand for a sign of XML. */
static const struct wide_sign {
	const char *wide, *plain;
} wide_signs[] = {
	{ "＝", "=" },
	{ "＞", ">" },
	{ "＜", "<" },
	{ "／", "/" },
	{ "\u3000", "U+0020" },
	{ "＂", "\"" },
	{ "“", "\"" },
	{ "”", "\"" },
	{ "‘", "'" },
	{ "’", "'" },
	{ "：", ":" },
};

static const struct wide_sign *wide_sign(const char *at)
{
	for (size_t i = 0; i < COUNT_OF(wide_signs); i++) {
		if (begins(at, wide_signs[i].wide))
			return &wide_signs[i];
	}
	return NULL;
}

static bool is_name_byte(const char *at)
{
	const unsigned char byte = (unsigned char)*at;

	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_'
	        || byte == ':' || byte == '-' || byte == '.' || (byte >= '0' && byte <= '9')
	        || (byte >= 0x80 && !wide_sign(at));
}

/* Reads a name; false when none begins here. Longer ones are cut. */
static bool read_name(struct fault_walk *walk, char name[WORD_SIZE])
{
	const char *start = walk->at;

	if (strchr("0123456789-.", *start) || !is_name_byte(start))
		return false;
	while (is_name_byte(walk->at))
		walk->at++;
	(void)snprintf(name, WORD_SIZE, "%.*s", (int)(walk->at - start), start);
	return true;
}

static void say_sign(struct fault_walk *walk)
{
	char found[WORD_SIZE];
	const struct wide_sign *sign = wide_sign(walk->at);

	if (sign)
		SAY(walk, walk->at, MSG_XML_WIDE, character(found, walk->at), sign->plain);
	else
		SAY(walk, walk->at, MSG_XML_TAG, character(found, walk->at));
}

/* From an '&': a reference to a character or one of the five that XML has. */
static void read_reference(struct fault_walk *walk)
{
	static const char *const known[] = { "&lt;", "&gt;", "&amp;", "&quot;", "&apos;" };
	char name[WORD_SIZE];
	const char *start = walk->at++;
	const size_t digits = strspn(walk->at, "#xX0123456789abcdefABCDEF");

	for (size_t i = 0; i < COUNT_OF(known); i++) {
		if (begins(start, known[i])) {
			walk->at = start + strlen(known[i]);
			return;
		}
	}
	if (*walk->at == '#' && walk->at[digits] == ';') {
		const bool hex = walk->at[1] == 'x';
		const unsigned long number = strtoul(walk->at + (hex ? 2 : 1), NULL, hex ? 16 : 10);
		walk->at += digits + 1;
		if (number >= 0x20 ? number <= 0x10FFFF && (number & 0xFFFFF800) != 0xD800
		                        && number != 0xFFFE && number != 0xFFFF
		                   : number == '\t' || number == '\n' || number == '\r')
			return;
		(void)snprintf(name, sizeof name, "U+%04lX", number);
		SAY(walk, start, MSG_XML_CHARACTER, name);
	} else if (read_name(walk, name) && *walk->at == ';') {
		SAY(walk, start, MSG_XML_ENTITY, name);
	} else {
		SAY(walk, start, MSG_XML_AMPERSAND, "&amp;");
	}
}

/* One character of a text or a value that is no sign of XML's. */
static void read_character(struct fault_walk *walk)
{
	char words[WORD_SIZE];
	const char *start = walk->at;
	const uint32_t codepoint = utf8_next(&walk->at);

	if ((codepoint < 0x20 && !is_blank((char)codepoint)) || codepoint == 0xFFFE
	        || codepoint == 0xFFFF) {
		(void)snprintf(words, sizeof words, "U+%04X", (unsigned)codepoint);
		SAY(walk, start, MSG_XML_CHARACTER, words);
	}
}

static void read_value(struct fault_walk *walk, const char *name)
{
	const char *open = walk->at++;
	const size_t closed = strcspn(walk->at, (char[]){ *open, '<', '\0' });
	const size_t tag_end = strcspn(walk->at, ">\n");

	if (walk->at[closed] != *open) {
		/* Behind a '>' it is the next tag that is met: the quote was left out. */
		if (tag_end < closed || walk->at[closed] == '\0')
			SAY(walk, open, MSG_XML_QUOTE_OPEN, name);
		else
			SAY(walk, walk->at + closed, MSG_XML_LESS, "&lt;");
		return;
	}
	while (!walk->said && *walk->at != *open) {
		if (*walk->at == '&')
			read_reference(walk);
		else
			read_character(walk);
	}
	walk->at++;
}

static void read_attribute(struct fault_walk *walk, char name[WORD_SIZE])
{
	const char *start = walk->at;

	if (!read_name(walk, name)) {
		say_sign(walk);
		return;
	}
	skip_blanks(walk);
	if (*walk->at != '=') {
		SAY(walk, start, MSG_XML_EQUALS, name);
		return;
	}
	walk->at++;
	skip_blanks(walk);
	if (*walk->at != '"' && *walk->at != '\'')
		SAY(walk, walk->at, MSG_XML_QUOTES, name);
	else
		read_value(walk, name);
	if (!walk->said && strchr(name, ':') && !begins(name, "xml")) {
		char declared[WORD_SIZE + 8];
		(void)snprintf(
		        declared, sizeof declared, "xmlns:%.*s=", (int)strcspn(name, ":"), name);
		if (!strstr(walk->bytes, declared))
			SAY(walk, start, MSG_XML_PREFIX, name);
	}
}

/* An attribute of `tag`, whose start tag begins at `from`, that has the name already. */
static bool is_repeated(const char *from, const char *to, const char *name)
{
	const size_t length = strlen(name);

	for (const char *at = from; at + length < to; at++) {
		if (is_blank(at[0]) && strncmp(at + 1, name, length) == 0
		        && strspn(at + 1 + length, " \t\r\n=") > 0)
			return true;
		if (*at == '"' || *at == '\'') {
			const char *close = strchr(at + 1, *at);
			at = close ? close : to;
		}
	}
	return false;
}

/* The attributes of a start tag, up to its '>' or '/'. */
static void read_attributes(struct fault_walk *walk)
{
	const char *from = walk->at;
	char name[WORD_SIZE] = "";

	while (!walk->said) {
		const char *before = walk->at;
		skip_blanks(walk);
		if (*walk->at == '>' || begins(walk->at, "/>"))
			return;
		const char *start = walk->at;
		if (*start == '\0' || *start == '<')
			SAY(walk, walk->open[walk->depth].at, MSG_XML_TAG_OPEN,
			        walk->open[walk->depth].name);
		else if (before == start && before > from && is_name_byte(start))
			SAY(walk, start, MSG_XML_BLANK, name);
		else
			read_attribute(walk, name);
		if (!walk->said && is_repeated(from, start, name))
			SAY(walk, start, MSG_XML_TWICE, name);
	}
}

static void check_prefix(struct fault_walk *walk, const struct open_tag *tag)
{
	char declared[WORD_SIZE + 8];

	if (!strchr(tag->name, ':'))
		return;
	(void)snprintf(
	        declared, sizeof declared, "xmlns:%.*s=", (int)strcspn(tag->name, ":"), tag->name);
	if (!strstr(walk->bytes, declared))
		SAY(walk, tag->at, MSG_XML_PREFIX, tag->name);
}

static void read_start(struct fault_walk *walk)
{
	struct open_tag *tag = &walk->open[walk->depth];
	const char *start = walk->at++;

	tag->at = start;
	if (!read_name(walk, tag->name)) {
		if (wide_sign(walk->at))
			say_sign(walk);
		else
			SAY(walk, start, MSG_XML_LESS, "&lt;");
		return;
	}
	if (walk->had_root && walk->depth == 0) {
		SAY(walk, start, MSG_XML_BEHIND, tag->name);
		return;
	}
	walk->had_root = true;
	read_attributes(walk);
	if (walk->said)
		return;
	check_prefix(walk, tag);
	if (*walk->at == '/')
		walk->at += 2;
	else if (walk->depth + 1 < OPEN_LIMIT)
		walk->depth++;
	walk->at += walk->at[-1] == '>' ? 0 : 1;
}

/* The depth at which `name` is open, counted from 1; 0: nowhere. */
static size_t open_depth(const struct fault_walk *walk, const char *name)
{
	for (size_t i = walk->depth; i > 0; i--) {
		if (strcmp(walk->open[i - 1].name, name) == 0)
			return i;
	}
	return 0;
}

static void say_end(struct fault_walk *walk, const char *start, const char *name)
{
	char line[WORD_SIZE];
	const struct open_tag *inner = walk->depth > 0 ? &walk->open[walk->depth - 1] : NULL;
	const char *const names[] = { inner ? inner->name : "" };

	if (!inner)
		SAY(walk, start, MSG_XML_BEHIND, name);
	else if (open_depth(walk, name) > 0 && !nearest_word(name, names, 1))
		SAY(walk, inner->at, MSG_XML_UNCLOSED, inner->name, name,
		        line_words(line, walk, start));
	else
		SAY(walk, start, MSG_XML_END_TAG, name, inner->name,
		        line_words(line, walk, inner->at));
}

static void read_end(struct fault_walk *walk)
{
	char name[WORD_SIZE] = "";
	const char *start = walk->at;

	walk->at += 2;
	(void)read_name(walk, name);
	skip_blanks(walk);
	if (walk->depth == 0 || strcmp(walk->open[walk->depth - 1].name, name) != 0) {
		say_end(walk, start, name);
	} else if (*walk->at != '>') {
		say_sign(walk);
	} else {
		walk->at++;
		walk->depth--;
	}
}

static void read_comment(struct fault_walk *walk)
{
	const char *start = walk->at;
	const char *end = strstr(start + strlen("<!--"), "--");

	if (!end)
		SAY(walk, start, MSG_XML_COMMENT_OPEN, "-->");
	else if (end[2] != '>')
		SAY(walk, end, MSG_XML_COMMENT, "--");
	else
		walk->at = end + strlen("-->");
}

/* <?xml …?>, <![CDATA[…]]>: false when it is neither. */
static bool read_other(struct fault_walk *walk)
{
	const bool is_data = begins(walk->at, "<![CDATA[");

	if (!is_data && !begins(walk->at, "<?"))
		return false;
	const char *close = is_data ? "]]>" : "?>";
	const char *end = strstr(walk->at, close);
	if (!end)
		SAY(walk, walk->at, MSG_XML_COMMENT_OPEN, close);
	else if (begins(walk->at, "<?xml ") && walk->at > walk->bytes
	        && !(begins(walk->bytes, "\xEF\xBB\xBF") && walk->at == walk->bytes + 3))
		SAY(walk, walk->bytes, MSG_XML_BEFORE, "<?xml …?>");
	else
		walk->at = end + strlen(close);
	return true;
}

static void read_text(struct fault_walk *walk)
{
	char found[WORD_SIZE];
	const char *start = walk->at;

	if (walk->depth == 0 && !is_blank(*start)) {
		if (!walk->had_root)
			SAY(walk, start, MSG_XML_NONE, character(found, start));
		else
			SAY(walk, start, MSG_XML_BEHIND, character(found, start));
		return;
	}
	if (*walk->at == '&')
		read_reference(walk);
	else
		read_character(walk);
}

static void read_all(struct fault_walk *walk)
{
	if (begins(walk->at, "\xEF\xBB\xBF"))
		walk->at += 3;
	while (!walk->said && *walk->at != '\0') {
		if (*walk->at != '<')
			read_text(walk);
		else if (begins(walk->at, "<!--"))
			read_comment(walk);
		else if (begins(walk->at, "</"))
			read_end(walk);
		else if (!read_other(walk))
			read_start(walk);
	}
	if (walk->said)
		return;
	if (walk->depth > 0)
		SAY(walk, walk->open[walk->depth - 1].at, MSG_XML_CUT_OFF,
		        walk->open[walk->depth - 1].name);
	else if (!walk->had_root)
		say(walk, walk->bytes, MSG_XML_EMPTY, (const char *const[]){ NULL });
}

/* Bytes beyond ASCII in pairs, as GBK has them (GB 18030-2022, double-byte part). */
static bool is_paired(const unsigned char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (bytes[i] < 0x80)
			continue;
		if (bytes[i] < 0x81 || bytes[i] > 0xFE || i + 1 == length || bytes[i + 1] < 0x40)
			return false;
		i++;
	}
	return true;
}

/* The encoding that the first line of a file declares, "" when it declares none. */
static void declared_encoding(const char *bytes, size_t length, char name[WORD_SIZE])
{
	static const char key[] = "encoding";
	const char *end = memmem(bytes, length, "?>", 2);
	const char *at = end ? memmem(bytes, (size_t)(end - bytes), key, strlen(key)) : NULL;
	size_t count = 0;

	name[0] = '\0';
	if (!at || memcmp(bytes, "<?xml", 5) != 0)
		return;
	while (at < end && *at != '"' && *at != '\'')
		at++;
	for (at++; at < end && *at != '"' && *at != '\'' && count < WORD_SIZE - 1; at++)
		name[count++] = *at;
	name[count] = '\0';
}

bool xml_fault_is_utf8(struct diag *diag, const char *file, const char *bytes, size_t length)
{
	const size_t valid = utf8_invalid(bytes, length);
	char declared[WORD_SIZE];
	struct place place = place_line(file, 1);

	if (length >= 2
	        && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0)) {
		diag_say(diag, MSG_XML_ENCODING, place_file(file), "UTF-16");
		return false;
	}
	for (const char *at = bytes; valid < length && at < bytes + valid; at++)
		place.line += *at == '\n';
	if (valid < length) {
		const bool paired = is_paired((const unsigned char *)bytes, length);
		diag_say(diag, MSG_XML_ENCODING, place, paired ? "GBK" : "—");
		return false;
	}
	declared_encoding(bytes, length, declared);
	if (declared[0] == '\0' || strcasecmp(declared, "utf-8") == 0)
		return true;
	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)bytes[i] < 0x80)
			continue;
		diag_say(diag, MSG_XML_DECLARED, place_line(file, 1), declared);
		return false;
	}
	return true;
}

bool xml_fault_say(struct diag *diag, const char *file, const char *bytes, size_t length)
{
	struct fault_walk walk = { .diag = diag, .file = file };
	char *copy = malloc(length + 1);

	if (!copy)
		return false;
	memcpy(copy, bytes, length);
	copy[length] = '\0';
	walk.bytes = walk.at = copy;
	read_all(&walk);
	free(copy);
	return walk.said;
}
