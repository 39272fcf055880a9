#include "paper/document/document.h"

#include "base/text.h"
#include "press/template/words.h"

#include <criterion/criterion.h>
#include <string.h>

/* What a document of this one block is in a dump. */
static void dump_of(const struct block *block, size_t texts, struct text *out)
{
	const struct page_master master = { .name = "portrait" };
	const struct section section = {
		.master = &master, .first = block, .place = place_line("t.xml", 2)
	};
	const struct document document = {
		.name = "n",
		.file = "n.pdf",
		.template_file = "t.xml",
		.title = "题",
		.subject = "",
		.author = "",
		.keywords = "",
		.date = { 2020, 6, 5 },
		.language = "zh-CN",
		.layout_version = 1,
		.first = &section,
		.text_count = texts,
	};

	text_init(out);
	document_dump(&document, out);
}

/* The dump is what the goldens compare: it must show what eyes cannot see. */
Test(document, dump_shows_invisible_characters_and_places)
{
	const struct place data = { .file = "in/a.json", .line = 7, .column = 3, .pointer = "/x" };
	const struct inline_item text = {
		.kind = INLINE_TEXT,
		.text.words = "甲\n\"\u200B",
		.link = "",
		.place = place_line("parts/p.xml", 4),
		.source = data,
	};
	const struct block block = {
		.kind = BLOCK_PARAGRAPH,
		.paragraph = { .first = &text },
		.outline = { .anchor = "a", .bookmark = "" },
		.place = place_line("t.xml", 3),
	};
	struct text out;

	dump_of(&block, 1, &out);
	cr_expect_str_eq(out.bytes,
	        "document n -> n.pdf\n"
	        "  meta title=\"题\" date=2020-06-05 language=zh-CN layout=1 texts=1\n"
	        "  section portrait page @2\n"
	        "    paragraph – anchor=\"a\" @3\n"
	        "      text 0 \"甲\\n\"\\u{200B}\" @parts/p.xml:4 <- in/a.json:7:3#/x\n");
	text_release(&out);
}

/* Of the columns: a width in thousandths of a point, a share, or as wide as its content. */
Test(document, dump_shows_how_wide_columns_are)
{
	static struct column columns[] = { { .kind = COLUMN_FIXED, .width = 56000 },
		{ .kind = COLUMN_SHARE, .share = 2 }, { .kind = COLUMN_CONTENT } };
	const struct table_style grid = { .name = "grid" };
	const struct table table = { .style = &grid,
		.title = "",
		.place = place_line("t.xml", 4),
		.columns = columns,
		.column_count = 3 };
	const struct block block = { .kind = BLOCK_TABLE,
		.table = &table,
		.place = place_line("t.xml", 3),
		.outline = { .anchor = "", .bookmark = "" } };
	struct text out;

	dump_of(&block, 0, &out);
	cr_expect(strstr(out.bytes, "columns 56000 2* auto\n"), "%s", out.bytes);
	text_release(&out);
}

/* Blanks are judged with both neighbours, wherever the texts are cut. */
Test(document, blanks_fold_across_texts)
{
	static const struct {
		const char *texts[4]; /* the second and fourth are data */
		const char *expected;
	} rows[] = {
		{ { "  共 ", "900", " 元 ", "" }, "共|900|元|" },
		{ { "A ", " B", "\t\n", "C" }, "A| B|| C" },
		{ { "A", "\n", "B", "" }, "A||\nB|" },
		{ { "A\nB", "C\r\nD", "", "\n" }, "A B|C\nD||" },
		{ { "A", "\n\n \n", "", "甲" }, "A|||\n甲" },
		{ { "（", " 5 ", "）", " %" }, "（|5|）|%" },
		{ { "“", "A ", "” ", "B" }, "“|A| ”| B" },
		{ { "甲\u200B乙", "丙\u200B丁", "", "" }, "甲\u200B乙|丙丁||" },
		{ { "— ", "1", " —", "" }, "—| 1| —|" },
		{ { "甲\u00A0", "\u00A0A\u00A0B", "", "" }, "甲|A B||" },
		{ { "甲\u3000乙", "\u3000丙", "", "" }, "甲\u3000乙|\u3000丙||" },
		{ { "甲", "\uFEFF乙\u2028丙", "", "" }, "甲|乙\n丙||" },
		{ { "龑 ", "𠅤 1", "", "" }, "龑|𠅤1||" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct words words = { .before = WORDS_EDGE };
		struct text out;
		text_init(&out);
		for (size_t t = 0; t < 4; t++) {
			text_add(&out, t > 0 ? "|" : "");
			cr_expect_eq(words_add(&words, &out, rows[i].texts[t],
			                     t % 2 == 1 ? WORDS_DATA : WORDS_TEMPLATE),
			        0);
		}
		cr_expect_str_eq(out.bytes, rows[i].expected, "row %zu: %s", i, out.bytes);
		text_release(&out);
	}
}

Test(document, control_characters_are_refused)
{
	static const struct {
		const char *string;
		uint32_t refused;
	} rows[] = {
		{ "a\tb\nc\r", 0 },
		{ "a\x01", 1 },
		{ "\x1b[31m", 0x1B },
		{ "甲\x7F", 0x7F },
		{ "\xC2\x85", 0x85 },
		{ "\xC2\x9B", 0x9B },
		{ "\u00A0\u00AD\u202E", 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct words words = { .before = WORDS_EDGE };
		struct text out;
		text_init(&out);
		cr_expect_eq(words_add(&words, &out, rows[i].string, WORDS_DATA), rows[i].refused,
		        "row %zu", i);
		text_clear(&out);
		cr_expect_eq(words_line(&out, rows[i].string), rows[i].refused, "row %zu", i);
		text_release(&out);
	}
}

Test(document, a_head_outlives_its_document)
{
	struct arena *arena = arena_new(), *tree = arena_new();
	struct document *document = arena_alloc(tree, sizeof *document);
	static const struct section section = { .most_pages = 0 };

	*document = (struct document){ .name = arena_strdup(tree, "n"),
		.file = arena_strdup(tree, "n.pdf"),
		.template_file = arena_strdup(tree, "t.xml"),
		.title = arena_strdup(tree, "题"),
		.subject = arena_strdup(tree, "江民督〔2020〕5号"),
		.author = arena_strdup(tree, "办公室"),
		.keywords = arena_strdup(tree, "民生"),
		.date = { 2020, 6, 5 },
		.language = arena_strdup(tree, "zh-CN"),
		.first = &section };
	const struct document *head = document_head(arena, document);
	arena_free(tree);
	cr_expect_str_eq(head->file, "n.pdf");
	cr_expect_str_eq(head->title, "题");
	cr_expect_str_eq(head->subject, "江民督〔2020〕5号");
	cr_expect_str_eq(head->author, "办公室");
	cr_expect_str_eq(head->keywords, "民生");
	cr_expect_str_eq(head->language, "zh-CN");
	cr_expect_eq(head->date.day, 5);
	cr_expect_null(head->first);
	arena_free(arena);
}
