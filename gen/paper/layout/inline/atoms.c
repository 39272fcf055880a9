/*
 * One pass over the characters. At a digit the number is read with its prefix (￥ ≥ 第 〔), its
 * points and its percent sign; then a multiplier (万), then the longest measure word of the table,
 * then “/人/月”, then 以上. Blanks between are skipped: the source has “900 元”, and the junction
 * is made by the engine. Everything read becomes one atom.
 */
#include "paper/layout/inline/atoms.h"

#include "base/common.h"

#include <string.h>

#define WORD_MAX 4

struct measure_word {
	uint32_t characters[WORD_MAX + 1]; /* ends with 0 */
};

/* Measures, longest first: the first that matches is taken. */
static const struct measure_word measures[] = {
	{ U"个百分点" },
	{ U"个工作日" },
	{ U"平方公里" },
	{ U"立方米" },
	{ U"千瓦时" },
	{ U"百分点" },
	{ U"平方米" },
	{ U"工作日" },
	{ U"个月" },
	{ U"人次" },
	{ U"人份" },
	{ U"批次" },
	{ U"公里" },
	{ U"公斤" },
	{ U"公顷" },
	{ U"千米" },
	{ U"厘米" },
	{ U"毫米" },
	{ U"千克" },
	{ U"毫克" },
	{ U"毫升" },
	{ U"千瓦" },
	{ U"小时" },
	{ U"分钟" },
	{ U"年度" },
	{ U"年底" },
	{ U"年末" },
	{ U"年初" },
	{ U"年内" },
	{ U"年级" },
	{ U"月底" },
	{ U"月末" },
	{ U"月份" },
	{ U"月初" },
	{ U"周年" },
	{ U"周岁" },
	{ U"季度" },
	{ U"号线" },
	{ U"户次" },
	{ U"车次" },
	{ U"场次" },
	{ U"床位" },
	{ U"学位" },
	{ U"例" },
	{ U"家" },
	{ U"间" },
	{ U"条" },
	{ U"个" },
	{ U"座" },
	{ U"项" },
	{ U"人" },
	{ U"月" },
	{ U"日" },
	{ U"号" },
	{ U"年" },
	{ U"期" },
	{ U"户" },
	{ U"倍" },
	{ U"元" },
	{ U"亩" },
	{ U"所" },
	{ U"名" },
	{ U"类" },
	{ U"次" },
	{ U"件" },
	{ U"台" },
	{ U"套" },
	{ U"吨" },
	{ U"米" },
	{ U"克" },
	{ U"升" },
	{ U"度" },
	{ U"岁" },
	{ U"周" },
	{ U"天" },
	{ U"时" },
	{ U"分" },
	{ U"秒" },
	{ U"级" },
	{ U"层" },
	{ U"栋" },
	{ U"幢" },
	{ U"处" },
	{ U"份" },
	{ U"宗" },
	{ U"起" },
	{ U"批" },
	{ U"张" },
	{ U"辆" },
	{ U"艘" },
	{ U"位" },
	{ U"支" },
	{ U"只" },
	{ U"册" },
	{ U"页" },
	{ U"版" },
	{ U"届" },
	{ U"成" },
	{ U"折" },
	{ U"款" },
	{ U"章" },
	{ U"路" },
	{ U"室" },
	{ U"楼" },
	{ U"组" },
	{ U"队" },
	{ U"村" },
	{ U"镇" },
	{ U"区" },
	{ U"点" },
	{ U"步" },
	{ U"种" },
	{ U"部" },
	{ U"面" },
	{ U"里" },
	{ U"斤" },
	{ U"株" },
	{ U"头" },
	{ U"场" },
	{ U"片" },
	{ U"对" },
	{ U"颗" },
	{ U"担" },
	{ U"枚" },
};

static const struct measure_word bounds[] = {
	{ U"以上" },
	{ U"以下" },
	{ U"以内" },
	{ U"以外" },
	{ U"左右" },
	{ U"之间" },
	{ U"以前" },
	{ U"以后" },
};

#define MULTIPLIERS U"万亿千百十多余几"
/* After a capital letter or two: B级, A类. */
#define GRADES U"级类等型座区栋楼层股证照"

/* Behind these an address may be broken. */
#define SEAMS U"/.?&=_@-"
/* And not one letter alone of it. */
#define ADDRESS_LEAST 2

static bool any_of(uint32_t codepoint, const uint32_t *list)
{
	for (; *list != 0; list++) {
		if (*list == codepoint)
			return true;
	}
	return false;
}

/* The next position whose character is no blank; count at the end. */
static size_t skip_blank(const struct characters *characters, size_t at)
{
	while (at < characters->count && character_class(&characters->items[at]) == CLASS_BLANK)
		at++;
	return at;
}

