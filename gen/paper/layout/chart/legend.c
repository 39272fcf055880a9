#include "paper/layout/chart/legend.h"

#include "base/text.h"

/* What a dash stands for; its edge is as thick as this. */
#define EDGE_WIDTH 500

const char *legend_gap_words(enum point_state state)
{
	static const char *const words[] = {
		[POINT_GIVEN] = "",
		[POINT_CARRIED] = "",
		[POINT_NONE] = "未报送",
		[POINT_NO_BASE] = "无基数",
		[POINT_TOO_LARGE] = "无法汇总",
		[POINT_NOT_CONCERNED] = "不涉及",
	};

	return words[state];
}

void legend_add(struct legend *legend, struct legend_item item)
{
	bool known = item.words[0] == '\0' || legend->count == LEGEND_MOST;

	for (size_t i = 0; i < legend->count && !known; i++)
		known = text_equal(legend->items[i].words, item.words);
	if (!known)
		legend->items[legend->count++] = item;
}

static void add_state(struct legend *legend, const struct drawing *drawing, enum point_state state)
{
	const struct nib dashed = { .color = drawing->style->axis_color,
		.width = EDGE_WIDTH,
		.dash = drawing->style->dash / 2 };
	struct arena *scratch = drawing->setting->scratch;

	if (state == POINT_NONE)
		legend_add(legend,
		        (struct legend_item){ .sample = LEGEND_RING,
		                .nib = dashed,
		                .words = legend_gap_words(state) });
	else if (state == POINT_CARRIED)
		legend_add(legend,
		        (struct legend_item){
		                .sample = LEGEND_HOLLOW, .nib = dashed, .words = "沿用前期数" });
	else if (state != POINT_GIVEN)
		legend_add(legend,
		        (struct legend_item){ .sample = LEGEND_WORDS,
		                .words = arena_printf(scratch, "–%s", legend_gap_words(state)) });
}

void legend_add_states(struct legend *legend, const struct drawing *drawing)
{
	const struct chart_series *series = drawing->chart->series;

	for (; series; series = series->next) {
		for (const struct chart_point *at = series->first; at; at = at->next)
			add_state(legend, drawing, at->state);
	}
}

void legend_add_carried(struct legend *legend, const struct drawing *drawing)
{
	const struct chart_series *series = drawing->chart->series;

	for (; series; series = series->next) {
		for (const struct chart_point *at = series->first; at; at = at->next) {
			if (at->state == POINT_CARRIED)
				add_state(legend, drawing, at->state);
		}
	}
}

static mpt sample_width(const struct legend_item *item, const struct drawing *drawing)
{
	static const int ems[] = {
		/* halves of an em */
		[LEGEND_FILL] = 3,
		[LEGEND_MARK] = 2,
		[LEGEND_LINE] = 5,
		[LEGEND_UPRIGHT] = 1,
		[LEGEND_HOLLOW] = 3,
		[LEGEND_RING] = 2,
		[LEGEND_WORDS] = 0,
	};

	return ems[item->sample] * drawing->em / 2;
}

static void draw_sample(const struct legend_item *item, struct drawing *drawing, struct xy at)
{
	const mpt width = sample_width(item, drawing) - drawing->em / 4;
	const mpt middle = at.y + drawing->line / 2;
	const struct xy centre = { at.x + width / 2, middle };
	const struct box box = { at.x, middle - drawing->em / 3, width, drawing->em * 2 / 3 };
	const struct xy across[] = { { at.x, middle }, { at.x + width, middle } };
	const struct xy upright[] = { { centre.x, middle - drawing->em / 2 },
		{ centre.x, middle + drawing->em / 2 } };

	switch (item->sample) {
	case LEGEND_FILL:
		drawing_paint(drawing, item->paint, box);
		break;
	case LEGEND_MARK:
		drawing_mark(drawing, item->paint->mark, item->paint->color, centre, false);
		break;
	case LEGEND_LINE:
		drawing_line(drawing, item->nib, across, 2);
		break;
	case LEGEND_UPRIGHT:
		drawing_line(drawing, item->nib, upright, 2);
		break;
	case LEGEND_HOLLOW:
		drawing_edge(drawing, item->nib, box);
		break;
	case LEGEND_RING:
		drawing_mark(drawing, SHAPE_RING, item->nib.color, centre, true);
		break;
	case LEGEND_WORDS:
		break;
	}
}

mpt legend_draw(const struct legend *legend, struct drawing *drawing)
{
	struct xy at = { 0, 0 };

	for (size_t i = 0; i < legend->count; i++) {
		const struct legend_item *item = &legend->items[i];
		const struct label label =
		        labels_set(drawing, item->words, drawing->chart->place, 0);
		const mpt sample = sample_width(item, drawing);
		if (at.x > 0 && at.x + sample + label.width > drawing->width)
			at = (struct xy){ 0, at.y + drawing->line };
		draw_sample(item, drawing, at);
		labels_draw(drawing, &label, (struct xy){ at.x + sample, at.y }, false);
		at.x += sample + label.width + drawing->em;
	}
	if (legend->count == 0)
		return 0;
	labels_keep(drawing, (struct box){ 0, 0, drawing->width, at.y + drawing->line });
	return at.y + drawing->line + LABEL_GAP;
}
