/* Tables: 160 × 240 pt of type area, cells of 10 pt on 10 pt, padding 2 pt, rules 1 and 0.5 pt. */
#include "kit/kit.h"
#include "kit/tree.h"

#include "paper/layout/table/table_columns.h"

#include <criterion/criterion.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static struct tree tree;
static struct text out;

static void set_up(void)
{
	tree_init(&tree);
	text_init(&out);
	tree_section(&tree);
}

static void tear_down(void)
{
	text_release(&out);
	tree_release(&tree);
}

TestSuite(table, .init = set_up, .fini = tear_down);

static void lay_out(void)
{
	text_clear(&out);
	cr_assert(tree_layout(&tree, &out), "%s", kit_records(tree.arena, tree.diag));
}

static bool has(const char *words)
{
	return strstr(out.bytes, words);
}

static size_t count(const char *words)
{
	size_t found = 0;

	for (const char *at = out.bytes; (at = strstr(at, words)); at++)
		found++;
	return found;
}

/* The dump's line that holds `words`: page, x, y. */
struct found {
	int page, x, y;
};

static struct found find(const char *words)
{
	const char *line = strstr(out.bytes, words);
	struct found found = { .page = 0 };

	cr_assert_not_null(line, "no %s in\n%s", words, out.bytes);
	while (line > out.bytes && line[-1] != '\n')
		line--;
	cr_assert_eq(sscanf(line, "glyphs %d x=%d y=%d", &found.page, &found.x, &found.y), 3);
	return found;
}

/* `rows` body rows of one line in all columns, numbered from 1. */
static void add_rows(struct table *table, size_t rows)
{
	for (size_t i = 1; i <= rows; i++) {
		struct row *row = tree_row(&tree, table, false);
		for (size_t j = 0; j < table->column_count; j++)
			tree_cell(&tree, row, arena_printf(tree.arena, "%zu", i));
	}
}

static void add_head(struct table *table)
{
	struct row *row = tree_row(&tree, table, true);

	for (size_t i = 0; i < table->column_count; i++)
		tree_cell(&tree, row, "栏");
}

Test(table, a_category_across_pages_is_closed_and_said_again)
{
	struct table *table = tree_table(&tree, 3, 50000);

	tree.grid.continuation = "续表";
	tree.grid.continuation_style = &tree.label;
	tree.grid.has_head_fill = true;
	tree.grid.head_fill = (struct color){ .red = 0xee, .green = 0xee, .blue = 0xee };
	tree.grid.head_rule = 800;
	add_head(table);
	for (int i = 0; i < 12; i++) {
		struct row *row = tree_row(&tree, table, false);
		if (i % 5 == 0)
			tree_cell(&tree, row, "提高底线民生保障水平")->row_span = 5;
		tree_cell(&tree, row, "任务文字内容");
		tree_cell(&tree, row, "进展情况文字内容很多很多");
	}
	((struct row *)table->body)->outline.anchor = "task-1";
	((struct row *)table->body)->outline.bookmark = "任务1";
	tree_golden(&tree, "category");
}

Test(table, a_high_row_is_cut_between_lines)
{
	struct table *table = tree_table(&tree, 2, 80000);

	add_head(table);
	add_rows(table, 4);
	struct row *row = tree_row(&tree, table, false);
	tree_cell(&tree, row, "短");
	tree_cell(&tree, row, tree_words(&tree, 7 * 30));
	add_rows(table, 1);
	tree_golden(&tree, "high_row");
}

/* Seen on the published table: of seventeen units, a paragraph each, one stood alone overleaf. */
Test(table, a_cut_cell_leaves_two_lines_at_least)
{
	struct table *table = tree_table(&tree, 2, 80000);

	add_rows(table, 4); /* leaves room for 18 lines */
	struct row *row = tree_row(&tree, table, false);
	struct cell_box *cell = tree_cell(&tree, row, "");
	for (int i = 19; i >= 1; i--) {
		struct block *unit =
		        tree_paragraph(&tree, &tree.small, arena_printf(tree.arena, "第%d家", i));
		unit->next = cell->first;
		cell->first = unit;
	}
	lay_out();
	cr_expect_eq(find("“第17家”").page, 1);
	cr_expect_eq(find("“第18家”").page, 2);
}

