/* One recursive descent; its depth is the nesting of groups and cells in a template. */
#include "paper/document/walk.h"

static void walk_blocks(const struct walker *walker, const struct block *first);

static void walk_paragraph(
        const struct walker *walker, const struct paragraph *paragraph, bool running)
{
	if (!walker->item)
		return;
	for (const struct inline_item *item = paragraph->first; item; item = item->next) {
		walker->item(walker->context, item, running);
		if (item->note)
			walk_paragraph(walker, &item->note->paragraph, running);
	}
}

static void walk_rows(const struct walker *walker, const struct row *first)
{
	for (const struct row *row = first; row; row = row->next) {
		if (walker->outline)
			walker->outline(walker->context, &row->outline, row->place);
		for (const struct cell_box *cell = row->first; cell; cell = cell->next)
			walk_blocks(walker, cell->first);
	}
}

static void walk_block(const struct walker *walker, const struct block *block)
{
	if (walker->block)
		walker->block(walker->context, block);
	if (walker->outline)
		walker->outline(walker->context, &block->outline, block->place);
	/* The kinds that hold something; all others are whole in themselves. */
	if (block->kind == BLOCK_PARAGRAPH) {
		walk_paragraph(walker, &block->paragraph, false);
	} else if (block->kind == BLOCK_TABLE) {
		walk_rows(walker, block->table->head);
		walk_rows(walker, block->table->body);
		walk_rows(walker, block->table->foot);
	} else if (block->kind == BLOCK_GROUP) {
		walk_blocks(walker, block->group.first);
	}
}

static void walk_blocks(const struct walker *walker, const struct block *first)
{
	for (const struct block *block = first; block; block = block->next)
		walk_block(walker, block);
}

void walk_document(const struct walker *walker, const struct document *document)
{
	for (const struct section *section = document->first; section; section = section->next) {
		for (const struct running *running = section->running; running;
		        running = running->next)
			walk_paragraph(walker, &running->paragraph, true);
		walk_blocks(walker, section->first);
	}
}
