/* Horizontal bars, a row each, from nought, with a line across for a target or the whole city. */
#include "paper/layout/chart/kinds.h"

#include "paper/layout/chart/rows.h"

#define EDGE_WIDTH 700

static void draw_row(
        struct rows *rows, const struct scale *scale, const struct chart_point *point, size_t row)
{
	struct drawing *drawing = rows->drawing;
	const struct chart_style *style = drawing->style;
	const struct paint_style *series = drawing->chart->series->paint;
	const struct paint_style *own = series ? series : style->paints[0];
	const struct paint_style *paint = point->paint ? point->paint : own;
	const mpt zero = scale_at(scale, 0), end = scale_at(scale, scale_figure(&point->figure));
	const mpt high = style->pitch * style->bar_share / 100, y = rows_middle(rows, row);
	const struct box box = { end < zero ? end : zero, y - high / 2,
		end < zero ? zero - end : end - zero, high };
	const bool is_cut = scale_cuts(scale, scale_figure(&point->figure));

	if (point->state == POINT_CARRIED)
		drawing_edge(
		        drawing, (struct nib){ paint->color, EDGE_WIDTH, style->dash / 2 }, box);
	else
		drawing_paint(drawing, paint, box);
	labels_keep(drawing, box);
	if (is_cut)
		drawing_pointer(drawing, paint->color,
		        (struct xy){ end + LABEL_GAP / 2 + style->mark, y }, false);
	rows_draw_figure(rows, point, end + (is_cut ? style->mark + LABEL_GAP / 2 : 0), row);
}

static void draw_level(
        struct rows *rows, const struct scale *scale, const struct chart_level *level, size_t lines)
{
	struct drawing *drawing = rows->drawing;
	const mpt x = scale_at(scale, scale_figure(&level->figure));
	const char *words =
	        arena_printf(drawing->setting->scratch, "%s%s", level->name, level->figure.words);
	const struct label label = labels_set(drawing, words, level->figure.source, 0);
	struct xy places[9];
	size_t count = 0;

	for (size_t i = 1; i <= lines; i++) {
		const mpt top = rows->tops[0] - (mpt)i * drawing->line;
		places[count++] = (struct xy){ x - label.width / 2, top };
		places[count++] = (struct xy){ x, top };
		places[count++] = (struct xy){ x - label.width, top };
	}
	if (labels_place(drawing, &label, places, count) < 0)
		labels_say_crowded(drawing, level->name, &level->figure);
}

/* Above the bars, below their figures. */
static void draw_level_line(
        struct rows *rows, const struct scale *scale, const struct chart_level *level)
{
	struct drawing *drawing = rows->drawing;
	const mpt x = scale_at(scale, scale_figure(&level->figure));
	const struct xy line[] = { { x, rows->tops[0] }, { x, rows->tops[rows->count] } };
	const struct nib nib = {
		.color = level->paint ? level->paint->color : drawing->style->level_color,
		.width = drawing->style->level,
		.dash = level->paint ? level->paint->dash : 0,
	};

	drawing_line(drawing, nib, line, 2);
	labels_avoid(drawing, line[0], line[1]);
}

enum chart_drawn bar_draw(struct drawing *drawing)
{
	const struct chart *chart = drawing->chart;
	struct legend legend = { .count = 0 };
	struct rows rows;
	size_t lines = 0, row = 0;

	rows_begin_points(&rows, drawing, chart->series);
	rows_leave_figures(&rows, chart->series);
	if (rows.right - rows.left < 4 * drawing->em)
		return CHART_TOO_SMALL;
	const struct scale scale = rows_scale(&rows);
	legend_add(&legend,
	        (struct legend_item){ .sample = LEGEND_WORDS,
	                .words = scale_unit(&scale, drawing->setting->scratch, chart) });
	legend_add_carried(&legend, drawing);
	for (const struct chart_level *level = chart->levels; level; level = level->next)
		lines++;
	rows_lay(&rows, legend_draw(&legend, drawing) + (mpt)lines * drawing->line);
	rows_draw_axis(&rows, &scale);
	for (const struct chart_level *level = chart->levels; level; level = level->next)
		draw_level(&rows, &scale, level, lines);
	for (const struct chart_level *level = chart->levels; level; level = level->next)
		draw_level_line(&rows, &scale, level);
	for (const struct chart_point *at = chart->series->first; at; at = at->next, row++) {
		if (at->figure.is_given)
			draw_row(&rows, &scale, at, row);
		else
			rows_draw_gap(&rows, &scale, at, row);
	}
	return CHART_DRAWN;
}
