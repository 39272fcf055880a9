#include "paper/document/lines.h"

#include <criterion/criterion.h>

static struct inline_item text(const char *words, const char *file, const struct inline_item *next)
{
	return (struct inline_item){ .kind = INLINE_TEXT,
		.next = next,
		.source = { .file = file, .pointer = "" },
		.text.words = words };
}

/* A heading, a table of one row, a paragraph with a forced break, and one that says nothing. */
Test(lines, reads_paragraphs_and_rows_in_order)
{
	struct arena *arena = arena_new();
	const struct inline_item second = text("甲\u200B乙", "b.json", NULL);
	const struct inline_item broken = { .kind = INLINE_BREAK, .next = &second };
	const struct inline_item first = text("一", "a.json", &broken);
	const struct inline_item title = text("标题", "", NULL);
	const struct block empty = { .kind = BLOCK_PARAGRAPH };
	const struct block body = {
		.kind = BLOCK_PARAGRAPH, .next = &empty, .paragraph.first = &first
	};
	const struct block below = { .kind = BLOCK_PARAGRAPH, .paragraph.first = &title };
	const struct block cell_block = {
		.kind = BLOCK_PARAGRAPH, .next = &below, .paragraph.first = &second
	};
	const struct cell_box right = { .first = NULL };
	const struct cell_box left = { .next = &right, .first = &cell_block };
	const struct row row = { .first = &left };
	const struct table table = { .body = &row };
	const struct block table_block = { .kind = BLOCK_TABLE, .next = &body, .table = &table };
	const struct block heading = { .kind = BLOCK_PARAGRAPH,
		.next = &table_block,
		.paragraph = { .part = PART_HEADING, .first = &title } };
	const struct section section = { .first = &heading };
	const struct document document = { .first = &section };
	const struct document_lines lines = lines_of(arena, &document);

	cr_assert_eq(lines.count, 3);
	cr_expect_str_eq(lines.list[0].words, "标题");
	cr_expect(lines.list[0].is_heading);
	cr_expect_eq(lines.list[0].file_count, 0);
	cr_expect_str_eq(lines.list[1].words, "甲乙 标题│");
	cr_expect_str_eq(lines.list[2].words, "一 甲乙");
	cr_assert_eq(lines.list[2].file_count, 2);
	cr_expect_str_eq(lines.list[2].files[1], "b.json");
	arena_free(arena);
}
