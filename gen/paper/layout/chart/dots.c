/* A matrix of lights: a row a series, a column a month; ○ 未报送, – no light. */
#include "paper/layout/chart/kinds.h"

#include "paper/layout/chart/months.h"
#include "paper/layout/chart/rows.h"

static mpt column_middle(const struct rows *rows, int month)
{
	const mpt room = rows->right - rows->left;

	return rows->left + (mpt)(room * (2 * (int64_t)month - 1) / (INT64_C(2) * MONTHS_OF_YEAR));
}

static void draw_head(struct rows *rows, mpt top)
{
	struct drawing *drawing = rows->drawing;
	const mpt pitch = (rows->right - rows->left) / MONTHS_OF_YEAR;

	for (int month = 1; month <= MONTHS_OF_YEAR; month++) {
		const char *words = arena_printf(drawing->setting->scratch, "%d%s", month,
		        pitch >= drawing->em * 12 / 5 ? "月" : "");
		const struct label label = labels_set(drawing, words, drawing->chart->place, 0);
		labels_draw(drawing, &label,
		        (struct xy){ column_middle(rows, month) - label.width / 2, top }, false);
	}
}

static void draw_dot(struct rows *rows, const struct chart_point *point, size_t row)
{
	struct drawing *drawing = rows->drawing;
	const struct xy at = { column_middle(rows, point->month), rows_middle(rows, row) };

	if (point->state == POINT_NONE) {
		drawing_mark(drawing, SHAPE_RING, drawing->style->axis_color, at, true);
	} else if (point->paint && point->state <= POINT_CARRIED) {
		drawing_mark(drawing, point->paint->mark, point->paint->color, at,
		        point->state == POINT_CARRIED);
	} else {
		const struct label dash = labels_set(drawing, "–", point->place, 0);
		labels_draw(drawing, &dash,
		        (struct xy){ at.x - dash.width / 2, at.y - drawing->line / 2 }, false);
	}
}

/* A line above each row, and below the last. */
static void draw_lines(struct rows *rows)
{
	struct drawing *drawing = rows->drawing;
	const struct nib nib = { drawing->style->grid_color, drawing->style->grid, 0 };

	for (size_t row = 0; row <= rows->count; row++) {
		const struct xy line[] = { { 0, rows->tops[row] },
			{ drawing->width, rows->tops[row] } };
		drawing_line(drawing, nib, line, 2);
	}
}

static void explain(struct legend *legend, const struct drawing *drawing)
{
	const struct chart_series *series = drawing->chart->series;

	for (; series; series = series->next) {
		for (const struct chart_point *at = series->first; at; at = at->next) {
			if (at->paint)
				legend_add(legend,
				        (struct legend_item){ .sample = LEGEND_MARK,
				                .paint = at->paint,
				                .words = at->paint->title });
		}
	}
	legend_add_states(legend, drawing);
}

enum chart_drawn dots_draw(struct drawing *drawing)
{
	const struct chart *chart = drawing->chart;
	const char **names =
	        arena_alloc_array(drawing->setting->scratch, chart->series_count, sizeof *names);
	struct legend legend = { .count = 0 };
	struct rows rows;
	size_t row = 0;

	for (const struct chart_series *at = chart->series; at; at = at->next)
		names[row++] = at->name;
	rows_begin(&rows, drawing, names, chart->series_count);
	if (rows.right - rows.left < MONTHS_OF_YEAR * drawing->em * 5 / 4)
		return CHART_TOO_SMALL;
	explain(&legend, drawing);
	const mpt top = legend_draw(&legend, drawing);
	draw_head(&rows, top);
	rows_lay(&rows, top + drawing->line + LABEL_GAP);
	draw_lines(&rows);
	row = 0;
	for (const struct chart_series *series = chart->series; series; series = series->next) {
		for (const struct chart_point *at = series->first; at; at = at->next)
			draw_dot(&rows, at, row);
		row++;
	}
	return CHART_DRAWN;
}
