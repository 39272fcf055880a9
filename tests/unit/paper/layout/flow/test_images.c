/* Images in lines: the room they take, where they may stand, and what is too large for its place.
 */
#include "kit/kit.h"
#include "kit/tree.h"

#include <criterion/criterion.h>
#include <string.h>

static const unsigned char pixels[2] = { 0, 255 };
static const struct image emblem = { .file = "templates/images/emblem.png",
	.width = 2,
	.height = 1,
	.channels = 1,
	.pixels = pixels };

static struct tree tree;
static struct text out;

static void open_tree(void)
{
	tree_init(&tree);
	tree_section(&tree);
	text_init(&out);
}

static void close_tree(void)
{
	text_release(&out);
	tree_release(&tree);
}

TestSuite(images, .init = open_tree, .fini = close_tree);

static struct inline_item *image_of(mpt width, mpt height, const struct inline_item *next)
{
	struct inline_item *item = tree_item(&tree, INLINE_IMAGE, next);

	item->shown = (struct shown_image){
		.image = &emblem, .width = width, .height = height, .alt = "徽标"
	};
	return item;
}

static struct block *add_image(mpt width, mpt height)
{
	struct block *block = tree_add_paragraph(&tree, &tree.body, "甲");

	block->paragraph.first = image_of(width, height, block->paragraph.first);
	return block;
}

/* Low ones stand on the text's middle and change no line; high ones push the lines apart. */
Test(images, a_line_is_as_high_as_its_image)
{
	tree_add_paragraph(&tree, &tree.body, "乙");
	add_image(30000, 12000);
	add_image(60000, 50000);
	tree_add_paragraph(&tree, &tree.body, "丙");
	tree_add_folio(&tree);
	cr_assert(tree_layout(&tree, &out), "%s", kit_records(tree.arena, tree.diag));
	/* The second line's box begins at 30 + 20 - 5 of half leading; its middle is 10 below. */
	cr_expect(strstr(out.bytes,
	                  "image 1 x=20000 y=49000 width=30000 height=12000 turn=0 "
	                  "templates/images/emblem.png 2x1 alt=“徽标”"),
	        "%s", out.bytes);
	cr_expect(strstr(out.bytes, "image 1 x=20000 y=65000 width=60000 height=50000 turn=0"),
	        "%s", out.bytes);
	tree_golden(&tree, "images");
}

Test(images, running_text_turns_its_image)
{
	struct running *running;

	tree_add_paragraph(&tree, &tree.body, "甲");
	tree_add_folio(&tree);
	running = (struct running *)(uintptr_t)tree.section->running;
	running->paragraph.first = image_of(8000, 4000, NULL);
	tree.folio.x = 15000;
	tree.folio.y = 100000;
	tree.folio.width = 8000;
	tree.folio.turn = 1;
	cr_assert(tree_layout(&tree, &out), "%s", kit_records(tree.arena, tree.diag));
	/* A line of 10 pt, downwards from (15, 100): its image lies across it, 3 to 7 pt to the
	 * left. */
	cr_expect(strstr(out.bytes, "image 1 x=8000 y=100000 width=4000 height=8000 turn=1"), "%s",
	        out.bytes);
}

Test(images, a_trimmed_line_is_cut_to_its_image)
{
	struct paragraph_style mark = tree.body;

	mark.trim = TRIM_INK;
	add_image(60000, 50000)->paragraph.style = &mark;
	tree_add_paragraph(&tree, &tree.small, "乙");
	cr_assert(tree_layout(&tree, &out), "%s", kit_records(tree.arena, tree.diag));
	cr_expect(strstr(out.bytes, "image 1 x=20000 y=30000 width=60000 height=50000"), "%s",
	        out.bytes);
}

/* A type area of 160 × 240 pt, of which an indent takes 20; 2 pt of padding in a cell of 100 pt. */
Test(images, what_is_too_large_is_said_once_with_its_place)
{
	static const struct {
		mpt width, height;
		bool in_cell;
		enum message message;
		const char *words;
	} rows[] = {
		{ 140001, 1000, false, MSG_IMAGE_WIDE, "49.4 mm wide, its place only 49.4 mm" },
		{ 1000, 240001, false, MSG_IMAGE_HIGH, "84.7 mm high, the page has 84.7 mm" },
		{ 150000, 250000, false, MSG_IMAGE_WIDE, "52.9 mm wide" },
		{ 96001, 1000, true, MSG_IMAGE_WIDE, "33.9 mm wide, its place only 33.9 mm" },
		{ 1000, 236001, true, MSG_IMAGE_HIGH, "83.3 mm high, the page has 83.3 mm" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		close_tree();
		open_tree();
		tree.body.indent_first = 20000;
		struct block *block = add_image(rows[i].width, rows[i].height);
		block->paragraph.first = image_of(rows[i].width, rows[i].height, NULL);
		if (rows[i].in_cell) {
			struct table *table = tree_table(&tree, 1, 100000);
			tree.body.indent_first = 0;
			tree.section->first = tree.section->first->next;
			struct cell_box *cell = tree_cell(&tree, tree_row(&tree, table, false), "");
			cell->first = block;
			block->next = NULL;
		}
		cr_expect_not(tree_layout(&tree, &out), "row %zu", i);
		cr_assert_eq(diag_count(tree.diag), 1, "row %zu: %s", i,
		        kit_records(tree.arena, tree.diag));
		const struct record *record = diag_record(tree.diag, 0);
		cr_expect_eq(record->message, rows[i].message, "row %zu: %s", i, record->english);
		cr_expect(
		        strstr(record->english, rows[i].words), "row %zu: %s", i, record->english);
		cr_expect(strstr(record->english, "templates/images/emblem.png"));
		cr_expect_eq(record->place.line, 7);
	}
}

Test(images, what_fills_its_place_is_no_fault)
{
	add_image(160000, 240000)->paragraph.first = image_of(160000, 240000, NULL);
	struct table *table = tree_table(&tree, 1, 100000);
	struct cell_box *cell = tree_cell(&tree, tree_row(&tree, table, false), "");
	struct block *block = tree_paragraph(&tree, &tree.body, "");

	block->paragraph.first = image_of(96000, 236000, NULL);
	cell->first = block;
	cr_expect(tree_layout(&tree, &out), "%s", kit_records(tree.arena, tree.diag));
	cr_expect_eq(diag_count(tree.diag), 0, "%s", kit_records(tree.arena, tree.diag));
	cr_expect(strstr(out.bytes, "image 2 x=52000 y=32000 width=96000 height=236000"), "%s",
	        out.bytes);
}

/* On every page that a table goes on to, its head takes of the page. */
Test(images, a_head_that_is_repeated_leaves_less)
{
	struct table *table = tree_table(&tree, 1, 100000);
	struct block *block = tree_paragraph(&tree, &tree.body, "");

	tree_cell(&tree, tree_row(&tree, table, true), "头");
	tree_cell(&tree, tree_row(&tree, table, false), "")->first = block;
	block->paragraph.first = image_of(90000, 222001, NULL);
	cr_expect_not(tree_layout(&tree, &out));
	cr_expect(kit_has(tree.diag, MSG_IMAGE_HIGH));
	close_tree();
	open_tree();
	table = tree_table(&tree, 1, 100000);
	block = tree_paragraph(&tree, &tree.body, "");
	tree_cell(&tree, tree_row(&tree, table, true), "头");
	tree_cell(&tree, tree_row(&tree, table, false), "")->first = block;
	block->paragraph.first = image_of(90000, 222000, NULL);
	cr_expect(tree_layout(&tree, &out), "%s", kit_records(tree.arena, tree.diag));
}
