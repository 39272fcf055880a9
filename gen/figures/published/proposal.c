#include "figures/published/proposal.h"

#include "base/common.h"
#include "base/decimal_parse.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

#define NAME_MOST   40 /* characters */
#define NAME_LEAST  2
#define NUMBER_MOST 40 /* bytes */

/* Longer ones before those that they begin with. `kind`: what a figure in it is. */
static const struct {
	const char *word;
	enum indicator_kind kind;
} measures[] = {
	{ "元/人/月", KIND_LEVEL },
	{ "元/人·月", KIND_LEVEL },
	{ "元/人年", KIND_LEVEL },
	{ "元/人", KIND_LEVEL },
	{ "元/月", KIND_LEVEL },
	{ "元/年", KIND_LEVEL },
	{ "%", KIND_RATIO },
	{ "‰", KIND_RATIO },
	{ "倍", KIND_RELATIVE_LEVEL },
	{ "平方公里", KIND_AMOUNT },
	{ "平方千米", KIND_AMOUNT },
	{ "平方米", KIND_AMOUNT },
	{ "立方米", KIND_AMOUNT },
	{ "公里", KIND_AMOUNT },
	{ "千米", KIND_AMOUNT },
	{ "公顷", KIND_AMOUNT },
	{ "亩", KIND_AMOUNT },
	{ "吨", KIND_AMOUNT },
	{ "千瓦", KIND_AMOUNT },
	{ "元", KIND_AMOUNT },
	{ "米", KIND_AMOUNT },
	{ "人次", KIND_COUNT },
	{ "批次", KIND_COUNT },
	{ "户次", KIND_COUNT },
	{ "场次", KIND_COUNT },
	{ "车位", KIND_COUNT },
	{ "床位", KIND_COUNT },
	{ "学位", KIND_COUNT },
	{ "人", KIND_COUNT },
	{ "户", KIND_COUNT },
	{ "家", KIND_COUNT },
	{ "间", KIND_COUNT },
	{ "个", KIND_COUNT },
	{ "座", KIND_COUNT },
	{ "条", KIND_COUNT },
	{ "项", KIND_COUNT },
	{ "例", KIND_COUNT },
	{ "所", KIND_COUNT },
	{ "处", KIND_COUNT },
	{ "套", KIND_COUNT },
	{ "辆", KIND_COUNT },
	{ "台", KIND_COUNT },
	{ "场", KIND_COUNT },
	{ "名", KIND_COUNT },
	{ "张", KIND_COUNT },
	{ "件", KIND_COUNT },
	{ "宗", KIND_COUNT },
	{ "株", KIND_COUNT },
	{ "盏", KIND_COUNT },
	{ "次", KIND_COUNT },
	{ "栋", KIND_COUNT },
	{ "幢", KIND_COUNT },
	{ "部", KIND_COUNT },
	{ "艘", KIND_COUNT },
	{ "只", KIND_COUNT },
	{ "门", KIND_COUNT },
	{ "份", KIND_COUNT },
	{ "期", KIND_COUNT },
	{ "支", KIND_COUNT },
	{ "片", KIND_COUNT },
	{ "块", KIND_COUNT },
	{ "口", KIND_COUNT },
	{ "孔", KIND_COUNT },
	{ "千人", KIND_COUNT },
};

/* A number with its measure within a clause. */
struct figure_found {
	const char *from, *end; /* the number, its measure, and 以上 behind it */
	size_t measure;         /* of measures */
	struct decimal value;
};

struct finder {
	struct arena *arena;
	struct proposals *out;
	size_t capacity;
};

static const char *skip_blanks(const char *at)
{
	while (*at == ' ' || *at == '\n' || *at == '\t')
		at++;
	return at;
}

/* Behind digits with points, commas and 万 or 亿. */
static const char *number_end(const char *at)
{
	while ((*at >= '0' && *at <= '9')
	        || ((*at == '.' || *at == ',') && at[1] >= '0' && at[1] <= '9'))
		at++;
	const char *unit = skip_blanks(at);
	if (text_starts_with(unit, "万") || text_starts_with(unit, "亿"))
		return unit + strlen("万");
	return at;
}

static bool find_measure(const char *at, size_t *which)
{
	for (size_t i = 0; i < COUNT_OF(measures); i++)
		if (text_starts_with(at, measures[i].word)) {
			*which = i;
			return true;
		}
	return false;
}

