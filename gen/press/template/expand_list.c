/*
 * Lists: paragraphs that are numbered as they come, whatever loops and conditions bring them. A
 * marker is a sample of the first number: "1." "（一）" "①" "a)"; one without a number is a bullet.
 */
#include "base/text.h"
#include "figures/facts/phrase.h"
#include "press/template/expand_block.h"
#include "press/template/expand_inline.h"

#include <string.h>

#define CIRCLED_LAST   20
#define CIRCLED_FIRST  0x2460
#define LETTERS        26
#define MARKER_DEFAULT "1."

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

const char *expansion_marker(struct arena *arena, const char *marker, int number)
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

/* The number of the next item: the list's own, or that of a counter that goes on. */
static int *next_of(struct expansion *expansion, const struct instruction *instruction)
{
	const char *name = expansion_text(expansion, instruction, ATTRIBUTE_COUNTER);

	for (size_t i = 0; name[0] && i < expansion->counter_count; i++)
		if (text_equal(expansion->counters[i].name, name))
			return expansion->counters[i].next;
	int *next = arena_alloc(expansion->arena, sizeof *next);
	*next = 1;
	if (!name[0])
		return next;
	expansion->counters =
	        arena_grow(expansion->arena, expansion->counters, &expansion->counter_capacity,
	                expansion->counter_count, sizeof *expansion->counters);
	expansion->counters[expansion->counter_count++] = (struct counter){ name, next };
	return next;
}

void expand_list(struct expansion *expansion, const struct instruction *instruction)
{
	struct open_list *outer = expansion->list;
	struct open_list list = {
		.style = expansion_style(expansion, instruction, ATTRIBUTE_STYLE),
		.marker = program_given(instruction, ATTRIBUTE_MARKER)
		        ? expansion_text(expansion, instruction, ATTRIBUTE_MARKER)
		        : MARKER_DEFAULT,
		.next = next_of(expansion, instruction),
	};

	*list.next = expansion_number(expansion, instruction, ATTRIBUTE_START, *list.next);
	expansion_close_bare(expansion);
	expansion->list = &list;
	expansion_run(expansion, instruction->first);
	expansion->list = outer;
}

void expand_item(struct expansion *expansion, const struct instruction *instruction)
{
	struct open_list *list = expansion->list;
	struct block *block = expansion_append_block(expansion, BLOCK_PARAGRAPH, instruction);
	const struct paragraph_style *own =
	        expansion_style(expansion, instruction, ATTRIBUTE_STYLE);
	const struct place places[2] = { instruction->place, instruction->place };
	const int number = (*list->next)++;

	block->outline = expansion_outline(expansion, instruction);
	expansion_begin_paragraph(expansion, own ? own : list->style);
	expansion_add_words(expansion, expansion_marker(expansion->arena, list->marker, number),
	        WORDS_TEMPLATE, places);
	expansion_run(expansion, instruction->first);
	block->paragraph = expansion_end_paragraph(expansion);
}
