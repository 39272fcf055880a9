/*
 * Chinese numerals go by groups of four digits (万, 亿): inside a group each digit is followed by
 * its unit, a run of zeros reads once as 零 and not at all at the group's end; a group below 1000
 * behind a higher one begins with 零. 10-19 at the very start drop the 一: 十二, but 一百一十二.
 */
#include "figures/facts/phrase.h"

#include "base/common.h"
#include "base/text.h"
#include "base/utf8.h"

#include <assert.h>
#include <string.h>

#define GROUP 10000UL

static const char *const digit_words[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八",
	"九" };

/* A group of four digits; `behind` tells that higher digits stand before it. */
static void add_group(struct text *out, unsigned long group, bool behind)
{
	static const char *const unit_words[] = { "千", "百", "十", "" };
	static const unsigned long unit_values[] = { 1000, 100, 10, 1 };
	bool zero = false;
	bool said = behind;

	for (size_t i = 0; i < COUNT_OF(unit_values); i++) {
		const unsigned long digit = group / unit_values[i] % 10;
		if (digit == 0) {
			zero = said;
			continue;
		}
		if (zero)
			text_add(out, digit_words[0]);
		zero = false;
		if (said || digit != 1 || unit_values[i] != 10)
			text_add(out, digit_words[digit]);
		text_add(out, unit_words[i]);
		said = true;
	}
}

char *phrase_number(struct arena *arena, long value)
{
	static const char *const group_words[] = { "", "万", "亿", "万亿", "亿亿" };
	unsigned long rest = value < 0 ? 0UL - (unsigned long)value : (unsigned long)value;
	unsigned long groups[5] = { 0 };
	struct text out;
	bool said = false;

	text_init(&out);
	text_add(&out, value < 0 ? "负" : "");
	text_add(&out, value == 0 ? digit_words[0] : "");
	for (size_t i = 0; i < 5; i++, rest /= GROUP)
		groups[i] = rest % GROUP;
	for (size_t i = 5; i-- > 0;) {
		if (groups[i] == 0)
			continue;
		add_group(&out, groups[i], said);
		text_add(&out, group_words[i]);
		said = true;
	}
	char *words = arena_strdup(arena, out.bytes);
	text_release(&out);
	return words;
}

char *phrase_date(struct arena *arena, struct date date)
{
	return arena_printf(arena, "%d年%d月%d日", date.year, date.month, date.day);
}

char *phrase_day(struct arena *arena, struct date date)
{
	return arena_printf(arena, "%d月%d日", date.month, date.day);
}

char *phrase_period(struct arena *arena, struct period period)
{
	return arena_printf(arena, "%d年%d月", period.year, period.month);
}

char *phrase_month(struct arena *arena, struct period period)
{
	return arena_printf(arena, "%d月", period.month);
}

char *phrase_deadline(struct arena *arena, struct date deadline, int year)
{
	const struct period month = { .year = deadline.year, .month = deadline.month };
	const bool other_year = deadline.year != year;
	const bool at_end = period_last_day(month).day == deadline.day;

	if (at_end)
		return arena_printf(arena, "%s底",
		        other_year ? phrase_period(arena, month) : phrase_month(arena, month));
	return other_year ? phrase_date(arena, deadline) : phrase_day(arena, deadline);
}

char *phrase_percent(struct arena *arena, struct decimal percent)
{
	if (decimal_compare(percent, decimal_from(100)) == 0)
		return arena_strdup(arena, "100%");
	return arena_printf(arena, "%s%%", decimal_format_places(arena, percent, 1));
}

char *phrase_amount(struct arena *arena, struct decimal amount)
{
	return decimal_format(arena, decimal_normalise(amount));
}

char *phrase_quantity(struct arena *arena, struct decimal amount, const char *measure)
{
	return arena_printf(arena, "%s%s", phrase_amount(arena, amount), measure);
}

