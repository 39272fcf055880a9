/*
 * One pass over the cells. At a digit the number is read with its prefix (￥ ≥ 第 〔), its points
 * and its percent sign; then a multiplier (万), then the longest measure word of the table, then
 * “/人/月”, then 以上. Blanks between are skipped: the source has “900 元”, and the junction is
 * made by the engine. Everything read becomes one atom.
 */
#include "paper/layout/inline/atoms.h"

#include <string.h>

#define WORD_MAX 4

struct word {
	uint32_t characters[WORD_MAX + 1]; /* ends with 0 */
};

/* Measures, longest first: the first that matches is taken. */
static const struct word measures[] = {
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

static const struct word bounds[] = {
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

static bool any_of(uint32_t codepoint, const uint32_t *list)
{
	for (; *list != 0; list++) {
		if (*list == codepoint)
			return true;
	}
	return false;
}

/* The next position whose cell is no blank; count at the end. */
static size_t skip_blank(const struct cells *cells, size_t at)
{
	while (at < cells->count && cell_class(&cells->cells[at]) == CLASS_BLANK)
		at++;
	return at;
}

static uint32_t codepoint_at(const struct cells *cells, size_t at)
{
	return at < cells->count ? cells->cells[at].codepoint : 0;
}

static enum char_class class_at(const struct cells *cells, size_t at)
{
	return at < cells->count ? cell_class(&cells->cells[at]) : CLASS_FORCED;
}

static bool is_digit(const struct cells *cells, size_t at)
{
	return class_at(cells, at) == CLASS_DIGIT;
}

/* Class of the neighbour on one side of `at`, over one blank. */
static enum char_class beside(const struct cells *cells, size_t at, bool after)
{
	if (after) {
		const enum char_class next = class_at(cells, at + 1);
		return next == CLASS_BLANK ? class_at(cells, at + 2) : next;
	}
	if (at == 0)
		return CLASS_FORCED;
	const enum char_class last = cell_class(&cells->cells[at - 1]);
	if (last != CLASS_BLANK)
		return last;
	return at < 2 ? CLASS_FORCED : cell_class(&cells->cells[at - 2]);
}

static bool is_latin_context(const struct cells *cells, size_t at)
{
	const uint32_t latin = CLASS_BIT(CLASS_LATIN) | CLASS_BIT(CLASS_DIGIT)
	        | CLASS_BIT(CLASS_POINT) | CLASS_BIT(CLASS_LATIN_OPEN)
	        | CLASS_BIT(CLASS_LATIN_CLOSE) | CLASS_BIT(CLASS_SYMBOL);

	return class_in(beside(cells, at, false), latin)
	        && class_in(beside(cells, at, true), latin);
}

#define QUOTE_DEPTH 16

/* Both marks of a pair are Latin, or neither. */
struct quotes {
	size_t open[QUOTE_DEPTH];
	size_t depth;
};

static void resolve_quote(struct cells *cells, size_t at, struct quotes *quotes)
{
	struct cell *const cell = &cells->cells[at];
	const bool latin = is_latin_context(cells, at);

	if (cell->codepoint == 0x2018 || cell->codepoint == 0x201C) {
		if (quotes->depth < QUOTE_DEPTH)
			quotes->open[quotes->depth++] = at;
		return;
	}
	const bool apostrophe = cell->codepoint == 0x2019 && at > 0
	        && class_at(cells, at - 1) == CLASS_LATIN && class_at(cells, at + 1) == CLASS_LATIN;
	if (apostrophe) {
		cell->class = CLASS_SYMBOL;
		return;
	}
	if (quotes->depth == 0)
		return;
	struct cell *const open = &cells->cells[quotes->open[--quotes->depth]];
	if (!latin || open->codepoint + 1 != cell->codepoint
	        || !is_latin_context(cells, quotes->open[quotes->depth]))
		return;
	open->class = CLASS_SYMBOL;
	cell->class = CLASS_SYMBOL;
}

/* " and ' in pairs are brackets of the half-width kind; ' inside a word is none. */
static void resolve_ascii_quote(struct cells *cells, size_t at, struct quotes *quotes)
{
	struct cell *const cell = &cells->cells[at];
	const bool inside = at > 0 && class_at(cells, at - 1) == CLASS_LATIN
	        && class_at(cells, at + 1) == CLASS_LATIN;

	if (cell->codepoint == '\'' && inside)
		return;
	const size_t open = quotes->depth > 0 ? quotes->open[quotes->depth - 1] : at;
	if (codepoint_at(cells, open) == cell->codepoint && open != at) {
		cells->cells[open].class = CLASS_LATIN_OPEN;
		cell->class = CLASS_LATIN_CLOSE;
		quotes->depth--;
	} else if (quotes->depth < QUOTE_DEPTH) {
		quotes->open[quotes->depth++] = at;
	}
}

static void resolve_dash(struct cells *cells, size_t at)
{
	struct cell *const cell = &cells->cells[at];
	const uint32_t codepoint = cell->codepoint;

	if (codepoint == 0x2E3A)
		return;
	if (at > 0 && codepoint_at(cells, at - 1) == codepoint
	        && class_at(cells, at - 1) == CLASS_DASH
	        && (cells->cells[at - 1].flags & CELL_GLUE) == 0) {
		cell->flags |= CELL_GLUE;
		return;
	}
	if (codepoint_at(cells, at + 1) != codepoint)
		cell->class = CLASS_CONNECTOR;
}

void atoms_resolve(struct cells *cells)
{
	struct quotes quotes = { .depth = 0 };

	for (size_t i = 0; i < cells->count; i++) {
		struct cell *const cell = &cells->cells[i];
		const uint32_t codepoint = cell->codepoint;
		if (cell->class == CLASS_HAN)
			continue;
		if (codepoint == 0x2018 || codepoint == 0x2019 || codepoint == 0x201C
		        || codepoint == 0x201D)
			resolve_quote(cells, i, &quotes);
		else if (codepoint == '"' || codepoint == '\'')
			resolve_ascii_quote(cells, i, &quotes);
		else if (cell->class == CLASS_DASH)
			resolve_dash(cells, i);
		else if (cell->class == CLASS_ELLIPSIS && i > 0
		        && class_at(cells, i - 1) == CLASS_ELLIPSIS
		        && (cells->cells[i - 1].flags & CELL_GLUE) == 0)
			cell->flags |= CELL_GLUE;
		else if (cell->class == CLASS_HYPHEN && is_digit(cells, i + 1)
		        && (i == 0 || !class_in(class_at(cells, i - 1), CLASSES_WORD)))
			cell->class = CLASS_PREFIX;
	}
}

/* Position after the word at `at`, or `at` when none of the list stands there. */
static size_t match(const struct cells *cells, size_t at, const struct word *words, size_t count)
{
	const uint32_t first = codepoint_at(cells, at);

	for (size_t i = 0; i < count; i++) {
		const uint32_t *const word = words[i].characters;
		size_t length = 0;
		if (word[0] != first)
			continue;
		while (word[length] != 0 && codepoint_at(cells, at + length) == word[length])
			length++;
		if (word[length] == 0)
			return at + length;
	}
	return at;
}

/* Position after the measure word at `at` (over a blank), or `at`. */
static size_t match_measure(const struct cells *cells, size_t at)
{
	const size_t from = skip_blank(cells, at);
	const size_t to = match(cells, from, measures, sizeof measures / sizeof *measures);

	return to == from ? at : to;
}

/* Position after digits with the points, commas, slashes and hyphens between them. */
static size_t read_number(const struct cells *cells, size_t at)
{
	const uint32_t joints =
	        CLASS_BIT(CLASS_POINT) | CLASS_BIT(CLASS_SEPARATOR) | CLASS_BIT(CLASS_HYPHEN);

	while (is_digit(cells, at)
	        || (class_in(class_at(cells, at), joints) && is_digit(cells, at + 1)))
		at++;
	return at;
}

/* Position after “/人/月” at `at`. */
static size_t read_rates(const struct cells *cells, size_t at)
{
	while (class_at(cells, at) == CLASS_SEPARATOR) {
		const size_t to = match_measure(cells, at + 1);
		if (to == at + 1)
			return at;
		at = to;
	}
	return at;
}

/* Position after 〕5号 or 〕第5期 at `at`. */
static size_t read_document_number(const struct cells *cells, size_t at)
{
	if (codepoint_at(cells, at) != 0x3015) /* 〕 */
		return at;
	size_t next = skip_blank(cells, at + 1);
	if (codepoint_at(cells, next) == U'第')
		next = skip_blank(cells, next + 1);
	if (!is_digit(cells, next))
		return at + 1;
	return match_measure(cells, read_number(cells, next));
}

/* Position after 万, 亿, 多 … at `at` (over a blank), or `at`. 千瓦时 is a measure: ask first. */
static size_t read_multiplier(const struct cells *cells, size_t at)
{
	const size_t from = skip_blank(cells, at);
	size_t to = from;

	while (codepoint_at(cells, to) != 0 && any_of(codepoint_at(cells, to), MULTIPLIERS))
		to++;
	return to == from ? at : to;
}

/* Position after everything that belongs to the number ending at `at`; its measure in `unit`. */
static size_t read_tail(const struct cells *cells, size_t at, size_t *unit)
{
	size_t end = at;
	size_t sign = skip_blank(cells, at);

	while (class_at(cells, sign) == CLASS_POSTFIX)
		end = ++sign;
	*unit = end;
	/* After % or ℃ no measure follows: 5℃|时. */
	if (end == at) {
		if (match_measure(cells, end) == end)
			end = read_multiplier(cells, end);
		end = match_measure(cells, end);
	}
	end = read_rates(cells, end);
	const size_t bound = skip_blank(cells, end);
	const size_t bounded = match(cells, bound, bounds, sizeof bounds / sizeof *bounds);
	return bounded == bound ? end : bounded;
}

/* First cell of the number whose digits begin at `at`: over ￥ ≥ 第 〔 and the dash of — 1 —. */
static size_t read_head(const struct cells *cells, size_t at)
{
	size_t first = at;

	while (first > 0) {
		size_t before = first - 1;
		if (before > 0 && class_at(cells, before) == CLASS_BLANK)
			before--;
		const enum char_class class = class_at(cells, before);
		const uint32_t codepoint = codepoint_at(cells, before);
		if (class != CLASS_PREFIX && codepoint != U'第' && codepoint != 0x3014)
			break;
		first = before;
	}
	return first;
}

static void glue(struct cells *cells, size_t first, size_t end)
{
	for (size_t i = first + 1; i < end; i++)
		cells->cells[i].flags |= CELL_GLUE;
}

static int64_t run_width(const struct cells *cells, size_t first, size_t end)
{
	int64_t width = 0;

	for (size_t i = first; i < end; i++) {
		if (cell_class(&cells->cells[i]) != CLASS_BLANK)
			width += cells->cells[i].advance;
	}
	return width;
}

/* — 1 —: dash, blank, number, blank, dash. */
static bool is_folio(const struct cells *cells, size_t first, size_t end)
{
	return first > 1 && class_at(cells, first - 1) == CLASS_BLANK
	        && codepoint_at(cells, first - 2) == 0x2014 && class_at(cells, end) == CLASS_BLANK
	        && codepoint_at(cells, end + 1) == 0x2014;
}

/* The atom of the number at `at`; returns the position after its digits. */
static size_t glue_number(struct cells *cells, size_t at)
{
	const struct paragraph_style *const style = cells->style;
	const size_t digits = read_number(cells, at);
	size_t first = read_head(cells, at);
	size_t unit = digits;
	size_t end = read_tail(cells, digits, &unit);

	if (codepoint_at(cells, first) == 0x3014)
		end = read_document_number(cells, end);
	if (is_folio(cells, first, end)) {
		first -= 2;
		end += 2;
	}
	glue(cells, first, end);
	unit = skip_blank(cells, unit);
	if (unit < end && unit > first && class_at(cells, unit) == CLASS_HAN) {
		cells->cells[unit].flags |= CELL_UNIT;
		const int64_t limit = (int64_t)style->glue_limit * style->size / 1000;
		if (style->glue_limit > 0 && run_width(cells, first, end) > limit)
			cells->cells[unit].flags &= (uint8_t)~CELL_GLUE;
	}
	return digits;
}

/* B级, AA级: at most two capitals that stand alone. */
static void glue_grade(struct cells *cells, size_t at)
{
	size_t end = at;

	while (codepoint_at(cells, end) >= 'A' && codepoint_at(cells, end) <= 'Z')
		end++;
	if (end == at || end - at > 2)
		return;
	const size_t next = skip_blank(cells, end);
	if (codepoint_at(cells, next) != 0 && any_of(codepoint_at(cells, next), GRADES))
		glue(cells, at, next + 1);
}

void atoms_glue(struct cells *cells)
{
	for (size_t i = 0; i < cells->count;) {
		const enum char_class class = cell_class(&cells->cells[i]);
		if (class == CLASS_DIGIT) {
			i = glue_number(cells, i);
			continue;
		}
		if (class == CLASS_LATIN && (i == 0 || class_at(cells, i - 1) != CLASS_LATIN))
			glue_grade(cells, i);
		i++;
	}
}
