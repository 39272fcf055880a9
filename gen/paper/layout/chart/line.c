/*
 * Lines over the months: a month that is missing is a gap, which nothing bridges, and a figure
 * between two gaps keeps its mark. What leads to a carried figure is dashed.
 */
#include "paper/layout/chart/kinds.h"

#include "paper/layout/chart/months.h"

/* More lines than these are named above the chart, fewer beside their ends. */
#define NAMED_BESIDE 3

struct lines_drawn {
	struct months months;
	struct month_label *labels;
	size_t count;
	bool named; /* at their ends */
};

static struct xy place_of(const struct lines_drawn *lines, const struct chart_point *point)
{
	return (struct xy){ months_x(&lines->months, point->month),
		months_y(&lines->months, &point->figure) };
}

static void draw_stretches(struct lines_drawn *lines, const struct chart_series *series,
        const struct paint_style *paint)
{
	struct drawing *drawing = lines->months.drawing;
	const struct chart_point *before = series->first;

	for (const struct chart_point *at = before ? before->next : NULL; at; at = at->next) {
		const struct xy ends[] = { place_of(lines, before), place_of(lines, at) };
		const bool carried = before->state == POINT_CARRIED || at->state == POINT_CARRIED;
		const mpt dash = carried ? drawing->style->dash : paint->dash;
		if (before->figure.is_given && at->figure.is_given
		        && at->month == before->month + 1) {
			drawing_line(drawing,
			        (struct nib){ paint->color, drawing->style->line, dash }, ends, 2);
			labels_avoid(drawing, ends[0], ends[1]);
		}
		before = at;
	}
}

static void draw_mark(struct lines_drawn *lines, const struct chart_series *series,
        const struct chart_point *point, const struct paint_style *paint)
{
	struct drawing *drawing = lines->months.drawing;
	const struct xy at = place_of(lines, point);
	const mpt half = drawing->style->mark / 2;
	const bool is_cut = scale_cuts(&lines->months.scale, scale_figure(&point->figure));
	const int rank = months_rank(series, point);
	const char *words = point->figure.words;

	drawing_mark(drawing, paint->mark, paint->color, at, point->state == POINT_CARRIED);
	if (is_cut)
		drawing_pointer(drawing, paint->color,
		        (struct xy){ at.x, at.y - drawing->style->mark - half }, true);
	labels_keep(drawing,
	        (struct box){
	                at.x - half, at.y - half, drawing->style->mark, drawing->style->mark });
	if (rank == 0 && lines->named)
		words = arena_printf(drawing->setting->scratch, "%s%s", series->name, words);
	lines->labels[lines->count++] = (struct month_label){
		.point = point,
		.words = words,
		.at = at,
		.reach = is_cut ? half + drawing->style->mark : half,
		.rank = rank,
	};
}

static void draw_marks(struct lines_drawn *lines, const struct chart_series *series,
        const struct paint_style *paint)
{
	for (const struct chart_point *at = series->first; at; at = at->next) {
		if (at->figure.is_given)
			draw_mark(lines, series, at, paint);
		else
			months_draw_gap(&lines->months, at, months_x(&lines->months, at->month));
	}
}

enum chart_drawn line_draw(struct drawing *drawing)
{
	const struct chart *chart = drawing->chart;
	const bool above = chart->series_count > NAMED_BESIDE || drawing->again;
	struct lines_drawn lines = { .named = chart->series_count > 1 && !above };
	struct legend legend = { .count = 0 };
	size_t turn = 0;

	for (const struct chart_series *at = chart->series; at; at = at->next, turn++) {
		if (above && chart->series_count > 1)
			legend_add(&legend,
			        (struct legend_item){ .sample = LEGEND_MARK,
			                .paint = months_paint(drawing, at, turn),
			                .words = at->name });
	}
	if (!months_begin(&lines.months, drawing, &legend))
		return CHART_TOO_SMALL;
	lines.labels = arena_alloc_array(
	        drawing->setting->scratch, months_count(chart), sizeof *lines.labels);
	months_draw_goals(&lines.months);
	turn = 0;
	for (const struct chart_series *at = chart->series; at; at = at->next)
		draw_stretches(&lines, at, months_paint(drawing, at, turn++));
	turn = 0;
	for (const struct chart_series *at = chart->series; at; at = at->next)
		draw_marks(&lines, at, months_paint(drawing, at, turn++));
	return months_say(&lines.months, lines.labels, lines.count) ? CHART_DRAWN
	                                                            : CHART_CROWDED_ABOVE;
}
