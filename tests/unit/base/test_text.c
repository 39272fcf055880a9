#include "base/text.h"

#include <criterion/criterion.h>
#include <string.h>

Test(text, grows_and_stays_terminated)
{
	struct text text;

	text_init(&text);
	cr_expect_str_eq(text.bytes, "");
	for (int i = 0; i < 1000; i++)
		text_add(&text, "民生");
	cr_expect_eq(text.length, 6000);
	cr_expect_eq(strlen(text.bytes), 6000);
	cr_expect_gt(text.capacity, text.length);
	text_clear(&text);
	cr_expect_str_eq(text.bytes, "");
	text_release(&text);
	text_release(&text);
}

Test(text, appends_every_kind)
{
	struct text text;

	text_init(&text);
	text_add_bytes(&text, "a\0b", 3);
	cr_expect_eq(text.length, 3);
	text_clear(&text);
	text_add_char(&text, '[');
	text_add_codepoint(&text, 0x6C5F);
	text_add_codepoint(&text, 0x20BB7);
	text_add_codepoint(&text, 0xD800);
	text_printf(&text, "|%d|%s", -7, "完");
	text_printf(&text, "%200d", 1);
	cr_expect_eq(text.length, strlen(text.bytes));
	cr_expect(text_starts_with(text.bytes, "[江𠮷\xEF\xBF\xBD|-7|完 "), "%s", text.bytes);
	text_release(&text);
}

Test(text, compares_ends)
{
	cr_expect(text_equal("民", "民"));
	cr_expect_not(text_equal("民", "民生"));
	cr_expect(text_starts_with("bulletin", "bul"));
	cr_expect(text_starts_with("x", ""));
	cr_expect_not(text_starts_with("bu", "bul"));
	cr_expect(text_ends_with("a.json", ".json"));
	cr_expect_not(text_ends_with("json", ".json"));
	cr_expect_not(text_ends_with("a.jsonx", ".json"));
}

Test(text, matches_a_pattern)
{
	cr_expect(text_matches("unit/市民政局", "unit/市民政局"));
	cr_expect(text_matches("unit/市民政局", "unit/*"));
	cr_expect(text_matches("unit/市民政局", "*/*民政*"));
	cr_expect(text_matches("task/2", "task/2*"));
	cr_expect(text_matches("aab", "*ab"));
	cr_expect(text_matches("", "*"));
	cr_expect_not(text_matches("unit/市民政局", "*"));
	cr_expect_not(text_matches("unit/市民政局", "unit*局"));
	cr_expect_not(text_matches("unit/市民政局", "unit/*厅"));
	cr_expect_not(text_matches("a/ab", "*ab"));
	cr_expect_not(text_matches("bulletin", "bullet"));
	cr_expect_not(text_matches("bullet", "bulletin"));
	cr_expect_not(text_matches("", "?"));
}

Test(text, length_without_an_end)
{
	cr_expect_eq(text_length_without("已核实。。", "。"), strlen("已核实"));
	cr_expect_eq(text_length_without("已核实。是", "。"), strlen("已核实。是"));
	cr_expect_eq(text_length_without("。", "。"), 0);
	cr_expect_eq(text_length_without("", "。"), 0);
}

Test(text, zeros_and_no_more_room_than_needed)
{
	struct text text;

	text_init(&text);
	text_add(&text, "a");
	text_add_zeros(&text, 100);
	cr_assert_eq(text.length, 101);
	for (size_t i = 1; i <= text.length; i++)
		cr_expect_eq(text.bytes[i], '\0');
	text_shrink(&text);
	cr_expect_eq(text.capacity, 102);
	text_add(&text, "b");
	cr_expect_eq(text.bytes[101], 'b');
	cr_expect_eq(text.bytes[102], '\0');
	text_release(&text);
}
