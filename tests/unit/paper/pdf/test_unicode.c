/* ToUnicode maps: what a reader gets that copies text. */
#include "paper/pdf/unicode.h"

#include <criterion/criterion.h>
#include <string.h>

static struct text out;

static void set_up(void)
{
	text_init(&out);
}

static void tear_down(void)
{
	text_release(&out);
}

TestSuite(unicode, .init = set_up, .fini = tear_down);

Test(unicode, codes_say_characters_of_any_plane_and_marks)
{
	static const struct said_code codes[] = {
		{ .code = 1, .codepoint = 0x6C11 },
		{ .code = 2, .codepoint = 0x20164 },
		{ .code = 0xA0B, .codepoint = 'n', .mark = 0x301 },
	};

	unicode_map(&out, codes, 3);
	cr_expect_not_null(strstr(out.bytes,
	                           "\n3 beginbfchar\n<0001> <6C11>\n<0002> <D840DD64>\n"
	                           "<0A0B> <006E0301>\nendbfchar\n"),
	        "%s", out.bytes);
}

/* Adobe Technical Note 5014: at most a hundred in a block. */
Test(unicode, a_long_map_is_cut_into_blocks)
{
	struct said_code codes[201];

	for (uint16_t i = 0; i < 201; i++)
		codes[i] = (struct said_code){ .code = i, .codepoint = 'a' };
	unicode_map(&out, codes, 201);
	cr_expect_not_null(strstr(out.bytes, "<0063> <0061>\nendbfchar\n100 beginbfchar\n<0064>"));
	cr_expect_not_null(strstr(out.bytes, "<00C7> <0061>\nendbfchar\n1 beginbfchar\n<00C8>"));
	text_clear(&out);
	unicode_map(&out, codes, 100);
	cr_expect_null(strstr(out.bytes, "\n1 beginbfchar"));
}

/* A chart's words may be longer than a string of PDF/A-1. */
Test(unicode, a_text_string_is_marked_and_held_short)
{
	unicode_text_string(&out, "a𠅤", 2);
	cr_expect_eq(out.length, 8);
	cr_expect_eq(memcmp(out.bytes, "\xFE\xFF\0a\xD8\x40\xDD\x64", 8), 0);
	text_clear(&out);
	unicode_text_string(&out, "abc", 1);
	cr_expect_eq(out.length, 6);
	cr_expect_eq(memcmp(out.bytes, "\xFE\xFF\0a\x20\x26", 6), 0);
}
