/*
 * Metrics without fonts, for tests of layout: a Han character or full-width mark is one em wide,
 * anything else half an em. Glyph ids are code points, the face is the role's index, the ink of all
 * but blanks reaches from 0.80 em above the baseline to 0.06 em below it.
 */
#ifndef KIT_FAKE_METRICS_H
#define KIT_FAKE_METRICS_H

#include "paper/font/metrics.h"

struct fake_metrics {
	uint32_t missing;     /* this code point is in no face; 0: all are there */
	uint32_t centered;    /* drawn in the middle of its em, 0.4 em wide; others tell no ink */
	uint32_t accent;      /* its ink stands from 0.60 to 0.75 em above the baseline */
	uint32_t combined[2]; /* this pair has a glyph of its own, as wide as the first */
	size_t asked;         /* characters looked up or shaped so far */
};

#define FAKE_COMBINED 77 /* its glyph id */

/* The metrics keep the pointer; `fake` must outlive them. */
struct metrics fake_metrics(struct fake_metrics *fake);
/* Whether the fake gives the character a whole em. */
bool fake_metrics_wide(uint32_t codepoint);

#endif
