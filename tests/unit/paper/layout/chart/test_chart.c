/*
 * Charts set with a Han character one em wide: what is drawn where, and for thousands of data sets
 * that no label stands on another and nothing leaves the chart.
 */
#include "paper/layout/chart/chart.h"

#include "base/common.h"
#include "base/text.h"
#include "kit/kit.h"
#include "kit/typesetting.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH  440000
#define HEIGHT 170000

struct bench {
	struct typesetting setting;
	struct paint_style paints[CHART_PAINTS];
	struct chart_style style;
	struct chart chart;
	struct chart_drawing drawing;
};

static void bench_init(struct bench *bench, enum chart_kind kind, const char *unit)
{
	memset(bench, 0, sizeof *bench);
	typesetting_init(&bench->setting);
	bench->setting.style.size = 8000;
	bench->setting.style.leading = 10000;
	bench->style = (struct chart_style){ .name = "chart",
		.label = &bench->setting.style,
		.height = HEIGHT,
		.pitch = 17000,
		.axis = 500,
		.grid = 300,
		.line = 1200,
		.level = 1500,
		.pace = 800,
		.dash = 3000,
		.mark = 4000,
		.bar_share = 60,
		.ticks = 5 };
	for (size_t i = 0; i < CHART_PAINTS; i++) {
		bench->paints[i] = (struct paint_style){ .name = "", .title = "" };
		bench->style.paints[i] = &bench->paints[i];
	}
	bench->chart = (struct chart){
		.kind = kind, .style = &bench->style, .alt = "图", .unit = unit, .place = PLACE_NONE
	};
}

static void bench_release(struct bench *bench)
{
	typesetting_release(&bench->setting);
}

static struct chart_figure figure(struct bench *bench, int64_t tenths)
{
	const struct decimal value =
	        decimal_normalise((struct decimal){ .digits = tenths, .scale = 1 });

	return (struct chart_figure){ .value = value,
		.words = decimal_format(bench->setting.arena, value),
		.is_given = true,
		.source = PLACE_NONE };
}

static struct chart_series *add_series(struct bench *bench, const char *name)
{
	struct chart_series *series = arena_alloc(bench->setting.arena, sizeof *series);

	*series = (struct chart_series){
		.next = bench->chart.series, .name = name, .place = PLACE_NONE
	};
	bench->chart.series = series;
	bench->chart.series_count++;
	return series;
}

/* Points are given from the last to the first. */
static struct chart_point *add_point(
        struct bench *bench, struct chart_series *series, int month, const char *label)
{
	struct chart_point *point = arena_alloc(bench->setting.arena, sizeof *point);

	*point = (struct chart_point){ .next = series->first,
		.label = label,
		.month = month,
		.figure = { .words = "", .source = PLACE_NONE },
		.place = PLACE_NONE };
	series->first = point;
	series->count++;
	return point;
}

static void add_level(struct bench *bench, const char *name, int64_t tenths)
{
	struct chart_level *level = arena_alloc(bench->setting.arena, sizeof *level);

	*level = (struct chart_level){ .next = bench->chart.levels,
		.name = name,
		.figure = figure(bench, tenths),
		.place = PLACE_NONE };
	bench->chart.levels = level;
}

static void draw(struct bench *bench)
{
	bench->drawing = chart_draw(&bench->setting.setting, &bench->chart, WIDTH);
}

/* A series of tenths from January on; -1: not reported. */
static void give(struct bench *bench, const int64_t *tenths, size_t count)
{
	struct chart_series *series = add_series(bench, "指标");

	for (size_t i = count; i-- > 0;) {
		struct chart_point *point = add_point(bench, series, (int)i + 1, "");
		if (tenths[i] < 0)
			point->state = POINT_NONE;
		else
			point->figure = figure(bench, tenths[i]);
	}
}

/* What all runs say, parted by blanks. */
static const char *words_of(const struct bench *bench)
{
	struct text words;

	text_init(&words);
	for (size_t i = 0; i < bench->drawing.op_count; i++) {
		const struct op *op = &bench->drawing.ops[i];
		for (size_t j = 0; op->kind == OP_GLYPHS && j < op->run.count; j++)
			text_add_codepoint(&words, op->run.glyphs[j].codepoint);
		if (op->kind == OP_GLYPHS)
			text_add_char(&words, ' ');
	}
	const char *all = arena_strdup(bench->setting.arena, words.bytes);
	text_release(&words);
	return all;
}

