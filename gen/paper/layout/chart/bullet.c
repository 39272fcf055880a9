/*
 * Bullet graphs (Few, “Bullet Graph Design Specification”, 2013): a thin bar on bands of one hue,
 * an upright tick for the target and a dashed one for the pace, a row each on one axis.
 */
#include "paper/layout/chart/kinds.h"

#include "paper/layout/chart/rows.h"

static mpt part_of(mpt length, int percent)
{
	return (mpt)((int64_t)length * percent / 100);
}

/* Its own, or those of the style behind the bar's. */
static const struct paint_style *band_paint(
        const struct drawing *drawing, const struct chart_level *level, size_t turn)
{
	const struct paint_style *paint = drawing->style->paints[1 + turn % (CHART_PAINTS - 1)];

	if (level->paint)
		return level->paint;
	return paint ? paint : drawing->style->paints[0];
}

static void draw_bands(struct rows *rows, const struct scale *scale, size_t row)
{
	struct drawing *drawing = rows->drawing;
	const mpt high = part_of(drawing->style->pitch, drawing->style->bar_share);
	const mpt top = rows_middle(rows, row) - high / 2;
	mpt from = scale_at(scale, 0);
	size_t turn = 0;

	for (const struct chart_level *at = drawing->chart->levels; at; at = at->next) {
		const mpt to = scale_at(scale, scale_figure(&at->figure));
		drawing_paint(drawing, band_paint(drawing, at, turn++),
		        (struct box){ from, top, to - from, high });
		from = to > from ? to : from;
	}
}

static void draw_tick(struct rows *rows, const struct scale *scale,
        const struct chart_figure *figure, struct nib nib, size_t row)
{
	struct drawing *drawing = rows->drawing;
	const mpt x = scale_at(scale, scale_figure(figure)), y = rows_middle(rows, row);
	const bool is_target = nib.dash == 0;
	const mpt high = part_of(drawing->style->pitch, drawing->style->bar_share);
	const mpt half = is_target ? part_of(high, 60) / 2 : high / 2;
	const struct xy line[] = { { x, y - half }, { x, y + half } };

	if (figure->is_given)
		drawing_line(drawing, nib, line, 2);
}

static struct nib target_nib(const struct drawing *drawing)
{
	return (struct nib){ drawing->style->level_color, drawing->style->level, 0 };
}

static struct nib pace_nib(const struct drawing *drawing)
{
	return (struct nib){ drawing->style->pace_color, drawing->style->pace,
		drawing->style->dash / 2 };
}

static void draw_measure(
        struct rows *rows, const struct scale *scale, const struct chart_point *point, size_t row)
{
	struct drawing *drawing = rows->drawing;
	const struct chart_style *style = drawing->style;
	const struct paint_style *paint = point->paint ? point->paint : style->paints[0];
	const mpt from = scale_at(scale, 0), end = scale_at(scale, scale_figure(&point->figure));
	const mpt high = part_of(style->pitch, style->bar_share) / 3, y = rows_middle(rows, row);
	const struct box box = { from, y - high / 2, end - from, high };

	if (point->state == POINT_CARRIED) {
		drawing_box(drawing, COLOR_PAPER, box);
		drawing_edge(
		        drawing, (struct nib){ paint->color, style->axis, style->dash / 2 }, box);
	} else {
		drawing_paint(drawing, paint, box);
	}
	if (scale_cuts(scale, scale_figure(&point->figure)))
		drawing_pointer(drawing, paint->color,
		        (struct xy){ end + LABEL_GAP / 2 + style->mark, y }, false);
}

static void draw_row(
        struct rows *rows, const struct scale *scale, const struct chart_point *point, size_t row)
{
	struct drawing *drawing = rows->drawing;

	draw_bands(rows, scale, row);
	if (point->figure.is_given)
		draw_measure(rows, scale, point, row);
	else
		rows_draw_gap(rows, scale, point, row);
	draw_tick(rows, scale, &point->pace, pace_nib(drawing), row);
	draw_tick(rows, scale, &point->target, target_nib(drawing), row);
	if (point->figure.is_given)
		rows_draw_figure(rows, point, rows->right + drawing->style->mark, row);
}

static void explain(struct legend *legend, const struct drawing *drawing, const char *unit)
{
	const struct chart *chart = drawing->chart;
	size_t turn = 0;

	legend_add(legend, (struct legend_item){ .sample = LEGEND_WORDS, .words = unit });
	for (const struct chart_level *at = chart->levels; at; at = at->next)
		legend_add(legend,
		        (struct legend_item){ .sample = LEGEND_FILL,
		                .paint = band_paint(drawing, at, turn++),
		                .words = at->name });
	for (const struct chart_point *at = chart->series->first; at; at = at->next) {
		if (at->target.is_given)
			legend_add(legend,
			        (struct legend_item){ .sample = LEGEND_UPRIGHT,
			                .nib = target_nib(drawing),
			                .words = "目标" });
		if (at->pace.is_given)
			legend_add(legend,
			        (struct legend_item){ .sample = LEGEND_UPRIGHT,
			                .nib = pace_nib(drawing),
			                .words = "序时进度" });
	}
	legend_add_carried(legend, drawing);
}

enum chart_drawn bullet_draw(struct drawing *drawing)
{
	const struct chart *chart = drawing->chart;
	struct legend legend = { .count = 0 };
	struct rows rows;
	size_t row = 0;

	rows_begin_points(&rows, drawing, chart->series);
	rows_leave_figures(&rows, chart->series);
	if (rows.right - rows.left < 4 * drawing->em)
		return CHART_TOO_SMALL;
	const struct scale scale = rows_scale(&rows);
	explain(&legend, drawing, scale_unit(&scale, drawing->setting->scratch, chart));
	rows_lay(&rows, legend_draw(&legend, drawing));
	rows_draw_axis(&rows, &scale);
	for (const struct chart_point *at = chart->series->first; at; at = at->next)
		draw_row(&rows, &scale, at, row++);
	return CHART_DRAWN;
}
