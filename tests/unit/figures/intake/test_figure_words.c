/*
 * What clerks write where a figure is asked for, as it was met: which slip it is, and the figure
 * that they are told to write.
 */
#include "figures/intake/figure_words.h"
#include "figures/intake/written.h"

#include <criterion/criterion.h>

static const struct row {
	const char *text;
	enum figure_slip slip;
	const char *figure;
} rows[] = {
	{ "2家", SLIP_MEASURE, "2" },
	{ "2 家", SLIP_MEASURE, "2" },
	{ "共2家", SLIP_MEASURE, "2" },
	{ "累计完成12000例", SLIP_MEASURE, "12000" },
	{ "12,000例", SLIP_MEASURE, "12000" },
	{ "3.5万批次", SLIP_MEASURE, "35000" },
	{ "3.5 万批次", SLIP_MEASURE, "35000" },
	{ "1.2亿元", SLIP_MEASURE, "120000000" },
	{ "31.5公里", SLIP_MEASURE, "31.5" },
	{ "２家", SLIP_MEASURE, "2" },
	{ "第2", SLIP_MEASURE, "2" },
	{ "2个（家）", SLIP_MEASURE, "2" },
	{ "=2", SLIP_MEASURE, "2" },
	{ "2.", SLIP_MEASURE, "" },
	{ "二", SLIP_HAN, "2" },
	{ "二十", SLIP_HAN, "20" },
	{ "十二", SLIP_HAN, "12" },
	{ "一百零三", SLIP_HAN, "103" },
	{ "两万三千", SLIP_HAN, "23000" },
	{ "贰拾", SLIP_HAN, "20" },
	{ "叁佰伍拾", SLIP_HAN, "350" },
	{ "一亿二千万", SLIP_HAN, "120000000" },
	{ "二〇", SLIP_HAN, "20" },
	{ "零", SLIP_HAN, "0" },
	{ "十", SLIP_HAN, "10" },
	{ "二十家", SLIP_MEASURE, "20" },
	{ "两家", SLIP_MEASURE, "2" },
	{ "共二十三个", SLIP_MEASURE, "23" },
	{ "约2", SLIP_APPROXIMATE, "" },
	{ "大约200", SLIP_APPROXIMATE, "" },
	{ "近200", SLIP_APPROXIMATE, "" },
	{ "2左右", SLIP_APPROXIMATE, "" },
	{ "200余", SLIP_APPROXIMATE, "" },
	{ "200多家", SLIP_APPROXIMATE, "" },
	{ "2+", SLIP_APPROXIMATE, "" },
	{ "2＋", SLIP_APPROXIMATE, "" },
	{ "≥2", SLIP_APPROXIMATE, "" },
	{ ">2", SLIP_APPROXIMATE, "" },
	{ "＞2", SLIP_APPROXIMATE, "" },
	{ "不足10", SLIP_APPROXIMATE, "" },
	{ "超过10", SLIP_APPROXIMATE, "" },
	{ "10以上", SLIP_APPROXIMATE, "" },
	{ "几十", SLIP_APPROXIMATE, "" },
	{ "若干", SLIP_APPROXIMATE, "" },
	{ "预计12", SLIP_APPROXIMATE, "" },
	{ "~5", SLIP_APPROXIMATE, "" },
	{ "1,2000", SLIP_GROUPING, "12000" },
	{ "12,00", SLIP_GROUPING, "1200" },
	{ "1，2000", SLIP_GROUPING, "12000" },
	{ "1'200", SLIP_GROUPING, "1200" },
	{ "1 2", SLIP_BLANKS, "12" },
	{ "12 000", SLIP_BLANKS, "12000" },
	{ "1　2", SLIP_BLANKS, "12" },
	{ "", SLIP_EMPTY, "" },
	{ " ", SLIP_EMPTY, "" },
	{ "　", SLIP_EMPTY, "" },
	{ "\t\n", SLIP_EMPTY, "" },
	{ "无", SLIP_NOTHING, "" },
	{ "没有", SLIP_NOTHING, "" },
	{ "暂无", SLIP_NOTHING, "" },
	{ "未开展", SLIP_NOTHING, "" },
	{ "/", SLIP_NOTHING, "" },
	{ "／", SLIP_NOTHING, "" },
	{ "-", SLIP_NOTHING, "" },
	{ "—", SLIP_NOTHING, "" },
	{ "——", SLIP_NOTHING, "" },
	{ "N/A", SLIP_NOTHING, "" },
	{ "不涉及", SLIP_NOTHING, "" },
	{ " 无 ", SLIP_NOTHING, "" },
	{ "2-3", SLIP_RANGE, "" },
	{ "2～3", SLIP_RANGE, "" },
	{ "2~3家", SLIP_RANGE, "" },
	{ "2至3", SLIP_RANGE, "" },
	{ "2—3", SLIP_RANGE, "" },
	{ "2、3", SLIP_RANGE, "" },
	{ "2%", SLIP_PERCENT, "2" },
	{ "47.4％", SLIP_PERCENT, "47.4" },
	{ "达95%", SLIP_MEASURE, "95" },
	{ "2（含在建1）", SLIP_NOTE, "2" },
	{ "2(含在建1)", SLIP_NOTE, "2" },
	{ "12 （其中新建3）", SLIP_NOTE, "12" },
	{ "1/2", SLIP_QUOTIENT, "1" },
	{ "18071/38126", SLIP_QUOTIENT, "18071" },
	{ "18071／38126", SLIP_QUOTIENT, "18071" },
	{ "18071:38126", SLIP_QUOTIENT, "18071" },
	{ "二分之一", SLIP_MEASURE, "" },
	{ "1O", SLIP_LETTERS, "10" },
	{ "l2", SLIP_LETTERS, "12" },
	{ "I2", SLIP_LETTERS, "12" },
	{ "12o", SLIP_LETTERS, "120" },
	{ "O", SLIP_UNKNOWN, "" },
	{ "已完成", SLIP_UNKNOWN, "" },
	{ "2和3", SLIP_UNKNOWN, "" },
	{ "2家,3个", SLIP_UNKNOWN, "" },
	{ "2020-06-02", SLIP_UNKNOWN, "" },
	{ "abc", SLIP_UNKNOWN, "" },
	{ "是", SLIP_UNKNOWN, "" },
	{ "。", SLIP_UNKNOWN, "" },
	{ "4.7.2", SLIP_UNKNOWN, "" },
	{ "%", SLIP_PERCENT, "" },
};