Test(table, spans_and_own_edges)
{
	struct table *table = tree_table(&tree, 3, 50000);
	struct row *row = tree_row(&tree, table, true);

	tree_cell(&tree, row, "项目")->row_span = 2;
	tree_cell(&tree, row, "完成情况")->column_span = 2;
	row = tree_row(&tree, table, true);
	tree_cell(&tree, row, "数量");
	tree_cell(&tree, row, "比例");
	row = tree_row(&tree, table, false);
	struct cell_box *wide = tree_cell(&tree, row, "合计");
	wide->column_span = 2;
	wide->edges[EDGE_BOTTOM] = 2000;
	wide->edges[EDGE_LEFT] = 0;
	wide->has_fill = true;
	wide->fill = (struct color){ .red = 0xff, .green = 0xf0, .blue = 0xf0 };
	tree_cell(&tree, row, "甲")->valign = VALIGN_BOTTOM;
	row = tree_row(&tree, table, false);
	tree_cell(&tree, row, "一行二行三行")->valign = VALIGN_TOP;
	tree_cell(&tree, row, "");
	tree_golden(&tree, "spans");
}

Test(table, the_head_is_on_every_page_and_never_alone)
{
	struct table *table;

	for (int i = 0; i < 11; i++)
		tree_add_paragraph(&tree, &tree.body, "文");
	table = tree_table(&tree, 2, 80000);
	add_head(table);
	add_rows(table, 20);
	lay_out();
	cr_expect_eq(find("“1”").page, 2); /* 20 pt are left: room for the head, not for a row */
	cr_expect_eq(find("“栏”").page, 2);
	cr_expect_eq(count("“栏”"), 2 * 2);
	cr_expect_eq(find("“17”").page, 3);
}

/* A foot of these words in the first column, and of nothing in the others. */
static void add_foot(struct table *table, const char *words)
{
	struct table scrap = { .column_count = table->column_count };
	struct row *row = tree_row(&tree, &scrap, false);

	for (size_t j = 0; j < table->column_count; j++)
		tree_cell(&tree, row, j == 0 ? words : "");
	table->foot = scrap.body;
}

/* 240 pt are head, 15 rows and the foot; the last page's foot is below its last row. */
Test(table, a_foot_is_below_the_last_row_of_every_page)
{
	struct table *table = tree_table(&tree, 2, 80000);

	add_head(table);
	add_rows(table, 40);
	add_foot(table, "合计");
	tree_add_paragraph(&tree, &tree.body, "文");
	lay_out();
	cr_expect_eq(count("“合计”"), 3);
	cr_expect_eq(count("“栏”"), 3 * 2);
	const struct found last = find("“15”"), foot = find("“合计”");
	cr_expect_eq(last.page, 1);
	cr_expect_eq(find("“16”").page, 2);
	cr_expect_eq(foot.page, 1);
	cr_expect_eq(foot.y - last.y, 14000, "one row below, and no line between is drawn twice");
	cr_expect_eq(find("“40”").page, 3);
	cr_expect_gt(find("“文”").y, find("“40”").y + 14000);
}

Test(table, a_row_that_is_cut_leaves_the_foot_its_room)
{
	struct table *table = tree_table(&tree, 1, 160000);
	const char *words = "";

	for (int i = 0; i < 40; i++)
		words = arena_printf(tree.arena, "%s长文字一行写满十六个汉字正好是一行", words);
	tree_cell(&tree, tree_row(&tree, table, false), words);
	add_foot(table, "合计");
	lay_out();
	cr_expect_geq(count("“合计”"), 3);
}

Test(table, a_foot_of_more_than_half_a_page_is_not_repeated)
{
	struct table *table = tree_table(&tree, 1, 160000);
	struct table scrap = { .column_count = 1 };

	add_rows(table, 20);
	for (int i = 0; i < 12; i++)
		tree_cell(&tree, tree_row(&tree, &scrap, false), "末");
	table->foot = scrap.body;
	lay_out();
	cr_expect_eq(count("“末”"), 12);
	cr_expect_gt(find("“末”").page, 1);
}

