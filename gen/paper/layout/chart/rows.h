/*
 * A chart of rows: names at the left, never turned, in lines of eight characters; a row as high as
 * the style's pitch, or as its name. Owns where rows stand and the axis below them.
 */
#ifndef PAPER_LAYOUT_CHART_ROWS_H
#define PAPER_LAYOUT_CHART_ROWS_H

#include "paper/layout/chart/legend.h"
#include "paper/layout/chart/scale.h"

struct rows {
	struct drawing *drawing;
	size_t count;
	struct label *names;
	mpt *heights;
	mpt *above, *below; /* room beside a row; 0 unless it is set before rows_lay */
	mpt *tops;          /* count + 1: the last is where the rows end */
	mpt left;           /* where the names end, and a gap */
	mpt right;          /* where figures may begin */
};

/* Rows with names, "" none. */
void rows_begin(struct rows *rows, struct drawing *drawing, const char *const *names, size_t count);
/* The rows of a series: its points. */
void rows_begin_points(
        struct rows *rows, struct drawing *drawing, const struct chart_series *series);
/* Room at the right for the widest figure of the series. */
void rows_leave_figures(struct rows *rows, const struct chart_series *series);
/* Places the rows below `top` and prints their names; the drawing ends with them. */
void rows_lay(struct rows *rows, mpt top);
mpt rows_middle(const struct rows *rows, size_t row);
/* A scale from the left to the right of the rows. */
struct scale rows_scale(const struct rows *rows);
/* Its ticks, upright, and their words below the rows; the drawing becomes so much higher. */
void rows_draw_axis(struct rows *rows, const struct scale *scale);
/* What a row without a figure has instead: ○未报送 where nought stands. */
void rows_draw_gap(
        struct rows *rows, const struct scale *scale, const struct chart_point *point, size_t row);
/* A figure beside the end of its bar. */
void rows_draw_figure(struct rows *rows, const struct chart_point *point, mpt end, size_t row);

#endif
