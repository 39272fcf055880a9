/* Flow: what stands on which page, and where. 16 characters a line, 12 lines a page. */
#include "base/common.h"
#include "kit/kit.h"
#include "kit/tree.h"

#include <criterion/criterion.h>
#include <malloc.h>
#include <string.h>

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

TestSuite(flow, .init = set_up, .fini = tear_down);

static void add_lines(size_t count)
{
	tree_add_paragraph(&tree, &tree.body, tree_words(&tree, count * 16));
}

/* The dump's line that holds `words`, for messages and positions. */
static mpt y_of(const char *words)
{
	const char *found = strstr(out.bytes, words);
	int y = -1;

	cr_assert_not_null(found, "no %s in\n%s", words, out.bytes);
	const char *line = found;
	while (line > out.bytes && line[-1] != '\n')
		line--;
	cr_assert_not_null(strstr(line, " y="));
	(void)sscanf(strstr(line, " y="), " y=%d", &y);
	return y;
}

/* The em box's top of the line that holds `words`, below the type area's top. */
static mpt em_top_of(const char *words)
{
	return y_of(words) - 8800 - tree.master.top;
}

static int page_of(const char *words)
{
	const char *found = strstr(out.bytes, words);
	int page = -1;

	cr_assert_not_null(found, "no %s in\n%s", words, out.bytes);
	const char *line = found;
	while (line > out.bytes && line[-1] != '\n')
		line--;
	(void)sscanf(line, "%*s %d", &page);
	return page;
}

static int count_pages(void)
{
	int count = 0;

	for (const char *at = out.bytes; (at = strstr(at, "page ")); at++)
		count += at == out.bytes || at[-1] == '\n' ? 1 : 0;
	return count;
}

static void lay_out(void)
{
	text_clear(&out);
	cr_assert(tree_layout(&tree, &out), "%s", kit_records(tree.arena, tree.diag));
}

Test(flow, lines_stand_on_the_pitch_the_first_em_box_at_the_type_areas_top)
{
	tree_add_paragraph(&tree, &tree.body, "甲");
	tree_add_paragraph(&tree, &tree.body, "乙");
	lay_out();
	cr_expect_eq(em_top_of("甲"), 0);
	cr_expect_eq(em_top_of("乙"), TREE_LINE);
}

/* 12 lines are a page; the 13th to 15th are three of 20 pt, 21.2 mm. */
Test(flow, a_section_that_must_fit_says_by_how_much_it_does_not)
{
	struct section *section = tree_section(&tree);

	section->most_pages = 1;
	for (int i = 0; i < 12; i++)
		tree_add_paragraph(&tree, &tree.body, "文");
	lay_out();
	cr_expect_eq(kit_count(tree.diag, MSG_SECTION_PAGES), 0);
	for (int i = 0; i < 3; i++)
		tree_add_paragraph(&tree, &tree.body, "文");
	text_clear(&out);
	cr_expect_not(tree_layout(&tree, &out));
	cr_expect_eq(kit_count(tree.diag, MSG_SECTION_PAGES), 1);
	cr_expect(strstr(kit_records(tree.arena, tree.diag), "takes 2 pages, and may take 1: 2"),
	        "%s", kit_records(tree.arena, tree.diag));
}

static void add_mark(const char *words)
{
	struct block *block = tree_add(&tree, BLOCK_SPACE);

	block->outline.mark = "部分";
	block->outline.marked = words;
}

/* Words of the running text at the foot, which is the last line of each page. */
static const char *said_on(int page, enum marked_at at)
{
	struct inline_item *item = arena_alloc(tree.arena, sizeof *item);
	struct running *running = arena_alloc(tree.arena, sizeof *running);
	const char *at_page = out.bytes;

	*item = (struct inline_item){ .kind = INLINE_MARKED,
		.link = "",
		.marked = { "部分", at },
		.place = place_line("templates/test.xml", 5) };
	*running = (struct running){ .region = "folio",
		.paragraph = { .first = item },
		.place = place_line("templates/test.xml", 5) };
	tree.section->running = running;
	text_clear(&out);
	cr_assert(tree_layout(&tree, &out), "%s", kit_records(tree.arena, tree.diag));
	at_page = strstr(out.bytes, arena_printf(tree.arena, "page %d", page));
	cr_assert_not_null(at_page);
	const char *end = strstr(at_page + 1, "\npage ");
	const char *words = "";
	for (const char *quote = at_page;
	        (quote = strstr(quote + 1, "“卷")) && (!end || quote < end);)
		words = arena_strndup(tree.arena, quote + strlen("“"),
		        (size_t)(strstr(quote, "”") - quote) - strlen("“"));
	return words;
}

/* Twelve lines a page: 卷一 and 卷二 begin on page 2, 卷三 on page 4, each at its second line. */
Test(flow, running_text_says_what_is_marked)
{
	static const struct {
		int page;
		const char *carry, *first, *last;
	} rows[] = {
		{ 1, "", "", "" },
		{ 2, "卷一", "卷一", "卷二" },
		{ 3, "卷二", "卷二", "卷二" },
		{ 4, "卷二", "卷三", "卷三" },
	};

	tree_add_folio(&tree);
	for (int i = 0; i < 4 * 12; i++) {
		if (i == 13 || i == 15)
			add_mark(i == 13 ? "卷一" : "卷二");
		else if (i == 37)
			add_mark("卷三");
		tree_add_paragraph(&tree, &tree.body, "文");
	}
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		cr_expect_str_eq(
		        said_on(rows[i].page, MARKED_CARRY), rows[i].carry, "%d", rows[i].page);
		cr_expect_str_eq(
		        said_on(rows[i].page, MARKED_FIRST), rows[i].first, "%d", rows[i].page);
		cr_expect_str_eq(
		        said_on(rows[i].page, MARKED_LAST), rows[i].last, "%d", rows[i].page);
	}
}

