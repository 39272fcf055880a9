#include "figures/intake/figure_words.h"

#include "base/common.h"
#include "base/decimal.h"
#include "base/decimal_parse.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

/* Longer texts are sentences: nobody guesses at them. */
#define TEXT_LIMIT 120
#define STOP       0x3002U     /* 。, typed for the point */
#define HAN_MOST   90000000000 /* times a hundred million still fits */

static const char *finish(struct arena *arena, struct text *text)
{
	const char *kept = arena_strndup(arena, text->bytes, text->length);

	text_release(text);
	return kept;
}

/* Plain forms, 。 as a point, no blanks at the ends. */
static const char *trim(struct arena *arena, const char *string)
{
	struct text out;
	size_t end = 0;

	text_init(&out);
	for (uint32_t next = utf8_next(&string); next; next = utf8_next(&string)) {
		const uint32_t plain = next == STOP ? '.' : utf8_plain(next);
		if (plain == ' ' && out.length == 0)
			continue;
		text_add_codepoint(&out, plain);
		if (plain != ' ')
			end = out.length;
	}
	out.length = end;
	return finish(arena, &out);
}

static bool is_one_of(const char *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(text, words[i]))
			return true;
	return false;
}

static bool holds_one_of(const char *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(text, words[i]))
			return true;
	return false;
}

/* The text as a plain figure; "" when it is none. */
static const char *figure_of(struct arena *arena, const char *text)
{
	struct decimal value;
	const enum decimal_parsed parsed = decimal_parse(text, &value);

	if (parsed != DECIMAL_OK && parsed != DECIMAL_NORMALISED)
		return "";
	return decimal_format(arena, decimal_normalise(value));
}

/* Without every character that `drops` names. */
static const char *without(struct arena *arena, const char *text, const char *drops)
{
	struct text out;

	text_init(&out);
	for (; *text; text++)
		if (!strchr(drops, *text))
			text_add_char(&out, *text);
	return finish(arena, &out);
}

/* O, o for 0; l, I for 1: but only among digits. */
static const char *with_digits(struct arena *arena, const char *text)
{
	char *out = arena_strdup(arena, text);

	if (strspn(text, "0123456789.,OoIl") != strlen(text) || !strpbrk(text, "0123456789"))
		return "";
	for (char *at = out; *at; at++) {
		if (*at == 'O' || *at == 'o')
			*at = '0';
		else if (*at == 'I' || *at == 'l')
			*at = '1';
	}
	return out;
}

static int han_digit(uint32_t codepoint)
{
	static const struct {
		const char *letters;
		int digit;
	} digits[] = { { "零〇", 0 }, { "一壹", 1 }, { "二贰两", 2 }, { "三叁", 3 }, { "四肆", 4 },
		{ "五伍", 5 }, { "六陆", 6 }, { "七柒", 7 }, { "八捌", 8 }, { "九玖", 9 } };

	for (size_t i = 0; i < COUNT_OF(digits); i++) {
		const char *at = digits[i].letters;
		for (uint32_t next = utf8_next(&at); next; next = utf8_next(&at))
			if (next == codepoint)
				return digits[i].digit;
	}
	return -1;
}

static int64_t han_power(uint32_t codepoint)
{
	static const struct {
		const char *letters;
		int64_t power;
	} powers[] = { { "十拾", 10 }, { "百佰", 100 }, { "千仟", 1000 }, { "万萬", 10000 },
		{ "亿億", 100000000 } };

	for (size_t i = 0; i < COUNT_OF(powers); i++) {
		const char *at = powers[i].letters;
		for (uint32_t next = utf8_next(&at); next; next = utf8_next(&at))
			if (next == codepoint)
				return powers[i].power;
	}
	return 0;
}

/* What has been read of a number in Han numerals: 一亿二千万三百 is 100000000 + 20000000 + 300. */
struct han_reading {
	int64_t hundred_millions, ten_thousands, section, digits;
};

static int64_t han_sum(const struct han_reading *reading)
{
	return reading->hundred_millions + reading->ten_thousands + reading->section
	        + reading->digits;
}

static void take_power(struct han_reading *reading, int64_t power)
{
	const int64_t section = reading->section + reading->digits;

	if (power == 100000000)
		*reading = (struct han_reading){ .hundred_millions = han_sum(reading) * power };
	else if (power == 10000)
		*reading = (struct han_reading){ .hundred_millions = reading->hundred_millions,
			.ten_thousands = (section == 0 ? 1 : section) * power };
	else
		reading->section += (reading->digits == 0 ? 1 : reading->digits) * power;
	reading->digits = 0;
}

