/* The proof, fed with pages made by hand: each kind of loss is forced. */
#include "kit/kit.h"
#include "kit/tree.h"
#include "paper/layout/proof.h"

#include <criterion/criterion.h>
#include <string.h>

static struct tree tree;
static struct proof *proof;
static struct placed_glyph glyphs[4];
static struct op op;
static struct page page;

/* The document says “甲 乙\n丙” and nothing else; the page shows its three characters. */
static void set_up(void)
{
	static const uint32_t codepoints[] = { 0x7532, 0x4E59, 0x4E19 };
	static const uint32_t offsets[] = { 0, 2, 4 };

	tree_init(&tree);
	tree_add_paragraph(&tree, &tree.body, "甲 乙\n丙");
	proof = proof_new(&tree.document, tree.diag);
	for (size_t i = 0; i < 3; i++)
		glyphs[i] = (struct placed_glyph){ .id = 1,
			.codepoint = codepoints[i],
			.x = (mpt)i * TREE_EM,
			.advance = TREE_EM,
			.text = 0,
			.offset = offsets[i] };
	op = (struct op){ .kind = OP_GLYPHS,
		.run = { .x = 20000, .y = 40000, .size = TREE_EM, .glyphs = glyphs, .count = 3 } };
	page = (struct page){
		.number = 1, .width = 200000, .height = 300000, .ops = &op, .op_count = 1
	};
}

static void tear_down(void)
{
	proof_free(proof);
	tree_release(&tree);
}

TestSuite(proof, .init = set_up, .fini = tear_down);

static void expect_one(enum message message, const char *words)
{
	const struct record *record = kit_lookup(tree.diag, message);

	cr_assert_eq(kit_count(tree.diag, message), 1, "%s", kit_records(tree.arena, tree.diag));
	cr_expect_not_null(strstr(record->english, words), "%s", record->english);
	cr_expect_str_eq(record->place.file, "templates/test.xml");
	cr_expect_eq(record->place.line, 7);
}

Test(proof, a_page_that_shows_all_is_good)
{
	cr_expect(proof_page(proof, &page));
	cr_expect(proof_finish(proof));
	cr_expect_eq(diag_count(tree.diag), 0);
}

Test(proof, order_and_repetition_do_not_matter)
{
	const struct placed_glyph first = glyphs[0];

	glyphs[0] = glyphs[2];
	glyphs[2] = first;
	cr_expect(proof_page(proof, &page));
	cr_expect(proof_page(proof, &page));
	cr_expect(proof_finish(proof));
}

Test(proof, a_glyph_may_say_two_characters)
{
	tree_add_paragraph(&tree, &tree.body, "葛\U000E0100");
	proof_free(proof);
	proof = proof_new(&tree.document, tree.diag);
	glyphs[3] = (struct placed_glyph){ .id = 1,
		.codepoint = 0x845B,
		.mark = 0xE0100,
		.x = 3 * TREE_EM,
		.advance = TREE_EM,
		.text = 1 };
	op.run.count = 4;
	cr_expect(proof_page(proof, &page));
	cr_expect(proof_finish(proof));
	glyphs[3].mark = 0xE0101;
	cr_expect_not(proof_page(proof, &page));
	expect_one(MSG_TEXT_ALTERED, "葛");
}

Test(proof, a_lost_character_is_named_with_template_and_data)
{
	op.run.count = 1;
	cr_expect(proof_page(proof, &page));
	cr_expect_not(proof_finish(proof));
	expect_one(MSG_TEXT_LOST, "2 characters are on no page, from “乙丙” on");
	expect_one(MSG_TEXT_LOST, "a.json:12 (/tasks/0/progress)");
}

Test(proof, text_that_no_page_shows_is_lost)
{
	cr_expect_not(proof_finish(proof));
	expect_one(MSG_TEXT_LOST, "3 characters");
}

