#include "base/utf8.h"

#include <criterion/criterion.h>
#include <string.h>

/* Edges of Unicode 15, table 3-7; -1 where all is valid. */
Test(utf8, finds_the_first_invalid_byte)
{
	static const struct {
		const char *bytes;
		int invalid;
	} rows[] = {
		{ "", -1 }, { "plain", -1 }, { "\xC2\x80 \xDF\xBF", -1 },
		{ "\xE0\xA0\x80 \xED\x9F\xBF \xEE\x80\x80 \xEF\xBF\xBF", -1 },
		{ "\xF0\x90\x80\x80 \xF4\x8F\xBF\xBF", -1 }, { "\x80", 0 }, /* continuation alone */
		{ "ab\xC0\x80", 2 },                                        /* overlong NUL */
		{ "\xC1\xBF", 0 },                                          /* overlong */
		{ "\xE0\x9F\xBF", 0 },         /* overlong, three bytes */
		{ "\xF0\x8F\xBF\xBF", 0 },     /* overlong, four bytes */
		{ "\xED\xA0\x80", 0 },         /* surrogate */
		{ "\xF4\x90\x80\x80", 0 },     /* beyond U+10FFFF */
		{ "\xF5\x80\x80\x80", 0 },     /* lead byte that never is */
		{ "\xFF", 0 },                 /* as above */
		{ "\xE6\xB0\x91\xE6\xB0", 3 }, /* cut short */
		{ "\xE6\xB0x", 0 },            /* broken in the middle */
		{ "\xC3\xF1\xD5\xFE", 0 },     /* 民政 in GB 18030 */
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const size_t length = strlen(rows[i].bytes);
		const size_t expected = rows[i].invalid < 0 ? length : (size_t)rows[i].invalid;
		cr_expect_eq(utf8_invalid(rows[i].bytes, length), expected, "row %zu", i);
	}
	cr_expect_eq(utf8_invalid("a\0b", 3), 3, "NUL is a valid character");
	cr_expect_eq(utf8_invalid("\xE6\xB0\x91", 2), 0, "the length is kept");
}

Test(utf8, decodes_what_it_encodes)
{
	for (uint32_t codepoint = 1; codepoint <= 0x10FFFF; codepoint += 61) {
		char bytes[5] = "";
		if (codepoint >= 0xD800 && codepoint <= 0xDFFF)
			continue;
		const size_t length = utf8_encode(codepoint, bytes);
		const char *cursor = bytes;
		cr_assert_eq(utf8_invalid(bytes, length), length, "U+%04X", codepoint);
		cr_assert_eq(utf8_next(&cursor), codepoint, "U+%04X", codepoint);
		cr_assert_eq(cursor, bytes + length, "U+%04X", codepoint);
	}
}

Test(utf8, counts_characters_and_stops_at_the_end)
{
	const char *end = "";

	cr_expect_eq(utf8_count(""), 0);
	cr_expect_eq(utf8_count("市民政局abc𠮷"), 8);
	cr_expect_eq(utf8_next(&end), 0);
	cr_expect_eq(*end, '\0', "the cursor stays at the end");
	cr_expect_eq(utf8_count("\xE6"), 1, "a string cut short is not read past");
}

Test(utf8, replaces_what_is_no_character)
{
	char bytes[4];

	cr_expect_eq(utf8_encode(0xD800, bytes), 3);
	cr_expect_eq(memcmp(bytes, "\xEF\xBF\xBD", 3), 0);
	cr_expect_eq(utf8_encode(0x110000, bytes), 3);
}

Test(utf8, knows_han_characters)
{
	static const uint32_t han[] = { 0x3005, 0x3007, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xF900,
		0x20000, 0x2A6DF, 0x2A700, 0x2EBE0, 0x2F800, 0x30000, 0x323AF };
	static const uint32_t other[] = { 'a', 0x3002, 0x3006, 0x3042, 0x33FF, 0x4DC0, 0xA000,
		0xFF10, 0x1F600, 0x2A6E0, 0x2FA20, 0x323B0 };

	for (size_t i = 0; i < sizeof han / sizeof *han; i++)
		cr_expect(utf8_is_han(han[i]), "U+%04X", han[i]);
	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		cr_expect_not(utf8_is_han(other[i]), "U+%04X", other[i]);
}