static uint32_t codepoint_at(const struct characters *characters, size_t at)
{
	return at < characters->count ? characters->items[at].codepoint : 0;
}

static enum character_class class_at(const struct characters *characters, size_t at)
{
	return at < characters->count ? character_class(&characters->items[at]) : CLASS_FORCED;
}

static bool is_digit(const struct characters *characters, size_t at)
{
	return class_at(characters, at) == CLASS_DIGIT;
}

/* Class of the neighbour on one side of `at`, over one blank. */
static enum character_class beside(const struct characters *characters, size_t at, bool after)
{
	if (after) {
		const enum character_class next = class_at(characters, at + 1);
		return next == CLASS_BLANK ? class_at(characters, at + 2) : next;
	}
	if (at == 0)
		return CLASS_FORCED;
	const enum character_class last = character_class(&characters->items[at - 1]);
	if (last != CLASS_BLANK)
		return last;
	return at < 2 ? CLASS_FORCED : character_class(&characters->items[at - 2]);
}

static bool is_latin_context(const struct characters *characters, size_t at)
{
	const uint32_t latin = CLASS_BIT(CLASS_LATIN) | CLASS_BIT(CLASS_DIGIT)
	        | CLASS_BIT(CLASS_POINT) | CLASS_BIT(CLASS_LATIN_OPEN)
	        | CLASS_BIT(CLASS_LATIN_CLOSE) | CLASS_BIT(CLASS_SYMBOL);

	return breaks_class_in(beside(characters, at, false), latin)
	        && breaks_class_in(beside(characters, at, true), latin);
}

#define QUOTE_DEPTH 16

/* Both marks of a pair are Latin, or neither. */
struct quotes {
	size_t open[QUOTE_DEPTH];
	size_t depth;
};

static void resolve_quote(struct characters *characters, size_t at, struct quotes *quotes)
{
	struct character *character = &characters->items[at];
	const bool latin = is_latin_context(characters, at);

	if (character->codepoint == 0x2018 || character->codepoint == 0x201C) {
		if (quotes->depth < QUOTE_DEPTH)
			quotes->open[quotes->depth++] = at;
		return;
	}
	const bool apostrophe = character->codepoint == 0x2019 && at > 0
	        && class_at(characters, at - 1) == CLASS_LATIN
	        && class_at(characters, at + 1) == CLASS_LATIN;
	if (apostrophe) {
		character->kind = CLASS_SYMBOL;
		return;
	}
	if (quotes->depth == 0)
		return;
	struct character *open = &characters->items[quotes->open[--quotes->depth]];
	if (!latin || open->codepoint + 1 != character->codepoint
	        || !is_latin_context(characters, quotes->open[quotes->depth]))
		return;
	open->kind = CLASS_SYMBOL;
	character->kind = CLASS_SYMBOL;
}

/* " and ' in pairs are brackets of the half-width kind; ' inside a word is none. */
static void resolve_ascii_quote(struct characters *characters, size_t at, struct quotes *quotes)
{
	struct character *character = &characters->items[at];
	const bool inside = at > 0 && class_at(characters, at - 1) == CLASS_LATIN
	        && class_at(characters, at + 1) == CLASS_LATIN;

	if (character->codepoint == '\'' && inside)
		return;
	const size_t open = quotes->depth > 0 ? quotes->open[quotes->depth - 1] : at;
	if (codepoint_at(characters, open) == character->codepoint && open != at) {
		characters->items[open].kind = CLASS_LATIN_OPEN;
		character->kind = CLASS_LATIN_CLOSE;
		quotes->depth--;
	} else if (quotes->depth < QUOTE_DEPTH) {
		quotes->open[quotes->depth++] = at;
	}
}

static void resolve_dash(struct characters *characters, size_t at)
{
	struct character *character = &characters->items[at];
	const uint32_t codepoint = character->codepoint;

	if (codepoint == 0x2E3A)
		return;
	if (at > 0 && codepoint_at(characters, at - 1) == codepoint
	        && class_at(characters, at - 1) == CLASS_DASH
	        && (characters->items[at - 1].flags & CHARACTER_GLUE) == 0) {
		character->flags |= CHARACTER_GLUE;
		return;
	}
	if (codepoint_at(characters, at + 1) != codepoint)
		character->kind = CLASS_CONNECTOR;
}