/* The second section's lines follow the first's on page 1; its running text begins on page 2. */
Test(flow, a_section_may_go_on_where_the_one_before_ends)
{
	for (int i = 0; i < 6; i++)
		tree_add_paragraph(&tree, &tree.body, "甲");
	tree_section(&tree)->start = START_HERE;
	tree_add_folio(&tree);
	for (int i = 0; i < 8; i++)
		tree_add_paragraph(&tree, &tree.body, "乙");
	lay_out();
	cr_expect_eq(count_pages(), 2, "%s", out.bytes);
	cr_expect_eq(page_of("“乙”"), 1);
	cr_expect_eq(em_top_of("“乙”"), 6 * tree.body.leading, "no line between");
	const char *second = strstr(out.bytes, "page 2");
	cr_assert_not_null(second);
	cr_expect_null(
	        strstr(out.bytes, "“1”"), "running text of the page was the first section's");
	cr_expect_not_null(strstr(second, "— 2 —"));
	/* Another master, or a foot group, takes a page of its own. */
	struct page_master other = tree.master;
	tree.section->master = &other;
	text_clear(&out);
	lay_out();
	cr_expect_eq(page_of("“乙”"), 2);
}

/* A line of the body that has a note of so many lines at the foot of its page. */
static void add_noted(const char *words, const char *mark, int lines)
{
	struct block *block = tree_add_paragraph(&tree, &tree.body, words);
	struct note *note = arena_alloc(tree.arena, sizeof *note);
	const char *said = mark;

	for (int i = 1; i < lines; i++)
		said = arena_printf(tree.arena, "%s\n%s", said, mark);
	note->paragraph =
	        (struct paragraph){ .style = &tree.small, .first = tree_text(&tree, said, NULL) };
	((struct inline_item *)block->paragraph.first)->note = note;
}

/* Lines are 20 pt, those of notes 10 pt; twelve lines of the body are a page. */
Test(flow, notes_stand_at_the_foot_of_their_page)
{
	for (int i = 0; i < 10; i++)
		tree_add_paragraph(&tree, &tree.body, "文");
	add_noted("首", "注零", 1);
	add_noted("甲", "注一", 1);
	add_noted("乙", "注二", 2);
	tree_add_paragraph(&tree, &tree.body, "后");
	lay_out();
	/* The twelfth line would fit, its note with that of the eleventh would not. */
	cr_expect_eq(page_of("“注零”"), 1);
	cr_expect_eq(page_of("“甲”"), 2, "%s", out.bytes);
	cr_expect_eq(page_of("“注一”"), 2);
	cr_expect_eq(page_of("“注二”"), 2);
	cr_expect_eq(page_of("“后”"), 2);
	const mpt bottom = tree.master.top + tree.master.area_height;
	cr_expect_lt(y_of("“后”"), y_of("“注一”"));
	cr_expect_leq(y_of("“注一”") + 2 * 10000, bottom);
	cr_expect_gt(
	        y_of("“注一”") + 3 * 10000, bottom, "three lines end at the type area's bottom");
}

/* 240 pt: nine lines, and a note of six. */
Test(flow, a_page_is_as_short_as_its_notes_ask)
{
	add_noted("甲", "注", 6);
	for (int i = 0; i < 10; i++)
		tree_add_paragraph(&tree, &tree.body, i == 7 ? "八" : i == 8 ? "九" : "文");
	lay_out();
	cr_expect_eq(page_of("“注”"), 1);
	cr_expect_eq(page_of("“八”"), 1, "%s", out.bytes);
	cr_expect_eq(page_of("“九”"), 2);
}

Test(flow, the_rule_above_the_notes_is_the_sheets)
{
	struct rule_style rule = { .name = "note",
		.thickness = 500,
		.width = 50000,
		.space_before = 6000,
		.space_after = 4000 };

	tree.styles.rules = &rule;
	tree.styles.rule_count = 1;
	add_noted("甲", "注", 1);
	lay_out();
	const char *box = strstr(out.bytes, "box ");
	int page, x, y, width, height;
	cr_assert_not_null(box);
	cr_assert_eq(
	        sscanf(box, "box %d x=%d y=%d width=%d height=%d", &page, &x, &y, &width, &height),
	        5);
	cr_expect_eq(width, 50000);
	cr_expect_eq(height, 500);
	cr_expect_eq(y, tree.master.top + tree.master.area_height - 10000 - 4000 - 500);
}