static struct decimal absolute(struct decimal value)
{
	return (struct decimal){
		.digits = value.digits < 0 ? -value.digits : value.digits,
		.scale = value.scale,
	};
}

char *phrase_points(struct arena *arena, struct decimal points, uint8_t places)
{
	return arena_printf(
	        arena, "%s个百分点", decimal_format_places(arena, absolute(points), places));
}

char *phrase_fraction(struct arena *arena, struct fraction parts, const char *measure)
{
	assert(decimal_sign(parts.denominator) > 0);
	return arena_printf(arena, "%s/%s%s", phrase_amount(arena, parts.numerator),
	        phrase_amount(arena, parts.denominator), measure);
}

/* 2 behind it a sentence or part of one is over, 1 a clause, 0 neither. */
static int ending(uint32_t codepoint)
{
	switch (codepoint) {
	case U'。':
	case U'；':
	case U'！':
	case U'？':
	case '\n':
		return 2;
	case U'，':
	case U'：':
		return 1;
	default:
		return 0;
	}
}

char *phrase_shorten(struct arena *arena, const char *words, size_t most)
{
	const char *at = words;
	const char *middle = words; /* as far as …… leaves room */
	const char *ends[3] = { NULL };

	for (size_t count = 0; count < most && *at != '\0'; count++) {
		const char *before = at;
		const int end = ending(utf8_next(&at));
		if (count + 2 <= most)
			middle = before;
		if (end > 0 && 2 * count >= most)
			ends[end] = before;
	}
	if (*at == '\0')
		return arena_strdup(arena, words);
	const char *end = ends[2] ? ends[2] : ends[1];
	if (ending(utf8_next(&(const char *){ at })) == 2)
		end = at;
	if (end)
		return arena_strndup(arena, words, (size_t)(end - words));
	return arena_printf(arena, "%.*s……", (int)(middle - words), words);
}

/* Bytes of the mark or blank that ends `words`, of those that a sentence adds by itself; or 0. */
static size_t loose_end(const char *words)
{
	static const char *const marks[] = { "。", "；", "，", "！", "？", ";", ".", " ", "\n",
		"\t", "\r", "　" };

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (text_ends_with(words, marks[i]))
			return strlen(marks[i]);
	return 0;
}

/* 。” and ！） before a mark of the sentence that the words stand in. */
static void drop_inner_end(struct text *line)
{
	static const char *const closers[] = { "”", "）", "》", "’", ")", "\"" };
	const char *closer = "";

	for (size_t i = 0; i < COUNT_OF(closers); i++)
		if (text_ends_with(line->bytes, closers[i]))
			closer = closers[i];
	const size_t behind = strlen(closer);
	if (behind == 0)
		return;
	line->length -= behind;
	line->bytes[line->length] = '\0';
	for (size_t end = loose_end(line->bytes); end > 0; end = loose_end(line->bytes)) {
		line->length -= end;
		line->bytes[line->length] = '\0';
	}
	text_add(line, closer);
}

/* Does the text so far end in a mark, so that a broken line needs no other? */
static bool ends_in_mark(const char *words)
{
	static const char *const marks[] = { "。", "；", "，", "：", "、", "！", "？" };

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (text_ends_with(words, marks[i]))
			return true;
	return words[0] == '\0';
}

char *phrase_line(struct arena *arena, const char *words)
{
	struct text line;

	text_init(&line);
	for (const char *at = words + strspn(words, " \n\r\t"); *at != '\0';) {
		const size_t run = strcspn(at, "\n\r");
		text_add_bytes(&line, at, run);
		at += run;
		if (*at != '\0' && !ends_in_mark(line.bytes))
			text_add(&line, "；");
		at += strspn(at, " \n\r\t");
	}
	for (size_t end = loose_end(line.bytes); end > 0; end = loose_end(line.bytes)) {
		line.length -= end;
		line.bytes[line.length] = '\0';
	}
	drop_inner_end(&line);
	char *copy = arena_strndup(arena, line.bytes, line.length);
	text_release(&line);
	return copy;
}
