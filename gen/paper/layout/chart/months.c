#include "paper/layout/chart/months.h"

#include "base/common.h"

/* Signs of gaps that may stand above each other in a month. */
#define GAPS_ABOVE 4

/* Ranks of labels; a level comes behind the last figures. */
enum { RANK_LAST, RANK_LEVEL, RANK_EXTREME, RANK_REST };

const struct paint_style *months_paint(
        const struct drawing *drawing, const struct chart_series *series, size_t turn)
{
	const struct paint_style *own = drawing->style->paints[turn % CHART_PAINTS];

	if (series->paint)
		return series->paint;
	return own ? own : drawing->style->paints[0];
}

size_t months_count(const struct chart *chart)
{
	size_t count = 0;

	for (const struct chart_series *series = chart->series; series; series = series->next)
		count += series->count;
	return count;
}

int months_rank(const struct chart_series *series, const struct chart_point *point)
{
	const int64_t own = scale_figure(&point->figure);
	bool is_last = true, is_most = true, is_least = true;

	for (const struct chart_point *at = series->first; at; at = at->next) {
		const int64_t other = scale_figure(&at->figure);
		if (!at->figure.is_given || at == point)
			continue;
		is_last = is_last && at->month < point->month;
		/* Of equals the first. */
		is_most = is_most && (at->month < point->month ? other < own : other <= own);
		is_least = is_least && (at->month < point->month ? other > own : other >= own);
	}
	return is_last ? RANK_LAST : is_most || is_least ? RANK_EXTREME : RANK_REST;
}

mpt months_x(const struct months *months, int month)
{
	return months->plot.x
	        + (mpt)(months->plot.width * (2 * (int64_t)month - 1)
	                / (INT64_C(2) * MONTHS_OF_YEAR));
}

mpt months_y(const struct months *months, const struct chart_figure *figure)
{
	return scale_at(&months->scale, scale_figure(figure));
}

/* The widest of the ticks' words, and of the names of data rows. */
static mpt left_margin(const struct months *months)
{
	struct drawing *drawing = months->drawing;
	const struct place place = drawing->chart->place;
	mpt widest = 0;

	for (int i = 0; i < months->scale.ticks.count; i++) {
		const char *words = scale_words(&months->scale, drawing->setting->scratch, i);
		const struct label label = labels_set(drawing, words, place, 0);
		widest = label.width > widest ? label.width : widest;
	}
	const struct chart_series *series = drawing->again ? drawing->chart->series : NULL;
	for (; series; series = series->next) {
		const struct label label = labels_set(drawing, series->name, place, 0);
		widest = label.width > widest ? label.width : widest;
	}
	return widest + 2 * LABEL_GAP;
}

static void draw_grid(const struct months *months)
{
	struct drawing *drawing = months->drawing;
	const struct chart_style *style = drawing->style;
	const struct box *plot = &months->plot;

	for (int i = 0; i < months->scale.ticks.count; i++) {
		const mpt y = scale_tick_at(&months->scale, i);
		const char *words = scale_words(&months->scale, drawing->setting->scratch, i);
		const struct label label = labels_set(drawing, words, drawing->chart->place, 0);
		const struct xy line[] = { { plot->x, y }, { plot->x + plot->width, y } };
		const struct xy at = { plot->x - 2 * LABEL_GAP - label.width,
			y - drawing->line / 2 };
		if (y != months->zero)
			drawing_line(drawing,
			        (struct nib){ .color = style->grid_color, .width = style->grid },
			        line, 2);
		const struct box box = { at.x, at.y, label.width, label.height };
		if (!labels_is_free(drawing, box, false))
			continue;
		labels_draw(drawing, &label, at, false);
		labels_keep(drawing, box);
	}
	const struct xy axis[] = { { plot->x, months->zero },
		{ plot->x + plot->width, months->zero } };
	drawing_line(
	        drawing, (struct nib){ .color = style->axis_color, .width = style->axis }, axis, 2);
}

/* 12月, or 12 where slots are narrow, or every second and third of them. */
static void draw_months(const struct months *months)
{
	struct drawing *drawing = months->drawing;
	const mpt em = drawing->em, top = months->plot.y + months->plot.height + LABEL_GAP;
	const bool named = months->pitch >= em * 12 / 5;
	int step = 1;

	while (step < 4 && step * months->pitch < em * 5 / 4)
		step++;
	for (int month = 1; month <= MONTHS_OF_YEAR; month += step) {
		const char *words =
		        arena_printf(drawing->setting->scratch, "%d%s", month, named ? "月" : "");
		const struct label label = labels_set(drawing, words, drawing->chart->place, 0);
		const struct xy at = { months_x(months, month) - label.width / 2, top };
		labels_draw(drawing, &label, at, false);
	}
	labels_keep(drawing,
	        (struct box){ 0, top, drawing->width,
	                drawing->height > top ? drawing->height - top : 0 });
}

