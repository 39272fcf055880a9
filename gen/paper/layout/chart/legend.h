/*
 * The line above a chart: the unit of its axis, and what its paints and marks mean.
 *
 * Owns samples and where they stand; what is explained is the business of each kind.
 */
#ifndef PAPER_LAYOUT_CHART_LEGEND_H
#define PAPER_LAYOUT_CHART_LEGEND_H

#include "paper/layout/chart/labels.h"

enum legend_sample {
	LEGEND_FILL,    /* a box in a paint */
	LEGEND_MARK,    /* the mark of a paint */
	LEGEND_LINE,    /* a line */
	LEGEND_UPRIGHT, /* a line upright */
	LEGEND_HOLLOW,  /* an empty box with a dashed edge */
	LEGEND_RING,    /* ○ */
	LEGEND_WORDS,   /* nothing but words */
};

struct legend_item {
	enum legend_sample sample;
	const struct paint_style *paint;
	struct nib nib;
	const char *words;
};

#define LEGEND_MOST 24

struct legend {
	struct legend_item items[LEGEND_MOST];
	size_t count;
};

/* Adds an item, unless its words are "" or said already or there are LEGEND_MOST. */
void legend_add(struct legend *legend, struct legend_item item);
/* What a gap is called, and its sign; words "" of figures. */
const char *legend_gap_words(enum point_state state);
/* The signs of gaps and of what is carried that the chart shows. */
void legend_add_states(struct legend *legend, const struct drawing *drawing);
/* The sign of what is carried, if the chart shows any: for charts that name gaps in place. */
void legend_add_carried(struct legend *legend, const struct drawing *drawing);
/* Prints it from the top of the chart, in as many lines as it takes; returns where it ends. */
mpt legend_draw(const struct legend *legend, struct drawing *drawing);

#endif
