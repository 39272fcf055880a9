#include "kit/typesetting.h"
#include "paper/layout/inline/breaks.h"

#include <criterion/criterion.h>

Test(breaks, classes)
{
	static const struct {
		uint32_t codepoint;
		enum character_class kind;
	} rows[] = {
		{ U'民', CLASS_HAN },
		{ U'〇', CLASS_HAN },
		{ 0x20164, CLASS_HAN },
		{ U'あ', CLASS_HAN },
		{ U'（', CLASS_OPEN },
		{ U'“', CLASS_OPEN },
		{ U'》', CLASS_CLOSE },
		{ U'’', CLASS_CLOSE },
		{ U'，', CLASS_COMMA },
		{ U'、', CLASS_COMMA },
		{ U'：', CLASS_COMMA },
		{ U'。', CLASS_STOP },
		{ U'？', CLASS_STOP },
		{ U'·', CLASS_DOT },
		{ U'–', CLASS_CONNECTOR },
		{ U'～', CLASS_CONNECTOR },
		{ U'—', CLASS_DASH },
		{ U'⸺', CLASS_DASH },
		{ U'…', CLASS_ELLIPSIS },
		{ U'/', CLASS_SEPARATOR },
		{ U'A', CLASS_LATIN },
		{ U'é', CLASS_LATIN },
		{ U'я', CLASS_LATIN },
		{ U'7', CLASS_DIGIT },
		{ U'-', CLASS_HYPHEN },
		{ U'.', CLASS_POINT },
		{ U'(', CLASS_LATIN_OPEN },
		{ U']', CLASS_LATIN_CLOSE },
		{ U'+', CLASS_SYMBOL },
		{ U'%', CLASS_POSTFIX },
		{ U'℃', CLASS_POSTFIX },
		{ U'％', CLASS_POSTFIX },
		{ U'￥', CLASS_PREFIX },
		{ U'№', CLASS_PREFIX },
		{ U'≥', CLASS_PREFIX },
		{ U' ', CLASS_BLANK },
		{ 0x3000, CLASS_WIDE_BLANK },
		{ 0xA0, CLASS_FIXED_BLANK },
		{ U'①', CLASS_SIGN },
		{ U'→', CLASS_SIGN },
		{ '\n', CLASS_FORCED },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_expect_eq(breaks_class(rows[i].codepoint), rows[i].kind, "U+%04X",
		        (unsigned)rows[i].codepoint);
	}
}

/* clreq's four levels (行首行尾禁则). */
Test(breaks, levels)
{
	static const struct {
		uint32_t codepoint;
		bool start[4]; /* forbidden at NONE, BASIC, GB, STRICT */
		bool end[4];
	} rows[] = {
		{ U'，', { false, true, true, true }, { false, false, false, false } },
		{ U'”', { false, true, true, true }, { false, false, false, false } },
		{ U'（', { false, false, false, false }, { false, true, true, true } },
		{ U'～', { false, true, true, true }, { false, false, false, false } },
		{ U'·', { false, true, true, true }, { false, false, false, false } },
		{ U'/', { false, true, true, true }, { false, false, true, true } },
		{ U'—', { false, false, false, true }, { false, false, false, false } },
		{ U'…', { false, false, false, true }, { false, false, false, false } },
		{ U'%', { false, true, true, true }, { false, false, false, false } },
		{ U'￥', { false, false, false, false }, { false, true, true, true } },
		{ U'民', { false, false, false, false }, { false, false, false, false } },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const enum character_class kind = breaks_class(rows[i].codepoint);
		for (unsigned level = BREAK_LEVEL_NONE; level <= BREAK_LEVEL_STRICT; level++) {
			cr_expect_eq(breaks_forbidden_start(kind, (enum break_level)level),
			        rows[i].start[level], "U+%04X %u", (unsigned)rows[i].codepoint,
			        level);
			cr_expect_eq(breaks_forbidden_end(kind, (enum break_level)level),
			        rows[i].end[level], "U+%04X %u", (unsigned)rows[i].codepoint,
			        level);
		}
	}
}