/*
 * A number in Han numerals at the start of the text: 一百零三, 两万三千. *length of it in bytes, 0:
 * there is none. 二〇二〇 is digit by digit. Too large a one is none.
 */
static int64_t han_number(const char *text, size_t *length)
{
	struct han_reading reading = { .digits = 0 };
	const char *at = text;

	*length = 0;
	for (uint32_t next = utf8_next(&at); next; next = utf8_next(&at)) {
		const int digit = han_digit(next);
		const int64_t power = han_power(next);
		if (digit < 0 && power == 0)
			break;
		*length = (size_t)(at - text);
		if (digit >= 0)
			reading.digits = reading.digits * 10 + digit;
		else
			take_power(&reading, power);
		if (han_sum(&reading) > HAN_MOST) {
			*length = 0;
			return 0;
		}
	}
	return han_sum(&reading);
}

/* The only figure in the text, in digits (with 万 and 亿) or Han numerals; "" when there is none or
 * more. */
static const char *only_figure(struct arena *arena, const char *text)
{
	const char *found = "";

	while (*text) {
		size_t length = strspn(text, "0123456789.,");
		if (length > 0 && *text != '.' && *text != ',') {
			const char *word = arena_strndup(arena, text, length);
			const char *unit = text + length + strspn(text + length, " ");
			if (!text_starts_with(unit, "万") && !text_starts_with(unit, "亿"))
				unit = text + length;
			for (; text_starts_with(unit, "万") || text_starts_with(unit, "亿");
			        unit += 3)
				word = arena_printf(arena, "%s%.3s", word, unit);
			if (*found || !*figure_of(arena, word))
				return "";
			found = figure_of(arena, word);
			text = unit;
			continue;
		}
		const int64_t number = han_number(text, &length);
		if (length > 0) {
			if (*found)
				return "";
			found = arena_printf(arena, "%lld", (long long)number);
			text += length;
			continue;
		}
		(void)utf8_next(&text);
	}
	return found;
}

static const char *figure_before(struct arena *arena, const char *text, const char *mark)
{
	const char *end = strstr(text, mark);

	return !end
	        ? ""
	        : figure_of(arena, trim(arena, arena_strndup(arena, text, (size_t)(end - text))));
}

static bool read_quotient(struct arena *arena, const char *text, struct figure_guess *out)
{
	static const char *const marks[] = { "/", ":", "比", "分之" };

	/* Without what it comes to: 18071/38126=47.4%, 18071/38126(47.4%). */
	text = trim(arena, arena_strndup(arena, text, strcspn(text, "=(")));
	for (size_t i = 0; i < COUNT_OF(marks); i++) {
		const char *at = strstr(text, marks[i]);
		if (!at)
			continue;
		const char *left = figure_before(arena, text, marks[i]);
		const char *right = figure_of(arena, trim(arena, at + strlen(marks[i])));
		if (!*left || !*right)
			continue;
		const bool reversed = text_equal(marks[i], "分之");
		*out = (struct figure_guess){ SLIP_QUOTIENT, reversed ? right : left,
			reversed ? left : right };
		return true;
	}
	return false;
}

/* Two figures with a dash or the like between them. */
static bool is_range(struct arena *arena, const char *text)
{
	static const char *const marks[] = { "-", "~", "—", "–", "～", "至", "到", "、" };

	for (size_t i = 0; i < COUNT_OF(marks); i++) {
		const char *at = strstr(text, marks[i]);
		if (at && at != text && *figure_before(arena, text, marks[i])
		        && *only_figure(arena, at + strlen(marks[i])))
			return true;
	}
	return false;
}

static const char *han_figure(struct arena *arena, const char *text)
{
	size_t length = 0;
	const int64_t number = han_number(text, &length);

	return length > 0 && length == strlen(text) ? arena_printf(arena, "%lld", (long long)number)
	                                            : "";
}

static struct figure_guess guess(enum figure_slip slip, const char *figure)
{
	return (struct figure_guess){ .slip = slip, .figure = figure, .base = "" };
}

struct slip_reading {
	enum figure_slip slip;
	const char *figure; /* "": it is not this one */
};

