#include "paper/layout/chart/rows.h"

#include "base/common.h"

/* Characters in a line of a name. */
#define NAME_EMS 8

void rows_begin(struct rows *rows, struct drawing *drawing, const char *const *names, size_t count)
{
	struct arena *scratch = drawing->setting->scratch;
	mpt widest = 0;

	*rows = (struct rows){
		.drawing = drawing,
		.count = count,
		.names = arena_alloc_array(scratch, count, sizeof *rows->names),
		.heights = arena_alloc_array(scratch, count, sizeof *rows->heights),
		.above = arena_alloc_array(scratch, count, sizeof *rows->above),
		.below = arena_alloc_array(scratch, count, sizeof *rows->below),
		.tops = arena_alloc_array(scratch, count + 1, sizeof *rows->tops),
		.right = drawing->width,
	};
	for (size_t i = 0; i < count; i++) {
		struct label *name = &rows->names[i];
		if (names[i][0] != '\0')
			*name = labels_set(
			        drawing, names[i], drawing->chart->place, NAME_EMS * drawing->em);
		widest = name->width > widest ? name->width : widest;
		rows->heights[i] =
		        name->height > drawing->style->pitch ? name->height : drawing->style->pitch;
	}
	rows->left = widest > 0 ? widest + drawing->em / 2 : 0;
}

void rows_begin_points(
        struct rows *rows, struct drawing *drawing, const struct chart_series *series)
{
	const char **names =
	        arena_alloc_array(drawing->setting->scratch, series->count, sizeof *names);
	size_t i = 0;

	for (const struct chart_point *at = series->first; at; at = at->next)
		names[i++] = at->label;
	rows_begin(rows, drawing, names, series->count);
}

void rows_leave_figures(struct rows *rows, const struct chart_series *series)
{
	struct drawing *drawing = rows->drawing;
	mpt widest = 0;

	for (const struct chart_point *at = series->first; at; at = at->next) {
		const struct label label =
		        labels_set(drawing, at->figure.words, at->figure.source, 0);
		widest = label.width > widest ? label.width : widest;
	}
	rows->right = drawing->width - widest - 2 * LABEL_GAP - drawing->style->mark;
}

void rows_lay(struct rows *rows, mpt top)
{
	struct drawing *drawing = rows->drawing;

	for (size_t i = 0; i < rows->count; i++) {
		const struct label *name = &rows->names[i];
		rows->tops[i] = top + rows->above[i];
		const struct xy at = { 0, rows->tops[i] + (rows->heights[i] - name->height) / 2 };
		labels_draw(drawing, name, at, false);
		labels_keep(drawing, (struct box){ at.x, at.y, name->width, name->height });
		top = rows->tops[i] + rows->heights[i] + rows->below[i];
	}
	rows->tops[rows->count] = top;
	drawing->height = top;
}

mpt rows_middle(const struct rows *rows, size_t row)
{
	return rows->tops[row] + rows->heights[row] / 2;
}

struct scale rows_scale(const struct rows *rows)
{
	const struct drawing *drawing = rows->drawing;
	const mpt room = (rows->right - rows->left) / (4 * drawing->em);
	const int wanted = room < drawing->style->ticks ? (int)room : drawing->style->ticks;
	struct scale scale = scale_new(drawing->chart, scale_reached(drawing->chart), wanted);

	scale.from = rows->left;
	scale.to = rows->right;
	return scale;
}

void rows_draw_axis(struct rows *rows, const struct scale *scale)
{
	struct drawing *drawing = rows->drawing;
	const struct chart_style *style = drawing->style;
	const mpt top = rows->tops[0], bottom = rows->tops[rows->count];
	const mpt zero = scale_at(scale, 0);

	drawing->height = bottom + LABEL_GAP + drawing->line;
	for (int i = 0; i < scale->ticks.count; i++) {
		const mpt x = scale_tick_at(scale, i);
		const struct xy line[] = { { x, top }, { x, bottom } };
		const struct label label = labels_set(drawing,
		        scale_words(scale, drawing->setting->scratch, i), drawing->chart->place, 0);
		const mpt most = drawing->width - label.width;
		const mpt left = x - label.width / 2 < most ? x - label.width / 2 : most;
		const struct xy at = { left > 0 ? left : 0, bottom + LABEL_GAP };
		const struct box box = { at.x, at.y, label.width, label.height };
		drawing_line(drawing,
		        x == zero ? (struct nib){ style->axis_color, style->axis, 0 }
		                  : (struct nib){ style->grid_color, style->grid, 0 },
		        line, 2);
		if (!labels_is_free(drawing, box, false))
			continue;
		labels_draw(drawing, &label, at, false);
		labels_keep(drawing, box);
	}
}

void rows_draw_gap(
        struct rows *rows, const struct scale *scale, const struct chart_point *point, size_t row)
{
	struct drawing *drawing = rows->drawing;
	const mpt mark = drawing->style->mark, y = rows_middle(rows, row);
	const bool is_ring = point->state == POINT_NONE;
	const char *words = arena_printf(drawing->setting->scratch, "%s%s", is_ring ? "" : "–",
	        legend_gap_words(point->state));
	const struct label label = labels_set(drawing, words, point->place, 0);
	const mpt x = scale_at(scale, 0) + LABEL_GAP;
	const struct xy at = { x + (is_ring ? mark + LABEL_GAP : 0), y - drawing->line / 2 };

	if (is_ring)
		drawing_mark(drawing, SHAPE_RING, drawing->style->axis_color,
		        (struct xy){ x + mark / 2, y }, true);
	(void)labels_place(drawing, &label, &at, 1);
}

void rows_draw_figure(struct rows *rows, const struct chart_point *point, mpt end, size_t row)
{
	struct drawing *drawing = rows->drawing;
	const struct label label =
	        labels_set(drawing, point->figure.words, point->figure.source, 0);
	const bool is_negative = scale_figure(&point->figure) < 0;
	const mpt top = rows_middle(rows, row) - label.height / 2;
	const mpt beside = is_negative ? end - LABEL_GAP - label.width : end + LABEL_GAP;
	const struct xy places[] = {
		{ beside, top },
		{ beside + (is_negative ? -2 : 2) * LABEL_GAP, top },
		{ rows->right, top },
	};

	if (labels_place(drawing, &label, places, COUNT_OF(places)) < 0)
		labels_say_crowded(drawing, point->label, &point->figure);
}
