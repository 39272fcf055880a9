/* paper/layout: which part of the document's structure each thing on a page is. */
#include "kit/tree.h"

#include <criterion/criterion.h>
#include <stdint.h>

static struct tree tree;

static void set_up(void)
{
	tree_init(&tree);
}

static void tear_down(void)
{
	tree_release(&tree);
}

TestSuite(tags, .init = set_up, .fini = tear_down);

static void expect(const char *wanted)
{
	struct text told;

	text_init(&told);
	cr_assert(tree_tags(&tree, &told));
	cr_expect_str_eq(told.bytes, wanted, "now:\n%s", told.bytes);
	text_release(&told);
}

Test(tags, headings_paragraphs_and_what_runs)
{
	struct block *heading = tree_add_paragraph(&tree, &tree.heading, "一");

	heading->paragraph.part = PART_HEADING;
	heading->paragraph.level = 1;
	heading = tree_add_paragraph(&tree, &tree.heading, "二");
	heading->paragraph.part = PART_HEADING;
	heading->paragraph.level = 9; /* no level is passed over */
	tree_add_paragraph(&tree, &tree.body, "文");
	tree_add(&tree, BLOCK_RULE)->rule = &tree.rule;
	tree_add_folio(&tree);
	expect("Document\n"
	       "  H1 一\n"
	       "  H2 二\n"
	       "  P 文\n"
	       "artifact — 1 —\n");
}

Test(tags, a_paragraph_over_two_pages_is_one)
{
	for (int i = 0; i < 10; i++)
		tree_add_paragraph(&tree, &tree.body, "文");
	tree_add_paragraph(&tree, &tree.body, tree_words(&tree, 64));
	struct text told;

	text_init(&told);
	cr_assert(tree_tags(&tree, &told));
	cr_expect(
	        strstr(told.bytes,
	                "  P 一一一一一一一一一一一一一一一一一一一一一一一一一一一一一一一一/一"),
	        "now:\n%s", told.bytes);
	text_release(&told);
}

Test(tags, links_figures_and_notes_stand_between_words)
{
	static const struct light_style light = {
		.name = "red", .shape = SHAPE_TRIANGLE, .size = 700
	};
	static const struct bar_style bar = { .name = "bar", .width = 40000, .height = 5000 };
	struct inline_item *quiet = tree_item(&tree, INLINE_LIGHT, tree_text(&tree, "末", NULL));
	struct inline_item *shown = tree_item(&tree, INLINE_BAR, quiet);
	struct inline_item *red = tree_item(&tree, INLINE_LIGHT, shown);
	struct inline_item *noted = tree_text(&tree, "①", red);
	struct inline_item *second = tree_text(&tree, "二项", noted);
	struct inline_item *first = tree_text(&tree, "第", second);
	struct note *note = arena_alloc(tree.arena, sizeof *note);

	quiet->light = red->light = &light;
	quiet->alt = "";
	shown->bar = (struct bar){ .style = &bar, .share = 563, .mark = 400 };
	first->link = second->link = "#two";
	note->paragraph.style = &tree.small;
	note->paragraph.first = tree_text(&tree, "注", NULL);
	noted->note = note;
	struct block *block = tree_add(&tree, BLOCK_PARAGRAPH);
	block->outline.anchor = "two";
	block->paragraph =
	        (struct paragraph){ .style = &tree.body, .first = tree_text(&tree, "见", first) };
	expect("Document\n"
	       "  P 见/末\n"
	       "    Link “第二项” 第二项\n"
	       "    Reference ①\n"
	       "    Note 注\n"
	       "    Figure “▲” *\n"
	       "    Figure “56.3% / 40%” ***\n");
}

Test(tags, items_of_a_list_are_in_it)
{
	static const uint32_t lists[] = { 1, 1, 2 };

	for (size_t i = 0; i < 3; i++) {
		struct block *block = tree_add(&tree, BLOCK_PARAGRAPH);
		block->paragraph = (struct paragraph){ .style = &tree.body,
			.first = tree_text(&tree, "1.", tree_text(&tree, "甲", NULL)),
			.part = PART_ITEM,
			.list = lists[i] };
	}
	expect("Document\n"
	       "  L\n"
	       "    LI\n      Lbl 1.\n      LBody 甲\n"
	       "    LI\n      Lbl 1.\n      LBody 甲\n"
	       "  L\n"
	       "    LI\n      Lbl 1.\n      LBody 甲\n");
}