Test(table, a_heading_goes_with_head_and_first_row)
{
	struct table *table;

	for (int i = 0; i < 10; i++)
		tree_add_paragraph(&tree, &tree.body, "文");
	tree_add_paragraph(&tree, &tree.heading, "附表");
	table = tree_table(&tree, 2, 80000);
	add_head(table);
	add_rows(table, 2);
	lay_out();
	cr_expect_eq(find("“附表”").page, 2);
}

/* Once the second head row opened the cell that reaches down from the first one anew. */
Test(table, a_head_cell_over_two_rows_begins_in_the_first)
{
	struct table *table = tree_table(&tree, 2, 80000);
	struct row *upper = tree_row(&tree, table, true);
	struct row *lower = tree_row(&tree, table, true);

	tree.grid.repeat_head = true;
	tree_cell(&tree, upper, "")->row_span = 2;
	((struct cell_box *)upper->first)->has_fill = true;
	((struct cell_box *)upper->first)->fill = (struct color){ .red = 0xee };
	tree_cell(&tree, upper, "上");
	tree_cell(&tree, lower, "下");
	add_rows(table, 20);
	lay_out();
	/* Two head rows of 14 pt from the type area's top, on both pages. */
	cr_expect(has("box 1 x=20000 y=30000 width=80000 height=28000"), "%s", out.bytes);
	cr_expect(has("box 2 x=20000 y=30000 width=80000 height=28000"), "%s", out.bytes);
}

Test(table, a_head_that_is_not_repeated_stands_once)
{
	struct table *table = tree_table(&tree, 2, 80000);

	tree.grid.repeat_head = false;
	add_head(table);
	add_rows(table, 40);
	lay_out();
	cr_expect_eq(count("“栏”"), 2);
	cr_expect_eq(find("“40”").page, 3);
}

Test(table, a_head_of_more_than_half_a_page_is_not_repeated)
{
	struct table *table = tree_table(&tree, 1, 160000);

	tree_cell(&tree, tree_row(&tree, table, true), tree_words(&tree, 15 * 30));
	add_rows(table, 3);
	lay_out();
	cr_expect_eq(find("“3”").page, 2);
}

Test(table, rows_kept_together_move_together)
{
	struct table *table = tree_table(&tree, 1, 160000);

	add_rows(table, 18);
	((struct row *)table->body->next)->keep_with_next = false;
	const struct row *row = table->body;
	for (int i = 1; i < 16; i++)
		row = row->next;
	((struct row *)row)->keep_with_next = true;
	((struct row *)row->next)->keep_with_next = true;
	lay_out();
	cr_expect_eq(find("“15”").page, 1);
	cr_expect_eq(find("“16”").page, 2); /* 16 and 17 would fit, 18 not */
}

Test(table, a_label_higher_than_its_rows_makes_the_last_one_grow)
{
	struct table *table = tree_table(&tree, 2, 30000);

	for (int i = 0; i < 2; i++) {
		struct row *row = tree_row(&tree, table, false);
		if (i == 0)
			tree_cell(&tree, row, "一二三四五六七八九十")->row_span = 2;
		tree_cell(&tree, row, i == 0 ? "上" : "下");
	}
	add_rows(table, 1);
	lay_out();
	/* Five lines and padding are 54 pt; the first row takes 14, the second the other 40. */
	cr_expect_eq(find("“上”").y, 30000 + 2000 + 8800);
	cr_expect_eq(find("“下”").y, 30000 + 14000 + 20000 - 5000 + 8800);
	cr_expect_eq(find("“1”").y, 30000 + 54000 + 2000 + 8800);
}

Test(table, a_label_that_does_not_fit_takes_its_first_row_to_the_next_page)
{
	struct table *table = tree_table(&tree, 2, 30000);

	add_rows(table, 15); /* 210 of 240 pt */
	for (int i = 0; i < 4; i++) {
		struct row *row = tree_row(&tree, table, false);
		if (i == 0)
			tree_cell(&tree, row, "一二三四五六七八九十")->row_span = 4;
		tree_cell(&tree, row, "文");
	}
	lay_out();
	cr_expect_eq(find("“一二”").page, 2);
	cr_expect_eq(find("“文”").page, 2);
	cr_expect_eq(count("（续）"), 0);
}