/* One box behind all lines of a paragraph, below the ink, as wide as its indents leave it. */
Test(flow, a_background_lies_behind_the_lines)
{
	struct paragraph_style style = tree.body;

	style.has_background = true;
	style.background = (struct color){ .red = 0xee, .green = 0xee, .blue = 0xee };
	style.indent_left = 8000;
	style.indent_right = 12000;
	tree_add_paragraph(&tree, &tree.body, "前");
	tree_add_paragraph(&tree, &style, "一二三四五六七八九十一二三四五六七八九十一二三四五六");
	tree_add_paragraph(&tree, &tree.body, "后");
	lay_out();
	const char *box = strstr(out.bytes, "box ");
	int page, x, y, width, height;
	cr_assert_not_null(box, "%s", out.bytes);
	cr_assert_eq(
	        sscanf(box, "box %d x=%d y=%d width=%d height=%d", &page, &x, &y, &width, &height),
	        5, "%s", box);
	cr_expect_null(strstr(box + 1, "box "), "one box\n%s", out.bytes);
	cr_expect(box < strstr(out.bytes, "glyphs "), "below all ink");
	cr_expect_eq(x, tree.master.left + 8000);
	cr_expect_eq(width, tree.master.area_width - 20000);
	cr_expect_eq(height % tree.body.leading, 0);
	cr_expect_geq(height, 2 * tree.body.leading);
}

Test(flow, twelve_lines_fill_a_page_exactly)
{
	add_lines(12);
	lay_out();
	cr_expect_eq(count_pages(), 1);
}

/* GB/T 9704 5.2.3: the leading above the first and below the last line is not of the type area. */
Test(flow, lines_fill_a_page_from_em_box_to_em_box)
{
	static const struct {
		mpt height;
		int pages;
	} rows[] = { { 230000, 1 }, { 229999, 2 } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		tear_down();
		set_up();
		tree.master.area_height = rows[i].height;
		add_lines(12);
		lay_out();
		cr_expect_eq(count_pages(), rows[i].pages, "%d", (int)rows[i].height);
	}
}

/* 附件说明 and 署名 are set in tables without lines: they stand on the grid like the text. */
Test(flow, a_table_without_lines_stands_on_the_grid_of_the_text)
{
	for (size_t above = 0; above < 13; above += 11) {
		tear_down();
		set_up();
		tree.grid.outer = tree.grid.inner = tree.grid.padding_x = tree.grid.padding_y = 0;
		tree.grid.cell = &tree.body;
		tree.small = tree.body; /* of the cells */
		tree.master.area_height = 230000;
		if (above > 0)
			add_lines(above);
		tree_cell(&tree, tree_row(&tree, tree_table(&tree, 1, 100000), false), "甲");
		lay_out();
		cr_expect_eq(em_top_of("甲"), (mpt)above * TREE_LINE);
		cr_expect_eq(count_pages(), 1, "below %zu lines", above);
	}
}

Test(flow, what_waits_for_its_page_knows_that_the_last_leading_hangs_out)
{
	tree.master.area_height = 230000;
	add_lines(10);
	struct block *group = tree_add(&tree, BLOCK_GROUP);
	group->group.first = tree_paragraph(&tree, &tree.body, "甲");
	((struct block *)group->group.first)->next = tree_paragraph(&tree, &tree.body, "乙");
	lay_out();
	cr_expect_eq(count_pages(), 1);
	cr_expect_eq(em_top_of("乙"), 11 * TREE_LINE);
}

Test(flow, space_before_counts_between_blocks_but_not_at_the_top)
{
	struct paragraph_style spaced = tree.body;

	spaced.space_before = 7000;
	spaced.space_after = 3000;
	tree_add_paragraph(&tree, &spaced, "甲");
	tree_add_paragraph(&tree, &spaced, "乙");
	lay_out();
	cr_expect_eq(em_top_of("甲"), 0);
	cr_expect_eq(em_top_of("乙"), TREE_LINE + 10000);
}

