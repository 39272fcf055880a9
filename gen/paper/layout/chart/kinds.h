/* The kinds of chart, one file each. A chart that comes here has a figure to show. */
#ifndef PAPER_LAYOUT_CHART_KINDS_H
#define PAPER_LAYOUT_CHART_KINDS_H

#include "paper/layout/chart/drawing.h"

enum chart_drawn {
	CHART_DRAWN,
	CHART_CROWDED_ABOVE, /* some figure finds no place but in a row below the axis */
	CHART_TOO_SMALL,     /* there is no room for what is always there */
};

/* Each fills the drawing and, where its rows make it, sets its height. */
typedef enum chart_drawn chart_kind_step(struct drawing *drawing);
chart_kind_step column_draw, line_draw, stacked_draw, bar_draw, bullet_draw, dots_draw, spark_draw;

#endif
