#include "press/template/xpath_function.h"

#include "base/common.h"
#include "base/date.h"
#include "base/text.h"
#include "figures/facts/phrase.h"
#include "press/template/xpath_argument.h"
#include "press/template/xpath_days.h"
#include "press/template/xpath_picture.h"

#include <libxml/xpathInternals.h>
#include <string.h>

static const char *format_number(struct arena *arena, const char *value)
{
	struct decimal number;

	if (!xpath_read_decimal(value, &number))
		return NULL;
	number = decimal_normalise(number);
	return number.scale == 0 ? phrase_number(arena, (long)number.digits) : NULL;
}

static const char *format_date(struct arena *arena, const char *value)
{
	struct date date;

	return date_parse(value, &date) ? phrase_date(arena, date) : NULL;
}

/* A day stands for its month too. */
static bool parse_period(const char *value, struct period *out)
{
	struct date date;

	if (period_parse(value, out))
		return true;
	if (!date_parse(value, &date))
		return false;
	*out = (struct period){ .year = date.year, .month = date.month };
	return true;
}

static const char *format_period(struct arena *arena, const char *value)
{
	struct period period;

	return parse_period(value, &period) ? phrase_period(arena, period) : NULL;
}

static const char *format_month(struct arena *arena, const char *value)
{
	struct period period;

	return parse_period(value, &period) ? phrase_month(arena, period) : NULL;
}

static const char *format_percent(struct arena *arena, const char *value)
{
	struct decimal number;

	return xpath_read_decimal(value, &number) ? phrase_percent(arena, number) : NULL;
}

static const char *format_amount(struct arena *arena, const char *value)
{
	struct decimal number;

	return xpath_read_decimal(value, &number) ? phrase_amount(arena, number) : NULL;
}

bool xpath_take_text(struct xpath_call *call, size_t bytes)
{
	if (bytes <= XPATH_TEXT_LIMIT - call->text) {
		call->text += bytes;
		return true;
	}
	if (!call->said)
		diag_say(call->diag, MSG_TEMPLATE_TEXT, call->place, call->source,
		        arena_printf(call->arena, "%zu", XPATH_TEXT_LIMIT >> 10));
	call->said = true;
	return false;
}

/* One value in, words out; NULL: the value cannot be used. */
struct formatter {
	const char *name;
	const char *(*format)(struct arena *arena, const char *value);
	const char *expected;
};

static const struct formatter formatters[] = {
	{ "cn-number", format_number, "12" },
	{ "cn-date", format_date, "2020-05-31" },
	{ "cn-period", format_period, "2020-05" },
	{ "cn-month", format_month, "2020-05" },
	{ "percent", format_percent, "56.3" },
	{ "amount", format_amount, "42400" },
};

static void call_formatter(xmlXPathParserContextPtr parser, int argument_count)
{
	const struct formatter *formatter = formatters;

	while (!text_equal(formatter->name, xpath_called(parser)))
		formatter++;
	if (!xpath_has_arguments(parser, argument_count, 1, "(x)"))
		return;
	const char *value = xpath_pop_words(parser);
	if (!value) {
		xpath_push_nothing(parser);
		return;
	}
	const char *words = formatter->format(xpath_call_of(parser)->arena, value);
	if (words)
		xpath_push_words(parser, words);
	else
		xpath_refuse(parser, value, formatter->expected);
}

/* A whole number of characters; less than ten say nothing. */
static bool is_length(const char *value, struct decimal *out)
{
	if (!xpath_read_decimal(value, out))
		return false;
	*out = decimal_normalise(*out);
	return out->scale == 0 && out->digits >= 10 && out->digits <= 10000;
}

static void call_shorten(xmlXPathParserContextPtr parser, int argument_count)
{
	struct decimal most;

	if (!xpath_has_arguments(parser, argument_count, 2, "(@problems, 60)"))
		return;
	const char *count = xpath_pop_words(parser);
	const char *words = xpath_pop_words(parser);
	if (!count || !is_length(count, &most))
		xpath_refuse(parser, count ? count : "", "shorten(@problems, 60)");
	else if (!words)
		xpath_push_nothing(parser);
	else
		xpath_push_words(parser,
		        phrase_shorten(xpath_call_of(parser)->arena, words, (size_t)most.digits));
}

static void call_optional(xmlXPathParserContextPtr parser, int argument_count)
{
	if (!xpath_has_arguments(parser, argument_count, 1, "(x)"))
		return;
	const char *words = xpath_pop_words(parser);
	xpath_push_words(parser, words ? words : "");
}

static void join_nodes(xmlXPathParserContextPtr parser, xmlXPathObjectPtr list, const char *between)
{
	struct text joined;

	xmlXPathNodeSetSort(list->nodesetval);
	xpath_note_origin(xpath_call_of(parser), list);
	text_init(&joined);
	for (int i = 0; i < xpath_node_count(list); i++) {
		xmlChar *words = xmlXPathCastNodeToString(list->nodesetval->nodeTab[i]);
		const size_t before = joined.length;
		text_add(&joined, i > 0 ? between : "");
		text_add(&joined, words ? (const char *)words : "");
		xmlFree(words);
		if (!xpath_take_text(xpath_call_of(parser), joined.length - before)) {
			parser->error = XPATH_EXPR_ERROR;
			break;
		}
	}
	xpath_push_words(parser, joined.bytes);
	text_release(&joined);
}

