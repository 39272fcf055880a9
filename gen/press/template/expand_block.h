/* Sections, running texts and blocks. */
#ifndef PRESS_TEMPLATE_EXPAND_BLOCK_H
#define PRESS_TEMPLATE_EXPAND_BLOCK_H

#include "press/template/expansion.h"

/* Appends a block of a kind to the current list. */
struct block *expansion_append_block(
        struct expansion *expansion, enum block_kind kind, const struct instruction *instruction);

/* Closes a paragraph that bare text opened and appends it to the blocks. */
void expansion_close_bare(struct expansion *expansion);

/* A table is appended, of which nothing but the style is known. */
struct open_table expansion_begin_table(
        struct expansion *expansion, const struct instruction *instruction);
/* Runs what is in a cell, of which bare text has the style `bare`, and adds it to the open row. */
void expansion_fill_cell(struct expansion *expansion, const struct instruction *instruction,
        struct cell_box *cell, const struct paragraph_style *bare);
/* Adds a cell to the open row. */
void expansion_add_cell(struct open_table *open, struct cell_box *cell);

#endif