void atoms_resolve(struct characters *characters)
{
	struct quotes quotes = { .depth = 0 };

	for (size_t i = 0; i < characters->count; i++) {
		struct character *character = &characters->items[i];
		const uint32_t codepoint = character->codepoint;
		if (character->kind == CLASS_HAN)
			continue;
		if (codepoint == 0x2018 || codepoint == 0x2019 || codepoint == 0x201C
		        || codepoint == 0x201D)
			resolve_quote(characters, i, &quotes);
		else if (codepoint == '"' || codepoint == '\'')
			resolve_ascii_quote(characters, i, &quotes);
		else if (character->kind == CLASS_DASH)
			resolve_dash(characters, i);
		else if (character->kind == CLASS_ELLIPSIS && i > 0
		        && class_at(characters, i - 1) == CLASS_ELLIPSIS
		        && (characters->items[i - 1].flags & CHARACTER_GLUE) == 0)
			character->flags |= CHARACTER_GLUE;
		else if (character->kind == CLASS_HYPHEN && is_digit(characters, i + 1)
		        && (i == 0 || !breaks_class_in(class_at(characters, i - 1), CLASSES_WORD)))
			character->kind = CLASS_PREFIX;
	}
}

/* Position after the word at `at`, or `at` when none of the list stands there. */
static size_t match(const struct characters *characters, size_t at,
        const struct measure_word *words, size_t count)
{
	const uint32_t first = codepoint_at(characters, at);

	for (size_t i = 0; i < count; i++) {
		const uint32_t *word = words[i].characters;
		size_t length = 0;
		if (word[0] != first)
			continue;
		while (word[length] != 0 && codepoint_at(characters, at + length) == word[length])
			length++;
		if (word[length] == 0)
			return at + length;
	}
	return at;
}

/* Position after the measure word at `at` (over a blank), or `at`. */
static size_t match_measure(const struct characters *characters, size_t at)
{
	const size_t from = skip_blank(characters, at);
	const size_t to = match(characters, from, measures, COUNT_OF(measures));

	return to == from ? at : to;
}

/* Position after digits with the points, commas, slashes and hyphens between them. */
static size_t read_number(const struct characters *characters, size_t at)
{
	const uint32_t joints =
	        CLASS_BIT(CLASS_POINT) | CLASS_BIT(CLASS_SEPARATOR) | CLASS_BIT(CLASS_HYPHEN);

	while (is_digit(characters, at)
	        || (breaks_class_in(class_at(characters, at), joints)
	                && is_digit(characters, at + 1)))
		at++;
	return at;
}

/* Position after “/人/月” at `at`. */
static size_t read_rates(const struct characters *characters, size_t at)
{
	while (class_at(characters, at) == CLASS_SEPARATOR) {
		const size_t to = match_measure(characters, at + 1);
		if (to == at + 1)
			return at;
		at = to;
	}
	return at;
}

/* Position after 〕5号 or 〕第5期 at `at`. */
static size_t read_document_number(const struct characters *characters, size_t at)
{
	if (codepoint_at(characters, at) != 0x3015) /* 〕 */
		return at;
	size_t next = skip_blank(characters, at + 1);
	if (codepoint_at(characters, next) == U'第')
		next = skip_blank(characters, next + 1);
	if (!is_digit(characters, next))
		return at + 1;
	return match_measure(characters, read_number(characters, next));
}

/* Position after 万, 亿, 多 … at `at` (over a blank), or `at`. 千瓦时 is a measure: ask first. */
static size_t read_multiplier(const struct characters *characters, size_t at)
{
	const size_t from = skip_blank(characters, at);
	size_t to = from;

	while (codepoint_at(characters, to) != 0
	        && any_of(codepoint_at(characters, to), MULTIPLIERS))
		to++;
	return to == from ? at : to;
}

/* Position after everything that belongs to the number ending at `at`; its measure in `unit`. */
static size_t read_tail(const struct characters *characters, size_t at, size_t *unit)
{
	size_t end = at;
	size_t sign = skip_blank(characters, at);

	while (class_at(characters, sign) == CLASS_POSTFIX)
		end = ++sign;
	*unit = end;
	/* After % or ℃ no measure follows: 5℃|时. */
	if (end == at) {
		if (match_measure(characters, end) == end)
			end = read_multiplier(characters, end);
		end = match_measure(characters, end);
	}
	end = read_rates(characters, end);
	const size_t bound = skip_blank(characters, end);
	const size_t bounded = match(characters, bound, bounds, COUNT_OF(bounds));
	return bounded == bound ? end : bounded;
}

/* First character of a number whose digits begin at `at`: over ￥ ≥ 第 〔 and the dash of — 1 —. */
static size_t read_head(const struct characters *characters, size_t at)
{
	size_t first = at;

	while (first > 0) {
		size_t before = first - 1;
		if (before > 0 && class_at(characters, before) == CLASS_BLANK)
			before--;
		const enum character_class kind = class_at(characters, before);
		const uint32_t codepoint = codepoint_at(characters, before);
		if (kind != CLASS_PREFIX && codepoint != U'第' && codepoint != 0x3014)
			break;
		first = before;
	}
	return first;
}