Test(flow, widows_and_orphans)
{
	static const struct {
		size_t above, lines;
		const char *pages;
	} rows[] = {
		{ 9, 3, "[1]" },  /* fits */
		{ 10, 3, "[2]" }, /* 2 + 1 would leave a widow: all three move, 1 + 2 an orphan */
		{ 11, 3, "[2]" },
		{ 10, 4, "[1]" }, /* 2 + 2 */
		{ 11, 4, "[2]" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		tear_down();
		set_up();
		add_lines(rows[i].above);
		tree_add_paragraph(&tree, &tree.body,
		        arena_printf(
		                tree.arena, "甲%s", tree_words(&tree, rows[i].lines * 16 - 1)));
		lay_out();
		cr_expect_eq(page_of("甲"), rows[i].pages[1] - '0', "%zu lines below %zu",
		        rows[i].lines, rows[i].above);
	}
}

Test(flow, a_heading_goes_with_two_lines_of_its_text)
{
	add_lines(10);
	tree_add_paragraph(&tree, &tree.heading, "甲");
	add_lines(4);
	lay_out();
	cr_expect_eq(page_of("甲"), 2);
}

Test(flow, headings_in_a_row_stay_together)
{
	add_lines(9);
	tree_add_paragraph(&tree, &tree.heading, "甲");
	tree_add_paragraph(&tree, &tree.heading, "乙");
	add_lines(2);
	lay_out();
	cr_expect_eq(page_of("甲"), 2);
	cr_expect_eq(em_top_of("乙"), TREE_LINE);
}

Test(flow, a_chain_longer_than_a_page_is_broken_all_the_same)
{
	for (int i = 0; i < 40; i++)
		tree_add_paragraph(&tree, &tree.heading, "甲");
	lay_out();
	cr_expect_eq(count_pages(), 4);
}

Test(flow, a_kept_paragraph_moves_whole_unless_it_fills_a_page)
{
	struct paragraph_style kept = tree.body;

	kept.keep_together = true;
	add_lines(6);
	tree_add_paragraph(
	        &tree, &kept, arena_printf(tree.arena, "甲%s", tree_words(&tree, 16 * 8 - 1)));
	tree_add_paragraph(
	        &tree, &kept, arena_printf(tree.arena, "乙%s", tree_words(&tree, 16 * 20 - 1)));
	lay_out();
	cr_expect_eq(page_of("甲"), 2);
	cr_expect_eq(page_of("乙"), 3);
	cr_expect_eq(count_pages(), 4);
}

Test(flow, a_group_is_kept_together)
{
	struct block *group = (add_lines(11), tree_add(&tree, BLOCK_GROUP));
	struct block *first = tree_paragraph(&tree, &tree.body, "甲");
	struct block *rule = tree_block(&tree, BLOCK_RULE);

	group->group.first = first;
	first->next = rule;
	rule->next = tree_paragraph(&tree, &tree.body, "乙");
	add_lines(1);
	lay_out();
	cr_expect_eq(page_of("甲"), 2);
	cr_expect_eq(page_of("乙"), 2);
}

/* Paragraphs of so many lines each, ended by 0, then 甲, which takes lines along. */
static void add_and_take(const size_t *lines, int along)
{
	static struct paragraph_style taking;

	taking = tree.body;
	taking.along = along;
	for (; *lines > 0; lines++)
		add_lines(*lines);
	tree_add_paragraph(&tree, &taking, "甲");
	lay_out();
}

/* Seen: a page that held 附件说明, 署名 and 成文日期 and no text (此页无正文). */
Test(flow, what_does_not_stand_alone_takes_lines_along)
{
	static const struct {
		size_t lines[8];
		int along;
		size_t left; /* lines of text on the first page */
	} rows[] = {
		{ { 12 }, 0, 12 }, { { 12 }, 2, 10 },
		{ { 12 }, 1, 10 },           /* a widow would be left behind else */
		{ { 9, 3 }, 2, 9 },          /* an orphan would */
		{ { 10, 1, 1 }, 2, 10 },     /* of two paragraphs */
		{ { 8, 1, 1, 1, 1 }, 3, 9 }, /* of three */
		{ { 8, 2, 1, 1 }, 3, 8 },    /* of part of a third, which is kept whole */
		{ { 9, 1, 1 }, 2, 11 },      /* it fits */
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		tear_down();
		set_up();
		add_and_take(rows[i].lines, rows[i].along);
		const char *second = strstr(out.bytes, "page 2");
		size_t left = 0;
		for (const char *at = out.bytes;
		        (at = strstr(at, "“一")) && (!second || at < second); at++)
			left++;
		cr_expect_eq(left, rows[i].left, "row %zu: %zu", i, left);
	}
}

Test(flow, a_group_takes_lines_along_over_a_space)
{
	add_lines(12);
	tree_add(&tree, BLOCK_SPACE)->space = TREE_LINE;
	struct block *group = tree_add(&tree, BLOCK_GROUP);
	group->group.along = 2;
	group->group.first = tree_paragraph(&tree, &tree.body, "甲");
	lay_out();
	cr_expect_eq(page_of("甲"), 2);
	cr_expect_eq(em_top_of("甲"), 3 * TREE_LINE);
}

/* The folio, with words that fill a line each, at a height of its own. */
static struct running *add_running(mpt y, size_t lines)
{
	struct running *running = arena_alloc(tree.arena, sizeof *running);

	tree.folio.y = y;
	*running = (struct running){ .region = "folio",
		.place = place_line("templates/test.xml", 3),
		.paragraph = { .first = tree_text(&tree, tree_words(&tree, 16 * lines), NULL) } };
	tree.section->running = running;
	return running;
}

Test(flow, the_body_gives_way_to_running_text_that_reaches_into_the_type_area)
{
	static const struct {
		mpt y;
		size_t lines;
		mpt first; /* of the body, below the type area's top */
		size_t pages;
		size_t said;
	} rows[] = {
		{ 10000, 2, 0, 2, 0 },     /* ends where the type area begins */
		{ 10000, 3, 10000, 3, 1 }, /* reaches in from above: 11 lines a page */
		{ 10000, 4, 20000, 3, 1 },
		{ 255000, 1, 0, 3, 1 }, /* from below */
		{ 260000, 3, 0, 2, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		tear_down();
		set_up();
		tree.master.area_height = 230000; /* 12 lines */
		tree.master.height = 330000;
		add_running(rows[i].y, rows[i].lines);
		tree_add_paragraph(&tree, &tree.body, "甲");
		for (size_t line = 1; line < 24; line++)
			tree_add_paragraph(&tree, &tree.body, "乙");
		lay_out();
		cr_expect_eq(em_top_of("甲"), rows[i].first, "row %zu\n%s", i, out.bytes);
		cr_expect_eq(kit_count(tree.diag, MSG_RUNNING_HIGH), rows[i].said, "row %zu", i);
		cr_expect_eq((size_t)count_pages(), rows[i].pages, "row %zu", i);
	}
}

Test(flow, a_region_may_be_meant_to_push_the_body)
{
	tree.folio.push = true;
	add_running(10000, 4);
	tree_add_paragraph(&tree, &tree.body, "甲");
	lay_out();
	cr_expect_eq(em_top_of("甲"), 20000);
	cr_expect_eq(diag_count(tree.diag), 0, "%s", kit_records(tree.arena, tree.diag));
}

Test(flow, running_texts_of_one_region_stand_below_each_other)
{
	tree.rule.space_before = 3000;
	add_running(5000, 1);
	struct running *rule = arena_alloc(tree.arena, sizeof *rule);
	*rule = (struct running){ .region = "folio", .rule = &tree.rule };
	((struct running *)tree.section->running)->next = rule;
	tree_add_paragraph(&tree, &tree.body, "甲");
	lay_out();
	cr_expect(strstr(out.bytes, "box 1 x=20000 y=18000 width=160000 height=1000\n"), "%s",
	        out.bytes);
}

Test(flow, running_text_that_the_body_cannot_avoid_is_refused)
{
	for (int turn = 0; turn < 2; turn++) {
		tear_down();
		set_up();
		tree.folio.turn = turn;
		tree.folio.x = turn == 1 ? 60000 : 20000;
		add_running(turn == 1 ? 100000 : 10000, turn == 1 ? 1 : 16);
		tree_add_paragraph(&tree, &tree.body, "甲");
		cr_expect_not(tree_layout(&tree, &out));
		cr_expect_eq(kit_count(tree.diag, MSG_RUNNING_OVER), 1, "%s",
		        kit_records(tree.arena, tree.diag));
	}
}

Test(flow, a_paragraph_with_a_top_stands_there_and_the_flow_goes_on_below)
{
	struct paragraph_style mark = tree.body;

	mark.has_top = true;
	mark.top = 99212; /* 35 mm */
	tree_add_paragraph(&tree, &tree.body, "甲");
	tree_add_paragraph(&tree, &mark, "乙");
	tree_add_paragraph(&tree, &tree.body, "丙");
	lay_out();
	cr_expect_eq(em_top_of("甲"), 0);
	cr_expect_eq(em_top_of("乙"), 99212);
	cr_expect_eq(em_top_of("丙"), 99212 + TREE_LINE);
}

Test(flow, a_top_that_the_flow_has_passed_is_no_way_back)
{
	struct paragraph_style mark = tree.body;

	mark.has_top = true;
	mark.top = 10000;
	tree_add_paragraph(&tree, &tree.body, "甲");
	tree_add_paragraph(&tree, &tree.body, "乙");
	tree_add_paragraph(&tree, &mark, "丙");
	lay_out();
	cr_expect_eq(em_top_of("丙"), 2 * TREE_LINE);
}

Test(flow, a_trimmed_paragraph_is_as_high_as_its_ink)
{
	struct paragraph_style mark = tree.body;

	mark.has_top = true;
	mark.top = 99212;
	mark.trim = TRIM_INK;
	tree_add_paragraph(&tree, &mark, tree_words(&tree, 17));
	tree_add(&tree, BLOCK_RULE);
	lay_out();
	/* The fake's ink begins 0.08 em below the em box and ends 0.06 em below the baseline. */
	cr_expect_eq(em_top_of("一"), 99212 - 800);
	cr_expect(strstr(out.bytes, "box 1 x=20000 y=157812 "), "%s", out.bytes);
}

Test(flow, all_of_a_trimmed_line_rises_with_it)
{
	static const struct light_style light = { .shape = SHAPE_SQUARE, .size = 500 };
	struct paragraph_style mark = tree.body;
	struct block *block = tree_add_paragraph(&tree, &mark, "甲");
	struct inline_item *shape = tree_item(&tree, INLINE_LIGHT, block->paragraph.first);

	shape->light = &light;
	shape->link = "https://example.org/";
	block->paragraph.first = shape;
	mark.trim = TRIM_INK;
	lay_out();
	cr_expect_eq(em_top_of("甲"), -800);
	/* The em box's middle less half of the light. */
	cr_expect(strstr(out.bytes, " M20000,31700"), "%s", out.bytes);
	cr_expect(strstr(out.bytes, "link 1 x=20000 y=29200 width=5000 height=10000"), "%s",
	        out.bytes);
}

Test(flow, a_top_above_the_type_area_is_obeyed_on_an_empty_page)
{
	struct paragraph_style mark = tree.body;

	mark.has_top = true;
	mark.top = -19843; /* -7 mm: 信函 */
	tree_add_paragraph(&tree, &mark, "甲");
	lay_out();
	cr_expect_eq(em_top_of("甲"), -19843);
}

Test(flow, a_double_rule_wider_than_the_measure_is_centred)
{
	tree.rule = (struct rule_style){ .name = "letter",
		.thickness = 2000,
		.gap = 1500,
		.second = 700,
		.width = 180000,
		.space_before = 4000 };
	tree_add_paragraph(&tree, &tree.body, "甲");
	tree_add(&tree, BLOCK_RULE);
	lay_out();
	cr_expect(strstr(out.bytes,
	                  "box 1 x=10000 y=49000 width=180000 height=2000\n"
	                  "box 1 x=10000 y=52500 width=180000 height=700\n"),
	        "%s", out.bytes);
}

Test(flow, a_space_counts_after_a_wanted_break_and_not_after_a_full_page)
{
	add_lines(12);
	tree_add(&tree, BLOCK_SPACE)->space = 30000;
	tree_add_paragraph(&tree, &tree.body, "甲");
	tree_add(&tree, BLOCK_PAGE_BREAK);
	tree_add(&tree, BLOCK_PAGE_BREAK);
	tree_add(&tree, BLOCK_SPACE)->space = 30000;
	tree_add_paragraph(&tree, &tree.body, "乙");
	tree_add(&tree, BLOCK_PAGE_BREAK);
	lay_out();
	cr_expect_eq(em_top_of("甲"), 0);
	cr_expect_eq(page_of("乙"), 3);
	cr_expect_eq(em_top_of("乙"), 30000);
	cr_expect_eq(count_pages(), 3);
}

static struct block *add_foot(const char *words, bool even)
{
	struct block *group = tree_add(&tree, BLOCK_GROUP);

	group->group.at_foot = true;
	group->group.even_page = even;
	group->group.first = tree_block(&tree, BLOCK_RULE);
	struct block *text = tree_paragraph(&tree, &tree.body, words);
	((struct block *)group->group.first)->next = text;
	text->next = tree_block(&tree, BLOCK_RULE);
	return group;
}

Test(flow, a_foot_group_ends_at_the_type_areas_bottom)
{
	static const struct {
		size_t lines;
		int page;
	} rows[] = { { 3, 1 }, { 11, 1 }, { 12, 2 }, { 15, 2 } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		tear_down();
		set_up();
		add_foot("抄送：甲。", false);
		add_lines(rows[i].lines);
		lay_out();
		cr_expect_eq(page_of("抄送"), rows[i].page, "%zu lines", rows[i].lines);
		cr_expect_eq(count_pages(), rows[i].page);
		cr_expect_eq(em_top_of("抄送"), 240000 - 1000 - TREE_LINE + 5000);
		cr_expect(strstr(out.bytes, " y=269000 width=160000 height=1000\n"));
	}
}

Test(flow, a_foot_group_moved_to_an_even_page_leaves_it_without_number)
{
	static const struct {
		size_t lines;
		int page, numbered;
	} rows[] = {
		{ 3, 2, 1 },  /* the last page is odd */
		{ 15, 2, 2 }, /* it is even and has room */
		{ 24, 4, 2 }, /* it is even and full: a blank page between */
		{ 30, 4, 3 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		tear_down();
		set_up();
		tree_add_folio(&tree);
		add_lines(rows[i].lines);
		add_foot("抄送：甲。", true);
		lay_out();
		cr_expect_eq(
		        page_of("抄送"), rows[i].page, "%zu lines\n%s", rows[i].lines, out.bytes);
		int numbered = 0;
		for (const char *at = out.bytes; (at = strstr(at, "“— ")); at++)
			numbered++;
		cr_expect_eq(numbered, rows[i].numbered, "%zu lines\n%s", rows[i].lines, out.bytes);
	}
}

Test(flow, sections_start_on_the_side_they_ask_for)
{
	tree_add_folio(&tree);
	add_lines(1);
	tree_section(&tree)->start = START_ODD;
	tree_add_folio(&tree);
	tree_add_paragraph(&tree, &tree.body, "甲");
	lay_out();
	cr_expect_eq(page_of("甲"), 3);
	cr_expect(strstr(out.bytes, "page 2 width=200000 height=300000 blank\npage 3"), "%s",
	        out.bytes);
}

/* GB/T 9704 ch. 8: the top of an odd landscape page is bound, that of an even one is cut. */
Test(flow, the_binding_edge_of_a_landscape_page_changes_over)
{
	tree.master.binding = BINDING_TOP;
	tree.master.top = 28000;
	tree.master.area_height = 300000 - 28000 - 26000;
	tree_add_paragraph(&tree, &tree.body, "甲");
	tree_add(&tree, BLOCK_PAGE_BREAK);
	tree_add_paragraph(&tree, &tree.body, "乙");
	lay_out();
	cr_expect_eq(y_of("甲"), 28000 + 8800);
	cr_expect_eq(y_of("乙"), 26000 + 8800);
	cr_expect(strstr(out.bytes, "glyphs 2 x=20000 "), "%s", out.bytes);
}

Test(flow, running_text_keeps_its_side_and_mirrored_margins_change)
{
	struct region sides[] = { tree.folio, tree.folio };

	sides[0].side = SIDE_ODD;
	sides[1].side = SIDE_EVEN;
	sides[1].x = 5000;
	tree.master.regions = sides;
	tree.master.region_count = 2;
	tree.master.binding = BINDING_LEFT;
	tree.master.left = 30000;
	tree.label.align = ALIGN_START;
	tree_add_folio(&tree);
	tree_add_paragraph(&tree, &tree.body, "甲");
	tree_add(&tree, BLOCK_PAGE_BREAK);
	tree_add_paragraph(&tree, &tree.body, "乙");
	lay_out();
	cr_expect(strstr(out.bytes, "glyphs 1 x=30000 y=38800"), "%s", out.bytes);
	cr_expect(strstr(out.bytes, "glyphs 1 x=20000 y=283800"), "%s", out.bytes);
	cr_expect(strstr(out.bytes, "glyphs 2 x=10000 y=38800"), "%s", out.bytes);
	cr_expect(strstr(out.bytes, "glyphs 2 x=5000 y=283800"), "%s", out.bytes);
}

/* 信函: the second line stands on the first page alone, the page number on all others. */
Test(flow, a_region_may_keep_to_the_first_page_of_a_section_and_hold_a_rule)
{
	struct region regions[] = { tree.folio, tree.folio };
	struct running *line = arena_alloc(tree.arena, sizeof *line);

	regions[0].side = SIDE_NOT_FIRST;
	regions[1].name = "foot";
	regions[1].side = SIDE_FIRST;
	regions[1].y = 277000;
	tree.master.regions = regions;
	tree.master.region_count = 2;
	tree.rule = (struct rule_style){
		.name = "double", .thickness = 500, .second = 1500, .gap = 1000, .width = 180000
	};
	tree_add_folio(&tree);
	*line = (struct running){ .region = "foot", .rule = &tree.rule };
	((struct running *)tree.section->running)->next = line;
	add_lines(30);
	lay_out();
	cr_expect(strstr(out.bytes, "box 1 x=10000 y=277000 width=180000 height=500"), "%s",
	        out.bytes);
	cr_expect(strstr(out.bytes, "box 1 x=10000 y=278500 width=180000 height=1500"), "%s",
	        out.bytes);
	cr_expect(!strstr(out.bytes, "box 2"), "%s", out.bytes);
	cr_expect(!strstr(out.bytes, "“— 1 —”"), "%s", out.bytes);
	cr_expect(strstr(out.bytes, "“— 2 —”"), "%s", out.bytes);
	cr_expect(strstr(out.bytes, "“— 3 —”"), "%s", out.bytes);
}

Test(flow, a_turned_region_runs_down_the_page)
{
	tree.folio.turn = 1;
	tree.folio.x = 15000;
	tree.folio.y = 100000;
	tree.label.align = ALIGN_START;
	tree_add_folio(&tree);
	tree_add_paragraph(&tree, &tree.body, "甲");
	lay_out();
	/* The baseline, 8.8 pt below the line's top, lies that far to the left of x. */
	cr_expect(
	        strstr(out.bytes, "glyphs 1 x=6200 y=100000 width=35000 size=10000 face=0 turn=1"),
	        "%s", out.bytes);
}

Test(flow, a_region_that_the_master_lacks_is_an_error)
{
	tree_add_folio(&tree);
	((struct running *)tree.section->running)->region = "notice";
	add_lines(1);
	cr_expect_not(tree_layout(&tree, &out));
	cr_expect_eq(kit_count(tree.diag, MSG_RUNNING_REGION), 1, "%s",
	        kit_records(tree.arena, tree.diag));
}

Test(flow, page_x_of_y_knows_the_total)
{
	struct running *running = arena_alloc(tree.arena, sizeof *running);
	struct inline_item *total = tree_item(&tree, INLINE_PAGES, tree_text(&tree, "页", NULL));

	*running = (struct running){ .region = "folio",
		.paragraph.first = tree_item(&tree, INLINE_PAGE, tree_text(&tree, "／", total)) };
	tree.section->running = running;
	add_lines(30);
	lay_out();
	cr_expect(strstr(out.bytes, "“1／3页”"), "%s", out.bytes);
	cr_expect(strstr(out.bytes, "“3／3页”"), "%s", out.bytes);
}

Test(flow, a_reference_forward_finds_its_page)
{
	struct inline_item *reference =
	        tree_item(&tree, INLINE_REFERENCE, tree_text(&tree, "页", NULL));
	struct block *block = tree_add(&tree, BLOCK_PARAGRAPH);

	reference->reference = "there";
	block->paragraph = (struct paragraph){ .style = &tree.body,
		.first = tree_text(&tree, "见第", reference) };
	add_lines(20);
	tree_add_paragraph(&tree, &tree.body, "甲")->outline.anchor = "there";
	lay_out();
	cr_expect(strstr(out.bytes, "2") && strstr(out.bytes, "anchor 2"));
	cr_expect_eq(page_of("甲"), 2);
	text_clear(&out);
	cr_assert(tree_lines(&tree, &out));
	cr_expect(strstr(out.bytes, "[1] 见第2页/"), "%s", out.bytes);
}

Test(flow, the_page_number_in_the_text_is_that_of_the_page_it_came_to)
{
	struct block *block;

	add_lines(12);
	block = tree_add(&tree, BLOCK_PARAGRAPH);
	block->paragraph = (struct paragraph){ .style = &tree.body,
		.first = tree_text(&tree, "本页为", tree_item(&tree, INLINE_PAGE, NULL)) };
	cr_assert(tree_lines(&tree, &out));
	cr_expect(strstr(out.bytes, "[2] 本页为2\n"), "%s", out.bytes);
}

/*
 * The heading on page 9 is kept with a paragraph that shows the heading's page. “9” makes it three
 * lines, of which two would fit, a widow: both move to page 10. “10” makes it four: both stay.
 */
Test(flow, numbers_that_never_settle_are_an_error)
{
	struct inline_item *reference = tree_item(&tree, INLINE_REFERENCE, NULL);

	for (int i = 1; i < 9; i++) {
		add_lines(1);
		tree_add(&tree, BLOCK_PAGE_BREAK);
	}
	add_lines(9);
	tree_add_paragraph(&tree, &tree.heading, "甲")->outline.anchor = "here";
	reference->reference = "here";
	tree_add(&tree, BLOCK_PARAGRAPH)->paragraph = (struct paragraph){ .style = &tree.body,
		.first = tree_text(&tree, tree_words(&tree, 47), reference) };
	cr_expect_not(tree_layout(&tree, &out));
	cr_expect_eq(kit_count(tree.diag, MSG_PAGES_UNSTABLE), 1, "%s",
	        kit_records(tree.arena, tree.diag));
}

static bool refuse(void *context, const struct page *page)
{
	size_t *seen = context;

	*seen += page->number;
	return false;
}

Test(flow, a_sink_that_refuses_stops_the_layout)
{
	size_t seen = 0;
	const struct page_sink sink = { .context = &seen, .page = refuse };

	add_lines(100);
	cr_expect_not(layout_document(tree.arena, tree.diag, &tree.document, &tree.metrics, &sink));
	cr_expect_eq(seen, 1);
	cr_expect_eq(diag_count(tree.diag), 0);
}

Test(flow, a_fault_is_said_once_however_many_passes)
{
	tree.fake.missing = 0x7532; /* 甲 */
	tree_add(&tree, BLOCK_CONTENTS);
	tree_add_paragraph(&tree, &tree.body, "甲乙")->outline.bookmark = "乙";
	cr_expect_not(tree_layout(&tree, &out));
	cr_expect_eq(kit_count(tree.diag, MSG_GLYPH_MISSING), 1, "%s",
	        kit_records(tree.arena, tree.diag));
}

Test(flow, contents_have_titles_dots_numbers_and_links)
{
	tree_add(&tree, BLOCK_CONTENTS);
	tree_add(&tree, BLOCK_PAGE_BREAK);
	tree_add_paragraph(&tree, &tree.heading, "一、总体情况")->outline.bookmark = "一、总体情况";
	add_lines(12);
	struct block *second = tree_add_paragraph(&tree, &tree.body, "（一）分项");
	second->outline.bookmark = "（一）分项";
	second->outline.level = 2;
	second->outline.anchor = "item";
	tree_add_paragraph(&tree, &tree.body, "1.")->outline.bookmark = "第三级";
	tree.last->outline.level = 3;
	tree_golden(&tree, "contents");
}

Test(flow, a_letterhead)
{
	struct paragraph_style title = tree.heading, number = tree.body;

	title.size = 26000;
	title.leading = 30000;
	title.align = ALIGN_CENTER;
	title.color = (struct color){ .red = 0xd7, .green = 0, .blue = 0x0f };
	title.has_top = true;
	title.top = 35000;
	number.align = ALIGN_CENTER;
	number.space_before = 2 * TREE_LINE;
	tree.rule.color = title.color;
	tree.rule.space_before = 11339; /* 4 mm */
	tree_add_folio(&tree);
	tree_add_paragraph(&tree, &title, "督查通报");
	tree_add_paragraph(&tree, &number, "〔2020〕5号");
	tree_add(&tree, BLOCK_RULE);
	tree_add(&tree, BLOCK_SPACE)->space = TREE_LINE;
	tree_add_paragraph(&tree, &tree.body, "各有关单位：");
	add_foot("抄送：甲。", true);
	tree_golden(&tree, "letterhead");
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

Test(flow, memory_is_flat_in_the_number_of_pages)
{
	struct memory memory = { .pages = 0 };
	const struct page_sink sink = { .context = &memory, .page = weigh };

	for (int i = 0; i < 2000; i++)
		add_lines(3);
	cr_assert(layout_document(tree.arena, tree.diag, &tree.document, &tree.metrics, &sink));
	cr_expect_eq(memory.pages, 500);
	cr_expect_lt(memory.most - memory.least, 3000000, "%zu", memory.most - memory.least);
}

/* A chart of one bar, as high as its row and its axis: pitch + 21.5 pt. */
static struct chart_style chart_style;
static struct paint_style chart_paint;

static void add_chart(mpt pitch)
{
	struct block *block = tree_add(&tree, BLOCK_CHART);
	struct chart *chart = arena_alloc(tree.arena, sizeof *chart);
	struct chart_series *series = arena_alloc(tree.arena, sizeof *series);
	struct chart_point *point = arena_alloc(tree.arena, sizeof *point);

	chart_paint = (struct paint_style){ .name = "", .title = "" };
	chart_style = (struct chart_style){ .name = "chart",
		.label = &tree.body,
		.pitch = pitch,
		.bar_share = 60,
		.ticks = 5,
		.paints = { &chart_paint } };
	*point = (struct chart_point){ .label = "",
		.figure = { .value = { .digits = 5 },
		        .words = "5",
		        .is_given = true,
		        .source = PLACE_NONE },
		.place = PLACE_NONE };
	*series = (struct chart_series){
		.name = "", .first = point, .count = 1, .place = PLACE_NONE
	};
	*chart = (struct chart){ .kind = CHART_BAR,
		.style = &chart_style,
		.alt = "图",
		.unit = "",
		.series = series,
		.series_count = 1,
		.place = PLACE_NONE };
	block->chart = chart;
}

Test(flow, parts_no_chart)
{
	add_lines(6);
	add_chart(80000);
	add_lines(1);
	add_chart(80000);
	cr_assert(tree_layout(&tree, &out), "%s", kit_records(tree.arena, tree.diag));
	cr_expect(strstr(out.bytes, "picture 1 x=20000 y=145000 width=160000 height=101500 ops="),
	        "%s", out.bytes);
	/* The second does not fit below it, and stands whole on the next page. */
	cr_expect(strstr(out.bytes, "picture 2 x=20000 y=30000 width=160000 height=101500 ops="),
	        "%s", out.bytes);
}

Test(flow, says_a_chart_that_no_page_holds)
{
	add_chart(219000);
	cr_expect_not(tree_layout(&tree, &out));
	cr_assert_geq(diag_count(tree.diag), 1);
	cr_expect_eq(diag_record(tree.diag, 0)->message, MSG_CHART_NO_ROOM);
}

Test(flow, holds_a_chart_as_high_as_a_page)
{
	add_lines(1);
	add_chart(218500);
	cr_expect(tree_layout(&tree, &out), "%s", kit_records(tree.arena, tree.diag));
	cr_expect(strstr(out.bytes, "picture 2 x=20000 y=30000 "), "%s", out.bytes);
}