Test(table, a_cell_that_is_not_to_be_repeated_is_not)
{
	struct table *table = tree_table(&tree, 2, 80000);

	for (int i = 0; i < 20; i++) {
		struct row *row = tree_row(&tree, table, false);
		if (i == 0) {
			struct cell_box *cell = tree_cell(&tree, row, "类别");
			cell->row_span = 20;
			cell->no_repeat = true;
		}
		tree_cell(&tree, row, "文");
	}
	lay_out();
	cr_expect_eq(count("类别"), 1);
}

Test(table, a_long_cell_over_rows_goes_on_and_is_said_again_only_where_it_fits)
{
	struct table *table = tree_table(&tree, 2, 30000);

	for (int i = 0; i < 40; i++) {
		struct row *row = tree_row(&tree, table, false);
		if (i == 0)
			tree_cell(&tree, row, tree_words(&tree, 2 * 30))->row_span = 40;
		tree_cell(&tree, row, "文");
	}
	lay_out();
	/* 23 lines fill page 1, 7 go on to page 2; page 3 has 8 rows, too low for 31 lines. */
	cr_expect_eq(count("“一一”"), 30);
	cr_expect_eq(count("续"), 0);
}

static const struct column *columns_of(enum column_kind a, enum column_kind b, enum column_kind c)
{
	static struct column columns[3];

	columns[0] = (struct column){ .kind = a, .width = 20000, .share = 1 };
	columns[1] = (struct column){ .kind = b, .width = 20000, .share = 2 };
	columns[2] = (struct column){ .kind = c, .width = 20000, .share = 1 };
	return columns;
}

Test(table, column_widths)
{
	static const struct {
		enum column_kind kinds[3];
		size_t characters[3]; /* of the cells, beside 4 pt of padding */
		mpt edges[4];
	} rows[] = {
		{ { COLUMN_FIXED, COLUMN_FIXED, COLUMN_FIXED }, { 1, 1, 1 },
		        { 50000, 70000, 90000, 110000 } },
		{ { COLUMN_FIXED, COLUMN_SHARE, COLUMN_SHARE }, { 1, 1, 1 },
		        { 0, 20000, 113333, 160000 } },
		{ { COLUMN_FIXED, COLUMN_CONTENT, COLUMN_SHARE }, { 1, 3, 1 },
		        { 0, 20000, 54000, 160000 } },
		{ { COLUMN_CONTENT, COLUMN_CONTENT, COLUMN_CONTENT }, { 2, 3, 4 },
		        { 29000, 53000, 87000, 131000 } },
		/* Wishes of 14 + 104 + 304: what is above 14 each is shared 0 : 90 : 290. */
		{ { COLUMN_CONTENT, COLUMN_CONTENT, COLUMN_CONTENT }, { 1, 10, 30 },
		        { 0, 14000, 55947, 159999 } },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct setting setting = { .scratch = arena_new(),
			.diag = tree.diag,
			.metrics = &tree.metrics,
			.styles = &tree.styles };
		struct table *table = tree_table(&tree, 3, 0);
		struct row *row = tree_row(&tree, table, false);
		table->columns = columns_of(rows[i].kinds[0], rows[i].kinds[1], rows[i].kinds[2]);
		for (size_t j = 0; j < 3; j++)
			tree_cell(&tree, row, tree_words(&tree, rows[i].characters[j]));
		struct table_scale scale;
		table_scale_init(&scale, tree.arena, &tree.grid);
		const struct columns columns = columns_fit(tree.arena, &setting, &setting,
		        &(struct columns_order){
		                .table = table, .scale = &scale, .measure = 160000 });
		for (size_t j = 0; j < 4; j++)
			cr_expect_eq(columns.edges[j], rows[i].edges[j], "row %zu edge %zu: %d", i,
			        j, columns.edges[j]);
		arena_free(setting.scratch);
	}
}