/* 第3, 2020年, 1.2级 are no figures; the measure decides, and what stands before the number. */
static bool is_counted(const char *clause, const char *number)
{
	static const char *const before[] = { "第", "“", "‘", "-", "—", "+", "/" };

	for (size_t i = 0; i < COUNT_OF(before); i++) {
		const size_t length = strlen(before[i]);
		if ((size_t)(number - clause) >= length
		        && memcmp(number - length, before[i], length) == 0)
			return false;
	}
	return true;
}

static const char *behind_above(const char *at)
{
	static const char *const above[] = { "以上", "以内", "以下" };
	const char *next = skip_blanks(at);

	for (size_t i = 0; i < COUNT_OF(above); i++)
		if (text_starts_with(next, above[i]))
			return next + strlen(above[i]);
	return at;
}

/* The next figure of the clause, from *at on. */
static bool next_found(
        struct arena *arena, const char *clause, const char **at, struct figure_found *out)
{
	while (*(*at += strcspn(*at, "0123456789"))) {
		const char *from = *at;
		const char *end = number_end(from);
		*at = end > from ? end : from + 1;
		const char *measure = skip_blanks(end);
		if (!find_measure(measure, &out->measure) || !is_counted(clause, from)
		        || end - from > NUMBER_MOST
		        || decimal_parse(
		                   arena_strndup(arena, from, (size_t)(end - from)), &out->value)
		                > DECIMAL_NORMALISED)
			continue;
		out->from = from;
		out->end = behind_above(measure + strlen(measures[out->measure].word));
		*at = out->end;
		return true;
	}
	return false;
}

/* 2020年底前 and the like in front: it says when, not what. */
static const char *without_time(const char *text)
{
	static const char *const times[] = { "底前", "底", "内", "末前", "末", "前" };
	const size_t digits = strspn(text, "0123456789");
	const char *at = text + digits;

	if ((digits != 4 && digits != 0) || !text_starts_with(at, "年"))
		return text;
	at += strlen("年");
	for (size_t i = 0; i < COUNT_OF(times); i++)
		if (text_starts_with(at, times[i]))
			return at + strlen(times[i]);
	return digits == 4 ? at : text;
}

/* Words around a number that say how it is meant, and beginnings that name nothing. */
static const char *without_edges(struct arena *arena, const char *words)
{
	static const char *const starts[] = { "其中", "并且", "而且", "且", "并", "全市", "全县",
		"全区", "全年", "确保", "力争", "：", ":", "，", "、", "使" };
	static const char *const ends[] = { "不低于", "不少于", "不高于", "不超过", "控制在",
		"达到", "提高到", "提升至", "提升到", "降至", "达", "至", "约", "共", "各", "为",
		"不小于", "超过", "：", ":", "（", "(", "到" };
	const char *text = words;

	for (size_t i = 0; i < COUNT_OF(starts); i++)
		if (text_starts_with(text, starts[i]))
			text += strlen(starts[i]);
	text = without_time(text);
	for (size_t i = 0; i < COUNT_OF(ends); i++)
		if (text_ends_with(text, ends[i]) && strlen(text) > strlen(ends[i]))
			text = arena_strndup(arena, text, strlen(text) - strlen(ends[i]));
	return text;
}

static const char *cut(struct arena *arena, const char *words)
{
	const char *end = words;

	for (size_t i = 0; i < NAME_MOST && *end; i++)
		utf8_next(&end);
	return arena_strndup(arena, words, (size_t)(end - words));
}

static const char *without_blanks(struct arena *arena, const char *words)
{
	struct text text;

	text_init(&text);
	for (; *words; words++)
		if (*words != ' ' && *words != '\n' && *words != '\t')
			text_add_char(&text, *words);
	const char *out = arena_strndup(arena, text.bytes, text.length);
	text_release(&text);
	return out;
}

/* The words before the number and those behind it up to the next. */
static const char *name_of(struct arena *arena, const char *before, const char *before_end,
        const char *behind, const char *behind_end)
{
	const char *front = without_edges(arena,
	        without_blanks(arena, arena_strndup(arena, before, (size_t)(before_end - before))));
	const char *back =
	        without_blanks(arena, arena_strndup(arena, behind, (size_t)(behind_end - behind)));

	return cut(arena, arena_printf(arena, "%s%s", front, back));
}

static bool says_limit(const char *clause)
{
	static const char *const limits[] = { "不高于", "不超过", "以内", "以下", "控制在", "降至",
		"降到", "不大于" };

	for (size_t i = 0; i < COUNT_OF(limits); i++)
		if (strstr(clause, limits[i]))
			return true;
	return false;
}

static enum indicator_kind kind_of(const struct figure_found *found, const char *clause)
{
	const enum indicator_kind kind = measures[found->measure].kind;

