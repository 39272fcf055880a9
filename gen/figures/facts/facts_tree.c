#include "figures/facts/facts_tree.h"

#include "base/common.h"
#include "base/text.h"
#include "figures/facts/phrase.h"
#include "figures/targets/measure.h"

#include <string.h>

static const char *const element_names[] = {
#define ELEMENT(identifier, name) [NODE_##identifier] = (name),
#define ATTRIBUTE(identifier, name)
#include "figures/facts/facts_names.def"
#undef ELEMENT
#undef ATTRIBUTE
};

static const char *const attribute_names[] = {
#define ELEMENT(identifier, name)
#define ATTRIBUTE(identifier, name) [FACT_##identifier] = (name),
#include "figures/facts/facts_names.def"
#undef ELEMENT
#undef ATTRIBUTE
};

static bool is_listed(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(names[i], name))
			return true;
	return false;
}

bool facts_knows_element(const char *name)
{
	return is_listed(element_names, NODE_COUNT_ALL, name);
}

bool facts_knows_attribute(const char *name)
{
	return is_listed(attribute_names, FACT_COUNT_ALL, name);
}

xmlNodePtr facts_element(xmlNodePtr parent, enum facts_node name)
{
	return xmlNewChild(parent, NULL, BAD_CAST element_names[name], NULL);
}

void facts_put(xmlNodePtr node, enum fact name, const char *value)
{
	/* An attribute without a text node reads and prints as "": two allocations less. */
	const xmlChar *content = value[0] == '\0' ? NULL : BAD_CAST value;

	xmlNewProp(node, BAD_CAST attribute_names[name], content);
}

void facts_put_some(xmlNodePtr node, enum fact name, const char *value)
{
	if (value[0] != '\0')
		facts_put(node, name, value);
}

/* Writes `value` in decimal before `end`; returns its first digit. */
static char *digits_before(char *end, unsigned long value)
{
	do
		*--end = (char)('0' + value % 10);
	while ((value /= 10) > 0);
	return end;
}

static void put_digits(xmlNodePtr node, enum fact name, unsigned long value, bool negative)
{
	char digits[24];
	char *end = digits + sizeof digits - 1;

	*end = '\0';
	char *first = digits_before(end, value);
	if (negative)
		*--first = '-';
	facts_put(node, name, first);
}

void facts_put_count(xmlNodePtr node, enum fact name, size_t count)
{
	put_digits(node, name, count, false);
}

void facts_put_integer(xmlNodePtr node, enum fact name, int value)
{
	const unsigned magnitude = value < 0 ? 0U - (unsigned)value : (unsigned)value;

	put_digits(node, name, magnitude, value < 0);
}

void facts_put_yes(xmlNodePtr node, enum fact name, bool yes)
{
	facts_put(node, name, yes ? "yes" : "no");
}

void facts_put_date(struct facts *facts, xmlNodePtr node, enum fact name, struct date date)
{
	facts_put(node, name, date_format(facts->words, date));
}

static void add_place_number(struct text *text, unsigned value)
{
	char digits[24];
	char *end = digits + sizeof digits;
	char *first = digits_before(end, value);

	text_add_char(text, ':');
	text_add_bytes(text, first, (size_t)(end - first));
}

void facts_put_place(struct facts *facts, xmlNodePtr node, enum fact name, struct place place)
{
	struct text *text = &facts->line;

	if (place.file[0] == '\0')
		return;
	text_clear(text);
	text_add(text, place.file);
	if (place.line > 0) {
		add_place_number(text, place.line);
		add_place_number(text, place.column);
	}
	text_add_char(text, '#');
	text_add(text, place.pointer);
	facts_put(node, name, text->bytes);
}

const char *facts_state(enum figure_state state)
{
	static const char *const names[] = {
		[FIGURE_NONE] = "none",
		[FIGURE_GIVEN] = "given",
		[FIGURE_CARRIED] = "carried",
		[FIGURE_NO_BASE] = "no-base",
		[FIGURE_NOT_CONCERNED] = "not-concerned",
	};

	return names[state];
}

