/*
 * Marks: where anchors and bookmarks of a document came to stand in one pass of the layout.
 *
 * Owns the answer to "on which page?"; refuses to know how pages come about.
 */
#ifndef PAPER_LAYOUT_FLOW_MARKS_H
#define PAPER_LAYOUT_FLOW_MARKS_H

#include "base/arena.h"
#include "paper/page/page.h"

/* A mark that running text may ask for. */
struct said_mark {
	const char *name, *words;
	size_t page;
};

/* slot_count is 0 or a power of two, at least twice anchor_count: a search always ends. */
struct marks {
	struct arena *arena;
	struct anchor *anchors; /* in the order of the pages */
	size_t anchor_count, anchor_capacity;
	struct bookmark *bookmarks;
	size_t bookmark_count, bookmark_capacity;
	struct said_mark *said; /* in the order of the pages */
	size_t said_count, said_capacity;
	size_t *slots; /* open addressing: index + 1 of an anchor, 0 empty */
	size_t slot_count;
	size_t pages;
};

void marks_init(struct marks *marks);
void marks_release(struct marks *marks);
/* Names and titles are pointed to. Of anchors with the same name the first one counts. */
void marks_add_anchor(struct marks *marks, const char *name, size_t page, mpt y);
void marks_add_bookmark(struct marks *marks, const struct bookmark *bookmark);
void marks_add_said(struct marks *marks, const struct said_mark *said);
/* What a page's running text says where it asks for a mark; "" for none yet. */
const char *marks_said(const struct marks *marks, const struct marked *asked, size_t page);
/* Page of an anchor; 0: there is none. */
size_t marks_page_of(const struct marks *marks, const char *name);
/* Whether every page number and mark that anyone could ask for is the same in both. */
bool marks_agree(const struct marks *a, const struct marks *b);

#endif
