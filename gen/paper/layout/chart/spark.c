/* A sparkline: twelve months without an axis, between its own least and most; the last is said. */
#include "paper/layout/chart/kinds.h"

#include "paper/layout/chart/months.h"

#include <assert.h>

struct sparked {
	struct drawing *drawing;
	struct reached reached;
	mpt width; /* of the line */
};

static struct xy place_of(const struct sparked *spark, const struct chart_point *point)
{
	const mpt mark = spark->drawing->style->mark, height = spark->drawing->height - mark;
	const int64_t range = spark->reached.most - spark->reached.least;
	const int64_t above = spark->reached.most - scale_figure(&point->figure);
	/* Thousandths do for so small a chart; all equal: in the middle. */
	const int64_t share = range > 0 ? above / (range / 1000 + 1) : 500;

	return (struct xy){
		mark / 2
		        + (mpt)((int64_t)(spark->width - mark) * (point->month - 1)
		                / (MONTHS_OF_YEAR - 1)),
		mark / 2 + (mpt)(height * share / 1000),
	};
}

static const struct chart_point *first_given(const struct chart_point *point)
{
	while (point && !point->figure.is_given)
		point = point->next;
	return point;
}

enum chart_drawn spark_draw(struct drawing *drawing)
{
	const struct chart_series *series = drawing->chart->series;
	const struct paint_style *paint = months_paint(drawing, series, 0);
	const struct chart_point *last = first_given(series->first);
	struct sparked spark = { .drawing = drawing };

	assert(last);
	spark.reached.least = spark.reached.most = scale_figure(&last->figure);
	for (const struct chart_point *at = last; at; at = at->next) {
		scale_reach(&spark.reached, &at->figure);
		last = at->figure.is_given ? at : last;
	}
	const struct label label = labels_set(drawing, last->figure.words, last->figure.source, 0);
	spark.width = drawing->width - label.width - LABEL_GAP;
	if (spark.width < 2 * drawing->em || drawing->height < drawing->line)
		return CHART_TOO_SMALL;
	for (const struct chart_point *at = series->first; at->next; at = at->next) {
		const struct xy ends[] = { place_of(&spark, at), place_of(&spark, at->next) };
		const struct nib nib = { paint->color, drawing->style->line,
			at->next->state == POINT_CARRIED ? drawing->style->dash : paint->dash };
		if (at->figure.is_given && at->next->figure.is_given
		        && at->next->month == at->month + 1)
			drawing_line(drawing, nib, ends, 2);
	}
	const struct xy end = place_of(&spark, last);
	drawing_mark(drawing, paint->mark, paint->color, end, last->state == POINT_CARRIED);
	labels_draw(drawing, &label,
	        (struct xy){ spark.width + LABEL_GAP, (drawing->height - drawing->line) / 2 },
	        false);
	return CHART_DRAWN;
}
