/*
 * A walk over the whole document tree in document order. Knows the tree's shape and nothing of
 * what its visitors want.
 */
#ifndef PAPER_DOCUMENT_WALK_H
#define PAPER_DOCUMENT_WALK_H

#include "paper/document/document.h"

struct walker {
	void *context;
	/* `running`: the item stands in running text. NULL: not wanted (each of the three). */
	void (*item)(void *context, const struct inline_item *item, bool running);
	void (*block)(void *context, const struct block *block);
	/* The outline of a block or row, named or not, and where that stands. */
	void (*outline)(void *context, const struct outline *outline, struct place place);
};

void walk_document(const struct walker *walker, const struct document *document);

#endif