static size_t count_of(const struct bench *bench, enum op_kind kind, mpt line_width)
{
	size_t count = 0;

	for (size_t i = 0; i < bench->drawing.op_count; i++) {
		const struct op *op = &bench->drawing.ops[i];
		count += op->kind == kind && (kind != OP_PATH || op->path.line_width == line_width)
		        ? 1
		        : 0;
	}
	return count;
}

Test(chart, says_in_words_what_all_its_operations_draw)
{
	static const int64_t figures[] = { 10, 20 };
	struct bench bench;

	bench_init(&bench, CHART_COLUMN, "家");
	give(&bench, figures, 2);
	draw(&bench);
	const struct op *first = &bench.drawing.ops[0];
	cr_expect_eq(first->kind, OP_PICTURE);
	cr_expect_str_eq(first->picture.alt, "图");
	cr_expect_eq(first->picture.count, bench.drawing.op_count - 1);
	cr_expect_eq(first->picture.box.width, WIDTH);
	cr_expect_eq(first->picture.box.height, bench.drawing.height);
	bench_release(&bench);
}

Test(chart, bridges_no_missing_month)
{
	static const struct {
		int64_t figures[5];
		size_t stretches;
	} rows[] = {
		{ { 10, 20, 30, 40, 50 }, 4 },
		{ { 10, 20, -1, 40, 50 }, 2 },
		{ { 10, -1, 30, -1, 50 }, 0 },
		{ { 0, 0, 0, 0, 0 }, 4 },
		{ { -1, -1, 30, -1, -1 }, 0 },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct bench bench;
		bench_init(&bench, CHART_LINE, "家");
		give(&bench, rows[i].figures, 5);
		draw(&bench);
		cr_expect_eq(count_of(&bench, OP_PATH, 1200), rows[i].stretches, "row %zu", i);
		/* Each figure keeps its mark, and is printed. */
		for (size_t j = 0; j < 5; j++) {
			const char *words = arena_printf(
			        bench.setting.arena, "%d ", (int)(rows[i].figures[j] / 10));
			cr_expect(rows[i].figures[j] < 0 || strstr(words_of(&bench), words),
			        "row %zu: %s in %s", i, words, words_of(&bench));
		}
		bench_release(&bench);
	}
}

Test(chart, columns_begin_at_nought)
{
	static const int64_t figures[] = { 100, 200, 400 };
	struct bench bench;
	mpt bottoms[3] = { 0 }, heights[3] = { 0 };
	size_t count = 0;

	bench_init(&bench, CHART_COLUMN, "家");
	bench.style.labels = LABELS_NONE;
	give(&bench, figures, 3);
	draw(&bench);
	for (size_t i = 2; i < bench.drawing.op_count && count < 3; i++) {
		const struct op *op = &bench.drawing.ops[i];
		if (op->kind != OP_BOX)
			continue;
		heights[count] = op->box.height;
		bottoms[count++] = op->box.y + op->box.height;
	}
	cr_expect_eq(count, 3);
	cr_expect_eq(bottoms[0], bottoms[2]);
	cr_expect_leq(abs(heights[1] - 2 * heights[0]), 1);
	cr_expect_leq(abs(heights[2] - 4 * heights[0]), 3);
	bench_release(&bench);
}

Test(chart, prints_what_the_rules_say)
{
	static const int64_t figures[] = { 14270, 273700 }, shares[] = { 563, 1337 };
	static const struct {
		enum chart_kind kind;
		const char *unit;
		const int64_t *figures;
		const char *words; /* among them */
	} rows[] = {
		{ CHART_COLUMN, "批次", figures, "（单位：万批次）" },
		{ CHART_COLUMN, "批次", figures, "27370 " },
		{ CHART_COLUMN, "批次", figures, "12月 " },
		{ CHART_LINE, "%", shares, "120% " },
		{ CHART_LINE, "%", shares, "133.7 " },
		{ CHART_SPARK, "", figures, "27370 " },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct bench bench;
		bench_init(&bench, rows[i].kind, rows[i].unit);
		give(&bench, rows[i].figures, 2);
		draw(&bench);
		cr_expect(strstr(words_of(&bench), rows[i].words), "row %zu: %s in %s", i,
		        rows[i].words, words_of(&bench));
		bench_release(&bench);
	}
}

