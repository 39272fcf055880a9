/* What stands in a line, and the paragraph that it goes to. Needs an open document. */
#ifndef PRESS_TEMPLATE_EXPAND_INLINE_H
#define PRESS_TEMPLATE_EXPAND_INLINE_H

#include "press/template/expansion.h"

void expansion_begin_paragraph(struct expansion *expansion, const struct paragraph_style *style);
struct paragraph expansion_end_paragraph(struct expansion *expansion);
/* Adds words to the paragraph; `source` is where they came from. */
void expansion_add_words(struct expansion *expansion, const char *string, enum words_origin origin,
        const struct place places[2]);

/*
 * What stands between the items of a loop: before each but the first of those that leave something
 * in the line, `last_words` (NULL: the same) before the last of them.
 */
struct between {
	const char *words, *last_words;
	struct place place;
	bool has_some;                 /* an item left something */
	struct inline_item *separator; /* before the item that left something last */
};
/* Runs one item with what stands before it. */
void expansion_run_between(
        struct expansion *expansion, struct between *between, const struct instruction *first);
/* After the last item. */
void expansion_end_between(struct expansion *expansion, struct between *between);
/* The words that a list of instructions would print, on one line, which it does not; in the arena.
 */
const char *expansion_captured(struct expansion *expansion, const struct instruction *first);

/* A piece of text: an instruction without an element. */
expansion_step expand_words;

#endif