Test(figure_words, each_slip_is_told_with_what_to_write)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		const struct figure_guess guess = figure_words_read(arena, rows[i].text);
		if (rows[i].figure[0] == '\0' && rows[i].slip == SLIP_MEASURE) {
			cr_expect_str_empty(guess.figure, "%s: %s", rows[i].text, guess.figure);
		} else {
			cr_expect_eq(
			        guess.slip, rows[i].slip, "%s: %d", rows[i].text, (int)guess.slip);
			cr_expect_str_eq(
			        guess.figure, rows[i].figure, "%s: %s", rows[i].text, guess.figure);
		}
		arena_free(arena);
	}
}

Test(figure_words, a_quotient_has_both_parts)
{
	struct arena *arena = arena_new();
	const struct figure_guess guess = figure_words_read(arena, "18071 / 38,126");

	cr_expect_str_eq(guess.figure, "18071");
	cr_expect_str_eq(guess.base, "38126");
	arena_free(arena);
}

Test(figure_words, no_sentence_is_guessed_at)
{
	struct arena *arena = arena_new();
	char text[601];

	memset(text, '1', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	cr_expect_eq(figure_words_read(arena, text).slip, SLIP_UNKNOWN);
	arena_free(arena);
}

Test(figure_words, yes_and_no)
{
	static const struct {
		const char *text;
		int meant;
	} words[] = { { "是", 1 }, { "已完成", 1 }, { "√", 1 }, { "1", 1 }, { "TRUE", 1 },
		{ "否", 0 }, { "未完成", 0 }, { "×", 0 }, { "0", 0 }, { "False", 0 },
		{ "√（5月20日）", 1 }, { " 是 (附照片) ", 1 }, { "未完成（80%）", 0 },
		{ "在建", 0 }, { "进行中", 0 }, { "（是）", -1 }, { "一半", -1 }, { "", -1 },
		{ "2", -1 } };
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		cr_expect_eq(figure_words_yes_no(arena, words[i].text, ""), words[i].meant, "%s",
		        words[i].text);
	arena_free(arena);
}

Test(figure_words, yes_and_no_of_a_verb)
{
	static const struct {
		const char *text;
		int meant;
	} words[] = { { "已印发", 1 }, { "印发", 1 }, { "已经印发（5月20日）", 1 },
		{ "尚未印发", 0 }, { "未印发", 0 }, { "没有印发", 0 }, { "已出台", -1 },
		{ "未必印发", -1 }, { "已印发一半", -1 }, { "是", 1 }, { "未完成", 0 } };
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		cr_expect_eq(figure_words_yes_no(arena, words[i].text, "印发"), words[i].meant,
		        "%s", words[i].text);
	arena_free(arena);
}

Test(written, months)
{
	static const struct {
		const char *text, *period;
	} months[] = { { "2020年5月", "2020-05" }, { "2020年05月", "2020-05" },
		{ "2020/5", "2020-05" }, { "2020.5", "2020-05" }, { "2020-5", "2020-05" },
		{ "２０２０－０５", "2020-05" }, { "202005", "2020-05" }, { "5月", "2020-05" },
		{ "5月份", "2020-05" }, { "2020年 5 月份", "2020-05" }, { "2021年12月", "2021-12" },
		{ "2020年13月", "" }, { "2020年", "" }, { "5", "" }, { "五月", "" },
		{ "2020年第二季度", "" }, { "", "" }, { "2020-05-06", "" }, { "20205", "" },
		{ "2020年0月", "" }, { "0000年5月", "" }, { "123456789012", "" } };
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
		struct period period = { 0 };
		const bool known =
		        written_period(months[i].text, (struct period){ 2020, 4 }, &period);
		cr_expect_str_eq(known ? period_format(arena, period) : "", months[i].period, "%s",
		        months[i].text);
	}
	arena_free(arena);
}

