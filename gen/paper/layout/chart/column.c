/* Columns over the months, one beside the other where there are several series; always from 0. */
#include "paper/layout/chart/kinds.h"

#include "paper/layout/chart/months.h"

#define EDGE_WIDTH 700

/* One series of columns. */
struct columns_drawn {
	struct months months;
	struct month_label *labels;
	size_t count;
	mpt width; /* of a column */
	size_t turn;
	const struct paint_style *paint;
};

static void draw_column(struct columns_drawn *columns, const struct chart_series *series,
        const struct chart_point *point, mpt left)
{
	struct months *months = &columns->months;
	struct drawing *drawing = months->drawing;
	const struct paint_style *paint = point->paint ? point->paint : columns->paint;
	const mpt end = months_y(months, &point->figure), zero = months->zero;
	const struct box box = { left, end < zero ? end : zero, columns->width,
		end < zero ? zero - end : end - zero };
	const bool is_cut = scale_cuts(&months->scale, scale_figure(&point->figure));
	const struct xy tip = { left + columns->width / 2, end - drawing->style->mark };

	if (point->state == POINT_CARRIED)
		drawing_edge(drawing,
		        (struct nib){ paint->color, EDGE_WIDTH, drawing->style->dash / 2 }, box);
	else
		drawing_paint(drawing, paint, box);
	labels_keep(drawing, box);
	if (is_cut)
		drawing_pointer(drawing, paint->color, tip, true);
	columns->labels[columns->count++] = (struct month_label){
		.point = point,
		.words = point->figure.words,
		.at = { tip.x, end },
		.reach = is_cut ? drawing->style->mark : 0,
		.half = columns->width / 2,
		.rank = months_rank(series, point),
	};
}

static void draw_series(struct columns_drawn *columns, const struct chart_series *series)
{
	struct months *months = &columns->months;
	const mpt all = columns->width * (mpt)months->drawing->chart->series_count;

	columns->paint = months_paint(months->drawing, series, columns->turn);
	for (const struct chart_point *at = series->first; at; at = at->next) {
		const mpt left =
		        months_x(months, at->month) - all / 2 + columns->width * (mpt)columns->turn;
		if (at->figure.is_given)
			draw_column(columns, series, at, left);
		else
			months_draw_gap(months, at, left + columns->width / 2);
	}
	columns->turn++;
}

enum chart_drawn column_draw(struct drawing *drawing)
{
	const struct chart *chart = drawing->chart;
	struct columns_drawn columns = { .count = 0 };
	struct legend legend = { .count = 0 };
	size_t turn = 0;

	for (const struct chart_series *at = chart->series; at; at = at->next, turn++) {
		if (chart->series_count > 1)
			legend_add(&legend,
			        (struct legend_item){ .sample = LEGEND_FILL,
			                .paint = months_paint(drawing, at, turn),
			                .words = at->name });
	}
	if (!months_begin(&columns.months, drawing, &legend))
		return CHART_TOO_SMALL;
	columns.labels = arena_alloc_array(
	        drawing->setting->scratch, months_count(chart), sizeof *columns.labels);
	columns.width =
	        columns.months.pitch * drawing->style->bar_share / 100 / (mpt)chart->series_count;
	for (const struct chart_series *at = chart->series; at; at = at->next)
		draw_series(&columns, at);
	months_draw_goals(&columns.months);
	return months_say(&columns.months, columns.labels, columns.count) ? CHART_DRAWN
	                                                                  : CHART_CROWDED_ABOVE;
}
