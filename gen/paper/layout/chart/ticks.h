/*
 * Ticks: which round figures stand on an axis.
 *
 * Owns the search; refuses to know lengths and words. After Talbot, Lin, Hanrahan: “An Extension of
 * Wilkinson's Algorithm for Positioning Tick Labels on Axes”, IEEE TVCG 16(6), 2010, held to steps
 * that enclose the data. Whole numbers throughout: every machine finds the same ticks.
 */
#ifndef PAPER_LAYOUT_CHART_TICKS_H
#define PAPER_LAYOUT_CHART_TICKS_H

#include <stdbool.h>
#include <stdint.h>

/* Figures of a chart are counted in millionths. */
#define TICKS_ONE INT64_C(1000000)
/* Beyond 10^12 no figure is drawn. */
#define TICKS_MOST (INT64_C(1000000000000) * TICKS_ONE)

/* first, first + step … first + (count - 1) x step, in millionths; step > 0, count >= 2. */
struct ticks {
	int64_t first, step;
	int count;
};

/*
 * The best ticks for figures from `least` to `most` (millionths, within ±TICKS_MOST), of which
 * about `wanted` (>= 2) are to be printed; `whole`: of counts, in whole steps. One step where least
 * and most are the same.
 */
struct ticks ticks_find(int64_t least, int64_t most, int wanted, bool whole);

static inline int64_t ticks_last(const struct ticks *ticks)
{
	return ticks->first + ticks->step * (ticks->count - 1);
}

#endif