Test(table, fixed_columns_that_leave_no_room_are_an_error)
{
	struct table *table = tree_table(&tree, 3, 80000);

	((struct column *)table->columns)[2].kind = COLUMN_SHARE;
	add_rows(table, 1);
	cr_expect_not(tree_layout(&tree, &out));
	cr_expect_eq(kit_count(tree.diag, MSG_TABLE_NO_ROOM), 1);
}

Test(table, a_character_wider_than_its_column_is_a_doubt)
{
	struct table *table = tree_table(&tree, 2, 12000);

	add_rows(table, 1);
	tree_cell(&tree, tree_row(&tree, table, false), "宽");
	lay_out();
	cr_expect_eq(
	        kit_count(tree.diag, MSG_LINE_WIDE), 1, "%s", kit_records(tree.arena, tree.diag));
}

/* The size of the glyphs of a dump's line that holds `words`. */
static int size_of(const char *words)
{
	const char *line = strstr(out.bytes, words);
	int size = 0;

	cr_assert_not_null(line, "no %s in\n%s", words, out.bytes);
	while (line > out.bytes && line[-1] != '\n')
		line--;
	cr_assert_eq(sscanf(strstr(line, " size="), " size=%d", &size), 1);
	return size;
}

Test(table, a_table_is_set_smaller_where_its_columns_are_narrow)
{
	static const struct {
		mpt width; /* of the column, 4 pt of it padding */
		enum align align;
		int size; /* of what can be broken, too */
		size_t told;
	} rows[] = {
		{ 24000, ALIGN_START, 10000, 0 }, /* 1234 is 20 pt wide */
		{ 23999, ALIGN_START, 9500, 1 }, { 21000, ALIGN_START, 8500, 1 },
		{ 19000, ALIGN_START, 8000, 1 }, /* the least: as it always was */
		{ 34000, ALIGN_DECIMAL, 10000, 0 },
		{ 33000, ALIGN_DECIMAL, 9500, 1 }, /* 1234 and .5 are on no one line */
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		tear_down();
		set_up();
		tree.grid.cell = &tree.small;
		tree.grid.least_size = 8000;
		tree.small.align = rows[i].align;
		struct table *table = tree_table(&tree, 1, rows[i].width);
		tree_cell(&tree, tree_row(&tree, table, false), "甲");
		tree_cell(&tree, tree_row(&tree, table, false), "1234");
		tree_cell(&tree, tree_row(&tree, table, false), "1.5");
		lay_out();
		cr_expect_eq(size_of("“甲”"), rows[i].size, "row %zu: %d", i, size_of("“甲”"));
		cr_expect_eq(kit_count(tree.diag, MSG_TABLE_SMALLER), rows[i].told, "row %zu", i);
	}
}

Test(table, the_size_of_a_table_goes_by_all_its_columns)
{
	struct table *table = tree_table(&tree, 2, 0);
	const struct column columns[] = { { .kind = COLUMN_CONTENT },
		{ .kind = COLUMN_SHARE, .share = 1 } };

	tree.grid.cell = &tree.small;
	tree.grid.least_size = 5000;
	table->columns = columns;
	struct row *row = tree_row(&tree, table, false);
	tree_cell(&tree, row, "abcdefghijklmnopqrst"); /* 100 pt */
	tree_cell(&tree, row, "abcdefghijklmnopq");    /* 85 pt: 193 of 160 with the padding */
	lay_out();
	cr_expect_eq(size_of("“abcdefghijklmnopq”"), 8000, "%s", out.bytes);
}

Test(table, a_table_that_goes_on_overleaf_says_its_title)
{
	struct table *table = tree_table(&tree, 1, 50000);

	tree.grid.continuation = "（续表）";
	tree.grid.continuation_style = &tree.label;
	table->title = "附件";
	add_rows(table, 40);
	lay_out();
	cr_expect_eq(count("“附件（续表）”"), 2, "%s", out.bytes);
	cr_expect_eq(find("“附件（续表）”").page, 2);
	cr_expect_eq(find("“附件（续表）”").y, 30000 + 8800);
}

