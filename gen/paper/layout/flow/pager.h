/*
 * The pager: the page being filled, and the pieces that wait for a place on it.
 *
 * Owns page breaks, blank pages, where marks come to stand. Refuses to know blocks and tables:
 * flow.c and table.c hand it pieces and ask it for pages.
 */
#ifndef PAPER_LAYOUT_FLOW_PAGER_H
#define PAPER_LAYOUT_FLOW_PAGER_H

#include "paper/layout/canvas.h"
#include "paper/layout/flow/contents.h"
#include "paper/layout/flow/marks.h"
#include "paper/layout/flow/pieces.h"
#include "paper/layout/flow/running.h"
#include "paper/layout/proof.h"

/* How far a page is filled, below the type area's top. */
struct cursor {
	mpt y;      /* bottom of what was placed last */
	mpt after;  /* space wanted below it */
	bool fresh; /* nothing on the page yet */
	bool hard;  /* the page begins a section or follows a wanted break: <space> counts */
};

/*
 * A page is open (the canvas with it) from pager_open_page to pager_close_page, and its number is
 * `page`. What waits in `pending` stands below everything on the page. While `holding` nothing is
 * placed: no table, no break and no flush may come then. Pages leave in the order of their numbers.
 * The pager owns the arenas of `pending`, `setting.scratch` and `quiet.scratch`; the rest is its
 * caller's.
 */
struct pager {
	const struct document *document;
	const struct section *section;
	const struct page_sink *sink; /* NULL: a trial, pages go nowhere */
	struct proof *proof;          /* NULL in a trial */
	const struct marks *known;    /* of the pass before */
	struct marks *found;          /* of this one */
	const struct contents *contents;
	struct setting setting;
	struct setting quiet; /* for what is set to be measured, or for the second time */
	struct canvas canvas;
	struct running_page running; /* of the page being filled */
	size_t page;                 /* number of the page being filled, or of the last one */
	size_t first_page;           /* of the section; known before it is opened */
	struct cursor cursor;
	const struct note_lines **notes; /* of the page, in order */
	size_t note_count, note_capacity;
	mpt note_height;   /* of them, and of what parts them from the body */
	bool mute;         /* no running text on this page */
	bool break_wanted; /* before the next piece */
	bool stopped;      /* the sink wants no more */
	int holding;       /* > 0: pieces gather until the group is complete */
	struct pieces pending;
	const struct block **feet; /* flow.c's: foot groups of the section */
	size_t foot_count, foot_capacity;
};

/* Width of the type area; its height on this page, less what running text and notes take of it. */
mpt pager_measure(const struct pager *pager);
mpt pager_height(const struct pager *pager);
/* Page coordinates of a point of the type area. */
struct spot pager_spot(const struct pager *pager, mpt x, mpt y);
/*
 * Places all that waits; `extra` more must fit below the last piece and the space after it, or its
 * kept-together pieces go to the next page.
 */
void pager_flush(struct pager *pager, mpt extra);
/* Places what need not wait for pieces still to come; nothing while a group is held. */
void pager_settle(struct pager *pager);
/* A new page, `hard` when it begins a section or follows a wanted break. None may be open. */
void pager_open_page(struct pager *pager, bool hard);
/* Adds the running text and hands the page over, to the proof and to the sink. */
void pager_close_page(struct pager *pager);
/* The open page, on which nothing stands, shall carry no running text. */
void pager_mute(struct pager *pager);
/* An empty page without running text, opened and closed. */
void pager_blank_page(struct pager *pager);
/* The next page, because the last one is full. */
void pager_turn_page(struct pager *pager);
/* Where the next thing goes that wants `before` above it. */
mpt pager_top(const struct pager *pager, mpt before);
/* Where a piece would go. */
mpt pager_piece_top(const struct pager *pager, const struct piece *piece);
/* Whether the pieces, set on trial, fit below what was placed last. */
bool pager_holds(const struct pager *pager, const struct pieces *trial);
/* The anchors and bookmarks that wait for a place stand at `y`. */
void pager_place_marks(struct pager *pager, mpt y);
/* An outline of the document, if it has an anchor or bookmark, stands at `y` of the type area. */
void pager_mark(struct pager *pager, const struct outline *outline, mpt y);

#endif
