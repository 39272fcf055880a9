/*
 * The scale of an axis: figures to lengths, and the words of its ticks.
 *
 * Owns what an axis covers: nought always, percentages up to 120, and from 10,000 on in 万.
 */
#ifndef PAPER_LAYOUT_CHART_SCALE_H
#define PAPER_LAYOUT_CHART_SCALE_H

#include "base/arena.h"
#include "base/length.h"
#include "paper/document/document.h"
#include "paper/layout/chart/ticks.h"

/* What some figures reach, in millionths. */
struct reached {
	int64_t least, most;
	bool any;   /* there are figures at all */
	bool whole; /* none has decimals */
};

struct scale {
	struct ticks ticks;
	mpt from, to; /* where the first and the last tick stand */
	int power;    /* ticks are printed divided by ten to it: 0, 4 万, 8 亿 */
	bool percent;
};

/* In millionths. */
int64_t scale_figure(const struct chart_figure *figure);
/* Widens by a figure, if it is given. */
void scale_reach(struct reached *reached, const struct chart_figure *figure);
/* What series, pace, levels and the goals of rows reach; `any` by the series alone. */
struct reached scale_reached(const struct chart *chart);
/* The scale for it, about `wanted` ticks (2 to 12); `from` and `to` are the caller's to fill in. */
struct scale scale_new(const struct chart *chart, struct reached reached, int wanted);
/* Where a figure stands; beyond an end of the axis: that end. */
mpt scale_at(const struct scale *scale, int64_t figure);
/* Whether it is beyond the end of the axis. */
bool scale_cuts(const struct scale *scale, int64_t figure);
/* The words of the i-th tick, and where it stands. */
const char *scale_words(const struct scale *scale, struct arena *arena, int i);
mpt scale_tick_at(const struct scale *scale, int i);
/* "（单位：万批次）", "" where there is nothing to say. */
const char *scale_unit(const struct scale *scale, struct arena *arena, const struct chart *chart);

#endif
