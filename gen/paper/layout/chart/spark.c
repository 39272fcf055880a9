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

static bool meets(const struct chart_point *point, const struct chart_point *next)
{
	return next && point->figure.is_given && next->figure.is_given
	        && next->month == point->month + 1;
}

/* A line from month to month; a figure between two gaps has a mark. */
static void draw_stretches(const struct sparked *spark, const struct chart_series *series,
        const struct paint_style *paint)
{
	struct drawing *drawing = spark->drawing;
	bool alone = true;

	for (const struct chart_point *at = series->first; at; at = at->next) {
		const bool goes_on = meets(at, at->next);
		const struct xy ends[] = { place_of(spark, at),
			goes_on ? place_of(spark, at->next) : (struct xy){ 0, 0 } };
		if (goes_on) {
			const mpt dash = at->next->state == POINT_CARRIED ? drawing->style->dash
			                                                  : paint->dash;
			drawing_line(drawing,
			        (struct nib){ paint->color, drawing->style->line, dash }, ends, 2);
		} else if (alone && at->figure.is_given) {
			drawing_mark(drawing, paint->mark, paint->color, ends[0],
			        at->state == POINT_CARRIED);
		}
		alone = !goes_on;
	}
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
	draw_stretches(&spark, series, paint);
	const struct xy end = place_of(&spark, last);
	drawing_mark(drawing, paint->mark, paint->color, end, last->state == POINT_CARRIED);
	labels_draw(drawing, &label,
	        (struct xy){ spark.width + LABEL_GAP, (drawing->height - drawing->line) / 2 },
	        false);
	return CHART_DRAWN;
}