Test(proof, a_glyph_off_the_page_is_an_error_on_every_side_and_turn)
{
	static const struct {
		mpt x, y;
		uint8_t turn;
		bool good;
	} rows[] = {
		{ 0, 8800, 0, true },
		{ -1, 8800, 0, false },
		{ 0, 8799, 0, false },
		{ 170000, 298800, 0, true },
		{ 170001, 298800, 0, false },
		{ 170000, 298801, 0, false },
		{ 1200, 0, 1, true },
		{ 1199, 0, 1, false },
		{ 100000, 270001, 1, false },
		{ 30000, 1200, 2, true },
		{ 29999, 1200, 2, false },
		{ 8800, 30000, 3, true },
		{ 8799, 30000, 3, false },
		{ 8800, 29999, 3, false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		op.run.x = rows[i].x;
		op.run.y = rows[i].y;
		op.run.turn = rows[i].turn;
		cr_expect_eq(proof_page(proof, &page), rows[i].good, "row %zu", i);
	}
}

Test(proof, what_is_off_the_page_is_said_once_a_run_and_counts_as_lost)
{
	op.run.x = 195000;
	cr_expect_not(proof_page(proof, &page));
	cr_expect_not(proof_finish(proof));
	expect_one(MSG_TEXT_OFF_PAGE, "page 1: “甲乙丙” stands outside the page");
	expect_one(MSG_TEXT_LOST, "3 characters");
}

Test(proof, another_character_than_the_text_has_is_an_error)
{
	glyphs[1].codepoint = 0x5DF1; /* 己 */
	cr_expect_not(proof_page(proof, &page));
	expect_one(MSG_TEXT_ALTERED, "page 1 shows “己” for character 3 of “甲 乙");
	cr_expect_not(proof_finish(proof));
}

Test(proof, a_glyph_of_no_text_or_beyond_its_end_is_an_error)
{
	glyphs[1].text = 5;
	glyphs[2].offset = 5;
	cr_expect_not(proof_page(proof, &page));
	cr_expect_eq(kit_count(tree.diag, MSG_TEXT_ALTERED), 2);
}

Test(proof, what_layout_adds_is_not_asked_for_but_must_be_on_the_page)
{
	glyphs[3] = (struct placed_glyph){
		.codepoint = '1', .x = 30000, .advance = 5000, .text = NO_TEXT
	};
	op.run.count = 4;
	cr_expect(proof_page(proof, &page));
	op.run.x = 166000;
	cr_expect_not(proof_page(proof, &page));
	cr_expect_eq(kit_count(tree.diag, MSG_TEXT_OFF_PAGE), 1);
}

Test(proof, a_box_or_path_off_the_page_is_an_error)
{
	static const struct path_step steps[] = {
		{ .verb = PATH_MOVE, .x = { 10000 }, .y = { 10000 } },
		{ .verb = PATH_CURVE, .x = { 0, 0, 20000 }, .y = { 0, 300001, 0 } },
		{ .verb = PATH_CLOSE },
	};
	static const struct {
		struct op op;
		bool good;
	} rows[] = {
		{ { .kind = OP_BOX, .box = { .width = 200000, .height = 300000 } }, true },
		{ { .kind = OP_BOX, .box = { .width = 200001, .height = 1000 } }, false },
		{ { .kind = OP_BOX, .box = { .x = -1, .width = 1000, .height = 1000 } }, false },
		{ { .kind = OP_PATH, .path = { .steps = steps, .count = 1 } }, true },
		{ { .kind = OP_PATH, .path = { .steps = steps, .count = 3 } }, false },
		{ { .kind = OP_IMAGE,
		          .image = { .box = { .y = 290000, .width = 1, .height = 10000 } } },
		        true },
		{ { .kind = OP_IMAGE,
		          .image = { .box = { .y = 290000, .width = 1, .height = 10001 } } },
		        false },
		{ { .kind = OP_LINK,
		          .link = { .box = { .x = -1, .width = 10, .height = 10 },
		                  .target = "#a" } },
		        true },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		page.ops = &rows[i].op;
		cr_expect_eq(proof_page(proof, &page), rows[i].good, "row %zu", i);
	}
	cr_expect_eq(kit_count(tree.diag, MSG_BOX_OFF_PAGE), 4);
}

Test(proof, running_text_need_not_be_anywhere)
{
	proof_free(proof);
	tree_add_folio(&tree);
	proof = proof_new(&tree.document, tree.diag);
	cr_expect(proof_page(proof, &page));
	cr_expect(proof_finish(proof));
}

Test(proof, a_table_wider_than_the_page_fails_the_layout)
{
	struct text out;
	struct table *table = tree_table(&tree, 3, 80000);

	text_init(&out);
	tree_cell(&tree, tree_row(&tree, table, false), "甲");
	cr_expect_not(tree_layout(&tree, &out));
	cr_expect(kit_has(tree.diag, MSG_BOX_OFF_PAGE));
	text_release(&out);
}

Test(proof, a_row_with_more_cells_than_columns_is_found_out)
{
	struct text out;
	struct table *table = tree_table(&tree, 1, 80000);
	struct row *row = tree_row(&tree, table, false);

	text_init(&out);
	tree_cell(&tree, row, "甲");
	tree_cell(&tree, row, "乙");
	cr_expect_not(tree_layout(&tree, &out));
	expect_one(MSG_TEXT_LOST, "1 characters are on no page, from “乙” on");
	text_release(&out);
}
