/* Sections, running texts and blocks. */
#ifndef PRESS_TEMPLATE_EXPAND_BLOCK_H
#define PRESS_TEMPLATE_EXPAND_BLOCK_H

#include "press/template/expansion.h"

/* Appends a block of a kind to the current list. */
struct block *expansion_append_block(
        struct expansion *expansion, enum block_kind kind, const struct instruction *instruction);

/* Closes a paragraph that bare text opened and appends it to the blocks. */
void expansion_close_bare(struct expansion *expansion);

#endif