Test(table, points_stand_under_each_other)
{
	struct table *table = tree_table(&tree, 1, 100000);
	const char *const figures[] = { "1.5", "27.37", "12000" };

	tree.small.align = ALIGN_DECIMAL;
	for (size_t i = 0; i < 3; i++)
		tree_cell(&tree, tree_row(&tree, table, false), figures[i]);
	lay_out();
	const int unit = find("“12000”").x + 25000;
	cr_expect_eq(find("“1.5”").x + 5000, unit);
	cr_expect_eq(find("“27.37”").x + 10000, unit);
}

Test(table, a_kept_group_takes_its_table_along)
{
	for (int i = 0; i < 11; i++)
		tree_add_paragraph(&tree, &tree.body, "文");
	struct block *group = tree_add(&tree, BLOCK_GROUP);
	struct table *table = tree_table(&tree, 1, 100000);
	struct block *in_group = tree.last;

	/* The table was added after the group: move it into it. */
	group->next = NULL;
	tree.last = group;
	struct block *title = tree_paragraph(&tree, &tree.small, "表题");
	title->next = in_group;
	in_group->next = NULL;
	group->group.first = title;
	add_rows(table, 2);
	lay_out();
	cr_expect_eq(find("“表题”").page, 2);
	cr_expect_eq(find("“2”").page, 2);
}

/* Seen: 附件说明 below the text, 署名 and 成文日期 alone overleaf; its table's space was not
 * counted. */
Test(table, a_group_counts_the_space_before_its_first_block)
{
	struct table_style spaced = tree.grid;

	spaced.space_before = TREE_LINE;
	spaced.continuation = "";
	tree_add_paragraph(&tree, &tree.body, tree_words(&tree, 8 * 16));
	tree_add_paragraph(&tree, &tree.heading, "标题"); /* to 175 */
	struct block *group = tree_add(&tree, BLOCK_GROUP);
	struct block *date = tree_paragraph(&tree, &tree.body, "日期");
	struct table *table = tree_table(&tree, 1, 50000);
	add_rows(table, 1); /* 14 high, 20 below */
	table->style = &spaced;
	group->group.first = group->next;
	group->next = NULL;
	tree.last = group;
	((struct block *)group->group.first)->next = date;
	tree.master.area_height = 224000; /* where the date's em box ends */
	lay_out();
	cr_expect_eq(find("“日期”").page, 1, "%s", out.bytes);
	tree.master.area_height--;
	lay_out();
	cr_expect_eq(find("“日期”").page, 2);
	cr_expect_eq(find("“1”").page, 2);
	cr_expect_eq(find("“标题”").page, 2);
}

/* A group of rows is broken only where two of them stand on either side. */
Test(table, no_row_of_a_group_stands_alone_on_a_page)
{
	static const struct {
		size_t above, span;
		size_t left; /* of the group, on the first page of 17 rows */
	} rows[] = {
		{ 16, 2, 0 }, /* one would fit */
		{ 15, 3, 0 }, /* two would */
		{ 15, 4, 2 },
		{ 14, 4, 2 }, /* three would */
		{ 13, 4, 4 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		tear_down();
		set_up();
		tree.grid.group_rows = 2;
		struct table *table = tree_table(&tree, 2, 50000);
		add_rows(table, rows[i].above);
		for (size_t j = 1; j <= rows[i].span; j++) {
			struct row *row = tree_row(&tree, table, false);
			if (j == 1)
				tree_cell(&tree, row, "")->row_span = (int)rows[i].span;
			tree_cell(&tree, row, arena_printf(tree.arena, "g%zu", j));
		}
		lay_out();
		for (size_t j = 1; j <= rows[i].span; j++)
			cr_expect_eq(find(arena_printf(tree.arena, "“g%zu”", j)).page,
			        j <= rows[i].left ? 1 : 2, "row %zu, g%zu", i, j);
	}
}

Test(table, a_note_takes_rows_along_as_it_asks)
{
	struct paragraph_style note = tree.small;
	static const struct {
		size_t rows;
		int second_last, last, note;
	} cases[] = { { 15, 1, 1, 1 }, { 16, 2, 2, 2 }, { 17, 2, 2, 2 }, { 18, 2, 2, 2 } };

	note.space_before = 6000;
	note.along = 2;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		tear_down();
		set_up();
		add_rows(tree_table(&tree, 1, 50000), cases[i].rows);
		tree_add_paragraph(
		        &tree, &note, tree_words(&tree, 17)); /* 26 high, with its space */
		lay_out();
		const size_t n = cases[i].rows;
		cr_expect_eq(find("“一").page, cases[i].note, "%zu rows", n);
		cr_expect_eq(find(arena_printf(tree.arena, "“%zu”", n)).page, cases[i].last);
		cr_expect_eq(find(arena_printf(tree.arena, "“%zu”", n - 1)).page,
		        cases[i].second_last, "%zu rows", n);
		cr_expect_eq(find(arena_printf(tree.arena, "“%zu”", n - 2)).page, 1);
	}
}