/* The slips that leave a figure, in the order of how sure they are. */
static struct figure_guess read_slips(struct arena *arena, const char *text)
{
	const char *at = strpbrk(text, "%");
	const struct slip_reading readings[] = {
		{ SLIP_PERCENT, at && !at[1] ? figure_before(arena, text, "%") : "" },
		{ SLIP_NOTE, figure_before(arena, text, "(") },
		{ SLIP_LETTERS, figure_of(arena, with_digits(arena, text)) },
		{ SLIP_GROUPING,
		        strpbrk(text, ",'") ? figure_of(arena, without(arena, text, ",'")) : "" },
		{ SLIP_BLANKS,
		        strchr(text, ' ') ? figure_of(arena, without(arena, text, " ")) : "" },
		{ SLIP_HAN, han_figure(arena, text) },
		{ SLIP_MEASURE, only_figure(arena, text) },
	};

	for (size_t i = 0; i < COUNT_OF(readings); i++)
		if (*readings[i].figure)
			return guess(readings[i].slip, readings[i].figure);
	return guess(strchr(text, '%') ? SLIP_PERCENT : SLIP_UNKNOWN, "");
}

/* Words with which a figure is only guessed at. */
static bool is_approximate(const char *text)
{
	static const char *const words[] = { "约", "近", "余", "多", "左右", "上下", "大概", "预计",
		"不足", "超", "以上", "以下", "~", "～", "≈", ">", "<", "≥", "≤", "+", "几",
		"若干" };

	return holds_one_of(text, words, COUNT_OF(words));
}

struct figure_guess figure_words_read(struct arena *arena, const char *text)
{
	static const char *const nothing[] = { "无", "没有", "暂无", "未开展", "未发生", "无数据",
		"无此项", "不涉及", "空", "/", "\\", "-", "--", "—", "——", "－", "N/A", "n/a", "NA",
		"null", "nil", "none", "*", "?" };
	struct figure_guess quotient;

	if (strlen(text) > TEXT_LIMIT)
		return guess(SLIP_UNKNOWN, "");
	const char *trimmed = trim(arena, text);
	if (!*trimmed)
		return guess(SLIP_EMPTY, "");
	if (is_one_of(trimmed, nothing, COUNT_OF(nothing)))
		return guess(SLIP_NOTHING, "");
	if (read_quotient(arena, trimmed, &quotient))
		return quotient;
	if (is_range(arena, trimmed))
		return guess(SLIP_RANGE, "");
	if (is_approximate(trimmed))
		return guess(SLIP_APPROXIMATE, "");
	return read_slips(arena, trimmed);
}

/* 已印发: 1; 尚未印发, 未印发: 0; else -1. */
static int verb_meant(const char *word, const char *verb)
{
	static const struct {
		const char *before;
		int meant;
	} ways[] = { { "", 1 }, { "已", 1 }, { "已经", 1 }, { "未", 0 }, { "尚未", 0 },
		{ "还未", 0 }, { "没有", 0 } };

	for (size_t i = 0; verb[0] != '\0' && i < COUNT_OF(ways); i++) {
		const size_t length = strlen(ways[i].before);
		if (strncmp(word, ways[i].before, length) == 0 && text_equal(word + length, verb))
			return ways[i].meant;
	}
	return -1;
}

int figure_words_yes_no(struct arena *arena, const char *text, const char *verb)
{
	static const char *const yes[] = { "是", "已完成", "完成", "已建成", "建成", "已达标",
		"达标", "已", "有", "√", "✓", "✔", "1", "true", "True", "TRUE", "yes", "Yes", "YES",
		"Y", "y", "对" };
	static const char *const no[] = { "否", "未完成", "没有", "未", "未建成", "未达标", "无",
		"×", "✗", "✘", "X", "x", "0", "false", "False", "FALSE", "no", "No", "NO", "N", "n",
		"尚未完成", "正在推进", "推进中", "进行中", "在建", "正在建设", "正在进行",
		"未开工", "未启动", "未开始" };

	/* Without a note behind it: √（5月20日）. */
	const char *plain = trim(arena, text);
	const char *word = trim(arena, arena_strndup(arena, plain, strcspn(plain, "(")));

	if (is_one_of(word, yes, COUNT_OF(yes)))
		return 1;
	return is_one_of(word, no, COUNT_OF(no)) ? 0 : verb_meant(word, verb);
}
