#include "base/listing.h"

#include "base/common.h"
#include "base/utf8.h"

#include <assert.h>

#define GAP "  "

static bool is_wide(uint32_t codepoint)
{
	static const struct utf8_range ranges[] = {
		{ 0x1100, 0x115F },
		{ 0x231A, 0x231B },
		{ 0x2329, 0x232A },
		{ 0x23E9, 0x23EC },
		{ 0x2E80, 0x303E },
		{ 0x3041, 0xA4CF }, /* kana, Han, Yi; the hexagrams at 4DC0 are as wide */
		{ 0xA960, 0xA97C },
		{ 0xAC00, 0xD7A3 },
		{ 0xF900, 0xFAFF },
		{ 0xFE10, 0xFE19 },
		{ 0xFE30, 0xFE6B },
		{ 0xFF01, 0xFF60 },
		{ 0xFFE0, 0xFFE6 },
		{ 0x1F300, 0x1F64F },
		{ 0x1F900, 0x1F9FF },
		{ 0x20000, 0x3FFFD },
	};

	return codepoint >= ranges[0].first && utf8_is_within(ranges, COUNT_OF(ranges), codepoint);
}

static bool combines(uint32_t codepoint)
{
	static const struct utf8_range ranges[] = {
		{ 0x0300, 0x036F },
		{ 0x200B, 0x200F },
		{ 0x20D0, 0x20F0 },
		{ 0xFE20, 0xFE2F },
	};

	return utf8_is_within(ranges, COUNT_OF(ranges), codepoint) || utf8_is_selector(codepoint);
}

size_t listing_columns(const char *words)
{
	size_t columns = 0;

	for (uint32_t letter = utf8_next(&words); letter != 0; letter = utf8_next(&words))
		columns += combines(letter) ? 0 : is_wide(letter) ? 2 : 1;
	return columns;
}

void listing_pad(struct text *out, const char *words, size_t width)
{
	text_add(out, words);
	for (size_t columns = listing_columns(words); columns < width; columns++)
		text_add_char(out, ' ');
}

struct listing listing_begin(struct arena *arena, const enum listing_side *sides, size_t width)
{
	return (struct listing){ .arena = arena, .sides = sides, .width = width };
}

void listing_row(struct listing *listing, const char *const *cells)
{
	for (size_t i = 0; i < listing->width; i++) {
		assert(cells[i]);
		listing->cells = arena_grow(listing->arena, listing->cells, &listing->capacity,
		        listing->count, sizeof(const char *));
		listing->cells[listing->count++] = cells[i];
	}
}

size_t listing_rows(const struct listing *listing)
{
	return listing->count / listing->width;
}

static size_t widest(const struct listing *listing, size_t column)
{
	size_t most = 0;

	for (size_t i = column; i < listing->count; i += listing->width) {
		const size_t width = listing_columns(listing->cells[i]);
		if (width > most)
			most = width;
	}
	return most;
}

static void add_cell(const struct listing *listing, size_t column, const char *cell, bool is_last,
        struct text *out)
{
	const size_t width = widest(listing, column);

	if (listing->sides[column] == LISTING_RIGHT)
		for (size_t i = listing_columns(cell); i < width; i++)
			text_add_char(out, ' ');
	listing_pad(out, cell, is_last || listing->sides[column] == LISTING_RIGHT ? 0 : width);
}

void listing_print(const struct listing *listing, size_t row, struct text *out)
{
	const char *const *cells = listing->cells + row * listing->width;
	size_t filled = listing->width;

	while (filled > 0 && cells[filled - 1][0] == '\0')
		filled--;
	for (size_t i = 0; i < filled; i++) {
		text_add(out, i > 0 ? GAP : "");
		add_cell(listing, i, cells[i], i + 1 == filled, out);
	}
}