Test(table, a_row_with_missing_cells_is_closed)
{
	struct table *table = tree_table(&tree, 3, 50000);

	tree_cell(&tree, tree_row(&tree, table, false), "甲");
	lay_out();
	cr_expect(has("width=1000 height=14000"), "%s", out.bytes);
}

Test(table, rows_have_anchors_and_bookmarks_where_they_begin)
{
	struct table *table = tree_table(&tree, 1, 100000);

	add_rows(table, 20);
	struct row *last = (struct row *)table->body->next;
	last->outline.anchor = "second";
	last->outline.bookmark = "第二";
	lay_out();
	cr_expect(has("anchor 1 y=44000 #second\nbookmark 1 y=44000 level=1 “第二”"), "%s",
	        out.bytes);
}

struct memory {
	size_t pages, least, most;
};

static bool weigh(void *context, const struct page *page)
{
	struct memory *memory = context;
	const size_t used = mallinfo2().uordblks + mallinfo2().hblkhd;

	memory->pages = page->number;
	if (page->number < 10)
		return true;
	memory->least = memory->least == 0 || used < memory->least ? used : memory->least;
	memory->most = used > memory->most ? used : memory->most;
	return true;
}

static void fill_long_table(size_t rows)
{
	struct table *table = tree_table(&tree, 3, 50000);

	add_head(table);
	for (size_t i = 0; i < rows; i++) {
		struct row *row = tree_row(&tree, table, false);
		if (i % 7 == 0)
			tree_cell(&tree, row, "提高底线民生保障水平")->row_span = 7;
		tree_cell(&tree, row, "任务文字内容任务文字内容任务文字内容任务文字内容");
		tree_cell(&tree, row, "进展情况文字内容很多很多");
	}
}

Test(table, paragraphs_in_cells_have_anchors_and_bookmarks)
{
	struct table *table = tree_table(&tree, 2, 80000);

	tree.grid.continued = "（续）";
	tree.grid.repeat_head = true;
	add_head(table);
	((struct block *)table->head->first->first)->outline.bookmark = "栏目";
	((struct block *)table->head->first->first)->outline.level = 1;
	struct row *row = tree_row(&tree, table, false);
	struct cell_box *category = tree_cell(&tree, row, "类");
	category->row_span = 30;
	((struct block *)category->first)->outline.anchor = "category";
	((struct block *)category->first)->outline.bookmark = "类目";
	((struct block *)category->first)->outline.level = 1;
	tree_cell(&tree, row, "甲");
	for (int i = 1; i < 30; i++)
		tree_cell(&tree, tree_row(&tree, table, false), "乙");
	lay_out();
	cr_expect_eq(count("（续）"), 1, "%s", out.bytes);
	cr_expect(has("anchor 1 y=151000 #category\n"), "%s", out.bytes);
	cr_expect(has("bookmark 1 y=151000 level=1 “类目”\n"), "%s", out.bytes);
	cr_expect_eq(count("“类目”"), 1, "%s", out.bytes);
	cr_expect_eq(count("“栏目”"), 1, "%s", out.bytes);
}

Test(table, memory_is_flat_over_2100_rows)
{
	struct memory memory = { .pages = 0 };
	const struct page_sink sink = { .context = &memory, .page = weigh };

	fill_long_table(2100);
	cr_assert(layout_document(tree.arena, tree.diag, &tree.document, &tree.metrics, &sink));
	cr_expect_gt(memory.pages, 500);
	cr_expect_lt(memory.most - memory.least, 2000000, "%zu", memory.most - memory.least);
}
