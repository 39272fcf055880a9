/*
 * Running text: what stands in the regions of a page, and how much of the type area it takes.
 *
 * Owns the places of running texts and the rule that none is printed over the body: where they
 * reach into the type area, the body begins below them or ends above them. Refuses to know what the
 * body is.
 */
#ifndef PAPER_LAYOUT_FLOW_RUNNING_H
#define PAPER_LAYOUT_FLOW_RUNNING_H

#include "paper/layout/canvas.h"
#include "paper/layout/flow/pieces.h"

/* A region of the page with its running texts, one below the other. */
struct running_stack {
	const struct region *region;
	struct place place; /* of the first of them */
	struct pieces pieces;
};

/* Those of one page; `top` and `bottom` are what they take of the type area's height. */
struct running_page {
	struct running_stack *stacks; /* one for each region of the master */
	size_t count;
	mpt top, bottom;
};

/* A page as running text sees it. */
struct running_order {
	const struct section *section;
	struct arena *arena; /* lives as long as the page */
	struct box area;     /* the type area on this page */
	bool odd, first;     /* the page's number; first page of its section */
};

/*
 * Sets the running texts of a page. RUNNING_HIGH is said, once for each, where one reaches into the
 * type area that need not; RUNNING_OVER, and setting->failed, where the body cannot give way.
 */
struct running_page running_set(struct setting *setting, const struct running_order *order);
void running_place(const struct running_page *page, struct canvas *canvas);

#endif