/* Fifteen rows a page: head, label and foot are read once, wherever they are printed again. */
Test(tags, a_table_over_pages_is_read_as_one)
{
	struct table *table = tree_table(&tree, 2, 80000);
	struct row *row = tree_row(&tree, table, true);
	struct row *foot = arena_alloc(tree.arena, sizeof *foot);

	tree.grid.continued = "（续）";
	tree.grid.repeat_head = true;
	tree_cell(&tree, row, "类");
	tree_cell(&tree, row, "事");
	for (int i = 0; i < 40; i++) {
		row = tree_row(&tree, table, false);
		if (i % 20 == 0)
			tree_cell(&tree, row, i == 0 ? "甲" : "乙")->row_span = 20;
		tree_cell(&tree, row, i == 7 ? "" : i % 2 == 0 ? "偶" : "奇");
	}
	*foot = (struct row){ .outline = { .anchor = "", .bookmark = "" } };
	tree_cell(&tree, foot, "足")->column_span = 2;
	table->foot = foot;
	struct text told, wanted;
	text_init(&told);
	text_init(&wanted);
	cr_assert(tree_tags(&tree, &told));
	text_add(&wanted, "Document\n  Table\n    TR\n      TH 类\n      TH 事\n");
	for (int i = 0; i < 40; i++) {
		text_add(&wanted, "    TR\n");
		if (i % 20 == 0)
			text_printf(&wanted, "      TD rows=20 %s\n", i == 0 ? "甲" : "乙");
		text_printf(&wanted, "      TD%s\n", i == 7 ? "" : i % 2 == 0 ? " 偶" : " 奇");
	}
	text_add(&wanted, "    TR\n      TD columns=2 足\n");
	const char *artifacts = strstr(told.bytes, "artifact ");
	cr_assert(artifacts);
	cr_expect_eq(strncmp(told.bytes, wanted.bytes, wanted.length), 0, "now:\n%s", told.bytes);
	cr_expect_eq((size_t)(artifacts - told.bytes), wanted.length);
	cr_expect(strstr(artifacts, "类") && strstr(artifacts, "（续）") && strstr(artifacts, "足"),
	        "what is printed again: %s", artifacts);
	text_release(&wanted);
	text_release(&told);
}

/* What heads a group is placed when the group ends, and comes before its rows all the same. */
Test(tags, the_label_of_a_group_is_the_first_ink_of_it)
{
	struct table *table = tree_table(&tree, 2, 80000);
	struct text lines;

	for (int i = 0; i < 3; i++) {
		struct row *row = tree_row(&tree, table, false);
		if (i == 0)
			tree_cell(&tree, row, "类")->row_span = 3;
		tree_cell(&tree, row, i == 0 ? "一" : i == 1 ? "二" : "三");
	}
	text_init(&lines);
	cr_assert(tree_lines(&tree, &lines));
	cr_expect_str_eq(lines.bytes, "[1] 类/一/二/三\n");
	text_release(&lines);
}

/* Tables without a head are for places on the page: signatures, tiles. */
Test(tags, a_table_without_a_head_is_read_as_what_is_in_it)
{
	struct table *table = tree_table(&tree, 2, 80000);
	struct row *row = tree_row(&tree, table, false);

	tree_cell(&tree, row, "");
	tree_cell(&tree, row, "署名");
	expect("Document\n  Div\n    P 署名\n");
}

Test(tags, contents_lead_to_headings)
{
	struct block *contents = tree_add(&tree, BLOCK_CONTENTS);
	struct block *heading;

	contents->contents.style = &tree.body;
	contents->contents.level = 1;
	heading = tree_add_paragraph(&tree, &tree.heading, "章");
	heading->outline = (struct outline){ .anchor = "", .bookmark = "章", .level = 1 };
	heading->paragraph.part = PART_HEADING;
	heading->paragraph.level = 1;
	expect("Document\n"
	       "  TOC\n"
	       "    TOCI\n"
	       "      Reference\n"
	       "        Link “章” 章1\n"
	       "  H1 章\n"
	       "artifact …………………………………\n");
}

/* A link is one even in what runs, whose words are no part of the structure. */
Test(tags, a_link_that_runs_is_a_link)
{
	tree_add_paragraph(&tree, &tree.body, "文");
	tree_add_folio(&tree);
	((struct inline_item *)(uintptr_t)tree.section->running->paragraph.first)->link =
	        "https://example.org/";
	struct text told;

	text_init(&told);
	cr_assert(tree_tags(&tree, &told));
	cr_expect(strstr(told.bytes, "  Link “"), "now:\n%s", told.bytes);
	cr_expect(strstr(told.bytes, "artifact — 1 —"), "now:\n%s", told.bytes);
	text_release(&told);
}

/* A link in a paragraph is a part of it. */
Test(tags, a_link_is_read_where_it_stands)
{
	struct inline_item *end = tree_text(&tree, "后", NULL);
	struct inline_item *linked = tree_text(&tree, "去", end);
	struct block *block = tree_add_paragraph(&tree, &tree.body, "");

	linked->link = "https://example.org/";
	block->paragraph.first = tree_text(&tree, "前", linked);
	expect("Document\n"
	       "  P 前/后\n"
	       "    Link “去” 去\n");
}
