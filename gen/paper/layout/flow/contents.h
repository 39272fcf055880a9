/*
 * Contents: the bookmarks of a document, and the lines of its table of contents.
 *
 * Owns the anchors made for bookmarks that have none; knows no page but by asking the marks.
 */
#ifndef PAPER_LAYOUT_FLOW_CONTENTS_H
#define PAPER_LAYOUT_FLOW_CONTENTS_H

#include "paper/layout/flow/marks.h"
#include "paper/layout/flow/pieces.h"

struct contents_entry {
	const struct outline *outline; /* has a bookmark */
	const char *anchor;            /* its own, or one made for it; without '#'; never "" */
	struct place place;
};

struct contents {
	struct arena *arena;
	struct contents_entry *entries; /* document order */
	size_t count, capacity;
	const struct contents_entry *
	        *by_outline; /* for lookup only: addresses order nothing else */
};

/* Collects the bookmarks of the document into the arena. */
void contents_collect(
        struct contents *contents, struct arena *arena, const struct document *document);

/* The anchor of an outline of the document, "" when it has no bookmark. */
const char *contents_anchor(const struct contents *contents, const struct outline *outline);

/*
 * The line of one entry: title, dots, page number (0: unknown yet), all a link. Appended to
 * `pieces`.
 */
void contents_add_line(struct pieces *pieces, struct setting *setting,
        const struct contents_entry *entry, const struct paragraph_style *style, mpt measure);

#endif