static void call_join(xmlXPathParserContextPtr parser, int argument_count)
{
	if (!xpath_has_arguments(parser, argument_count, 2, "(x, '、')"))
		return;
	const char *between = xpath_pop_words(parser);
	xmlXPathObjectPtr list = valuePop(parser);
	if (!list || parser->error != XPATH_EXPRESSION_OK) {
		xmlXPathFreeObject(list);
		return;
	}
	if (list->type != XPATH_NODESET) {
		xpath_refuse(parser, "…", "join(unit/@name, '、')");
	} else if (xpath_node_count(list) == 0) {
		xpath_push_nothing(parser);
	} else {
		join_nodes(parser, list, between ? between : "");
	}
	xmlXPathFreeObject(list);
}

/* That of XPath, within the limit: concat($a, $a) thirty times makes gigabytes of ten bytes. */
static void call_concat(xmlXPathParserContextPtr parser, int argument_count)
{
	for (int i = 1; i <= argument_count && i <= parser->valueNr; i++) {
		const xmlXPathObject *value = parser->valueTab[parser->valueNr - i];
		if (value->type != XPATH_STRING
		        || xpath_take_text(
		                xpath_call_of(parser), strlen((const char *)value->stringval)))
			continue;
		parser->error = XPATH_EXPR_ERROR;
		return;
	}
	xmlXPathConcatFunction(parser, argument_count);
}

/* Both are worked out, as all arguments of XPath are; one is given. */
static void call_if(xmlXPathParserContextPtr parser, int argument_count)
{
	if (!xpath_has_arguments(parser, argument_count, 3, "(@met='yes', a, b)"))
		return;
	xmlXPathObjectPtr otherwise = valuePop(parser), then = valuePop(parser);
	const bool is_true = xmlXPathPopBoolean(parser) != 0;
	xmlXPathObjectPtr chosen = is_true ? then : otherwise;
	xmlXPathFreeObject(is_true ? otherwise : then);
	if (parser->error == XPATH_EXPRESSION_OK && chosen)
		valuePush(parser, chosen);
	else
		xmlXPathFreeObject(chosen);
}

/* The node that the whole expression is about, within its predicates too (XSLT 1.0, 12.4). */
static void call_current(xmlXPathParserContextPtr parser, int argument_count)
{
	if (xpath_has_arguments(parser, argument_count, 0, "()"))
		valuePush(parser, xmlXPathNewNodeSet(xpath_call_of(parser)->current));
}

static bool has_group(xmlXPathParserContextPtr parser, int argument_count)
{
	if (!xpath_has_arguments(parser, argument_count, 0, "()"))
		return false;
	if (xpath_call_of(parser)->group)
		return true;
	xpath_refuse(parser, "", "<for-each-group>");
	return false;
}

static void call_current_group(xmlXPathParserContextPtr parser, int argument_count)
{
	if (has_group(parser, argument_count))
		valuePush(parser, xmlXPathNewNodeSetList(xpath_call_of(parser)->group));
}

static void call_current_key(xmlXPathParserContextPtr parser, int argument_count)
{
	if (has_group(parser, argument_count))
		xpath_push_words(parser, xpath_call_of(parser)->key);
}

static const struct {
	const char *name;
	xmlXPathFunction call;
} others[] = {
	{ "join", call_join },
	{ "optional", call_optional },
	{ "shorten", call_shorten },
	{ "if", call_if },
	{ "current", call_current },
	{ "current-group", call_current_group },
	{ "current-grouping-key", call_current_key },
	{ "format-number", xpath_format_number },
	{ "cn-wan", xpath_cn_wan },
	{ "date-add", xpath_date_add },
	{ "month-add", xpath_month_add },
	{ "days-between", xpath_days_between },
	{ "workday-add", xpath_workday_add },
	{ "workdays-between", xpath_workdays_between },
};

void xpath_register_functions(xmlXPathContextPtr context, struct xpath_call *call)
{
	context->funcLookupData = call;
	for (size_t i = 0; i < COUNT_OF(formatters); i++)
		(void)xmlXPathRegisterFunc(
		        context, (const xmlChar *)formatters[i].name, call_formatter);
	/* A name that has a function keeps it: XPath's own goes first. */
	(void)xmlXPathRegisterFunc(context, (const xmlChar *)"concat", NULL);
	(void)xmlXPathRegisterFunc(context, (const xmlChar *)"concat", call_concat);
	for (size_t i = 0; i < COUNT_OF(others); i++)
		(void)xmlXPathRegisterFunc(
		        context, (const xmlChar *)others[i].name, others[i].call);
}

static const struct function functions[] = {
#define FUNCTION(name, least, most, gives, takes, usage) \
	{ (name), (least), (most), GIVES_##gives, TAKES_##takes, (usage) },
#include "press/template/functions.def"
};

const struct function *xpath_function_lookup(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(functions); i++) {
		if (text_equal(functions[i].name, name))
			return &functions[i];
	}
	return NULL;
}

const char *xpath_list_functions(struct arena *arena, bool all)
{
	const size_t own = COUNT_OF(formatters) + COUNT_OF(others);
	const char *list = functions[0].name;

	for (size_t i = 1; i < (all ? COUNT_OF(functions) : own); i++)
		list = arena_printf(arena, "%s, %s", list, functions[i].name);
	return list;
}
