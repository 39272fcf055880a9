#include "press/template/marker.h"

#include "base/text.h"
#include "figures/facts/phrase.h"

#include <string.h>

#define CIRCLED_LAST  20
#define CIRCLED_FIRST 0x2460
#define LETTERS       26

/* What the number 1 looks like in a marker, and how others of its kind are written. */
struct numbering {
	const char *one;
	const char *(*write)(struct arena *arena, int number);
};

static const char *write_digits(struct arena *arena, int number)
{
	return arena_printf(arena, "%d", number);
}

static const char *write_chinese(struct arena *arena, int number)
{
	return phrase_number(arena, number);
}

/* There is no 21 in a circle. */
static const char *write_circled(struct arena *arena, int number)
{
	struct text text;

	if (number > CIRCLED_LAST)
		return arena_printf(arena, "（%d）", number);
	text_init(&text);
	text_add_codepoint(&text, (uint32_t)(CIRCLED_FIRST + number - 1));
	const char *words = arena_strndup(arena, text.bytes, text.length);
	text_release(&text);
	return words;
}

/* a … z, then aa, ab … */
static const char *write_letter(struct arena *arena, int number)
{
	const char *words = "";

	for (; number > 0; number = (number - 1) / LETTERS)
		words = arena_printf(arena, "%c%s", 'a' + (number - 1) % LETTERS, words);
	return words;
}

const char *marker_write(struct arena *arena, const char *marker, int number)
{
	static const struct numbering numberings[] = {
		{ "1", write_digits },
		{ "一", write_chinese },
		{ "①", write_circled },
		{ "a", write_letter },
	};

	for (size_t i = 0; i < sizeof numberings / sizeof *numberings; i++) {
		const struct numbering *numbering = &numberings[i];
		const char *at = strstr(marker, numbering->one);
		if (at)
			return arena_printf(arena, "%.*s%s%s", (int)(at - marker), marker,
			        numbering->write(arena, number), at + strlen(numbering->one));
	}
	return marker;
}
