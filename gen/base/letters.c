/*
 * A text is looked over first: nearly every one holds ASCII and characters of GB 2312 alone, which
 * every face for Chinese sentences has, and is handed back as it is. Otherwise it is written anew,
 * character by character. What cannot be printed swallows what only belongs to it: selectors,
 * joiners, skin tones and the other half of a flag.
 */
#include "base/letters.h"

#include "base/common.h"
#include "base/text.h"
#include "base/utf8.h"

#include <stdlib.h>

#define JOINER 0x200DU

struct letter {
	uint32_t from, to;
};

static const struct letter letters[] = {
#define LETTER(from, to) { from, to },
#include "base/letters.def"
#undef LETTER
};

/* [page][word]: bits of the characters of GB 2312. */
static const uint64_t common[256][4] = {
#define PAGE(page, ...) [page] = { __VA_ARGS__ },
#include "base/letters_common.def"
#undef PAGE
};

struct letters_reading {
	const struct ink *ink;
	struct letters_report *report;
	struct text out;
	uint32_t before; /* what stands last in `out`, 0: nothing */
	uint32_t last;   /* the character read before, whatever became of it */
	bool in_lost;    /* what was read last could not be printed, or belongs to such */
	bool half_flag;  /* … and was the first half of a flag */
};

static bool is_common(uint32_t codepoint)
{
	if (codepoint < 0x80)
		return (codepoint >= ' ' && codepoint < 0x7F) || codepoint == '\n';
	return codepoint < 0x10000
	        && (common[codepoint >> 8][codepoint >> 6 & 3] >> (codepoint & 63) & 1) != 0;
}

/* Marks that nobody can see, and that say nothing in Chinese. */
static bool is_invisible(uint32_t codepoint)
{
	static const struct utf8_range ranges[] = {
		{ 0x1F, 0x1F },       /* Word's optional hyphen */
		{ 0xAD, 0xAD },       /* soft hyphen */
		{ 0x34F, 0x34F },     /* grapheme joiner */
		{ 0x61C, 0x61C },     /* Arabic letter mark */
		{ 0x180B, 0x180F },   /* Mongolian selectors and separator */
		{ 0x200B, 0x200F },   /* zero width, joiners, directions */
		{ 0x202A, 0x202E },   /* embeddings, overrides */
		{ 0x2060, 0x206F },   /* word joiner, invisible operators, isolates */
		{ 0xFEFF, 0xFEFF },   /* byte order mark */
		{ 0xE0000, 0xE007F }, /* tags */
	};

	return utf8_is_within(ranges, COUNT_OF(ranges), codepoint);
}

/* A selector that chooses among the forms of no Han character, or asks for an emoji's looks. */
static bool is_idle_selector(const struct letters_reading *reading, uint32_t codepoint)
{
	return utf8_is_selector(codepoint)
	        && (codepoint == 0xFE0E || codepoint == 0xFE0F || !utf8_is_han(reading->before));
}

/* U+0007 ends a cell in what is copied out of a table of Word. */
static bool is_gap(uint32_t codepoint)
{
	return codepoint == '\t' || codepoint == 0x07;
}

/* `next`: an end of line of two characters is '\n' and what fields_string takes out. */
static bool is_line_end(uint32_t codepoint, char next)
{
	return codepoint == '\v' || codepoint == '\f' || codepoint == 0x85 || codepoint == 0x2028
	        || codepoint == 0x2029 || (codepoint == '\r' && next != '\n');
}

static bool is_flag_half(uint32_t codepoint)
{
	return codepoint >= 0x1F1E6 && codepoint <= 0x1F1FF;
}

static bool is_pictograph(uint32_t codepoint)
{
	return (codepoint >= 0x2190 && codepoint <= 0x2BFF)
	        || (codepoint >= 0x1F000 && codepoint <= 0x1FAFF);
}

/* No character at all (Unicode 15, 23.7), or what a converter put where it could not read. */
static bool is_nothing(uint32_t codepoint)
{
	return codepoint == 0xFFFD || (codepoint & 0xFFFEU) == 0xFFFEU
	        || (codepoint >= 0xFDD0 && codepoint <= 0xFDEF);
}

/* Marks around the reading of a letter: without them the reading would stand as text. */
static bool is_annotation(uint32_t codepoint)
{
	return codepoint >= 0xFFF9 && codepoint <= 0xFFFB;
}

static int compare_letters(const void *key, const void *element)
{
	const uint32_t codepoint = *(const uint32_t *)key;
	const struct letter *letter = element;

	return codepoint < letter->from ? -1 : codepoint > letter->from;
}

/* What is meant by a letter that only looks like it; itself when it means itself. */
static uint32_t meant_by(uint32_t codepoint)
{
	const struct letter *letter =
	        bsearch(&codepoint, letters, COUNT_OF(letters), sizeof *letters, compare_letters);

	return letter ? letter->to : codepoint;
}

