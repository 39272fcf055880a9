/*
 * A day is said as [year] [part of the year] [part of the month] [前], with words around it that
 * say nothing of which. Read from left to right; whatever is left over makes it no day for sure.
 */
#include "figures/intake/promised.h"

#include "base/arena.h"
#include "base/common.h"
#include "base/text.h"
#include "base/utf8.h"
#include "figures/intake/written.h"

#include <string.h>

#define LAST_DAY   31
#define TEXT_LIMIT 90

struct reader {
	const char *at;
	struct period said;
	int year;
	bool has_year;
};

/* Moves behind the word. */
static bool take(struct reader *reader, const char *word)
{
	if (!text_starts_with(reader->at, word))
		return false;
	reader->at += strlen(word);
	return true;
}

/* Which of the words, from 1; 0: none. */
static int take_one(struct reader *reader, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (take(reader, words[i]))
			return (int)i + 1;
	return 0;
}

static void skip_about(struct reader *reader)
{
	static const char *const about[] = { "。", "，", "；", "左右", "全部", "全面", "基本",
		"完成", "完工", "建成", "达标", "办结", "竣工", "整改", "到位", "预计", "计划",
		"力争", "确保", "争取", "可", "于", "在", "将" };

	while (take_one(reader, about, COUNT_OF(about)) > 0)
		;
}

/* Digits, at most four, or 一 … 十二; 0: none, and the reader stands where it stood. */
static int take_number(struct reader *reader)
{
	static const char *const numerals[] = { "一", "二", "三", "四", "五", "六", "七", "八",
		"九", "十" };
	const size_t length = strspn(reader->at, "0123456789");
	int number = 0;

	for (size_t i = 0; i < length && length <= 4; i++)
		number = number * 10 + (reader->at[i] - '0');
	if (length > 0) {
		reader->at += length <= 4 ? length : 0;
		return number;
	}
	number = take_one(reader, numerals, COUNT_OF(numerals));
	return number == 10 ? number + take_one(reader, numerals, 2) : number;
}

static void take_year(struct reader *reader)
{
	const char *start = reader->at;
	const int number = take_number(reader);

	reader->year = reader->said.year;
	reader->has_year = true;
	if (number >= 1000 && take(reader, "年")) {
		reader->year = number;
		return;
	}
	reader->at = start;
	if (take(reader, "明年") || take(reader, "次年"))
		reader->year++;
	else if (!take(reader, "今年") && !take(reader, "本年") && !take(reader, "当年"))
		reader->has_year = false;
}

/* 底, 末, 内: the last day. */
static bool take_end(struct reader *reader)
{
	return take(reader, "底") || take(reader, "末") || take(reader, "内");
}

static struct date last_day_of(int year, int month)
{
	return period_last_day((struct period){ year, month });
}

static bool take_quarter(struct reader *reader, int *quarter)
{
	(void)take(reader, "第");
	*quarter = take_number(reader);
	return *quarter >= 1 && *quarter <= 4 && take(reader, "季度");
}

/* 年底, 2020年内, 三季度, 下半年: *until is true when it says that its end is meant. */
static bool take_part_of_year(struct reader *reader, struct date *out, bool *until)
{
	static const char *const halves[] = { "上半年", "下半年" };
	const char *start = reader->at;
	int quarter = 0;

	const int half = take_one(reader, halves, COUNT_OF(halves));
	const bool is_named = take(reader, "年") || reader->has_year;
	const bool is_year = half == 0 && is_named && take_end(reader);
	if (half == 0 && !is_year)
		reader->at = start;
	if (half == 0 && !is_year && !take_quarter(reader, &quarter)) {
		reader->at = start;
		return false;
	}
	*out = last_day_of(reader->year, is_year ? 12 : half > 0 ? 6 * half : 3 * quarter);
	*until = take_end(reader) || is_year;
	return true;
}

/* 底, 中旬, 15日 behind a month; false: something that is no part of it. */
static bool take_part_of_month(struct reader *reader, struct date *out, bool *until)
{
	static const char *const parts[] = { "上旬", "中旬", "下旬", "上半月", "下半月", "底", "末",
		"内" };
	static const int days[] = { 10, 20, LAST_DAY, 15, LAST_DAY, LAST_DAY, LAST_DAY, LAST_DAY };
	const struct date last = last_day_of(out->year, out->month);
	int day = LAST_DAY;

	(void)take(reader, "份");
	const int part = take_one(reader, parts, COUNT_OF(parts));
	const int number = part > 0 ? 0 : take_number(reader);
	if (part > 0)
		day = days[part - 1];
	if (number > 0) {
		if (number > last.day || (!take(reader, "日") && !take(reader, "号")))
			return false;
		day = number;
	}
	*until = part > 0 || number > 0;
	out->day = day < last.day ? day : last.day;
	return true;
}

static bool take_month(struct reader *reader, struct date *out, bool *until)
{
	const int month = take_number(reader);

	if (month < 1 || month > MONTHS || !take(reader, "月"))
		return false;
	if (!reader->has_year && reader->said.month - month > 6)
		reader->year++;
	*out = (struct date){ .year = reader->year, .month = month, .day = 1 };
	return take_part_of_month(reader, out, until);
}

/* No blank, and a digit of either width as a plain one. */
static void add_plain(struct text *text, uint32_t codepoint)
{
	const uint32_t other = utf8_plain(codepoint);

	if (other == ' ' || other == '\n' || other == '\t')
		return;
	text_add_codepoint(text, other >= '0' && other <= '9' ? other : codepoint);
}

static const char *plain(struct arena *arena, const char *words)
{
	struct text text;

	text_init(&text);
	for (uint32_t next = utf8_next(&words); next; next = utf8_next(&words))
		add_plain(&text, next);
	const char *copy = arena_strndup(arena, text.bytes, text.length);
	text_release(&text);
	return copy;
}

static bool read_day(struct reader *reader, struct date *out)
{
	bool until = false;

	skip_about(reader);
	take_year(reader);
	if (!take_part_of_year(reader, out, &until) && !take_month(reader, out, &until))
		return false;
	/* Before a month is not by its end, nor surely by the end of the one before. */
	if ((take(reader, "之前") || take(reader, "以前") || take(reader, "前")) && !until)
		return false;
	skip_about(reader);
	return reader->at[0] == '\0';
}

bool promised_day(const char *words, struct period said, struct date *out)
{
	struct arena *arena;
	bool certain = false;

	if (strlen(words) > TEXT_LIMIT)
		return false;
	if (written_day(words, said, out, &certain) && certain)
		return true;
	arena = arena_new();
	struct reader reader = { .at = plain(arena, words), .said = said };
	const bool is_day = read_day(&reader, out);
	arena_free(arena);
	return is_day;
}
