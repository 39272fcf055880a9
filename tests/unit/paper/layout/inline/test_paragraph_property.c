/*
 * Random paragraphs of Chinese, Latin, numbers and marks, set 4 to 40 em wide, keep what every
 * paragraph must keep. The judge has its own lists of marks and does not ask the code under test.
 */
#include "base/utf8.h"
#include "kit/typesetting.h"
#include "paper/layout/inline/width.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <string.h>

#define PARAGRAPHS 3000
#define NOT_FIRST  "、，。：；！？”’」』）〕］｝》〉】〗–～-·/%‰℃.,)]"
#define NOT_LAST   "“‘「『（〔［｛《〈【〖([￥№"
#define HALVED     "、，。：；！？”’」』）〕］｝》〉】〗“‘「『（〔［｛《〈【〖·"

/* The same sequence everywhere: Knuth's MMIX generator. */
struct dice {
	uint64_t state;
};

static uint32_t roll(struct dice *dice, uint32_t sides)
{
	dice->state = dice->state * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)(dice->state >> 33U) % sides;
}

static const char *const parts[] = { "的", "和", "保障", "推进民生实事", "完善", "检验结果", "群众",
	"治理", "水平", "服务管理", "，", "。", "、", "；", "：", "？", "！", "“四个最严”",
	"（试行）", "《通知》", "《史记》·《汉书》", "——", "……", "。”", "）。", "”“", "”，“", "（“",
	"900元/人/月", "42400 例", "12月底", "90%以上", "100%", "〔2020〕5号", "2.737万批次", "B级",
	"Word", "two words", "state-of-the-art", "GB/T 15834", "3～5个", "1.6 倍", "— 1 —的",
	"27,370", "￥300", "№5", "-5℃", "(a)", "internationalisation", "· ", " ", "互联网+明厨亮灶",
	"𠅤", "2020—2021年", "“Yes”", "don’t", "第3项", "…………" };

static void add_part(struct dice *dice, struct text *text)
{
	text_add(text, parts[roll(dice, sizeof parts / sizeof *parts)]);
}

static void make_words(struct dice *dice, struct text *text)
{
	const uint32_t count = 1 + roll(dice, 60);

	text_clear(text);
	for (uint32_t i = 0; i < count; i++)
		add_part(dice, text);
}

static bool in_list(const char *list, uint32_t codepoint)
{
	for (const char *cursor = list;;) {
		const uint32_t one = utf8_next(&cursor);
		if (one == 0)
			return false;
		if (one == codepoint)
			return true;
	}
}

/* A character whose every neighbour of its kind it may be parted from. */
static bool is_plain(uint32_t codepoint)
{
	static const char plain[] = "的和保障推进民生实事完善检验结果群众治理水平服务管通知史汉书";

	return in_list(plain, codepoint);
}

struct flat {
	uint32_t codepoints[4096];
	mpt x[4096];
	mpt advance[4096];
	size_t count;
};

static void flatten(const struct line *line, struct flat *flat)
{
	flat->count = 0;
	for (size_t i = 0; i < line->op_count; i++) {
		const struct glyph_run *run = typesetting_run(line, i);
		for (size_t j = 0; j < run->count; j++) {
			const struct placed_glyph *glyph = &run->glyphs[j];
			flat->codepoints[flat->count] = glyph->codepoint;
			flat->x[flat->count] = run->x + glyph->x;
			flat->advance[flat->count] = glyph->advance;
			flat->count++;
		}
	}
}

static bool has_plain_break(const struct flat *flat)
{
	for (size_t i = 1; i < flat->count; i++) {
		if (is_plain(flat->codepoints[i - 1]) && is_plain(flat->codepoints[i]))
			return true;
	}
	return false;
}

/* Reads on in the words to the character the glyph says; blanks may be left out. */
struct reading {
	const char *words;
	const char *cursor;
	uint32_t offset;
};

static void read_glyph(struct reading *reading, const struct placed_glyph *glyph)
{
	uint32_t expected = utf8_next(&reading->cursor);

	while (expected == ' ' && (glyph->codepoint != ' ' || glyph->offset > reading->offset)) {
		expected = utf8_next(&reading->cursor);
		reading->offset++;
	}
	cr_assert_eq(glyph->codepoint, expected, "%s", reading->words);
	cr_assert_eq(glyph->offset, reading->offset, "%s", reading->words);
	reading->offset++;
}