static bool has_room(const struct months *months)
{
	const struct drawing *drawing = months->drawing;

	return months->plot.height >= 2 * drawing->line && months->pitch >= drawing->em / 2;
}

static void lay_plot(struct months *months, mpt top)
{
	const struct drawing *drawing = months->drawing;
	const mpt rows = 1 + (drawing->again ? (mpt)drawing->chart->series_count : 0);
	const mpt left = left_margin(months);
	/* Above the highest tick there is room for a figure, its mark and its pointer. */
	const mpt above = drawing->line + 2 * drawing->style->mark;

	months->plot = (struct box){ .x = left, .y = top + above };
	months->plot.width = drawing->width - left - LABEL_GAP;
	months->plot.height =
	        drawing->height - rows * drawing->line - 2 * LABEL_GAP - months->plot.y;
	months->pitch = months->plot.width / MONTHS_OF_YEAR;
	months->scale.from = months->plot.y + months->plot.height;
	months->scale.to = months->plot.y;
	months->zero = scale_at(&months->scale, 0);
}

bool months_begin(struct months *months, struct drawing *drawing, struct legend *legend)
{
	const struct chart *chart = drawing->chart;
	const struct chart_style *style = drawing->style;
	struct legend all = { .count = 0 };

	*months = (struct months){ .drawing = drawing };
	months->scale = scale_new(chart, scale_reached(chart), style->ticks);
	legend_add(&all,
	        (struct legend_item){ .sample = LEGEND_WORDS,
	                .words = scale_unit(&months->scale, drawing->setting->scratch, chart) });
	for (size_t i = 0; i < legend->count; i++)
		legend_add(&all, legend->items[i]);
	if (chart->pace)
		legend_add(&all,
		        (struct legend_item){ .sample = LEGEND_LINE,
		                .nib = { style->pace_color, style->pace, style->dash },
		                .words = chart->pace->name });
	legend_add_states(&all, drawing);
	lay_plot(months, legend_draw(&all, drawing));
	if (!has_room(months))
		return false;
	draw_grid(months);
	draw_months(months);
	return true;
}

static struct nib level_nib(const struct drawing *drawing, const struct chart_level *level)
{
	return (struct nib){
		.color = level->paint ? level->paint->color : drawing->style->level_color,
		.width = drawing->style->level,
		.dash = level->paint ? level->paint->dash : 0,
	};
}

static void draw_pace(struct months *months)
{
	struct drawing *drawing = months->drawing;
	const struct chart_style *style = drawing->style;
	const struct nib nib = { style->pace_color, style->pace, style->dash };
	struct xy points[MONTHS_OF_YEAR];
	size_t count = 0;

	for (const struct chart_point *at = drawing->chart->pace->first; at; at = at->next) {
		if (!at->figure.is_given)
			continue;
		points[count] =
		        (struct xy){ months_x(months, at->month), months_y(months, &at->figure) };
		if (count > 0)
			labels_avoid(drawing, points[count - 1], points[count]);
		count++;
	}
	drawing_line(drawing, nib, points, count);
}

void months_draw_goals(struct months *months)
{
	struct drawing *drawing = months->drawing;
	const struct box *plot = &months->plot;
	const struct chart_level *level = drawing->chart->levels;

	for (; level; level = level->next) {
		const mpt y = months_y(months, &level->figure);
		const struct xy line[] = { { plot->x, y }, { plot->x + plot->width, y } };
		drawing_line(drawing, level_nib(drawing, level), line, 2);
		labels_avoid(drawing, line[0], line[1]);
	}
	if (drawing->chart->pace)
		draw_pace(months);
}

/* Above nought, and above the gaps of other series that stand there. */
void months_draw_gap(struct months *months, const struct chart_point *point, mpt x)
{
	struct drawing *drawing = months->drawing;
	const struct chart_style *style = drawing->style;
	const mpt mark = style->mark;
	struct box box = { x - mark / 2, months->zero - style->axis - mark, mark, mark };

	for (int i = 0; i < GAPS_ABOVE && !labels_is_free(drawing, box, false); i++)
		box.y -= mark;
	const mpt y = box.y + mark / 2;
	const struct xy dash[] = { { box.x, y }, { box.x + mark, y } };
	if (point->state == POINT_NONE)
		drawing_mark(drawing, SHAPE_RING, style->axis_color, (struct xy){ x, y }, true);
	else
		drawing_line(drawing,
		        (struct nib){ .color = style->axis_color, .width = style->axis }, dash, 2);
	labels_keep(drawing, box);
}

