#include "figures/intake/written.h"

#include "base/common.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

#define NUMBERS_MOST 6
#define DIGITS_MOST  8
#define TEXT_LIMIT   60

/* The numbers of a text in order, and the mark behind each. */
struct numbers {
	int values[NUMBERS_MOST];
	int digits[NUMBERS_MOST]; /* how many each was written with */
	uint32_t marks[NUMBERS_MOST];
	size_t count;
};

static bool is_digit(uint32_t codepoint)
{
	return codepoint >= '0' && codepoint <= '9';
}

/* What may stand between the numbers of a day: anything else makes it another text. */
static bool is_between(uint32_t codepoint)
{
	static const char marks[] = "年月日号份时分秒点上下午晚早周星期一二三四五六天：。、";
	const char *at = marks;

	if (codepoint <= 0x7F)
		return strchr(" -/.:T,+()", (int)codepoint);
	if (codepoint == 0x2014 || codepoint == 0x2013 || codepoint == 0xB7)
		return true;
	for (uint32_t next = utf8_next(&at); next; next = utf8_next(&at))
		if (next == codepoint)
			return true;
	return false;
}

/* False: there is something else in it, or too many or too long numbers. */
static bool read_numbers(const char *text, struct numbers *out)
{
	bool open = false, last = false; /* digits go on; a mark belongs to the last number */

	*out = (struct numbers){ .count = 0 };
	if (strlen(text) > TEXT_LIMIT)
		return false;
	for (uint32_t read = utf8_next(&text); read; read = utf8_next(&text)) {
		const uint32_t next = utf8_plain(read);
		if (is_digit(next)) {
			if (!open && out->count == NUMBERS_MOST)
				return false;
			out->count += !open;
			open = last = true;
			int *value = &out->values[out->count - 1];
			if (++out->digits[out->count - 1] > DIGITS_MOST)
				return false;
			*value = *value * 10 + (int)(next - '0');
			continue;
		}
		if (!is_between(next))
			return false;
		if (last && next != ' ')
			out->marks[out->count - 1] = next;
		open = false;
		last = last && next == ' ';
	}
	return out->count > 0;
}

static bool is_year(const struct numbers *numbers, size_t at)
{
	return at < numbers->count && numbers->digits[at] == 4;
}

static bool is_small(const struct numbers *numbers, size_t at)
{
	return at < numbers->count && numbers->digits[at] <= 2;
}

bool written_period(const char *text, struct period near, struct period *out)
{
	struct numbers numbers;

	if (!read_numbers(text, &numbers))
		return false;
	if (numbers.count == 1 && numbers.digits[0] == 6)
		*out = (struct period){ numbers.values[0] / 100, numbers.values[0] % 100 };
	else if (numbers.count == 1 && is_small(&numbers, 0) && numbers.marks[0] == U'月')
		*out = (struct period){ near.year, numbers.values[0] };
	else if (numbers.count == 2 && is_year(&numbers, 0) && is_small(&numbers, 1))
		*out = (struct period){ numbers.values[0], numbers.values[1] };
	else
		return false;
	return out->month >= 1 && out->month <= MONTHS && out->year > 0;
}

/* A day that there is: as date_parse has it. */
static bool is_day(struct date date)
{
	struct arena *arena = arena_new();
	struct date back;
	const bool there = date.year > 0 && date.month >= 1 && date.month <= MONTHS && date.day >= 1
	        && date_parse(date_format(arena, date), &back);

	arena_free(arena);
	return there;
}

/* What stands where a day does, whether there is such a day or not. */
static bool day_of(const struct numbers *numbers, struct period near, struct date *out)
{
	const int *values = numbers->values;

	if (numbers->digits[0] == 8)
		*out = (struct date){ values[0] / 10000, values[0] / 100 % 100, values[0] % 100 };
	else if (is_year(numbers, 0) && is_small(numbers, 1) && is_small(numbers, 2))
		*out = (struct date){ values[0], values[1], values[2] };
	else if (is_small(numbers, 0) && is_small(numbers, 1) && numbers->marks[0] == U'月')
		*out = (struct date){ near.year + (values[0] < near.month), values[0], values[1] };
	else
		return false;
	return true;
}