/* Every character but blanks, once and in order, with its place in the text. */
static void check_characters(const struct lines *lines, const char *words)
{
	struct reading reading = { .words = words, .cursor = words };

	for (size_t i = 0; i < lines->count; i++) {
		const struct line *line = &lines->lines[i];
		for (size_t j = 0; j < line->op_count; j++) {
			for (size_t k = 0; k < typesetting_run(line, j)->count; k++)
				read_glyph(&reading, &typesetting_run(line, j)->glyphs[k]);
		}
	}
	while (*reading.cursor == ' ')
		reading.cursor++;
	cr_assert_eq(*reading.cursor, '\0', "lost: %s of %s", reading.cursor, words);
}

static void check_edges(const struct flat *line, const struct flat *next, const char *words)
{
	if (line->count == 0 || next->count == 0 || !has_plain_break(line))
		return;
	const uint32_t last = line->codepoints[line->count - 1];
	const uint32_t first = next->codepoints[0];
	cr_assert_not(in_list(NOT_LAST, last) && last != '-', "U+%04X ends a line of %s",
	        (unsigned)last, words);
	/* - before a number is its sign, not a hyphen. */
	cr_assert_not(in_list(NOT_FIRST, first) && first != '-', "U+%04X begins a line of %s",
	        (unsigned)first, words);
	size_t run = 0;
	while (run < line->count && line->codepoints[line->count - 1 - run] == last)
		run++;
	const bool paired = last == 0x2014 || last == 0x2026;
	cr_assert_not(paired && first == last && run % 2 != 0, "a dash is torn in %s", words);
}

/*
 * No gap grows beyond what the line owns up to, in whole thousandths, and four times that beside
 * numbers and at blanks; a ragged line's gaps do not grow.
 */
static void check_widths(
        const struct flat *flat, mpt measure, const struct line *line, const char *words)
{
	const mpt grown = line->ragged ? 0 : 4 * (mpt)((int64_t)(line->stretched + 1) * EM / 1000);

	for (size_t i = 0; i < flat->count; i++) {
		const bool halved = in_list(HALVED, flat->codepoints[i]) && flat->advance[i] == EM;
		const mpt right = flat->x[i] + flat->advance[i] - (halved ? EM / 2 : 0);
		const mpt left = flat->x[i] + (halved ? EM / 2 : 0);
		cr_assert_leq(right, measure, "too wide: %s", words);
		cr_assert_geq(left, 0, "left of the line: %s", words);
		if (i + 1 == flat->count)
			return;
		const mpt step = flat->x[i + 1] - flat->x[i];
		cr_assert_geq(step, flat->advance[i] - EM / 2 - (halved ? 0 : EM / 2), "%s", words);
		cr_assert_leq(step, flat->advance[i] + EM / 2 + grown, "torn apart: %s", words);
	}
}

/* Where two Han characters stand side by side there is something to stretch. */
static void check_flush(
        const struct flat *flat, mpt measure, const struct line *line, const char *words)
{
	if (flat->count == 0 || !has_plain_break(flat) || line->ragged)
		return;
	const size_t last = flat->count - 1;
	const bool halved = in_list(HALVED, flat->codepoints[last]) && flat->advance[last] == EM;
	const mpt right = flat->x[last] + flat->advance[last] - (halved ? EM / 2 : 0);
	cr_assert_eq(
	        right, measure, "ragged at %" PRId32 " of %" PRId32 ": %s", right, measure, words);
}

static bool is_reported(const struct typesetting *bench)
{
	for (size_t i = 0; i < diag_count(bench->diag); i++) {
		if (diag_record(bench->diag, i)->message == MSG_LINE_LOOSE)
			return true;
	}
	return false;
}

static void check(struct typesetting *bench, const char *words, mpt measure)
{
	static struct flat line, next;
	const struct lines lines = typesetting_set(bench, words, measure);

	check_characters(&lines, words);
	for (size_t i = 0; i < lines.count; i++) {
		flatten(&lines.lines[i], &line);
		cr_assert_not(lines.lines[i].hyphenless_overflow, "%s", words);
		cr_assert_leq(lines.lines[i].width, measure, "%s", words);
		check_widths(&line, measure, &lines.lines[i], words);
		cr_assert(lines.lines[i].ragged == (lines.lines[i].stretched > LETTERS_MOST), "%s",
		        words);
		cr_assert(!lines.lines[i].ragged || is_reported(bench), "%s", words);
		if (i + 1 == lines.count)
			continue;
		check_flush(&line, measure, &lines.lines[i], words);
		flatten(&lines.lines[i + 1], &next);
		check_edges(&line, &next, words);
	}
}