/* Does it only complete the character before it, which could not be printed? */
static bool is_swallowed(const struct letters_reading *reading, uint32_t codepoint)
{
	if (!reading->in_lost)
		return false;
	return utf8_is_selector(codepoint) || codepoint == JOINER || codepoint == 0x20E3
	        || (codepoint >= 0x1F3FB && codepoint <= 0x1F3FF)
	        || (codepoint >= 0xE0020 && codepoint <= 0xE007F)
	        || (reading->last == JOINER && is_pictograph(codepoint))
	        || (reading->half_flag && is_flag_half(codepoint));
}

static bool is_printed(const struct letters_reading *reading, uint32_t codepoint)
{
	const struct ink *ink = reading->ink;

	if (is_nothing(codepoint) || is_annotation(codepoint))
		return false;
	if (is_common(codepoint) || utf8_is_control(codepoint) || !ink || !ink->prints)
		return true;
	return ink->prints(ink->context, codepoint, reading->before);
}

static void note(struct letters_reading *reading, enum letters_deed deed, uint32_t codepoint,
        uint32_t instead)
{
	struct letters_report *report = reading->report;
	struct letters_found *told = report->told[deed];
	size_t *count = &report->told_counts[deed];

	report->counts[deed]++;
	for (size_t i = 0; i < *count; i++)
		if (told[i].codepoint == codepoint)
			return;
	if (*count < LETTERS_TOLD_MOST)
		told[(*count)++] = (struct letters_found){ deed, codepoint, instead };
}

static void add(struct letters_reading *reading, uint32_t codepoint)
{
	text_add_codepoint(&reading->out, codepoint);
	reading->before = codepoint;
}

/* Once for all the code points of an emoji: the first names it. */
static void lose(struct letters_reading *reading, uint32_t codepoint)
{
	note(reading, LETTERS_LOST, codepoint, LETTERS_SUBSTITUTE);
	add(reading, LETTERS_SUBSTITUTE);
}

static void read_visible(struct letters_reading *reading, uint32_t codepoint)
{
	const uint32_t meant = meant_by(codepoint);

	reading->in_lost = !is_printed(reading, meant);
	reading->half_flag = reading->in_lost && is_flag_half(codepoint);
	if (reading->in_lost) {
		lose(reading, codepoint);
		return;
	}
	if (meant != codepoint)
		note(reading, LETTERS_MAPPED, codepoint, meant);
	add(reading, meant);
}

static void read_one(struct letters_reading *reading, uint32_t codepoint, const char *rest)
{
	const bool swallowed = is_swallowed(reading, codepoint);

	if (swallowed) {
		reading->half_flag = false;
	} else if (is_invisible(codepoint) || is_idle_selector(reading, codepoint)) {
		note(reading, LETTERS_REMOVED, codepoint, 0);
	} else if (is_gap(codepoint)) {
		note(reading, LETTERS_BLANK, codepoint, ' ');
		add(reading, ' ');
	} else if (is_line_end(codepoint, *rest)) {
		note(reading, LETTERS_LINE, codepoint, '\n');
		if (reading->out.length > 0 && *rest != '\0')
			add(reading, '\n');
	} else {
		read_visible(reading, codepoint);
		reading->last = codepoint;
		return;
	}
	reading->in_lost = swallowed;
	reading->last = codepoint;
}

/* The first character that asks for a closer look, or the end. */
static const char *skip_common(const char *text)
{
	for (const char *at = text;; text = at) {
		if (*at >= ' ' && *at < 0x7F)
			at++;
		else if (*at == '\0' || !is_common(utf8_next(&at)))
			return text;
	}
}

const char *letters_read(
        struct arena *arena, const struct ink *ink, const char *text, struct letters_report *report)
{
	const char *rest = skip_common(text);

	if (*rest == '\0')
		return text;
	struct letters_reading reading = { .ink = ink, .report = report };
	text_init(&reading.out);
	for (const char *at = text; *at != '\0';) {
		const uint32_t codepoint = utf8_next(&at);
		read_one(&reading, codepoint, at);
	}
	const char *read = arena_strndup(arena, reading.out.bytes, reading.out.length);
	text_release(&reading.out);
	return read;
}

struct letters_sort letters_sort_of(uint32_t codepoint)
{
	if (codepoint == 0xFFFD)
		return (struct letters_sort){ "left by a failed conversion", "转换失败留下的乱码" };
	if (is_nothing(codepoint))
		return (struct letters_sort){ "no character", "无效字符" };
	if ((codepoint >= 0xE000 && codepoint <= 0xF8FF) || codepoint >= 0xF0000)
		return (struct letters_sort){ "private-use", "自造字" };
	if (utf8_is_han(codepoint))
		return (struct letters_sort){ "a rare letter", "生僻字" };
	if (is_pictograph(codepoint))
		return (struct letters_sort){ "emoji", "表情符号" };
	return (struct letters_sort){ "a rare sign", "特殊符号" };
}