bool written_day(const char *text, struct period near, struct date *out, bool *certain)
{
	struct numbers numbers;

	*certain = true;
	if (!read_numbers(text, &numbers) || !day_of(&numbers, near, out))
		return false;
	*certain = numbers.digits[0] > 2;
	return is_day(*out);
}

/* Without what is said of a day or month: 9月底前 is 9月. */
static const char *cut_about(struct arena *arena, const char *text)
{
	static const char *const words[] = { "之前", "以前", "前", "左右", "上旬", "中旬", "下旬",
		"底", "末", "初", "中", "。" };

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (text_ends_with(text, words[i]))
			return cut_about(
			        arena, arena_strndup(arena, text, strlen(text) - strlen(words[i])));
	return text;
}

/* 13月, 2020年13月 */
static bool is_no_month(const struct numbers *numbers)
{
	const size_t at = numbers->count - 1;
	const bool is_month = numbers->marks[at] == U'月' && is_small(numbers, at)
	        && (at == 0 || (at == 1 && is_year(numbers, 0)));

	return is_month && (numbers->values[at] < 1 || numbers->values[at] > 12);
}

bool written_is_no_day(const char *text, struct period near)
{
	struct arena *arena = arena_new();
	struct numbers numbers;
	struct date day;
	const bool read = read_numbers(cut_about(arena, text), &numbers);

	arena_free(arena);
	return read && (day_of(&numbers, near, &day) ? !is_day(day) : is_no_month(&numbers));
}

/* Digits and points alone, the marks of people among them made points. */
static bool is_point(uint32_t codepoint)
{
	return codepoint == '-' || codepoint == '_' || codepoint == 0x3002 || codepoint == 0xB7
	        || codepoint == 0x2014 || codepoint == 0x2013 || codepoint == 0x70B9
	        || codepoint == ',' || codepoint == 0x3001;
}

/* Without the words around it: 指标10.3, 第14项. */
static const char *skip_words(const char *text, bool *certain)
{
	static const char *const words[] = { "指标", "任务", "第", "编号", "序号", ":", "：" };

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (text_starts_with(text, words[i])) {
			*certain = false;
			return skip_words(text + strlen(words[i]), certain);
		}
	return text;
}

/* The next number without its leading zeros; moves behind it. */
static void add_number(struct text *out, const char **text, bool *certain)
{
	const char *at = *text;

	while (at[0] == '0' && at[1] >= '0' && at[1] <= '9') {
		at++;
		*certain = false;
	}
	const size_t length = strspn(at, "0123456789");
	text_add_bytes(out, at, length);
	*text = at + length;
}

/* Full-width digits and points as plain ones, blanks left out, whatever else people part with as
 * '.'. */
static void add_plain(struct text *out, const char *text, bool *certain)
{
	for (uint32_t next = utf8_next(&text); next; next = utf8_next(&text)) {
		const uint32_t plain = utf8_plain(next);
		if (plain == ' ' || plain == '\t' || plain == 0x200B)
			continue;
		if (is_point(plain)) {
			*certain = *certain && next == 0x3002;
			text_add_char(out, '.');
		} else {
			text_add_codepoint(out, plain);
		}
	}
}

const char *written_id(struct arena *arena, const char *text, bool *certain)
{
	struct text plain, out;

	*certain = true;
	if (strlen(text) > TEXT_LIMIT)
		return NULL;
	text_init(&plain);
	text_init(&out);
	add_plain(&plain, text, certain);
	const char *at = skip_words(plain.bytes, certain);
	while (*at >= '0' && *at <= '9') {
		add_number(&out, &at, certain);
		if (at[0] != '.' || at[1] < '0' || at[1] > '9')
			break;
		text_add_char(&out, *at++);
	}
	if (text_equal(at, "项") || text_equal(at, "号") || text_equal(at, ".")) {
		*certain = false;
		at = "";
	}
	const char *id =
	        *at == '\0' && out.length > 0 ? arena_strndup(arena, out.bytes, out.length) : NULL;
	text_release(&plain);
	text_release(&out);
	return id;
}
