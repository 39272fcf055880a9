#include "base/listing.h"

#include <criterion/criterion.h>

/* Unicode Standard Annex #11: what is wide or full-width takes two columns. */
Test(listing, counts_columns_not_bytes_nor_characters)
{
	static const struct {
		const char *words;
		size_t columns;
	} rows[] = {
		{ "", 0 },
		{ "abc", 3 },
		{ "民生", 4 },
		{ "8.2 快检批次", 12 },
		{ "（￥１）", 8 },
		{ "▁▂█", 3 },
		{ "DOCUMENT…", 9 },
		{ "e\u0301", 1 },
		{ "葛\U000E0100", 2 },
		{ "𠀀", 2 },
		{ "한", 2 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(listing_columns(rows[i].words), rows[i].columns, "row %zu: %zu", i,
		        listing_columns(rows[i].words));
}

Test(listing, sets_cells_straight_and_leaves_no_blanks_behind)
{
	static const enum listing_side sides[] = { LISTING_LEFT, LISTING_RIGHT, LISTING_LEFT };
	static const char *const rows[][3] = {
		{ "月", "数", "说明" },
		{ "1月", "2310", "" },
		{ "12月", "1", "迟" },
	};
	static const char *const lines[] = {
		"月      数  说明",
		"1月   2310",
		"12月     1  迟",
	};
	struct arena *arena = arena_new();
	struct listing listing = listing_begin(arena, sides, 3);
	struct text out;

	for (size_t i = 0; i < 3; i++)
		listing_row(&listing, rows[i]);
	cr_assert_eq(listing_rows(&listing), 3);
	text_init(&out);
	for (size_t i = 0; i < 3; i++) {
		text_clear(&out);
		listing_print(&listing, i, &out);
		cr_expect_str_eq(out.bytes, lines[i]);
	}
	text_release(&out);
	arena_free(arena);
}
