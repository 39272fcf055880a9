#include "kit/typesetting.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct typesetting bench;
static struct text out;

static void set_up(void)
{
	typesetting_init(&bench);
	text_init(&out);
}

static void tear_down(void)
{
	text_release(&out);
	typesetting_release(&bench);
}

TestSuite(paragraph, .init = set_up, .fini = tear_down);

static const char *lines_of(const char *words, mpt measure)
{
	const struct lines lines = typesetting_set(&bench, words, measure);

	text_clear(&out);
	typesetting_lines(&lines, &out);
	return out.bytes;
}

static struct line only_line(const char *words, mpt measure)
{
	const struct lines lines = typesetting_set(&bench, words, measure);

	cr_assert_eq(lines.count, 1, "%s", words);
	return lines.lines[0];
}

static struct lines set_items(struct inline_item *const *items, size_t count, mpt measure)
{
	for (size_t i = 0; i + 1 < count; i++)
		items[i]->next = items[i + 1];
	const struct paragraph paragraph = { .style = &bench.style, .first = items[0] };
	return paragraph_set(&bench.setting, &paragraph, measure);
}

static struct inline_item *item_of(enum inline_kind kind)
{
	struct inline_item *item = typesetting_item(&bench, "");

	item->kind = kind;
	return item;
}

