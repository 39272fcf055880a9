/*
 * The setting: what a paragraph must ask while it is set, and where its lines are kept.
 *
 * Owns nothing: the pager makes one and hands it down. Knows neither characters nor lines.
 */
#ifndef PAPER_LAYOUT_INLINE_SETTING_H
#define PAPER_LAYOUT_INLINE_SETTING_H

#include "base/arena.h"
#include "diag/diag.h"
#include "paper/document/document.h"
#include "paper/font/metrics.h"
#include "paper/page/structure.h"

/* Page numbers may change from pass to pass. */
struct setting {
	struct arena *arena;   /* lines live here */
	struct arena *scratch; /* dropped or reset by the caller at will, after each paragraph */
	struct diag *diag;
	const struct metrics *metrics;
	const struct stylesheet *styles;
	size_t page;  /* number of the page being set, for INLINE_PAGE; 0 unknown */
	size_t pages; /* total, for INLINE_PAGES; 0 unknown yet */
	/* Page of an anchor for INLINE_REFERENCE; 0 unknown yet. NULL allowed. */
	size_t (*page_of)(void *context, const char *anchor);
	/* What a mark says, for INLINE_MARKED; "" unknown yet, or nothing. NULL allowed. */
	const char *(*marked)(void *context, const struct marked *marked);
	void *context;
	struct structure *structure; /* what is set becomes part of it; NULL: of none */
	uint32_t within;             /* the tag that what is set next is within */
	uint32_t label; /* the tag of the next paragraph's first item, where it has its own */
	int heading;    /* level of the last one; 0: none yet */
	uint32_t list, list_tag; /* the list that the last item was of, and its tag */
	bool bare;               /* a paragraph that is alone in its cell needs no tag of its own */
	mpt room;                /* height of the page for the body; 0 unknown */
	mpt taken;               /* of it, by what a table repeats on every page */
	bool failed;             /* set when something was said that forbids publishing */
};

#endif