Test(breaks, pairs)
{
	static const struct {
		enum character_class before, after;
		bool blank, allowed;
	} rows[] = {
		{ CLASS_HAN, CLASS_HAN, false, true },
		{ CLASS_HAN, CLASS_LATIN, false, true },
		{ CLASS_LATIN, CLASS_DIGIT, false, false },
		{ CLASS_LATIN, CLASS_LATIN, true, true },
		{ CLASS_HAN, CLASS_CLOSE, true, false },
		{ CLASS_OPEN, CLASS_HAN, false, false },
		{ CLASS_FIXED_BLANK, CLASS_LATIN, false, false },
		{ CLASS_HAN, CLASS_COMBINING, false, false },
		{ CLASS_HAN, CLASS_FILL, false, true },
		{ CLASS_FILL, CLASS_HAN, false, false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_expect_eq(breaks_allowed(
		                     rows[i].before, rows[i].after, rows[i].blank, BREAK_LEVEL_GB),
		        rows[i].allowed, "row %zu", i);
	}
}

/* What stays whole when every line is as narrow as its atoms allow. */
Test(breaks, atoms)
{
	static const struct {
		const char *words;
		const char *lines;
	} rows[] = {
		{ "查42400例户", "查|42400例|户|" },
		{ "于12 月底前", "于|12月底|前|" },
		{ "达90%以上的", "达|90%以上|的|" },
		{ "到900元/人/月的", "到|900元/人/月|的|" },
		{ "府〔2020〕5号文", "府|〔2020〕5号|文|" },
		{ "报〔2020〕第 5 期起", "报|〔2020〕第5期|起|" },
		{ "— 1 —页", "— 1 —|页|" },
		{ "到B级以", "到|B级|以|" },
		{ "按第3项办", "按|第3项|办|" },
		{ "高1.6 倍多", "高|1.6倍|多|" },
		{ "升2.5个百分点了", "升|2.5个百分点|了|" },
		{ "共2.737万批次食", "共|2.737万批次|食|" },
		{ "修150公里路", "修|150公里|路|" },
		{ "约￥1,800元整", "约|￥1,800元|整|" },
		{ "低-5℃时", "低|-5℃|时|" },
		{ "甲——乙……丙", "甲|——|乙|……|丙|" },
		{ "用3千瓦时电", "用|3千瓦时|电|" },
		{ "打0750-3881234转", "打|0750-3881234|转|" },
		{ "按GB/T 15834办", "按|GB/T|15834|办|" },
		{ "a well-known word", "a|well-|known|word|" },
		{ "甲don’t乙", "甲|don’t|乙|" },
	};
	struct text lines;

	text_init(&lines);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct typesetting bench;
		typesetting_init(&bench);
		bench.style.align = ALIGN_START;
		const struct paragraph paragraph = { .style = &bench.style,
			.first = typesetting_item(&bench, rows[i].words) };
		const struct extent extent = paragraph_extent(&bench.setting, &paragraph);
		text_clear(&lines);
		/* As wide as the widest atom: nearly every legal break is taken. */
		const struct lines set = paragraph_set(&bench.setting, &paragraph, extent.least);
		typesetting_lines(&set, &lines);
		cr_expect_str_eq(lines.bytes, rows[i].lines, "%s", rows[i].words);
		typesetting_release(&bench);
	}
	text_release(&lines);
}

/* 10 em at most, else the measure may part from its number. */
Test(breaks, a_run_beyond_its_cap_gives_way_before_the_measure)
{
	struct typesetting bench;
	struct text lines;

	typesetting_init(&bench);
	text_init(&lines);
	bench.style.glue_limit = 4000;
	const struct lines set = typesetting_set(&bench, "查12345678批次", 53000);
	typesetting_lines(&set, &lines);
	cr_expect_str_eq(lines.bytes, "查12345678|批次|");
	cr_expect_eq(diag_count_at_least(bench.diag, SEVERITY_NOTE), 0);
	text_release(&lines);
	typesetting_release(&bench);
}
