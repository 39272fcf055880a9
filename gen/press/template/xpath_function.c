#include "press/template/xpath_function.h"

#include "base/common.h"
#include "base/date.h"
#include "base/decimal_parse.h"
#include "base/text.h"
#include "figures/facts/phrase.h"

#include <libxml/xpathInternals.h>
#include <string.h>

static bool parse_decimal(const char *value, struct decimal *out)
{
	const enum decimal_parsed parsed = decimal_parse(value, out);

	return parsed == DECIMAL_OK || parsed == DECIMAL_NORMALISED;
}

static const char *format_number(struct arena *arena, const char *value)
{
	struct decimal number;

	if (!parse_decimal(value, &number))
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

	return parse_decimal(value, &number) ? phrase_percent(arena, number) : NULL;
}

static const char *format_amount(struct arena *arena, const char *value)
{
	struct decimal number;

	return parse_decimal(value, &number) ? phrase_amount(arena, number) : NULL;
}

/* libxml2 keeps the name under which the running function was called. */
static const char *called_name(xmlXPathParserContextPtr parser)
{
	return (const char *)parser->context->function;
}

static struct xpath_call *call_of(xmlXPathParserContextPtr parser)
{
	return parser->context->funcLookupData;
}

static void refuse(xmlXPathParserContextPtr parser, const char *value, const char *expected)
{
	struct xpath_call *call = call_of(parser);

	call->said = true;
	diag_say(call->diag, MSG_TEMPLATE_ARGUMENT, call->place, called_name(parser), value,
	        expected, call->source);
	parser->error = XPATH_EXPR_ERROR;
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

static bool has_arguments(xmlXPathParserContextPtr parser, int given, int wanted)
{
	if (given == wanted)
		return true;
	refuse(parser, "…", wanted == 1 ? "(x)" : "(x, '、')");
	return false;
}

static int node_count(const xmlXPathObject *value)
{
	return value->nodesetval ? value->nodesetval->nodeNr : 0;
}

static void note_origin(struct xpath_call *call, const xmlXPathObject *value)
{
	if (call->origin || node_count(value) == 0)
		return;
	const xmlNode *node = value->nodesetval->nodeTab[0];
	if (node->type != XML_NAMESPACE_DECL)
		call->origin = node;
}

static void push_words(xmlXPathParserContextPtr parser, const char *words)
{
	valuePush(parser, xmlXPathNewCString(words));
}

/* The words of one argument in the arena; NULL when it finds nothing, or is refused. */
static const char *pop_words(xmlXPathParserContextPtr parser)
{
	struct xpath_call *call = call_of(parser);
	const char *words = NULL;

	xmlXPathObjectPtr value = valuePop(parser);
	if (!value)
		return NULL;
	if (value->type == XPATH_NODESET && node_count(value) > 1) {
		refuse(parser, arena_printf(call->arena, "%d × <…>", node_count(value)),
		        "join(…, '、'), …[1]");
	} else if (value->type != XPATH_NODESET || node_count(value) == 1) {
		if (value->type == XPATH_NODESET)
			note_origin(call, value);
		xmlChar *string = xmlXPathCastToString(value);
		words = arena_strdup(call->arena, string ? (const char *)string : "");
		xmlFree(string);
	}
	xmlXPathFreeObject(value);
	return words;
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

	while (!text_equal(formatter->name, called_name(parser)))
		formatter++;
	if (!has_arguments(parser, argument_count, 1))
		return;
	const char *value = pop_words(parser);
	if (!value) {
		/* Nothing from nothing; the one who prints it says so. */
		valuePush(parser, xmlXPathNewNodeSet(NULL));
		return;
	}
	const char *words = formatter->format(call_of(parser)->arena, value);
	if (words)
		push_words(parser, words);
	else
		refuse(parser, value, formatter->expected);
}

static void call_optional(xmlXPathParserContextPtr parser, int argument_count)
{
	if (!has_arguments(parser, argument_count, 1))
		return;
	const char *words = pop_words(parser);
	push_words(parser, words ? words : "");
}

static void join_nodes(xmlXPathParserContextPtr parser, xmlXPathObjectPtr list, const char *between)
{
	struct text joined;

	xmlXPathNodeSetSort(list->nodesetval);
	note_origin(call_of(parser), list);
	text_init(&joined);
	for (int i = 0; i < node_count(list); i++) {
		xmlChar *words = xmlXPathCastNodeToString(list->nodesetval->nodeTab[i]);
		const size_t before = joined.length;
		text_add(&joined, i > 0 ? between : "");
		text_add(&joined, words ? (const char *)words : "");
		xmlFree(words);
		if (!xpath_take_text(call_of(parser), joined.length - before)) {
			parser->error = XPATH_EXPR_ERROR;
			break;
		}
	}
	push_words(parser, joined.bytes);
	text_release(&joined);
}

static void call_join(xmlXPathParserContextPtr parser, int argument_count)
{
	if (!has_arguments(parser, argument_count, 2))
		return;
	const char *between = pop_words(parser);
	xmlXPathObjectPtr list = valuePop(parser);
	if (!list || parser->error != XPATH_EXPRESSION_OK) {
		xmlXPathFreeObject(list);
		return;
	}
	if (list->type != XPATH_NODESET) {
		refuse(parser, "…", "join(unit/@name, '、')");
	} else if (node_count(list) == 0) {
		valuePush(parser, xmlXPathNewNodeSet(NULL));
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
		        || xpath_take_text(call_of(parser), strlen((const char *)value->stringval)))
			continue;
		parser->error = XPATH_EXPR_ERROR;
		return;
	}
	xmlXPathConcatFunction(parser, argument_count);
}

static const struct {
	const char *name;
	xmlXPathFunction call;
} others[] = { { "join", call_join }, { "optional", call_optional } };

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