/* Above and below its line, from the right end to the left. */
static void say_level(struct months *months, const struct chart_level *level)
{
	struct drawing *drawing = months->drawing;
	struct xy places[2 * MONTHS_OF_YEAR + 2];
	const char *words =
	        arena_printf(drawing->setting->scratch, "%s%s", level->name, level->figure.words);
	const struct label label = labels_set(drawing, words, level->figure.source, 0);
	const mpt y = months_y(months, &level->figure), half = drawing->style->level;
	mpt x = months->plot.x + months->plot.width - label.width;
	size_t count = 0;

	for (int slot = 0; slot <= MONTHS_OF_YEAR; slot++) {
		const mpt left = x > months->plot.x ? x : months->plot.x;
		places[count++] = (struct xy){ left, y - half - label.height };
		places[count++] = (struct xy){ left, y + half };
		x -= months->pitch;
	}
	if (labels_place(drawing, &label, places, count) < 0)
		labels_say_crowded(drawing, level->name, &level->figure);
}

/* Columns: on their end, or flush with one of their sides; marks: above, below, right, left. */
static bool say_point(struct months *months, const struct month_label *wanted)
{
	struct drawing *drawing = months->drawing;
	const struct label label =
	        labels_set(drawing, wanted->words, wanted->point->figure.source, 0);
	const mpt reach = wanted->reach, side = reach + LABEL_GAP, x = wanted->at.x;
	const mpt above = wanted->at.y - reach - label.height, below = wanted->at.y + reach;
	const mpt middle = wanted->at.y - label.height / 2, centred = x - label.width / 2;
	const mpt end = scale_figure(&wanted->point->figure) < 0 ? below : above;
	const struct xy on_end[] = { { centred, end }, { x - wanted->half, end },
		{ x + wanted->half - label.width, end } };
	const struct xy around[] = { { centred, above }, { centred, below }, { x + side, middle },
		{ x - side - label.width, middle } };

	if (wanted->half > 0)
		return labels_place(drawing, &label, on_end, COUNT_OF(on_end)) >= 0;
	return labels_place(drawing, &label, around, COUNT_OF(around)) >= 0;
}

/* A figure in its row below the axis. */
static void say_in_row(struct months *months, const struct chart_point *point, mpt top)
{
	struct drawing *drawing = months->drawing;
	const struct label label =
	        labels_set(drawing, point->figure.words, point->figure.source, 0);
	const struct xy at = { months_x(months, point->month) - label.width / 2, top };

	if (label.width + LABEL_GAP > months->pitch)
		labels_say_crowded(drawing,
		        arena_printf(drawing->setting->scratch, "%d月", point->month),
		        &point->figure);
	else
		labels_draw(drawing, &label, at, false);
}

static void say_rows(struct months *months)
{
	struct drawing *drawing = months->drawing;
	const struct chart_series *series = drawing->chart->series;
	mpt top = months->plot.y + months->plot.height + LABEL_GAP + drawing->line;

	for (; series; series = series->next) {
		const struct label name =
		        labels_set(drawing, series->name, drawing->chart->place, 0);
		if (drawing->chart->series_count > 1)
			labels_draw(drawing, &name,
			        (struct xy){ months->plot.x - 2 * LABEL_GAP - name.width, top },
			        false);
		for (const struct chart_point *at = series->first; at; at = at->next) {
			if (at->figure.is_given)
				say_in_row(months, at, top);
		}
		top += drawing->line;
	}
}

/* The labels of one rank; false: some are not placed, of which those that must be are said. */
static bool say_rank(
        struct months *months, const struct month_label *labels, size_t count, int rank)
{
	const struct drawing *drawing = months->drawing;
	bool placed = true;

	for (size_t i = 0; i < count; i++) {
		if (labels[i].rank != rank || say_point(months, &labels[i]))
			continue;
		placed = false;
		if (rank == RANK_LAST && drawing->style->labels == LABELS_ENDS)
			labels_say_crowded(months->drawing,
			        arena_printf(
			                drawing->setting->scratch, "%d月", labels[i].point->month),
			        &labels[i].point->figure);
	}
	return placed;
}

bool months_say(struct months *months, struct month_label *labels, size_t count)
{
	struct drawing *drawing = months->drawing;
	const enum chart_labels wanted = drawing->style->labels;
	const int deepest = wanted == LABELS_ALL ? RANK_REST : RANK_EXTREME;
	bool placed = true;

	if (drawing->again) {
		say_rows(months);
		count = 0;
	}
	for (int rank = RANK_LAST; rank <= deepest && wanted != LABELS_NONE; rank++) {
		placed = say_rank(months, labels, count, rank) && placed;
		const struct chart_level *level =
		        rank == RANK_LEVEL ? drawing->chart->levels : NULL;
		for (; level; level = level->next)
			say_level(months, level);
	}
	return placed || wanted != LABELS_ALL;
}