Test(chart, shows_a_frame_where_there_are_no_data)
{
	static const int64_t none[] = { -1, -1 };

	for (enum chart_kind kind = CHART_COLUMN; kind <= CHART_SPARK; kind++) {
		struct bench bench;
		bench_init(&bench, kind, "");
		if (kind != CHART_DOTS)
			give(&bench, none, 2);
		draw(&bench);
		cr_expect_str_eq(words_of(&bench), "本期无数据 ", "kind %d", (int)kind);
		cr_expect_not(bench.setting.setting.failed);
		bench_release(&bench);
	}
}

Test(chart, says_what_has_no_room)
{
	static const int64_t figures[] = { 14270, 273700 };
	static const struct {
		mpt width, height;
		enum message message;
	} rows[] = {
		{ WIDTH + 1, HEIGHT, MSG_CHART_NO_ROOM },
		{ 40000, HEIGHT, MSG_CHART_SMALL },
		{ WIDTH, 40000, MSG_CHART_SMALL },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct bench bench;
		bench_init(&bench, CHART_COLUMN, "批次");
		bench.style.width = rows[i].width;
		bench.style.height = rows[i].height;
		give(&bench, figures, 2);
		draw(&bench);
		cr_expect(bench.setting.setting.failed);
		cr_assert_eq(diag_count(bench.setting.diag), 1);
		cr_expect_eq(diag_record(bench.setting.diag, 0)->message, rows[i].message);
		bench_release(&bench);
	}
}

/* A style sheet may say what it likes: nothing is divided by nought, nothing takes for ever. */
Test(chart, stands_any_style, .timeout = 10)
{
	static const int64_t figures[] = { 5, 10, -1, 30 };

	for (enum chart_kind kind = CHART_COLUMN; kind <= CHART_SPARK; kind++) {
		for (int i = 0; i < 8; i++) {
			struct bench bench;
			bench_init(&bench, kind, "");
			bench.setting.style.size = i == 0 ? 0 : 8000;
			bench.style.pitch = i == 1 ? 0 : 17000;
			bench.style.height = i == 2 ? 0 : HEIGHT;
			bench.style.dash = i == 3 ? 1 : 3000;
			bench.style.ticks = i == 4 ? 1000000 : i == 5 ? 0 : 5;
			bench.style.bar_share = i == 6 ? 0 : 60;
			bench.style.mark = i == 7 ? 0 : 4000;
			give(&bench, figures, 4);
			bench.chart.pace =
			        bench.chart.kind <= CHART_LINE ? bench.chart.series : NULL;
			draw(&bench);
			cr_expect_lt(bench.drawing.op_count, 200);
			bench_release(&bench);
		}
	}
}

/* A figure wider than its month finds no place above the columns nor below the axis. */
Test(chart, says_which_figure_found_no_place)
{
	static const int64_t figures[] = { 12345678901, 22345678901, 32345678901 };
	struct bench bench;

	bench_init(&bench, CHART_COLUMN, "元");
	bench.style.width = 200000;
	give(&bench, figures, 3);
	draw(&bench);
	cr_assert_eq(diag_count(bench.setting.diag), 3);
	cr_expect_eq(diag_record(bench.setting.diag, 0)->message, MSG_CHART_CROWDED);
	cr_expect(strstr(diag_record(bench.setting.diag, 0)->english, "1234567890.1"));
	bench_release(&bench);
}

/* Thousands of data sets */

static uint64_t next(uint64_t *state, uint64_t below)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (*state >> 33) % below;
}

