/* What stands in a line, and the paragraph that it goes to. Needs an open document. */
#ifndef PRESS_TEMPLATE_EXPAND_INLINE_H
#define PRESS_TEMPLATE_EXPAND_INLINE_H

#include "press/template/expansion.h"

void expansion_begin_paragraph(struct expansion *expansion, const struct paragraph_style *style);
struct paragraph expansion_end_paragraph(struct expansion *expansion);
/* Adds words to the paragraph; `source` is where they came from. */
void expansion_add_words(struct expansion *expansion, const char *string, enum words_origin origin,
        const struct place places[2]);

/* A piece of text: an instruction without an element. */
expansion_step expand_words;

#endif