Test(utf8, knows_what_must_not_reach_a_terminal)
{
	static const uint32_t control[] = { 0, '\n', 0x1B, 0x7F, 0x80, 0x9F, 0x200E, 0x200F, 0x2028,
		0x202A, 0x202E, 0x2066, 0x2069, 0xFEFF, 0xE0041, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF,
		0x1FFFE, 0x10FFFF };
	static const uint32_t printable[] = { ' ', '~', 0xA0, 0x2014, 0x2026, 0x3000, 0x6C11,
		0xFDCF, 0xFDF0, 0xFFFD, 0x1FFFD, 0x20000 };

	for (size_t i = 0; i < sizeof control / sizeof *control; i++)
		cr_expect(utf8_is_control(control[i]), "U+%04X", control[i]);
	for (size_t i = 0; i < sizeof printable / sizeof *printable; i++)
		cr_expect_not(utf8_is_control(printable[i]), "U+%04X", printable[i]);
}

/* Whatever is a control is not plain; what people write most is. */
Test(utf8, a_plain_text_has_no_control)
{
	static const char *const plain[] = { "",
		"完成率56.3%，其中“粤菜师傅”1010人次；（见附件）。", "2020-05", "￥" };
	char bytes[4] = { 0 };

	for (uint32_t codepoint = 1; codepoint <= 0x10FFFF; codepoint++) {
		const size_t length = utf8_encode(codepoint, bytes);
		cr_assert(!utf8_is_control(codepoint) || !utf8_is_plain(bytes, length), "U+%04X",
		        (unsigned)codepoint);
	}
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		cr_expect(utf8_is_plain(plain[i], strlen(plain[i])), "%s", plain[i]);
}

Test(utf8, knows_what_parts_words_and_shows_nothing)
{
	static const uint32_t blanks[] = { '\t', '\n', '\r', ' ', 0x85, 0xA0, 0x2002, 0x200A,
		0x200B, 0x2028, 0x202F, 0x205F, 0x3000, 0xFEFF };
	static const uint32_t other[] = { 0, 8, 0xE, '!', '~', 0xA1, 0x2010, 0x200C, 0x200D, 0x3001,
		0x6C11, 0xFEFE, 0xFF01, 0x20000 };

	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
		cr_expect(utf8_is_blank(blanks[i]), "U+%04X", blanks[i]);
	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		cr_expect_not(utf8_is_blank(other[i]), "U+%04X", other[i]);
}

Test(utf8, knows_what_chooses_among_forms)
{
	static const struct {
		uint32_t codepoint;
		bool selects;
	} rows[] = {
		{ 0xFDFF, false },
		{ 0xFE00, true },
		{ 0xFE0F, true },
		{ 0xFE10, false },
		{ 0xE00FF, false },
		{ 0xE0100, true },
		{ 0xE01EF, true },
		{ 0xE01F0, false },
		{ 0x845B, false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(utf8_is_selector(rows[i].codepoint), rows[i].selects, "U+%04X",
		        rows[i].codepoint);
}

Test(utf8, compares_what_people_type)
{
	static const struct {
		uint32_t codepoint, plain;
	} rows[] = {
		{ 'a', 'a' },
		{ 0xFF01, '!' },
		{ 0xFF11, '1' },
		{ 0xFF21, 'A' },
		{ 0xFF5E, '~' },
		{ 0x3000, ' ' },
		{ 0xA0, ' ' },
		{ '\t', ' ' },
		{ 0x200B, ' ' },
		{ 0xFF5F, 0xFF5F },
		{ 0xFF00, 0xFF00 },
		{ 0x6C11, 0x6C11 },
		{ 0, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(
		        utf8_plain(rows[i].codepoint), rows[i].plain, "U+%04X", rows[i].codepoint);
}
