/*
 * Flow: sections, blocks and running text onto pages, one page after the other.
 *
 * Owns what each kind of block asks of the pages, groups, foot groups, where sections begin. Knows
 * no cell of a table (table.h) and no way to set a line (paragraph.h); pages are the pager's.
 */
#ifndef PAPER_LAYOUT_FLOW_FLOW_H
#define PAPER_LAYOUT_FLOW_FLOW_H

#include "paper/layout/flow/contents.h"
#include "paper/layout/proof.h"

/* What a pass needs from its caller. */
struct pass {
	const struct document *document;
	const struct metrics *metrics;
	struct diag *diag;
	const struct page_sink *sink;
	struct proof *proof;
	const struct contents *contents;
	const struct marks *known;
	struct marks *found;
	struct structure *structure; /* to be filled; NULL in a trial */
};

/* Lays the whole document out once. False when a fault was said or the sink stopped it. */
bool flow_pass(const struct pass *pass);

#endif