static void check_many(uint64_t seed, bool squeeze, enum break_level level)
{
	struct dice dice = { .state = seed };
	struct text words;

	text_init(&words);
	for (int i = 0; i < PARAGRAPHS; i++) {
		struct typesetting bench;
		typesetting_init(&bench);
		bench.style.squeeze = squeeze;
		bench.style.breaking = level;
		make_words(&dice, &words);
		check(&bench, words.bytes, (mpt)(4 * EM + roll(&dice, 36001) * (EM / 1000)));
		typesetting_release(&bench);
	}
	text_release(&words);
}

Test(paragraph_property, random_paragraphs_keep_the_rules)
{
	check_many(20200531, true, BREAK_LEVEL_GB);
}

Test(paragraph_property, at_the_strict_level_too)
{
	check_many(9704, true, BREAK_LEVEL_STRICT);
}

Test(paragraph_property, random_rows_of_marks_lose_nothing)
{
	struct dice dice = { .state = 15834 };
	struct text words;

	text_init(&words);
	for (int i = 0; i < PARAGRAPHS; i++) {
		static const char *const marks[] = { "（", "）", "“", "”", "。", "—", "…", "·", "/",
			"-", "9", "年", "a", " ", "%", "￥", "‘", "’", "〔", "〕", "第", "万" };
		struct typesetting bench;
		typesetting_init(&bench);
		text_clear(&words);
		for (uint32_t n = 1 + roll(&dice, 40); n > 0; n--)
			text_add(&words, marks[roll(&dice, sizeof marks / sizeof *marks)]);
		check(&bench, words.bytes, (mpt)(4 * EM + roll(&dice, 36001) * (EM / 1000)));
		typesetting_release(&bench);
	}
	text_release(&words);
}

static size_t count_inked(const char *words)
{
	static const uint32_t blanks[] = { ' ', '\n', '\t', 0xA0, 0x3000, 0x200B, 0x2003 };
	size_t count = 0;

	for (const char *cursor = words;;) {
		const uint32_t codepoint = utf8_next(&cursor);
		if (codepoint == 0)
			return count;
		bool blank = false;
		for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
			blank = blank || codepoint == blanks[i];
		count += !blank;
	}
}

/* Every style there is, from no room at all to a measure without end. */
Test(paragraph_property, nothing_is_lost_in_any_style)
{
	static const char *const signs[] = { "民", "，", "（", "”", " ", "\n", "\t", "\u00A0", "　",
		"\u200B", "\u2003", "a", "1", ".", "月", "—", "\u0301", "％", "①", "-", "·" };
	struct dice dice = { .state = 15835 };
	struct text words, placed;

	text_init(&words);
	text_init(&placed);
	for (int i = 0; i < PARAGRAPHS; i++) {
		struct typesetting bench;
		typesetting_init(&bench);
		bench.style.align = (enum align)roll(&dice, 6);
		bench.style.breaking = (enum break_level)roll(&dice, 4);
		bench.style.balance = roll(&dice, 3) == 0;
		bench.style.hang = roll(&dice, 3) == 0;
		bench.style.squeeze = roll(&dice, 3) != 0;
		bench.style.indent_first = (mpt)roll(&dice, 5 * EM) - 2 * EM;
		bench.style.indent_left = (mpt)roll(&dice, 2 * EM);
		bench.style.tracking = (mpt)roll(&dice, 600) - 300;
		text_clear(&words);
		for (uint32_t n = roll(&dice, 50); n > 0; n--)
			text_add(&words, signs[roll(&dice, sizeof signs / sizeof *signs)]);
		const mpt measure = roll(&dice, 20) == 0 ? INT32_MAX : (mpt)roll(&dice, 20 * EM);
		const struct lines lines = typesetting_set(&bench, words.bytes, measure);
		text_clear(&placed);
		for (size_t j = 0; j < lines.count; j++)
			typesetting_words(&lines.lines[j], &placed);
		cr_assert_eq(count_inked(placed.bytes), count_inked(words.bytes), "%s as %s",
		        words.bytes, placed.bytes);
		typesetting_release(&bench);
	}
	text_release(&placed);
	text_release(&words);
}

Test(paragraph_property, no_paragraph_of_han_ends_in_one_character)
{
	for (size_t count = 2; count < 300; count++) {
		struct typesetting bench;
		struct text words;
		typesetting_init(&bench);
		text_init(&words);
		for (size_t i = 0; i < count; i++)
			text_add(&words, "民");
		const mpt measure = (mpt)(4 + count % 37) * EM;
		const struct lines lines = typesetting_set(&bench, words.bytes, measure);
		text_clear(&words);
		typesetting_words(&lines.lines[lines.count - 1], &words);
		cr_assert(lines.count == 1 || utf8_count(words.bytes) > 1, "%zu", count);
		text_release(&words);
		typesetting_release(&bench);
	}
}