	if (kind != KIND_COUNT)
		return kind;
	if (decimal_normalise(found->value).scale > 0)
		return KIND_AMOUNT;
	return strstr(clause, "新增") || strstr(clause, "增加") ? KIND_INCREMENT : KIND_COUNT;
}

static void add(struct finder *finder, const char *clause, const struct figure_found *found,
        const char *name)
{
	struct proposals *out = finder->out;

	out->list = arena_grow(
	        finder->arena, out->list, &finder->capacity, out->count, sizeof *out->list);
	out->list[out->count++] = (struct proposal){
		.name = name,
		.phrase = clause,
		.measure = measures[found->measure].word,
		.kind = kind_of(found, clause),
		.at_most = says_limit(clause),
		.target = decimal_normalise(found->value),
		.each = strstr(clause, "各"),
	};
}

/* Where the words of one figure end and those of the next begin: behind the last 、 between them.
 */
static const char *border(const char *from, const char *next)
{
	static const char mark[] = "、";
	const char *last = NULL;

	for (const char *at = from; (at = strstr(at, mark)) && at < next; at += sizeof mark - 1)
		last = at;
	return last;
}

/* 当地低保标准的 … 75%: the name of a share says that it is one. */
static const char *completed(
        struct arena *arena, const char *name, const struct figure_found *found)
{
	static const char of[] = "的";
	const enum indicator_kind kind = measures[found->measure].kind;

	if (!text_ends_with(name, of) || (kind != KIND_RATIO && kind != KIND_RELATIVE_LEVEL))
		return name;
	return arena_printf(arena, "%s%s", name, kind == KIND_RATIO ? "比例" : "倍数");
}

static const char *name_in(struct arena *arena, const char *before,
        const struct figure_found *found, const char *end, const char *said_before)
{
	const char *name = name_of(arena, before, found->from, found->end, end);

	if (utf8_count(name) < NAME_LEAST)
		name = cut(arena,
		        arena_printf(arena, "%s%s", without_blanks(arena, said_before), name));
	return completed(arena, name, found);
}

static void read_clause(struct finder *finder, const char *clause, const char *said_before)
{
	struct arena *arena = finder->arena;
	const char *at = clause;
	const char *before = clause;
	struct figure_found found, next;
	bool has = next_found(arena, clause, &at, &found);

	while (has) {
		const bool more = next_found(arena, clause, &at, &next);
		const char *end = more ? next.from : clause + strlen(clause);
		const char *mark = more ? border(found.end, end) : NULL;
		end = mark ? mark : end;
		const char *name = name_in(arena, before, &found, end, said_before);
		add(finder, clause, &found, name[0] ? name : cut(arena, clause));
		before = mark ? mark : found.end;
		found = next;
		has = more;
	}
}

static bool ends_clause(uint32_t letter)
{
	return letter == 0x3002 || letter == 0xFF0C || letter == 0xFF1B || letter == ';'
	        || letter == '\n';
}

/* The next clause from *at on, without the marks and blanks around it; NULL: no more. */
static const char *next_clause(struct arena *arena, const char **at)
{
	while (**at) {
		const char *from = *at;
		const char *end = from;
		while (**at) {
			end = *at;
			if (ends_clause(utf8_next(at)))
				break;
			end = *at;
		}
		while (from < end && (*from == ' ' || *from == '\t'))
			from++;
		if (end > from)
			return arena_strndup(arena, from, (size_t)(end - from));
	}
	return NULL;
}

/* Without （牵头单位：…） at the end. */
static const char *without_who(struct arena *arena, const char *words)
{
	static const char *const starts[] = { "（牵头单位", "(牵头单位", "（责任单位",
		"(责任单位" };

	for (size_t i = 0; i < COUNT_OF(starts); i++) {
		const char *at = strstr(words, starts[i]);
		if (at)
			words = arena_strndup(arena, words, (size_t)(at - words));
	}
	return words;
}

struct proposals proposals_of(struct arena *arena, const char *words)
{
	struct proposals out = { 0 };
	struct finder finder = { .arena = arena, .out = &out };
	const char *at = without_who(arena, words);
	const char *before = "";
	const char *clause;

	while ((clause = next_clause(arena, &at))) {
		read_clause(&finder, clause, before);
		before = clause;
	}
	return out;
}

const char *proposals_subject(struct arena *arena, const char *words)
{
	const char *at = without_who(arena, words);
	const char *first = "";
	const char *clause;

	while ((clause = next_clause(arena, &at))) {
		const char *name = cut(arena, without_blanks(arena, clause));
		if (!first[0])
			first = name;
		/* 2020年底前 names nothing. */
		if (utf8_count(name) >= 8)
			return name;
	}
	return first;
}
