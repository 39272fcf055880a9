/*
 * Lists: paragraphs that are numbered as they come, whatever loops and conditions bring them. A
 * marker is a sample of the first number: "1." "（一）" "①" "a)"; one without a number is a bullet.
 */
#include "base/text.h"
#include "press/template/expand_block.h"
#include "press/template/expand_inline.h"
#include "press/template/marker.h"

#define MARKER_DEFAULT "1."

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
		.number = ++expansion->lists,
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
	expansion_add_words(expansion, marker_write(expansion->arena, list->marker, number),
	        WORDS_TEMPLATE, places);
	expansion_run(expansion, instruction->first);
	block->paragraph = expansion_end_paragraph(expansion);
	block->paragraph.part = PART_ITEM;
	block->paragraph.list = list->number;
}