/* Every line, by measure in em: the choice of breaks. */
Test(paragraph, breaks)
{
	static const struct {
		int measure;
		const char *words;
		const char *lines;
		const char *why;
	} rows[] = {
		{ 4, "一二三四五六七八九", "一二三四|五六七|八九|", "孤字: one is pulled down" },
		{ 4, "一二三四五六七八九。", "一二三四|五六七|八九。|", "孤字 with its mark" },
		{ 4, "一二三四五六七八九十", "一二三四|五六七八|九十|", "a grid of Han" },
		{ 5, "一（二三）四，五六", "一（二三）|四，五六|", "line-end mark takes half" },
		{ 6, "一、二、三四五六，七八", "一、二、三四|五六，七八|", "先挤进" },
		{ 6, "一二三四五六，七八九", "一二三四五|六，七八九|", "后推出" },
		{ 4, "一二三“四五”六七", "一二三|“四五”|六七|", "no opening mark ends a line" },
		{ 4, "一二三\"四五\"六七", "一二三|\"四五\"|六七|", "nor an ASCII one" },
		{ 4, "一二三四\"五\"六七", "一二三四|\"五\"六七|", "which closes at no start" },
		{ 4, "一二三四\n五六", "一二三四|五六|", "forced" },
		{ 4, "一\n\n二\n", "一||二|", "an empty line, none at the end" },
		{ 4, "", "|", "an empty paragraph is a line" },
		{ 5, "ab cd ef gh ij", "ab cd ef gh|ij|", "words part at blanks" },
		{ 4, "一二Word三四五", "一二|Word三|四五|", "a word stays whole" },
		{ 4, "互联网+明厨亮灶", "互联网+|明厨亮灶|", "+ may end a line" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(lines_of(rows[i].words, rows[i].measure * EM), rows[i].lines,
		        "%s: %s, not %s", rows[i].why, out.bytes, rows[i].lines);
}

/* Where each glyph of a line stands, in mpt. */
Test(paragraph, places)
{
	static const struct {
		const char *words;
		const char *dump;
	} rows[] = {
		/* two marks take 1.5 em, brackets hug */
		{ "一，“二”，三", "一，“二”，三\n  0 10000 15000 25000 35000 40000 50000\n" },
		{ "一（“二”）三", "一（“二”）三\n  0 10000 15000 25000 35000 40000 50000\n" },
		{ "《一》《二》", "《一》《二》\n  -5000 5000 15000 20000 30000 40000\n" },
		{ "《一》·《二》", "《一》·《二》\n  -5000 5000 15000 20000 20000 30000 40000\n" },
		/* a line begins with half a bracket */
		{ "（一）", "（一）\n  -5000 5000 15000\n" },
		/* a quarter em beside Latin, none beside marks, blanks of the source dropped */
		{ "到12 月，ok。",
		        "到12月，ok。\n  0 12500 17500 25000 35000 45000 50000 55000\n" },
		{ "一（A）二", "一（A）二\n  0 10000 20000 25000 35000\n" },
		/* quotes inside Latin take half an em, with no gap beside them */
		{ "a “b” c", "a “b” c\n  0 5000 5000 15000 20000 25000 30000\n" },
		{ "甲 乙", "甲 乙\n  0 10000 15000\n" },
		{ "二·三", "二·三\n  0 10000 15000\n" },
		{ "一——二", "一——二\n  0 10000 20000 30000\n" },
	};

	bench.style.align = ALIGN_START;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct lines lines = typesetting_set(&bench, rows[i].words, 40 * EM);
		text_clear(&out);
		typesetting_dump(&lines, &out);
		cr_expect_str_eq(out.bytes, rows[i].dump, "%s", out.bytes);
	}
}

/* Some fonts draw ？ in the middle: its ink would run into a mark that hugs it. */
Test(paragraph, a_mark_drawn_in_the_middle_is_moved_to_its_side)
{
	bench.fake.centered = 0xFF1F;
	const struct line line = only_line("吗？”", 9 * EM);

	/* Ink 3000-7000 of the glyph stands in the middle of the half em 10000-15000. */
	cr_expect_eq(typesetting_x(&line, 1), 10000 - 2500);
	cr_expect_eq(typesetting_x(&line, 2), 15000);
}

/* Some fonts leave room beside —: the two would not meet. */
Test(paragraph, the_halves_of_a_dash_meet)
{
	bench.fake.centered = 0x2014;
	const struct line line = only_line("甲——乙", 9 * EM);

	cr_expect_eq(typesetting_x(&line, 1) + 7000, 20000);
	cr_expect_eq(typesetting_x(&line, 2) + 3000, 20000);
	cr_expect_eq(typesetting_x(&line, 3), 30000, "two em all the same");
}

/* 先挤进、后推出: squeezed by 0.6 em rather than stretched by 0.4. */
Test(paragraph, squeezing_in_is_preferred_to_pushing_out)
{
	/* The comma that may not begin the next line takes 八 along, or finds room. */
	cr_expect_str_eq(
	        lines_of("一，二，三四五六七八，九十百", 101000), "一，二，三四五六七八，|九十百|");
}

/* Two tenths of an em in seven gaps are seen less than eight tenths out of two commas. */
Test(paragraph, a_line_near_its_natural_width_is_preferred)
{
	cr_expect_str_eq(
	        lines_of("一，二，三四五六七八九十百", 102000), "一，二，三四五六七八|九十百|");
	cr_expect_str_eq(
	        lines_of("一，二，三四五六七八九十百", 104000), "一，二，三四五六七八九|十百|");
	cr_expect_str_eq(lines_of("一二（三四五）六七八九十百千", 116000),
	        "一二（三四五）六七八九十|百千|", "two brackets give four tenths");
	cr_expect_str_eq(lines_of("一二（三四五）六七八九十百千", 111000),
	        "一二（三四五）六七八九|十百千|", "but not nine");
}

Test(paragraph, squeeze_takes_brackets_before_commas)
{
	/* 10 em of words in 9.5: each bracket gives a quarter, the comma keeps its half. */
	const struct line line = only_line("一，二（三）四五六七", 95000);

	cr_expect_eq(typesetting_x(&line, 2), 20000);
	cr_expect_eq(typesetting_x(&line, 3), 27500);
	cr_expect_eq(typesetting_x(&line, 6), 55000);
	cr_expect_eq(line.width, 95000);
}

Test(paragraph, justified_lines_end_at_the_measure)
{
	const struct lines lines = typesetting_set(&bench,
	        "保障妇女健康和儿童的权益，完成42400例筛查。保障妇女健康和儿童权益", 11 * EM);

	for (size_t i = 0; i + 1 < lines.count; i++) {
		const struct op *op = &lines.lines[i].ops[lines.lines[i].op_count - 1];
		const struct placed_glyph *last = &op->run.glyphs[op->run.count - 1];
		const bool mark = last->codepoint == 0xFF0C || last->codepoint == 0x3002;
		cr_expect_eq(op->run.x + last->x + last->advance - (mark ? EM / 2 : 0), 11 * EM,
		        "line %zu", i);
	}
}

Test(paragraph, a_full_grid_of_28_is_left_as_it_is)
{
	for (int i = 0; i < 100; i++)
		text_add(&out, "民生");
	const struct lines lines = typesetting_set(&bench, out.bytes, 28 * EM);

	cr_assert_eq(lines.count, 8);
	for (size_t i = 0; i < 7; i++) {
		for (size_t j = 0; j < 28; j++)
			cr_assert_eq(typesetting_x(&lines.lines[i], j), (mpt)j * EM);
	}
}

Test(paragraph, aligns)
{
	bench.style.align = ALIGN_CENTER;
	struct line line = only_line("刘兵", 6 * EM);
	cr_expect_eq(typesetting_x(&line, 0), 2 * EM);
	bench.style.align = ALIGN_END;
	line = only_line("刘兵。", 6 * EM);
	cr_expect_eq(typesetting_x(&line, 0), 35000, "the mark's blank hangs out");
	bench.style.align = ALIGN_DISTRIBUTE;
	line = only_line("刘 兵", 3 * EM);
	cr_expect_eq(typesetting_x(&line, 1), 2 * EM);
	cr_expect_eq(line.width, 2 * EM, "natural width, for columns");
	bench.style.align = ALIGN_JUSTIFY;
	line = only_line("刘兵", 6 * EM);
	cr_expect_eq(typesetting_x(&line, 0), 0);
	bench.style.single_line_center = true;
	line = only_line("刘兵", 6 * EM);
	cr_expect_eq(typesetting_x(&line, 0), 2 * EM);
}

Test(paragraph, indents)
{
	bench.style.indent_first = 2 * EM;
	bench.style.indent_left = EM;
	bench.style.indent_right = EM;
	const struct lines lines = typesetting_set(&bench, "“二三四五六七八九十”", 8 * EM);

	cr_expect_eq(typesetting_x(&lines.lines[0], 0), 3 * EM - EM / 2, "bracket is half");
	cr_expect_eq(typesetting_x(&lines.lines[1], 0), EM);
	bench.style.indent_first = -EM;
	cr_expect_str_eq(
	        lines_of("一二三四五六七八九十", 7 * EM), "一二三四五六|七八九十|", "凸排");
}

Test(paragraph, hanging_mark)
{
	bench.style.hang = true;
	cr_expect_str_eq(lines_of("一二三四五六，七八九", 6 * EM), "一二三四五六，|七八九|");
	const struct lines lines = typesetting_set(&bench, "一二三四五六，七八九", 6 * EM);
	cr_expect_eq(typesetting_x(&lines.lines[0], 5), 5 * EM);
	cr_expect_eq(typesetting_x(&lines.lines[0], 6), 6 * EM);
	const struct lines marks = typesetting_set(&bench, "一，二三四五，七八九", 6 * EM);
	cr_expect_eq(typesetting_x(&marks.lines[0], 2), 2 * EM, "the mark hangs, none is squeezed");
}

Test(paragraph, unsqueezed_marks_keep_their_em)
{
	bench.style.squeeze = false;
	const struct line line = only_line("一，“二", 9 * EM);

	cr_expect_eq(typesetting_x(&line, 3), 3 * EM);
}

Test(paragraph, latin_blanks_keep_to_their_limits)
{
	/* 40 letters and blanks: squeezed to a quarter em or stretched, never beyond. */
	const struct lines lines = typesetting_set(&bench, "aa bb cc dd ee ff gg hh ii jj", 8 * EM);

	for (size_t i = 0; i + 1 < lines.count; i++)
		cr_expect_leq(lines.lines[i].stretched, 333);
}

Test(paragraph, fill_takes_the_spare_width)
{
	struct inline_item *const items[] = { typesetting_item(&bench, "左"), item_of(INLINE_FILL),
		typesetting_item(&bench, "右") };
	const struct lines lines = set_items(items, 3, 9 * EM);

	cr_assert_eq(lines.count, 1);
	cr_expect_eq(typesetting_x(&lines.lines[0], 0), 0);
	cr_expect_eq(typesetting_x(&lines.lines[0], 1), 8 * EM);
}

Test(paragraph, decimal_points_stand_under_each_other)
{
	static const char *const figures[] = { "7.5%", "100%", "42", "1,234.25" };
	struct extent column = { .least = 0 };

	bench.style.align = ALIGN_DECIMAL;
	for (size_t i = 0; i < 4; i++) {
		const struct paragraph paragraph = { .style = &bench.style,
			.first = typesetting_item(&bench, figures[i]) };
		const struct extent extent = paragraph_extent(&bench.setting, &paragraph);
		if (extent.before_point > column.before_point)
			column.before_point = extent.before_point;
		if (extent.after_point > column.after_point)
			column.after_point = extent.after_point;
	}
	cr_expect_eq(column.before_point, 25000);
	cr_expect_eq(column.after_point, 15000);
	for (size_t i = 0; i < 4; i++) {
		static const size_t digits[] = { 1, 3, 2, 5 };
		const struct paragraph paragraph = { .style = &bench.style,
			.first = typesetting_item(&bench, figures[i]) };
		const struct lines lines = paragraph_set_decimal(&bench.setting, &paragraph, 6 * EM,
		        column.before_point, column.after_point);
		const struct line *line = &lines.lines[0];
		/* Unit digits end at (60 - 40) / 2 + 25 = 35 pt. */
		cr_expect_eq(typesetting_x(line, digits[i] - 1) + EM / 2, 35000, "%s", figures[i]);
	}
	const struct paragraph words = { .style = &bench.style,
		.first = typesetting_item(&bench, "未报送") };
	const struct lines lines =
	        paragraph_set_decimal(&bench.setting, &words, 6 * EM, 25000, 15000);
	cr_expect_eq(typesetting_x(&lines.lines[0], 0), 15000, "words are centred");
	cr_expect_eq(paragraph_extent(&bench.setting, &words).before_point, 0);
}

Test(paragraph, extent)
{
	const struct paragraph paragraph = { .style = &bench.style,
		.first = typesetting_item(&bench, "完成42400例，好\n一二三四五六七八九") };
	const struct extent extent = paragraph_extent(&bench.setting, &paragraph);

	cr_expect_eq(extent.least, 42500, "42400例，: 2.5 + 0.25 + 1 + 0.5 em");
	cr_expect_eq(extent.most, 9 * EM);
	cr_expect_eq(paragraph_set(&bench.setting, &paragraph, extent.most).count, 2);
}

Test(paragraph, titles_break_at_their_hints)
{
	bench.style.align = ALIGN_CENTER;
	bench.style.balance = true;
	cr_expect_str_eq(lines_of("关于江北市\u200B民生实事\u200B推进情况的\u200B通报", 13 * EM),
	        "关于江北市民生实事|推进情况的通报|", "two near equals, the upper the longer");
	cr_expect_str_eq(lines_of("关于\u200B民生实事推进情况\u200B的通报", 11 * EM),
	        "关于民生实事推进情况|的通报|", "no short line above a long one");
	cr_expect_str_eq(
	        lines_of("一二三\u200B四五六七\u200B八九十", 4 * EM), "一二三|四五六七|八九十|");
	const char *lozenge =
	        lines_of("鑫\u200B焱\u200B淼\u200B垚\u200B森\u200B磊\u200B犇", 3 * EM);
	cr_expect_str_eq(lozenge, "鑫焱|淼垚森|磊犇|", "as good as 3, 2, 2");
	cr_expect_str_eq(lines_of("关于民生实事推进情况", 20 * EM), "关于民生实事推进情况|");
	cr_expect_str_eq(lines_of("没有提示的标题也要均衡", 8 * EM), "没有提示的标题|也要均衡|",
	        "no word is torn");
}

Test(paragraph, styles_make_runs)
{
	const struct font_role hei = { .index = 3, .title = "黑体" };
	const struct character_style strong = { .role = &hei,
		.size = 2 * EM,
		.rise = 1000,
		.tracking = 500,
		.has_color = true,
		.color = { .red = 0xD7 } };
	struct inline_item *const items[] = { typesetting_item(&bench, "一二"),
		typesetting_item(&bench, "三四"), typesetting_item(&bench, "五") };

	items[1]->style = &strong;
	items[1]->text.index = 7;
	const struct lines lines = set_items(items, 3, 20 * EM);
	const struct line *line = &lines.lines[0];

	cr_assert_eq(line->op_count, 3);
	const struct op *op = &line->ops[1];
	const struct glyph_run *run = &op->run;
	cr_expect_eq(op->kind, OP_GLYPHS);
	cr_expect_eq(run->face, 3);
	cr_expect_eq(run->size, 2 * EM);
	cr_expect_eq(op->color.red, 0xD7);
	cr_expect_eq(run->x, 2 * EM);
	cr_expect_eq(run->y, line->ops[0].run.y - 1000);
	cr_expect_eq(run->glyphs[1].x, 20500);
	cr_expect_eq(run->glyphs[1].text, 7);
	cr_expect_eq(run->glyphs[1].offset, 1);
	cr_expect_eq(line->ops[2].run.x, 61000);
	cr_expect_eq(line->height, 2 * EM, "a larger character needs a higher line");
}

Test(paragraph, baseline_stands_in_the_middle_of_the_leading)
{
	const struct line line = only_line("一", EM);

	cr_expect_eq(line.height, 18000);
	cr_expect_eq(line.ops[0].run.y, (18000 - EM) / 2 + 8800);
}

Test(paragraph, tracking_stands_between_characters_only)
{
	bench.style.tracking = -200;
	const struct line line = only_line("一二三", 29600);

	cr_expect_eq(typesetting_x(&line, 2), 19600);
	cr_expect_eq(line.width, 29600);
}

static size_t page_of(void *context, const char *anchor)
{
	(void)context;
	return strcmp(anchor, "a1") == 0 ? 123 : 0;
}

Test(paragraph, page_fields)
{
	struct inline_item *const items[] = { item_of(INLINE_PAGE), typesetting_item(&bench, "/"),
		item_of(INLINE_PAGES), typesetting_item(&bench, "，"), item_of(INLINE_REFERENCE) };

	items[4]->reference = "a1";
	bench.setting.page = 4;
	bench.setting.pages = 10;
	bench.setting.page_of = page_of;
	const struct lines lines = set_items(items, 5, 20 * EM);

	typesetting_lines(&lines, &out);
	cr_expect_str_eq(out.bytes, "4/10，123|");
	cr_expect_eq(lines.lines[0].ops[0].run.glyphs[0].text, NO_TEXT);
}

Test(paragraph, links_cover_their_words)
{
	struct inline_item *const items[] = { typesetting_item(&bench, "见"),
		typesetting_item(&bench, "附件"), typesetting_item(&bench, "1") };

	items[1]->link = "#a1";
	items[2]->link = "#a1";
	const struct lines lines = set_items(items, 3, 20 * EM);
	const struct line *line = &lines.lines[0];
	const struct op *link = &line->ops[line->op_count - 1];

	cr_expect_eq(link->kind, OP_LINK);
	cr_expect_str_eq(link->link.target, "#a1");
	cr_expect_eq(link->link.box.x, EM);
	cr_expect_eq(link->link.box.width, 27500);
	cr_expect_eq(link->link.box.y, 4000);
	cr_expect_eq(link->link.box.height, EM);
}

Test(paragraph, bars_are_boxes)
{
	const struct bar_style style = { .width = 40000, .height = 6000 };
	struct inline_item *bar = item_of(INLINE_BAR);

	bar->bar.style = &style;
	bar->bar.share = 250;
	bar->bar.mark = 1000;
	struct inline_item *const items[] = { bar, typesetting_item(&bench, "一") };
	const struct lines lines = set_items(items, 2, 20 * EM);
	const struct op *ops = lines.lines[0].ops;

	cr_assert_eq(lines.lines[0].op_count, 4);
	cr_expect_eq(ops[0].box.width, 40000);
	cr_expect_eq(ops[0].box.y, 9000 - 3000);
	cr_expect_eq(ops[1].box.width, 10000);
	cr_expect_eq(ops[2].box.x + ops[2].box.width, 40000, "the mark stays on the bar");
	cr_expect_eq(ops[3].run.x, 40000);
	bar->bar.share = 1500;
	bar->bar.mark = -1;
	const struct lines over = set_items(items, 2, 20 * EM);
	cr_expect_eq(over.lines[0].ops[1].box.width, 40000, "more than all is all");
	cr_expect_eq(over.lines[0].op_count, 3);
}

Test(paragraph, lights_differ_in_shape)
{
	static const size_t steps[] = { [SHAPE_CIRCLE] = 6,
		[SHAPE_SQUARE] = 5,
		[SHAPE_TRIANGLE] = 4,
		[SHAPE_DIAMOND] = 5,
		[SHAPE_RING] = 6 };

	for (unsigned shape = SHAPE_CIRCLE; shape <= SHAPE_RING; shape++) {
		const struct light_style style = { .shape = (enum light_shape)shape, .size = 800 };
		struct inline_item *light = item_of(INLINE_LIGHT);
		light->light = &style;
		const struct lines lines = set_items(&light, 1, 20 * EM);
		const struct op *op = &lines.lines[0].ops[0];
		cr_assert_eq(op->kind, OP_PATH);
		cr_expect_eq(op->path.count, steps[shape]);
		cr_expect_eq(op->path.stroke, shape == SHAPE_RING);
		for (size_t i = 0; i < op->path.count; i++) {
			cr_expect(op->path.steps[i].x[0] >= 0 && op->path.steps[i].x[0] <= 8000);
			cr_expect(op->path.steps[i].verb == PATH_CLOSE
			        || (op->path.steps[i].y[0] >= 5000
			                && op->path.steps[i].y[0] <= 13000));
		}
	}
}

/* Words after lights of different size stand under each other. */
Test(paragraph, a_light_stands_in_the_middle_of_its_room)
{
	static const struct light_style style = {
		.shape = SHAPE_SQUARE, .size = 600, .width = 1000
	};
	struct inline_item *items[] = { item_of(INLINE_LIGHT), typesetting_item(&bench, "甲") };

	items[0]->light = &style;
	const struct lines lines = set_items(items, 2, 20 * EM);
	const struct path *path = &lines.lines[0].ops[0].path;
	cr_expect_eq(path->steps[0].x[0], 2000);
	cr_expect_eq(path->steps[1].x[0], 8000);
	cr_expect_eq(lines.lines[0].ops[1].run.x, 10000);
}

/* MSG_GLYPH_MISSING: where the character came from, itself, its code, the role; once. */
Test(paragraph, a_missing_glyph_is_named_with_its_source)
{
	bench.fake.missing = 0x20164;
	const struct lines lines = typesetting_set(&bench, "陈𠅤，𠅤陈", 20 * EM);

	typesetting_set(&bench, "陈𠅤，𠅤陈", 10 * EM);
	cr_expect(bench.setting.failed);
	cr_assert_eq(diag_count(bench.diag), 1, "once, however often it is set");
	const struct record *record = diag_record(bench.diag, 0);
	cr_expect_eq(record->message, MSG_GLYPH_MISSING);
	cr_expect_str_eq(record->place.file, "input/submissions/2020-05/a.json");
	cr_expect_eq(record->place.line, 12);
	cr_expect_str_eq(record->place.pointer, "/tasks/0/progress");
	cr_expect_not_null(strstr(record->english, "𠅤"));
	cr_expect_not_null(strstr(record->english, "U+20164"));
	cr_expect_not_null(strstr(record->chinese, "宋体"));
	cr_expect_eq(lines.lines[0].ops[0].run.count, 5, "the others are set all the same");
}

/* Two missing characters of one text are two messages. */
Test(paragraph, every_missing_glyph_is_said)
{
	static const struct {
		uint32_t codepoint;
		const char *words;
	} rows[] = { { 'x', "axb" }, { U'龘', "龘字" } };

	for (size_t i = 0; i < 2; i++) {
		bench.fake.missing = rows[i].codepoint;
		typesetting_set(&bench, rows[i].words, 20 * EM);
	}
	cr_expect_eq(diag_count(bench.diag), 2);
}

/* 葛 with a selector is one glyph that says both. MSG_GLYPH_VARIANT_MISSING: no face has it. */
Test(paragraph, a_variation_selector_belongs_to_its_character)
{
	bench.fake.missing = 0xE0100;
	const struct line plain = only_line("葛\U000E0100洲5号", 8 * EM);
	const struct placed_glyph *glyphs = plain.ops[0].run.glyphs;

	cr_assert_eq(plain.ops[0].run.count, 4);
	cr_expect_eq(glyphs[0].id, 0x845B);
	cr_expect_eq(glyphs[0].codepoint, 0x845B);
	cr_expect_eq(glyphs[0].mark, 0xE0100);
	cr_expect_eq(glyphs[1].mark, 0);
	cr_expect_eq(glyphs[1].offset, 2);
	cr_expect_eq(glyphs[1].x, EM);
	cr_expect_eq(glyphs[2].x, 2 * EM + EM / 4, "a gap after the selector too");
	cr_assert_eq(diag_count(bench.diag), 1);
	cr_expect_eq(diag_record(bench.diag, 0)->message, MSG_GLYPH_VARIANT_MISSING);
	cr_expect_eq(diag_record(bench.diag, 0)->severity, SEVERITY_NOTE);
	(void)only_line("葛\U000E0100洲5号", 8 * EM);
	cr_expect_eq(diag_count(bench.diag), 1, "said once");
	bench.fake.combined[0] = 0x845B;
	bench.fake.combined[1] = 0xE0100;
	cr_expect_eq(only_line("葛\U000E0100洲", 8 * EM).ops[0].run.glyphs[0].id, FAKE_COMBINED);
	cr_expect_eq(diag_count(bench.diag), 1);
}

Test(paragraph, a_letter_and_its_accent_are_one_glyph_where_there_is_one)
{
	bench.fake.combined[0] = 'e';
	bench.fake.combined[1] = 0x301;
	const struct line both = only_line("e\u0301a", 8 * EM);

	cr_assert_eq(both.ops[0].run.count, 2);
	cr_expect_eq(both.ops[0].run.glyphs[0].id, FAKE_COMBINED);
	cr_expect_eq(both.ops[0].run.glyphs[0].mark, 0x301);
	const struct line parts = only_line("n\u0301a", 8 * EM);
	cr_assert_eq(parts.ops[0].run.count, 3);
	cr_expect_eq(typesetting_x(&parts, 1), 0, "half an em wide, as its letter");
	cr_expect_eq(typesetting_x(&parts, 2), EM / 2, "takes no room");
	bench.fake.centered = 0x301;
	const struct line inked = only_line("n\u0301", 8 * EM);
	cr_expect_eq(typesetting_x(&inked, 1), EM / 4 - EM / 2, "ink from 0.3 to 0.7 em");
	bench.fake.accent = 0x301;
	const struct line raised = only_line("n\u0301\u0301a", 8 * EM);
	const mpt once = EM * 80 / 100 + EM / 16 - EM * 60 / 100;
	cr_assert_eq(raised.op_count, 4);
	cr_expect_eq(raised.ops[0].run.y - raised.ops[1].run.y, once, "clear of a tall letter");
	cr_expect_eq(raised.ops[1].run.y - raised.ops[2].run.y,
	        EM * 75 / 100 + EM / 16 - EM * 60 / 100, "clear of the accent below");
	cr_expect_eq(raised.ops[3].run.y, raised.ops[0].run.y);
	bench.fake.missing = 0x301;
	(void)only_line("n\u0301a", 8 * EM);
	cr_expect(bench.setting.failed, "an accent that cannot be drawn is not dropped");
}

/* MSG_LINE_BROKEN_ANYWHERE: nothing is lost, nothing overflows, and it is said. */
Test(paragraph, what_cannot_be_broken_is_broken_anywhere)
{
	cr_expect_str_eq(lines_of("abcdefghijkl", 4 * EM), "abcdefgh|ijkl|");
	cr_assert_eq(diag_count(bench.diag), 1);
	cr_expect_eq(diag_record(bench.diag, 0)->message, MSG_LINE_BROKEN_ANYWHERE);
	cr_expect_eq(diag_record(bench.diag, 0)->severity, SEVERITY_NOTE);
	cr_expect_str_eq(
	        lines_of("在1234567例的", 4 * EM), "在|1234567|例的|", "before the measure first");
	cr_expect_str_eq(lines_of("abcdefgh，", 4 * EM), "abcdefg|h，|", "no mark begins a line");
	cr_expect_not(bench.setting.failed);
}

/* Where a line ends at its left, a number too long for it gives way before its measure, not within
 * either. */
Test(paragraph, a_number_too_long_is_parted_from_its_measure)
{
	bench.style.align = ALIGN_START;
	cr_expect_str_eq(lines_of("12345平方公里", 5 * EM), "12345|平方公里|");
	cr_expect_str_eq(lines_of("123456789平方公里", 6 * EM), "123456789|平方公里|");
}

/* A link is a part of its paragraph; one in what runs on every page is part of none, and is read
 * all the same. */
Test(paragraph, a_link_is_read_where_it_stands)
{
	for (int runs = 0; runs < 2; runs++) {
		struct structure *structure = structure_new(bench.arena);
		const uint32_t paragraph = structure_add(structure, TAG_ROOT, TAG_PARAGRAPH);
		struct inline_item *const items[] = { typesetting_item(&bench, "见"),
			typesetting_item(&bench, "附件") };
		items[1]->link = "#a1";
		bench.setting.structure = structure;
		bench.setting.within = runs ? TAG_PAGINATION : paragraph;
		(void)set_items(items, 2, 20 * EM);
		const struct tag *link = structure_tag(structure, structure_count(structure) - 1);
		cr_expect_eq(link->role, TAG_LINK);
		cr_expect_str_eq(link->words, "附件");
		cr_expect_eq(link->parent, runs ? TAG_ROOT : paragraph, "runs: %d", runs);
	}
}

Test(paragraph, a_character_wider_than_the_measure_is_placed)
{
	const struct lines lines = typesetting_set(&bench, "一二", EM / 2);

	cr_assert_eq(lines.count, 2);
	cr_expect(lines.lines[0].hyphenless_overflow);
	bench.style.indent_left = 3 * EM;
	cr_expect_eq(typesetting_set(&bench, "一二", EM).count, 2, "no room at all");
}

/* MSG_LINE_LOOSE: nothing is gained by two characters at the ends of a line. */
Test(paragraph, a_loose_line_is_ragged_and_reported)
{
	const struct lines lines = typesetting_set(&bench, "甲乙internationalisation丙丁", 12 * EM);

	cr_expect_eq(typesetting_x(&lines.lines[0], 1), EM);
	cr_expect(lines.lines[0].ragged);
	cr_expect_gt(lines.lines[0].stretched, 333);
	cr_assert_eq(diag_count(bench.diag), 1);
	cr_expect_eq(diag_record(bench.diag, 0)->message, MSG_LINE_LOOSE);
	cr_expect_eq(diag_record(bench.diag, 0)->severity, SEVERITY_NOTE);
}

/* An address is broken behind its signs, and the line before it is stretched by little or not. */
Test(paragraph, addresses_break_behind_their_signs)
{
	static const struct {
		int measure;
		const char *words, *lines;
	} rows[] = {
		{ 12, "详见https://www.example.gov.cn/zwgk/post_2046739.html?a=1&b=2，请知悉。",
		        "详见https://www.|example.gov.cn/zwgk/"
		        "|post_2046739.html?a=1&|b=2，请知悉。|" },
		{ 8, "报zhangsan@example.gov.cn邮箱", "报zhangsan@|example.gov.|cn邮箱|" },
		{ 8, "按GB/T-15834.2011办理后再报", "按|GB/T-15834.2011|办理后再报|" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_expect_str_eq(lines_of(rows[i].words, rows[i].measure * EM), rows[i].lines, "%s",
		        out.bytes);
	}
	bench.style.align = ALIGN_JUSTIFY;
	const struct lines lines =
	        typesetting_set(&bench, "一二三四五https://www.example.gov.cn/", 10 * EM);
	cr_expect_eq(typesetting_x(&lines.lines[0], 4), 4 * EM, "ragged");
	cr_expect_eq(diag_count_at_least(bench.diag, SEVERITY_DOUBT), 0);
}

/* The gap before a number and that behind it grow alike, and before all others do. */
Test(paragraph, both_sides_of_a_number_stretch_alike)
{
	const struct lines lines =
	        typesetting_set(&bench, "一二三四完成12项一二三四五六七八", 126000);
	const struct line *line = &lines.lines[0];

	cr_assert_eq(line->stretched, 0);
	const mpt before = typesetting_x(line, 6) - typesetting_x(line, 5) - EM;
	const mpt behind = typesetting_x(line, 8) - typesetting_x(line, 7) - EM / 2;
	cr_expect_gt(before, EM / 4);
	cr_expect_leq(abs(before - behind), 1);
	cr_expect_eq(typesetting_x(line, 3), 3 * EM);
}

/* A number is parted from its measure rather than its line torn apart. */
Test(paragraph, a_measure_gives_way_before_a_line_turns_loose)
{
	cr_expect_str_eq(lines_of("甲乙12345678批次丙", 65000), "甲乙12345678|批次丙|");
	cr_expect_eq(diag_count(bench.diag), 0);
	cr_expect_str_eq(lines_of("一二三四五六七八九十123批次丙", 105000),
	        "一二三四五六七八九十|123批次丙|", "not without need");
}

static void read_file(const char *path, struct text *text)
{
	FILE *file = fopen(path, "rb");
	char bytes[4096];

	text_clear(text);
	if (!file)
		return;
	for (size_t count = fread(bytes, 1, sizeof bytes, file); count > 0;
	        count = fread(bytes, 1, sizeof bytes, file))
		text_add_bytes(text, bytes, count);
	(void)fclose(file);
}

static void compare(const char *path, const struct text *actual)
{
	if (getenv("UPDATE")) {
		FILE *file = fopen(path, "wb");
		cr_assert_not_null(file);
		cr_assert_eq(fwrite(actual->bytes, 1, actual->length, file), actual->length);
		cr_assert_eq(fclose(file), 0);
		return;
	}
	struct text expected;
	text_init(&expected);
	read_file(path, &expected);
	cr_expect_str_eq(actual->bytes, expected.bytes, "%s differs; UPDATE=1 rewrites it", path);
	text_release(&expected);
}

/* Whole paragraphs of tasks as published: every glyph's place. */
Test(paragraph, goldens)
{
	static const struct {
		const char *name;
		int measure;
	} rows[] = { { "health", 28 }, { "standards", 28 }, { "standards-narrow", 12 },
		{ "services", 28 }, { "latin", 20 }, { "marks", 16 } };
	struct text words;

	text_init(&words);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text path;
		text_init(&path);
		text_printf(&path, "tests/golden/paragraph/%s.txt", rows[i].name);
		read_file(path.bytes, &words);
		cr_assert_gt(words.length, 0, "%s", path.bytes);
		const struct lines lines =
		        typesetting_set(&bench, words.bytes, rows[i].measure * EM);
		text_clear(&out);
		typesetting_dump(&lines, &out);
		text_clear(&path);
		text_printf(&path, "tests/golden/paragraph/%s.lines", rows[i].name);
		compare(path.bytes, &out);
		text_release(&path);
	}
	text_release(&words);
}