Test(written, days)
{
	static const struct {
		const char *text, *day;
		bool certain;
	} days[] = { { "2020年6月2日", "2020-06-02", true },
		{ "2020/6/2 15:09", "2020-06-02", true }, { "2020.6.2", "2020-06-02", true },
		{ "2020-6-2", "2020-06-02", true }, { "20200602", "2020-06-02", true },
		{ "2020年6月2日下午3点", "2020-06-02", true },
		{ "2020年6月2日（星期二）", "2020-06-02", true },
		{ "２０２０年６月２日", "2020-06-02", true }, { "6月2日", "2020-06-02", false },
		{ "1月2日", "2021-01-02", false }, { "2020年6月31日", "", true },
		{ "2020年2月29日", "2020-02-29", true }, { "2021年2月29日", "", true },
		{ "昨天", "", true }, { "", "", true }, { "2020-06", "", true },
		{ "6-2", "", true }, { "2020年6月2日报送", "", true },
		{ "2020-06-02T15:09:00+08:00Z1", "", true } };
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct date day = { 0 };
		bool certain = true;
		const bool known =
		        written_day(days[i].text, (struct period){ 2020, 5 }, &day, &certain);
		cr_expect_str_eq(
		        known ? date_format(arena, day) : "", days[i].day, "%s", days[i].text);
		if (known)
			cr_expect_eq(certain, days[i].certain, "%s", days[i].text);
	}
	arena_free(arena);
}

Test(written, days_that_there_are_not)
{
	static const struct {
		const char *text;
		bool none;
	} wordings[] = { { "9月31日", true }, { "9月30日", false }, { "2020年2月30日", true },
		{ "2月29日", true /* of 2021 */ }, { "2020年2月29日", false }, { "13月", true },
		{ "13月底", true }, { "0月", true }, { "12月底前", false },
		{ "2020年13月底", true }, { "2020年12月", false }, { "6月31日前", true },
		{ "6月30日之前。", false }, { "20200931", true }, { "9月底", false },
		{ "年底前", false }, { "视省级进度而定", false }, { "", false }, { "31", false },
		{ "力争13月", false }, { "9月32日左右", true } };

	for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++)
		cr_expect_eq(written_is_no_day(wordings[i].text, (struct period){ 2020, 5 }),
		        wordings[i].none, "%s", wordings[i].text);
}

Test(written, numbers_of_indicators)
{
	static const struct {
		const char *text, *id;
		bool certain;
	} ids[] = { { "10.3", "10.3", true }, { "10．3", "10.3", true }, { "10.3 ", "10.3", true },
		{ "１０.３", "10.3", true }, { "10。3", "10.3", true }, { "10 .3", "10.3", true },
		{ "10-3", "10.3", false }, { "10、3", "10.3", false }, { "10.03", "10.3", false },
		{ "指标10.3", "10.3", false }, { "指标：10.3", "10.3", false },
		{ "第14项", "14", false }, { "010.3", "10.3", false }, { "10.3.", "10.3", false },
		{ "一", "", true }, { "", "", true }, { "abc", "", true }, { "10.3万", "", true },
		{ "10..3", "", true } };
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		bool certain = true;
		const char *id = written_id(arena, ids[i].text, &certain);
		cr_expect_str_eq(id ? id : "", ids[i].id, "%s: %s", ids[i].text, id ? id : "none");
		if (id)
			cr_expect_eq(certain, ids[i].certain, "%s", ids[i].text);
	}
	arena_free(arena);
}
