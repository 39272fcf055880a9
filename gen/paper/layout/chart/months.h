/*
 * A chart over the months of a year: twelve slots always, an axis at the left, what is missing.
 *
 * Owns the frame that columns and lines share, levels and pace, and which figures are printed;
 * refuses to know how a series looks.
 */
#ifndef PAPER_LAYOUT_CHART_MONTHS_H
#define PAPER_LAYOUT_CHART_MONTHS_H

#include "paper/layout/chart/legend.h"
#include "paper/layout/chart/scale.h"

#define MONTHS_OF_YEAR 12

struct months {
	struct drawing *drawing;
	struct scale scale;
	struct box plot;
	mpt pitch;
	mpt zero; /* where nought stands */
};

/* A figure that wants to be printed: about `at`, its mark reaching `reach` from there. */
struct month_label {
	const struct chart_point *point;
	const char *words;
	struct xy at;
	mpt reach;
	mpt half; /* of a column: half its width, and it is printed on its end only; 0: a mark */
	int rank; /* the lowest are placed first */
};

/* The scale, the frame and the legend's items; false: there is no room for it, which was said. */
bool months_begin(struct months *months, struct drawing *drawing, struct legend *legend);
/* The middle of a month's slot. */
mpt months_x(const struct months *months, int month);
mpt months_y(const struct months *months, const struct chart_figure *figure);
/* Levels and pace, drawn above the series. */
void months_draw_goals(struct months *months);
/* The sign of a gap at the axis. */
void months_draw_gap(struct months *months, const struct chart_point *point, mpt x);
/*
 * Prints the figures, or, with `again` of the drawing, as rows below the axis, by the style's
 * `labels`. False: some found no place, and they shall be rows.
 */
bool months_say(struct months *months, struct month_label *labels, size_t count);
/* Of a series: rank 0 its last figure, 2 its extremes, 3 the rest. */
int months_rank(const struct chart_series *series, const struct chart_point *point);
/* How many points all series have. */
size_t months_count(const struct chart *chart);
/* The paint of a series: its own, or that of its turn. */
const struct paint_style *months_paint(
        const struct drawing *drawing, const struct chart_series *series, size_t turn);

#endif