static void fill_months(struct bench *bench, uint64_t *state)
{
	const size_t most = bench->chart.kind == CHART_SPARK ? 1 : 1 + next(state, 4);
	const int64_t size = INT64_C(1) << (3 + next(state, 26));

	for (size_t i = 0; i < most; i++) {
		static const char *const names[] = { "食品抽检", "养老", "改造小区", "公路" };
		struct chart_series *series = add_series(bench, names[i]);
		for (int month = 12; month >= 1; month--) {
			struct chart_point *point = add_point(bench, series, month, "");
			point->state =
			        next(state, 4) > 0 ? POINT_GIVEN : (enum point_state)next(state, 6);
			if (point->state <= POINT_CARRIED)
				point->figure = figure(bench,
				        (int64_t)next(state, (uint64_t)size)
				                - (next(state, 5) == 0 ? size / 2 : 0));
		}
	}
	if (bench->chart.kind != CHART_SPARK && next(state, 2) == 0)
		add_level(bench, "目标", (int64_t)next(state, (uint64_t)size));
}

static void fill_rows(struct bench *bench, uint64_t *state)
{
	static const char *const names[] = { "东湖区", "高新技术产业开发区管理委员会", "", "西山" };
	const bool stacked = bench->chart.kind == CHART_STACKED;
	const size_t series_count = stacked ? 1 + next(state, 6) : 1;
	const size_t count = 1 + next(state, 6);
	const int64_t size = INT64_C(1) << (4 + next(state, 16));

	for (size_t i = 0; i < series_count; i++) {
		struct chart_series *series = add_series(bench, "正常推进");
		for (size_t row = count; row-- > 0;) {
			struct chart_point *point =
			        add_point(bench, series, 0, names[next(state, 4)]);
			if (next(state, 5) > 0)
				point->figure =
				        figure(bench, (int64_t)next(state, (uint64_t)size) * 10);
			else
				point->state = (enum point_state)(2 + next(state, 4));
		}
	}
	if (bench->chart.kind == CHART_BAR)
		add_level(bench, "全市", (int64_t)next(state, (uint64_t)size));
}

/* The blank half of a bracket at a line's start hangs out. */
static struct box run_box(const struct glyph_run *run)
{
	const struct placed_glyph *first = &run->glyphs[0], *last = &run->glyphs[run->count - 1];
	const mpt above = run->size * 88 / 100;
	const mpt blank = first->codepoint == 0xFF08 ? run->size / 2 : 0;

	return (struct box){ run->x + first->x + blank, run->y - above,
		last->x + last->advance - first->x - blank, run->size };
}

static bool boxes_meet(struct box a, struct box b)
{
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height
	        && b.y < a.y + a.height;
}

static void expect_within(const struct bench *bench, struct box box, const char *what)
{
	cr_assert(box.x >= 0 && box.y >= 0 && box.x + box.width <= WIDTH
	                && box.y + box.height <= bench->drawing.height,
	        "%s of kind %d at %d, %d to %d, %d leaves %d x %d: %s", what,
	        (int)bench->chart.kind, (int)box.x, (int)box.y, (int)(box.x + box.width),
	        (int)(box.y + box.height), WIDTH, (int)bench->drawing.height, words_of(bench));
}

static void expect_marks_within(const struct bench *bench, const struct op *op)
{
	for (size_t i = 0; op->kind == OP_PATH && i < op->path.count; i++) {
		const struct path_step *step = &op->path.steps[i];
		if (step->verb != PATH_CLOSE)
			expect_within(bench, (struct box){ step->x[0], step->y[0], 0, 0 }, "path");
	}
	if (op->kind == OP_BOX)
		expect_within(bench, op->box, "box");
}

static void expect_in_order(const struct bench *bench)
{
	const struct chart_drawing *drawing = &bench->drawing;

	for (size_t i = 0; i < drawing->op_count; i++) {
		const struct op *a = &drawing->ops[i];
		expect_marks_within(bench, a);
		if (a->kind != OP_GLYPHS)
			continue;
		expect_within(bench, run_box(&a->run), "label");
		for (size_t j = i + 1; j < drawing->op_count; j++) {
			const struct op *b = &drawing->ops[j];
			cr_assert(b->kind != OP_GLYPHS
			                || !boxes_meet(run_box(&a->run), run_box(&b->run)),
			        "kind %d: two labels meet in %s", (int)bench->chart.kind,
			        words_of(bench));
		}
	}
}