static void glue(struct characters *characters, size_t first, size_t end)
{
	for (size_t i = first + 1; i < end; i++)
		characters->items[i].flags |= CHARACTER_GLUE;
}

static int64_t run_width(const struct characters *characters, size_t first, size_t end)
{
	int64_t width = 0;

	for (size_t i = first; i < end; i++) {
		if (character_class(&characters->items[i]) != CLASS_BLANK)
			width += characters->items[i].advance;
	}
	return width;
}

/* — 1 —: dash, blank, number, blank, dash. */
static bool is_folio(const struct characters *characters, size_t first, size_t end)
{
	return first > 1 && class_at(characters, first - 1) == CLASS_BLANK
	        && codepoint_at(characters, first - 2) == 0x2014
	        && class_at(characters, end) == CLASS_BLANK
	        && codepoint_at(characters, end + 1) == 0x2014;
}

/* The atom of the number at `at`; returns the position after its digits. */
static size_t glue_number(struct characters *characters, size_t at)
{
	const struct paragraph_style *style = characters->style;
	const size_t digits = read_number(characters, at);
	size_t first = read_head(characters, at);
	size_t unit = digits;
	size_t end = read_tail(characters, digits, &unit);

	if (codepoint_at(characters, first) == 0x3014)
		end = read_document_number(characters, end);
	if (is_folio(characters, first, end)) {
		first -= 2;
		end += 2;
	}
	glue(characters, first, end);
	unit = skip_blank(characters, unit);
	if (unit < end && unit > first && class_at(characters, unit) == CLASS_HAN) {
		characters->items[unit].flags |= CHARACTER_UNIT;
		const int64_t limit = (int64_t)style->glue_limit * style->size / 1000;
		if (style->glue_limit > 0 && run_width(characters, first, end) > limit)
			characters->items[unit].flags &= (uint8_t)~CHARACTER_GLUE;
	}
	return digits;
}

/* B级, AA级: at most two capitals that stand alone. */
static void glue_grade(struct characters *characters, size_t at)
{
	size_t end = at;

	while (codepoint_at(characters, end) >= 'A' && codepoint_at(characters, end) <= 'Z')
		end++;
	if (end == at || end - at > 2)
		return;
	const size_t next = skip_blank(characters, end);
	if (codepoint_at(characters, next) != 0 && any_of(codepoint_at(characters, next), GRADES))
		glue(characters, at, next + 1);
}

void atoms_glue(struct characters *characters)
{
	for (size_t i = 0; i < characters->count;) {
		const enum character_class kind = character_class(&characters->items[i]);
		if (kind == CLASS_DIGIT) {
			i = glue_number(characters, i);
			continue;
		}
		if (kind == CLASS_LATIN && (i == 0 || class_at(characters, i - 1) != CLASS_LATIN))
			glue_grade(characters, i);
		i++;
	}
}

static bool is_of_address(const struct characters *characters, size_t at)
{
	return at < characters->count && characters->items[at].codepoint < 0x80
	        && breaks_class_in(class_at(characters, at), CLASSES_WORD);
}

static bool stands_at(const struct characters *characters, size_t at, const char *ascii)
{
	while (*ascii != '\0' && codepoint_at(characters, at) == (unsigned char)*ascii)
		at++, ascii++;
	return *ascii == '\0';
}

static bool is_letter_or_digit(const struct characters *characters, size_t at)
{
	return breaks_class_in(
	        class_at(characters, at), CLASS_BIT(CLASS_LATIN) | CLASS_BIT(CLASS_DIGIT));
}

static bool is_address(const struct characters *characters, size_t first, size_t end)
{
	if (stands_at(characters, first, "www."))
		return true;
	for (size_t i = first + 1; i + 1 < end; i++) {
		if (stands_at(characters, i, "://"))
			return true;
		if (codepoint_at(characters, i) == '@' && is_letter_or_digit(characters, i - 1)
		        && is_letter_or_digit(characters, i + 1))
			return true;
	}
	return false;
}

void atoms_seam(struct characters *characters)
{
	for (size_t first = 0, end; first < characters->count; first = end) {
		end = first + 1;
		if (!is_of_address(characters, first))
			continue;
		while (is_of_address(characters, end))
			end++;
		if (!is_address(characters, first, end))
			continue;
		characters->items[first].flags |= CHARACTER_ADDRESS;
		for (size_t i = first + ADDRESS_LEAST; i + ADDRESS_LEAST <= end; i++) {
			if (any_of(codepoint_at(characters, i - 1), SEAMS)
			        && !any_of(codepoint_at(characters, i), SEAMS))
				characters->items[i].flags |= CHARACTER_SEAM;
		}
	}
}
