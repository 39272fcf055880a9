#include "base/letters.h"

#include <criterion/criterion.h>
#include <string.h>

/* Faces that have what the basic plane has but for a few, and accents upon e alone. */
static bool prints(void *context, uint32_t codepoint, uint32_t before)
{
	(void)context;
	if (codepoint == 0x302)
		return before == 'e';
	if (codepoint >= 0xE0100 && codepoint <= 0xE01EF)
		return true;
	return codepoint < 0x10000 && (codepoint < 0xE000 || codepoint >= 0xF900)
	        && codepoint != 0x20E3 && codepoint != 0x2705 && codepoint != 0x9FB4;
}

static const struct ink ink = { .prints = prints };

struct row {
	const char *text, *read;
	size_t counts[LETTERS_DEEDS];
};

#define REMOVED(n) \
	{ \
		[LETTERS_REMOVED] = (n) \
	}
#define BLANK(n) \
	{ \
		[LETTERS_BLANK] = (n) \
	}
#define LINE(n) \
	{ \
		[LETTERS_LINE] = (n) \
	}
#define MAPPED(n) \
	{ \
		[LETTERS_MAPPED] = (n) \
	}
#define LOST(n) \
	{ \
		[LETTERS_LOST] = (n) \
	}

static const struct row rows[] = {
	{ "", "", { 0 } },
	{ "完成率99.9%，“一事一办”——续…\n二、㎡ ① ％ Ⅲ ℃",
	        "完成率99.9%，“一事一办”——续…\n二、㎡ ① ％ Ⅲ ℃", { 0 } },
	{ "\r\n台山\r\n", "\r\n台山\r\n", { 0 } },
	/* what nobody can see */
	{ "应\u200b推\u200d尽\ufeff推\u00ad", "应推尽推", REMOVED(4) },
	{ "\u202e民生\u202c\u2066\u2069\u2060\u061c", "民生", REMOVED(6) },
	{ "\u200b", "", REMOVED(1) },
	{ "葛\U000E0100城", "葛\U000E0100城", { 0 } },
	{ "葛\U000E0100\U000E0101城", "葛\U000E0100城", REMOVED(1) },
	{ "\ufe00葛 \ufe01，\ufe00e\u0302\U000E0100", "葛 ，e\u0302", REMOVED(4) },
	{ "☎\ufe0f0750", "☎0750", REMOVED(1) },
	/* blanks and ends of lines */
	{ "一\t二\a", "一 二 ", BLANK(2) },
	{ "一\v二\f三\u2028四\u2029五\xC2\x85六", "一\n二\n三\n四\n五\n六", LINE(5) },
	{ "一\r二\r\n三", "一\n二\r\n三", LINE(1) },
	{ "\u2028一\u2028", "一", LINE(2) },
	/* letters that look like others */
	{ "⺠⽣⼯程", "民生工程", MAPPED(3) },
	{ "\uf98e\u2fa6\U0002F804", "年金你", MAPPED(3) },
	{ "\ufa0e\ufa29", "\ufa0e\ufa29", { 0 } },
	{ "\ue863\ue5e5\ue78d", "䶮\u3000\ufe10", MAPPED(3) },
	/* what cannot be printed */
	{ "好👍", "好〓", LOST(1) },
	{ "👍👎", "〓〓", LOST(2) },
	{ "👍🏻好", "〓好", LOST(1) },
	{ "👨\u200d👩\u200d👧好", "〓好", LOST(1) },
	{ "👩\u200d⚕\ufe0f好", "〓好", LOST(1) },
	{ "👩\u200d好", "〓好", LOST(1) },
	{ "🇨🇳🇨🇳", "〓〓", LOST(2) },
	{ "🇨好🇳", "〓好〓", LOST(2) },
	{ "🏴\U000E0067\U000E0062\U000E007F好", "〓好", LOST(1) },
	{ "1\ufe0f\u20e3", "1〓", { [LETTERS_REMOVED] = 1, [LETTERS_LOST] = 1 } },
	{ "\ue000\ufffd\ufffe\U0001FFFF\ufdd0", "〓〓〓〓〓", LOST(5) },
	{ "\ue81e", "〓", LOST(1) },
	{ "\ufff9汉\ufffahàn\ufffb", "〓汉〓hàn〓", LOST(3) },
	{ "e\u0302x\u0302", "e\u0302x〓", LOST(1) },
	{ "👍\u200b\t⽣", "〓 生",
	        { [LETTERS_REMOVED] = 1,
	                [LETTERS_BLANK] = 1,
	                [LETTERS_MAPPED] = 1,
	                [LETTERS_LOST] = 1 } },
	/* left for whoever refuses them */
	{ "\x01\x1b[31m\x7f", "\x01\x1b[31m\x7f", { 0 } },
};

Test(letters, each_sort_of_character)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *row = &rows[i];
		struct letters_report report = { .counts = { 0 } };
		const char *read = letters_read(arena, &ink, row->text, &report);
		cr_expect_str_eq(read, row->read, "row %zu: %s", i, read);
		cr_expect_arr_eq(report.counts, row->counts, sizeof row->counts, "row %zu", i);
	}
	arena_free(arena);
}

Test(letters, nothing_to_do_is_the_text_itself)
{
	static const char text[] = "2020年5月，累计2.5万例（含“复检”）。";
	struct letters_report report = { .counts = { 0 } };
	struct arena *arena = arena_new();

	cr_expect_eq(letters_read(arena, &ink, text, &report), text);
	arena_free(arena);
}

Test(letters, what_is_read_is_read_to_itself)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct letters_report report = { .counts = { 0 } };
		const char *read = letters_read(arena, &ink, rows[i].text, &report);
		cr_expect_str_eq(letters_read(arena, &ink, read, &report), read, "row %zu", i);
	}
	arena_free(arena);
}

Test(letters, without_ink_every_character_prints)
{
	struct letters_report report = { .counts = { 0 } };
	struct arena *arena = arena_new();

	cr_expect_str_eq(letters_read(arena, NULL, "👍⽣\ufffd", &report), "👍生〓");
	arena_free(arena);
}

Test(letters, tells_each_character_once_and_no_more_than_a_few)
{
	struct letters_report report = { .counts = { 0 } };
	struct arena *arena = arena_new();

	letters_read(arena, &ink, "👍👎👍👏🙏😀😁😂😃😄😅", &report);
	cr_expect_eq(report.counts[LETTERS_LOST], 11);
	cr_expect_eq(report.told_counts[LETTERS_LOST], LETTERS_TOLD_MOST);
	cr_expect_eq(report.told[LETTERS_LOST][0].codepoint, 0x1F44DU);
	cr_expect_eq(report.told[LETTERS_LOST][2].codepoint, 0x1F44FU);
	arena_free(arena);
}

Test(letters, says_what_sort_it_is)
{
	static const struct {
		uint32_t codepoint;
		const char *chinese;
	} sorts[] = { { 0x1F44D, "表情符号" }, { 0xE000, "自造字" }, { 0x100000, "自造字" },
		{ 0xFFFD, "转换失败留下的乱码" }, { 0xFFFF, "无效字符" }, { 0x30EDD, "生僻字" },
		{ 0x12000, "特殊符号" } };

	for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
		cr_expect_str_eq(letters_sort_of(sorts[i].codepoint).chinese, sorts[i].chinese);
}