Test(chart, prints_no_label_over_another_and_nothing_outside, .timeout = 60)
{
	static const enum chart_kind kinds[] = { CHART_COLUMN, CHART_LINE, CHART_SPARK, CHART_BAR,
		CHART_BULLET, CHART_STACKED };
	uint64_t state = 2031;

	for (size_t i = 0; i < 3000; i++) {
		const enum chart_kind kind = kinds[i % COUNT_OF(kinds)];
		struct bench bench;
		bench_init(&bench, kind, next(&state, 3) == 0 ? "%" : "批次");
		bench.style.labels = next(&state, 3) == 0 ? LABELS_ENDS : LABELS_ALL;
		if (kind == CHART_COLUMN || kind == CHART_LINE || kind == CHART_SPARK)
			fill_months(&bench, &state);
		else
			fill_rows(&bench, &state);
		draw(&bench);
		cr_assert_not(bench.setting.setting.failed);
		expect_in_order(&bench);
		bench_release(&bench);
	}
}

/* Who has not reported has a ring, by which nobody is taken for one whom the task does not concern.
 */
Test(chart, tells_kinds_of_gaps_apart)
{
	struct bench bench;

	bench_init(&bench, CHART_BAR, "家");
	struct chart_series *series = add_series(&bench, "指标");
	add_point(&bench, series, 0, "丙")->state = POINT_NOT_CONCERNED;
	add_point(&bench, series, 0, "乙")->state = POINT_NONE;
	add_point(&bench, series, 0, "甲")->figure = figure(&bench, 300);
	draw(&bench);
	const char *words = words_of(&bench);
	cr_expect(strstr(words, "未报送") && !strstr(words, "–未报送"), "%s", words);
	cr_expect(strstr(words, "–不涉及"), "%s", words);
	bench_release(&bench);
}

/* The figure of a column stands on its end, above what it is said of. */
Test(chart, says_a_figure_above_its_column)
{
	static const int64_t figures[] = { 110, 220, 370 };
	struct bench bench;
	size_t columns = 0, labels = 0;
	mpt tops[3] = { 0 };

	bench_init(&bench, CHART_COLUMN, "家");
	give(&bench, figures, 3);
	draw(&bench);
	for (size_t i = 2; i < bench.drawing.op_count; i++) {
		const struct op *op = &bench.drawing.ops[i];
		if (op->kind == OP_BOX && columns < 3)
			tops[columns++] = op->box.y;
	}
	cr_assert_eq(columns, 3);
	for (size_t i = 0; i < bench.drawing.op_count; i++) {
		const struct op *op = &bench.drawing.ops[i];
		if (op->kind != OP_GLYPHS || op->run.count != 2)
			continue;
		for (int j = 0; j < 3; j++) {
			const uint32_t first = (uint32_t)('1' + j),
			               second = (uint32_t[]){ '1', '2', '7' }[j];
			if (op->run.glyphs[0].codepoint != first
			        || op->run.glyphs[1].codepoint != second)
				continue;
			labels++;
			cr_expect_leq(op->run.y, tops[j], "%d: %d below %d", j, (int)op->run.y,
			        (int)tops[j]);
		}
	}
	cr_expect_geq(labels, 3);
	bench_release(&bench);
}

/* The figure of a mark stands clear of it: above, where there is room. */
Test(chart, says_a_figure_above_its_mark)
{
	static const int64_t figures[] = { 370 };
	struct bench bench;
	mpt top = INT32_MAX, baseline = -1;

	bench_init(&bench, CHART_LINE, "家");
	give(&bench, figures, 1);
	draw(&bench);
	for (size_t i = 0; i < bench.drawing.op_count; i++) {
		const struct op *op = &bench.drawing.ops[i];
		for (size_t j = 0; op->kind == OP_PATH && !op->path.stroke && j < op->path.count;
		        j++)
			if (op->path.steps[j].verb != PATH_CLOSE && op->path.steps[j].y[0] < top)
				top = op->path.steps[j].y[0];
		if (op->kind == OP_GLYPHS && op->run.count == 2
		        && op->run.glyphs[0].codepoint == '3' && op->run.glyphs[1].codepoint == '7')
			baseline = op->run.y;
	}
	cr_assert_neq(baseline, -1, "%s", words_of(&bench));
	cr_expect_leq(baseline, top, "%d below %d", (int)baseline, (int)top);
	bench_release(&bench);
}