/* Words that stand in for a number, or NULL when there is one. */
static const char *word_for_nothing(enum figure_state state)
{
	static const char *const words[] = {
		[FIGURE_NONE] = "未报送",
		[FIGURE_GIVEN] = NULL,
		[FIGURE_CARRIED] = NULL,
		[FIGURE_NO_BASE] = "无基数",
		[FIGURE_NOT_CONCERNED] = "不涉及",
	};

	return words[state];
}

/* Percentages carry their sign everywhere; other measures are said once, in the words. */
static struct printed with_measure(struct facts *facts, const char *value, const char *measure)
{
	const char *words = arena_printf(facts->words, "%s%s", value, measure);

	return (struct printed){ .value = measure_is_share(measure) ? words : value,
		.words = words };
}

static struct printed print_fraction(
        struct facts *facts, const struct indicator *indicator, const struct figure *figure)
{
	const struct decimal *limit = indicator->has_target ? &indicator->target : NULL;
	const struct fraction parts = { figure->numerator, figure->denominator };
	const char *words = phrase_fraction(facts->words, parts, indicator->measure, limit);
	const size_t tail = strlen(indicator->measure);
	const char *value = measure_is_share(indicator->measure)
	        ? words
	        : arena_strndup(facts->words, words, strlen(words) - tail);

	return (struct printed){ .value = value, .words = words };
}

/* Yes or no of one unit, or of the whole: a step is taken or not, other work goes on. */
static struct printed print_yes_no(const struct indicator *indicator, const struct figure *figure)
{

	if (decimal_sign(figure->number) > 0)
		return (struct printed){ .value = "已完成", .words = "已完成" };
	if (kind_is_measured(indicator->kind))
		return (struct printed){ .value = "未完成", .words = "未完成" };
	return (struct printed){ .value = "—", .words = "推进中" };
}

struct printed facts_figure(
        struct facts *facts, const struct indicator *indicator, const struct figure *figure)
{
	const char *nothing = word_for_nothing(figure->state);
	const struct kind_row *kind = kind_row(indicator->kind);
	const enum value_kind given = figure->from[0] != '\0' ? kind->value : kind->total;

	if (nothing)
		return (struct printed){ .value = nothing, .words = nothing };
	if (figure->is_fraction)
		return print_fraction(facts, indicator, figure);
	if (given == VALUE_YES_NO)
		return print_yes_no(indicator, figure);
	return with_measure(facts, phrase_amount(facts->words, figure->number), indicator->measure);
}

const char *facts_deadline_words(struct facts *facts, struct date deadline)
{
	const struct period month = { .year = deadline.year, .month = deadline.month };
	const bool other_year = deadline.year != facts->assessment->catalogue->year;
	const bool at_end = period_last_day(month).day == deadline.day;
	struct arena *arena = facts->words;

	if (at_end)
		return arena_printf(arena, "%s底",
		        other_year ? phrase_period(arena, month) : phrase_month(arena, month));
	return other_year ? phrase_date(arena, deadline) : phrase_day(arena, deadline);
}

/* Bytes of the mark or blank that ends `words`, of those that a sentence adds by itself; or 0. */
static size_t loose_end(const char *words)
{
	static const char *const marks[] = { "。", "；", "，", ";", " ", "\n", "\t", "\r", "　" };

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (text_ends_with(words, marks[i]))
			return strlen(marks[i]);
	return 0;
}

/* Does the text so far end in a mark, so that a broken line needs no other? */
static bool ends_in_mark(const char *words)
{
	static const char *const marks[] = { "。", "；", "，", "：", "、", "！", "？" };

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (text_ends_with(words, marks[i]))
			return true;
	return words[0] == '\0';
}

const char *facts_line(struct facts *facts, const char *words)
{
	struct text *line = &facts->line;

	text_clear(line);
	for (const char *at = words + strspn(words, " \n\r\t"); *at != '\0';) {
		const size_t run = strcspn(at, "\n\r");
		text_add_bytes(line, at, run);
		at += run;
		if (*at != '\0' && !ends_in_mark(line->bytes))
			text_add(line, "；");
		at += strspn(at, " \n\r\t");
	}
	for (size_t end = loose_end(line->bytes); end > 0; end = loose_end(line->bytes)) {
		line->length -= end;
		line->bytes[line->length] = '\0';
	}
	return arena_strndup(facts->words, line->bytes, line->length);
}
