#include "press/template/xpath_argument.h"

#include "base/decimal_parse.h"

#include <libxml/xpathInternals.h>
#include <string.h>

bool xpath_read_decimal(const char *value, struct decimal *out)
{
	const enum decimal_parsed parsed = decimal_parse(value, out);

	return parsed == DECIMAL_OK || parsed == DECIMAL_NORMALISED;
}

/* libxml2 keeps the name under which the running function was called. */
const char *xpath_called(xmlXPathParserContextPtr parser)
{
	return (const char *)parser->context->function;
}

struct xpath_call *xpath_call_of(xmlXPathParserContextPtr parser)
{
	return parser->context->funcLookupData;
}

void xpath_refuse(xmlXPathParserContextPtr parser, const char *value, const char *expected)
{
	struct xpath_call *call = xpath_call_of(parser);

	call->said = true;
	diag_say(call->diag, MSG_TEMPLATE_ARGUMENT, call->place, xpath_called(parser), value,
	        expected, call->source);
	parser->error = XPATH_EXPR_ERROR;
}

bool xpath_has_arguments(xmlXPathParserContextPtr parser, int given, int wanted, const char *form)
{
	if (given == wanted)
		return true;
	xpath_refuse(parser, "…", form);
	return false;
}

int xpath_node_count(const xmlXPathObject *value)
{
	return value->nodesetval ? value->nodesetval->nodeNr : 0;
}

void xpath_note_origin(struct xpath_call *call, const xmlXPathObject *value)
{
	if (call->origin || xpath_node_count(value) == 0)
		return;
	const xmlNode *node = value->nodesetval->nodeTab[0];
	if (node->type != XML_NAMESPACE_DECL)
		call->origin = node;
}

void xpath_push_words(xmlXPathParserContextPtr parser, const char *words)
{
	valuePush(parser, xmlXPathNewCString(words));
}

/* 51006.6666666667, of a division, has one place more than a decimal. */
static void cut_places(char *words)
{
	char *point = strchr(words, '.');

	if (point && strlen(point) > DECIMAL_SCALE_MAX + 1)
		point[DECIMAL_SCALE_MAX + 1] = '\0';
}

static const char *words_of(struct arena *arena, xmlXPathObjectPtr value)
{
	xmlChar *string = xmlXPathCastToString(value);
	char *words = arena_strdup(arena, string ? (const char *)string : "");

	xmlFree(string);
	if (value->type == XPATH_NUMBER)
		cut_places(words);
	return words;
}

const char *xpath_pop_words(xmlXPathParserContextPtr parser)
{
	struct xpath_call *call = xpath_call_of(parser);
	const char *words = NULL;

	xmlXPathObjectPtr value = valuePop(parser);
	if (!value)
		return NULL;
	if (value->type == XPATH_NODESET && xpath_node_count(value) > 1) {
		xpath_refuse(parser, arena_printf(call->arena, "%d × <…>", xpath_node_count(value)),
		        "join(…, '、'), …[1]");
	} else if (value->type != XPATH_NODESET || xpath_node_count(value) == 1) {
		if (value->type == XPATH_NODESET)
			xpath_note_origin(call, value);
		words = words_of(call->arena, value);
	}
	xmlXPathFreeObject(value);
	return words;
}

void xpath_push_nothing(xmlXPathParserContextPtr parser)
{
	valuePush(parser, xmlXPathNewNodeSet(NULL));
}
