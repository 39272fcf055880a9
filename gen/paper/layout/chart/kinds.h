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
enum chart_drawn column_draw(struct drawing *drawing);
enum chart_drawn line_draw(struct drawing *drawing);
enum chart_drawn stacked_draw(struct drawing *drawing);
enum chart_drawn bar_draw(struct drawing *drawing);
enum chart_drawn bullet_draw(struct drawing *drawing);
enum chart_drawn dots_draw(struct drawing *drawing);
enum chart_drawn spark_draw(struct drawing *drawing);

#endif
