#include "paper/layout/chart/chart.h"

#include "paper/layout/chart/kinds.h"
#include "paper/layout/chart/labels.h"
#include "paper/layout/chart/scale.h"

#define FRAME_WIDTH 500

static const struct chart_conduct {
	enum chart_drawn (*draw)(struct drawing *drawing);
	bool has_rows; /* they make its height */
	bool retries;  /* with more room where some figure finds no place */
} conducts[] = {
	[CHART_COLUMN] = { column_draw, false, true },
	[CHART_LINE] = { line_draw, false, true },
	[CHART_STACKED] = { stacked_draw, true, true },
	[CHART_BAR] = { bar_draw, true, false },
	[CHART_BULLET] = { bullet_draw, true, false },
	[CHART_DOTS] = { dots_draw, true, false },
	[CHART_SPARK] = { spark_draw, false, false },
};

static const char *millimetres(struct arena *arena, mpt length)
{
	return arena_printf(arena, "%d", (int)((int64_t)length * 254 / 720000));
}

static void begin(
        struct drawing *drawing, struct setting *setting, const struct chart *chart, mpt measure)
{
	const struct chart_style *style = chart->style;
	const mpt wanted = style->width > 0 ? style->width : measure;

	*drawing = (struct drawing){
		.setting = setting,
		.chart = chart,
		.style = style,
		.em = style->label->size > 0 ? style->label->size : 1,
		.line = style->label->leading,
		.width = wanted < measure ? wanted : measure,
		.height = style->height,
	};
	/* Both become as large as the chart in the end. It has paper of its own: a cell may be
	 * filled. */
	drawing_add(drawing, (struct op){ .kind = OP_PICTURE, .picture = { .alt = chart->alt } });
	drawing_add(drawing, (struct op){ .kind = OP_BOX, .color = COLOR_PAPER });
}

static bool has_data(const struct chart *chart)
{
	if (chart->kind != CHART_DOTS)
		return scale_reached(chart).any;
	for (const struct chart_series *series = chart->series; series; series = series->next) {
		if (series->first)
			return true;
	}
	return false;
}

/* An empty frame, which says that there is nothing to show. */
static void draw_nothing(struct drawing *drawing)
{
	const struct label label = labels_set(drawing, "本期无数据", drawing->chart->place, 0);

	if (conducts[drawing->chart->kind].has_rows)
		drawing->height = drawing->style->pitch + drawing->line;
	const struct box box = { 0, 0, drawing->width, drawing->height };
	const struct xy at = { (box.width - label.width) / 2, (box.height - label.height) / 2 };
	drawing_edge(drawing,
	        (struct nib){ .color = drawing->style->grid_color, .width = FRAME_WIDTH }, box);
	if (at.x >= 0)
		labels_draw(drawing, &label, at, false);
}

static void say_small(struct drawing *drawing)
{
	struct setting *setting = drawing->setting;

	setting->failed = true;
	diag_say(setting->diag, MSG_CHART_SMALL, drawing->chart->place,
	        millimetres(setting->scratch, drawing->width),
	        millimetres(setting->scratch, drawing->height));
}

static void draw(struct drawing *drawing, mpt measure)
{
	const struct chart *chart = drawing->chart;
	const struct chart_conduct *conduct = &conducts[chart->kind];

	if (!has_data(chart)) {
		draw_nothing(drawing);
		return;
	}
	drawing->mute =
	        conduct->retries && (conduct->has_rows || drawing->style->labels == LABELS_ALL);
	enum chart_drawn drawn = conduct->draw(drawing);
	if (drawing->mute && (drawn == CHART_CROWDED_ABOVE || drawing->is_crowded)) {
		begin(drawing, drawing->setting, chart, measure);
		drawing->again = true;
		drawn = conduct->draw(drawing);
	}
	if (drawn == CHART_TOO_SMALL)
		say_small(drawing);
}

struct chart_drawing chart_draw(struct setting *setting, const struct chart *chart, mpt measure)
{
	struct drawing drawing;

	begin(&drawing, setting, chart, measure);
	if (chart->style->width > measure) {
		setting->failed = true;
		diag_say(setting->diag, MSG_CHART_NO_ROOM, chart->place,
		        millimetres(setting->scratch, chart->style->width),
		        millimetres(setting->scratch, measure));
	}
	draw(&drawing, measure);
	const struct box whole = { .width = drawing.width, .height = drawing.height };
	drawing.ops[0].picture.box = whole;
	drawing.ops[1].box = whole;
	drawing.ops[0].picture.count = drawing.count - 1;
	for (size_t i = 0; i < drawing.count; i++)
		drawing.ops[i].tag = setting->within;
	return (struct chart_drawing){
		.ops = drawing.ops, .op_count = drawing.count, .height = drawing.height
	};
}
