#include "press/template/words.h"

#include "base/common.h"
#include "base/utf8.h"

#define BREAK_HINT          0x200B
#define LINE_SEPARATOR      0x2028
#define PARAGRAPH_SEPARATOR 0x2029
#define NO_BREAK_SPACE      0xA0

/* Full-width signs and kana; “ ” ‘ ’ — … are of both worlds and count as narrow. */
static bool is_wide(uint32_t codepoint)
{
	static const struct utf8_range ranges[] = {
		{ 0x3000, 0x30FF }, /* CJK punctuation, kana */
		{ 0x3200, 0x33FF }, /* enclosed and squared */
		{ 0xFE30, 0xFE4F }, /* compatibility forms */
		{ 0xFF00, 0xFFEF }, /* full-width forms */
	};

	return utf8_is_within(ranges, COUNT_OF(ranges), codepoint) || utf8_is_han(codepoint);
}

static bool is_newline(uint32_t codepoint)
{
	return codepoint == '\n' || codepoint == LINE_SEPARATOR || codepoint == PARAGRAPH_SEPARATOR;
}

static bool is_blank(uint32_t codepoint)
{
	return codepoint == ' ' || codepoint == '\t' || codepoint == '\r'
	        || codepoint == NO_BREAK_SPACE;
}

/*
 * C0, DEL and C1, which in UTF-8 is C2 80 … C2 9F, but for the blanks among them; the invisible
 * format characters beyond them are only dropped.
 */
static uint32_t first_refused(const char *string)
{
	for (const char *at = string; *at != '\0'; at++) {
		const unsigned char byte = (unsigned char)*at;
		if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F)
			return byte;
		if (byte == 0xC2 && (unsigned char)at[1] < 0xA0)
			return (unsigned char)at[1];
	}
	return 0;
}

/* Decides about the pending blank now that the side behind it is known. */
static void settle(struct words *words, struct text *out, enum words_side after)
{
	const bool edge = words->before == WORDS_EDGE || after == WORDS_EDGE;

	if (words->pending == WORDS_NEWLINE && !edge)
		text_add_char(out, '\n');
	else if (words->pending == WORDS_BLANK && words->before == WORDS_NARROW
	        && after == WORDS_NARROW)
		text_add_char(out, ' ');
	words->pending = WORDS_NOTHING;
	words->before = after;
}

static void add_codepoint(
        struct words *words, struct text *out, uint32_t codepoint, enum words_origin origin)
{
	/* Nearly all of what is ever said. */
	if (codepoint >= 0x4E00 && codepoint <= 0x9FFF) {
		settle(words, out, WORDS_WIDE);
		text_add_codepoint(out, codepoint);
		return;
	}
	if (is_newline(codepoint) && origin == WORDS_DATA) {
		words->pending = WORDS_NEWLINE;
	} else if (is_newline(codepoint) || is_blank(codepoint)) {
		if (words->pending == WORDS_NOTHING)
			words->pending = WORDS_BLANK;
	} else if (codepoint == BREAK_HINT && origin == WORDS_TEMPLATE) {
		/* Stands between two characters without being a side of either. */
		if (words->before != WORDS_EDGE)
			text_add_codepoint(out, codepoint);
	} else if (utf8_is_selector(codepoint) && words->pending == WORDS_NOTHING) {
		/* Belongs to the character before it and is no side of its own. */
		text_add_codepoint(out, codepoint);
	} else if (!utf8_is_control(codepoint)) {
		settle(words, out, is_wide(codepoint) ? WORDS_WIDE : WORDS_NARROW);
		text_add_codepoint(out, codepoint);
	}
}

static void add_verbatim(struct words *words, struct text *out, uint32_t codepoint)
{
	if (is_newline(codepoint)) {
		settle(words, out, WORDS_EDGE);
		text_add_char(out, '\n');
	} else if (is_blank(codepoint)) {
		settle(words, out, WORDS_NARROW);
		text_add_char(out, ' ');
		/* A folded blank beside a kept one is one too many. */
		words->before = WORDS_EDGE;
	} else if (codepoint == BREAK_HINT) {
		text_add_codepoint(out, codepoint);
	} else if (!utf8_is_control(codepoint)) {
		settle(words, out, is_wide(codepoint) ? WORDS_WIDE : WORDS_NARROW);
		text_add_codepoint(out, codepoint);
	}
}

uint32_t words_add(
        struct words *words, struct text *out, const char *string, enum words_origin origin)
{
	const uint32_t refused = first_refused(string);

	if (refused != 0)
		return refused;
	for (uint32_t codepoint; (codepoint = utf8_next(&string)) != 0;) {
		if (origin == WORDS_VERBATIM)
			add_verbatim(words, out, codepoint);
		else
			add_codepoint(words, out, codepoint, origin);
	}
	return 0;
}

void words_object(struct words *words, struct text *out, enum words_side side)
{
	settle(words, out, side);
}

uint32_t words_line(struct text *out, const char *string)
{
	struct words words = { .before = WORDS_EDGE };
	const uint32_t refused = first_refused(string);

	if (refused != 0)
		return refused;
	for (uint32_t codepoint; (codepoint = utf8_next(&string)) != 0;) {
		if (codepoint != BREAK_HINT)
			add_codepoint(&words, out, codepoint, WORDS_TEMPLATE);
	}
	return 0;
}
