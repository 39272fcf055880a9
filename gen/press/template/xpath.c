#include "press/template/xpath.h"

#include "base/text.h"
#include "paper/markup/xml.h"
#include "press/template/xpath_function.h"
#include "press/template/xpath_tree.h"

#include <libxml/xpathInternals.h>
#include <string.h>

/*
 * Steps of libxml2 that one evaluation may take, and all of one document together: a hundred times
 * and forty times what the shipped templates take of a full month (2 458 and 254 177). They are
 * counted, not timed, so that a template that passes here passes anywhere.
 */
#define STEP_LIMIT          250000UL
#define DOCUMENT_STEP_LIMIT 10000000UL
/* Bytes of an expression's source: the longest shipped has 138. */
#define SOURCE_LIMIT ((size_t)4096)

struct xpath_compiler {
	struct arena *arena;
	xmlXPathContextPtr context;
	const struct expression *all;
};

struct variable {
	const char *name;
	xmlXPathObjectPtr value;
};

struct xpath {
	struct arena *arena;
	struct diag *diag;
	xmlXPathContextPtr context;
	xmlXPathObjectPtr last; /* holds the words found last */
	struct text scratch;
	struct xpath_call call;
	struct variable *variables;
	size_t variable_count, variable_capacity;
	const char *source_file; /* of the place parsed last: mostly the next one's too */
	unsigned long steps;     /* of all evaluations before the running one */
	bool exhausted;          /* the document's steps are used up, which was said */
};

/* What libxml2 says is English and of no use to a clerk: it is only kept from standard error. */
static void hear(void *data, xmlErrorPtr error)
{
	(void)data;
	(void)error;
}

struct xpath_compiler *xpath_compiler_new(struct arena *arena)
{
	struct xpath_compiler *compiler = arena_alloc(arena, sizeof *compiler);

	compiler->arena = arena;
	compiler->context = xmlXPathNewContext(NULL);
	if (compiler->context) {
		compiler->context->error = hear;
		xpath_register_functions(compiler->context, NULL);
	}
	return compiler;
}

void xpath_compiler_free(struct xpath_compiler *compiler)
{
	if (!compiler)
		return;
	for (const struct expression *at = compiler->all; at; at = at->next)
		xmlXPathFreeCompExpr(at->compiled);
	xmlXPathFreeContext(compiler->context);
}

const struct expression *xpath_compile(
        struct xpath_compiler *compiler, struct diag *diag, const struct written *written)
{
	const char *source = written->source;
	const struct place place = written->place;

	if (strlen(source) > SOURCE_LIMIT) {
		diag_say(diag, MSG_TEMPLATE_LONG, place, source,
		        arena_printf(compiler->arena, "%zu", SOURCE_LIMIT));
		return NULL;
	}
	const struct xpath_term *tree = xpath_tree_read(compiler->arena, diag, written);
	if (!tree)
		return NULL;
	xmlXPathCompExprPtr compiled =
	        xmlXPathCtxtCompile(compiler->context, (const xmlChar *)source);
	if (!compiled) {
		diag_say(diag, MSG_TEMPLATE_EXPRESSION, place, source);
		return NULL;
	}
	struct expression *expression = arena_alloc(compiler->arena, sizeof *expression);
	*expression = (struct expression){
		.source = arena_strdup(compiler->arena, source),
		.raw = arena_strdup(compiler->arena, written->raw),
		.tree = tree,
		.compiled = compiled,
		.place = place,
		.next = compiler->all,
	};
	compiler->all = expression;
	return expression;
}

bool xpath_knows_function(const struct xpath_compiler *compiler, const char *name)
{
	return xmlXPathFunctionLookup(compiler->context, (const xmlChar *)name);
}

static xmlXPathObjectPtr look_up_variable(void *data, const xmlChar *name, const xmlChar *space)
{
	struct xpath *xpath = data;

	(void)space;
	for (size_t i = xpath->variable_count; i > 0; i--) {
		const struct variable *variable = &xpath->variables[i - 1];
		if (!text_equal(variable->name, (const char *)name))
			continue;
		const xmlXPathObject *value = variable->value;
		const bool fits = value->type != XPATH_STRING
		        || xpath_take_text(&xpath->call, strlen((const char *)value->stringval));
		return fits ? xmlXPathObjectCopy(variable->value) : NULL;
	}
	return NULL;
}

struct xpath *xpath_new(struct arena *arena, struct diag *diag, xmlDocPtr facts)
{
	struct xpath *xpath = arena_alloc(arena, sizeof *xpath);

	*xpath = (struct xpath){ .arena = arena, .diag = diag, .source_file = "" };
	text_init(&xpath->scratch);
	xpath->context = xmlXPathNewContext(facts);
	if (!xpath->context)
		return xpath;
	xpath->context->error = hear;
	xpath->context->opLimit = STEP_LIMIT;
	xpath->call = (struct xpath_call){ .arena = arena, .diag = diag };
	xpath_register_functions(xpath->context, &xpath->call);
	xmlXPathRegisterVariableLookup(xpath->context, look_up_variable, xpath);
	(void)xmlXPathContextSetCache(xpath->context, 1, -1, 0);
	return xpath;
}

void xpath_free(struct xpath *xpath)
{
	if (!xpath)
		return;
	xpath_forget(xpath, 0);
	xmlXPathFreeObject(xpath->last);
	xmlXPathFreeContext(xpath->context);
	text_release(&xpath->scratch);
}

struct focus xpath_focus(const struct xpath *xpath)
{
	return (struct focus){
		.node = xpath->context->node,
		.position = xpath->context->proximityPosition,
		.size = xpath->context->contextSize,
	};
}

void xpath_set_focus(struct xpath *xpath, struct focus focus)
{
	xpath->context->node = focus.node;
	xpath->context->proximityPosition = focus.position;
	xpath->context->contextSize = focus.size;
}

static void say_type(struct xpath *xpath, const struct expression *expression, const char *gives,
        const char *expected)
{
	diag_say(xpath->diag, MSG_TEMPLATE_TYPE, expression->place, expression->source, gives,
	        expected);
}

/* Namespace nodes are no nodes of the tree: libxml2 hands out another struct in their place. */
static bool has_namespace_node(const xmlNodeSet *set)
{
	for (int i = 0; set && i < set->nodeNr; i++) {
		if (set->nodeTab[i]->type == XML_NAMESPACE_DECL)
			return true;
	}
	return false;
}

static void prepare(struct xpath *xpath, const struct expression *expression)
{
	xpath->call.place = expression->place;
	xpath->call.source = expression->source;
	xpath->call.current = xpath->context->node;
	xpath->call.origin = NULL;
	xpath->call.said = false;
	xpath->call.text = 0;
	xpath->context->opCount = 0;
}

/* The document's steps are used up: nothing is evaluated any more, which is said once. */
static bool is_exhausted(struct xpath *xpath, const struct expression *expression)
{
	if (xpath->steps < DOCUMENT_STEP_LIMIT)
		return false;
	if (!xpath->exhausted)
		diag_say(xpath->diag, MSG_TEMPLATE_ALL_STEPS, expression->place, expression->source,
		        arena_printf(xpath->arena, "%lu", DOCUMENT_STEP_LIMIT));
	xpath->exhausted = true;
	return true;
}

static void say_failure(struct xpath *xpath, const struct expression *expression)
{
	if (xpath->call.said)
		return;
	if (xpath->context->opCount >= xpath->context->opLimit)
		diag_say(xpath->diag, MSG_TEMPLATE_STEPS, expression->place, expression->source,
		        arena_printf(xpath->arena, "%lu", STEP_LIMIT));
	else
		diag_say(xpath->diag, MSG_TEMPLATE_EXPRESSION, expression->place,
		        expression->source);
}

static xmlXPathObjectPtr evaluate(struct xpath *xpath, const struct expression *expression)
{
	const struct focus focus = xpath_focus(xpath);

	if (is_exhausted(xpath, expression))
		return NULL;
	prepare(xpath, expression);
	xmlXPathObjectPtr result = xmlXPathCompiledEval(expression->compiled, xpath->context);
	xpath_set_focus(xpath, focus);
	xpath->steps += xpath->context->opCount;
	if (!result) {
		say_failure(xpath, expression);
		return NULL;
	}
	if (result->type == XPATH_NODESET && has_namespace_node(result->nodesetval)) {
		say_type(xpath, expression, "namespace::", "@…, …");
		xmlXPathFreeObject(result);
		return NULL;
	}
	return result;
}

xmlXPathObjectPtr xpath_value(struct xpath *xpath, const struct expression *expression)
{
	return evaluate(xpath, expression);
}

size_t xpath_mark(const struct xpath *xpath)
{
	return xpath->variable_count;
}

static void bind(struct xpath *xpath, const char *name, xmlXPathObjectPtr value)
{
	xpath->variables = arena_grow(xpath->arena, xpath->variables, &xpath->variable_capacity,
	        xpath->variable_count, sizeof *xpath->variables);
	xpath->variables[xpath->variable_count++] =
	        (struct variable){ .name = name, .value = value };
}

bool xpath_bind(struct xpath *xpath, const char *name, const struct expression *expression)
{
	xmlXPathObjectPtr value = evaluate(xpath, expression);

	if (value)
		bind(xpath, name, value);
	return value;
}

void xpath_bind_words(struct xpath *xpath, const char *name, const char *words)
{
	bind(xpath, name, xmlXPathNewCString(words));
}

void xpath_forget(struct xpath *xpath, size_t mark)
{
	while (xpath->variable_count > mark)
		xmlXPathFreeObject(xpath->variables[--xpath->variable_count].value);
}

/* Without a copy for the nodes that facts are made of: an attribute or element with one text. */
static const char *direct_words(const xmlNode *node)
{
	const bool is_text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
	const xmlNode *text = is_text ? node : node->children;

	if (!text)
		return "";
	if (text->type == XML_TEXT_NODE && (is_text || !text->next))
		return (const char *)text->content;
	return NULL;
}

static const char *node_words(struct text *scratch, const xmlNode *node)
{
	const char *direct = direct_words(node);

	if (direct)
		return direct;
	xmlChar *whole = xmlNodeGetContent(node);
	text_clear(scratch);
	text_add(scratch, whole ? (const char *)whole : "");
	xmlFree(whole);
	return scratch->bytes;
}

const char *xpath_node_words(struct arena *arena, const xmlNode *node)
{
	struct text scratch;

	text_init(&scratch);
	const char *words = arena_strdup(arena, node_words(&scratch, node));
	text_release(&scratch);
	return words;
}

static bool say_empty(struct xpath *xpath, const struct expression *expression)
{
	diag_say(xpath->diag, MSG_TEMPLATE_EMPTY, expression->place, expression->source);
	return false;
}

static bool node_found(struct xpath *xpath, const struct expression *expression,
        const xmlNode *node, struct found *out)
{
	out->text = node_words(&xpath->scratch, node);
	out->source = xpath_source(xpath, node, expression->place);
	return true;
}

static bool nodes_words(struct xpath *xpath, const struct expression *expression, struct found *out)
{
	const xmlNodeSet *set = xpath->last->nodesetval;

	if (!set || set->nodeNr == 0)
		return say_empty(xpath, expression);
	if (set->nodeNr > 1) {
		diag_say(xpath->diag, MSG_TEMPLATE_SEVERAL, expression->place, expression->source,
		        arena_printf(xpath->arena, "%d", set->nodeNr));
		return false;
	}
	return node_found(xpath, expression, set->nodeTab[0], out);
}

static bool is_finite(const char *number)
{
	return !text_equal(number, "NaN") && !text_ends_with(number, "Infinity");
}

static bool number_words(
        struct xpath *xpath, const struct expression *expression, struct found *out)
{
	xmlChar *number = xmlXPathCastToString(xpath->last);

	text_clear(&xpath->scratch);
	text_add(&xpath->scratch, number ? (const char *)number : "NaN");
	xmlFree(number);
	out->text = xpath->scratch.bytes;
	if (is_finite(out->text))
		return true;
	say_type(xpath, expression, out->text, "0, 1, 2 …");
	return false;
}

/* Of what was evaluated last. */
static bool words_of(struct xpath *xpath, const struct expression *expression, struct found *out)
{
	out->source = expression->place;
	if (xpath->last->type == XPATH_NODESET)
		return nodes_words(xpath, expression, out);
	if (xpath->call.origin)
		out->source = xpath_source(xpath, xpath->call.origin, expression->place);
	if (xpath->last->type == XPATH_NUMBER)
		return number_words(xpath, expression, out);
	if (xpath->last->type == XPATH_STRING && xpath->last->stringval) {
		out->text = (const char *)xpath->last->stringval;
		return true;
	}
	diag_say(xpath->diag, MSG_TEMPLATE_TRUTH, expression->place, expression->source);
	return false;
}

bool xpath_words(struct xpath *xpath, const struct expression *expression, struct found *out)
{
	xmlXPathFreeObject(xpath->last);
	xpath->last = evaluate(xpath, expression);
	return xpath->last && words_of(xpath, expression, out);
}

const char *xpath_key(struct xpath *xpath, const struct expression *expression)
{
	xmlXPathObjectPtr value = evaluate(xpath, expression);
	const bool is_empty = value && value->type == XPATH_NODESET
	        && (!value->nodesetval || value->nodesetval->nodeNr == 0);
	struct found found;

	if (!value)
		return NULL;
	xmlXPathFreeObject(xpath->last);
	xpath->last = value;
	if (is_empty)
		return "";
	return words_of(xpath, expression, &found) ? arena_strdup(xpath->arena, found.text) : NULL;
}

struct node_group xpath_group(const struct xpath *xpath)
{
	return (struct node_group){ xpath->call.group, xpath->call.key };
}

void xpath_set_group(struct xpath *xpath, struct node_group group)
{
	xpath->call.group = group.nodes;
	xpath->call.key = group.key;
}

int xpath_test(struct xpath *xpath, const struct expression *expression)
{
	const struct focus focus = xpath_focus(xpath);

	if (is_exhausted(xpath, expression))
		return -1;
	prepare(xpath, expression);
	const int truth = xmlXPathCompiledEvalToBoolean(expression->compiled, xpath->context);
	xpath_set_focus(xpath, focus);
	xpath->steps += xpath->context->opCount;
	if (truth < 0)
		say_failure(xpath, expression);
	return truth;
}

xmlXPathObjectPtr xpath_nodes_or_string(struct xpath *xpath, const struct expression *expression)
{
	xmlXPathObjectPtr result = evaluate(xpath, expression);

	if (!result || result->type == XPATH_STRING)
		return result;
	if (result->type == XPATH_NODESET) {
		if (result->nodesetval)
			xmlXPathNodeSetSort(result->nodesetval);
		return result;
	}
	say_type(xpath, expression, "0 | true", "task, @…");
	xmlXPathFreeObject(result);
	return NULL;
}

xmlXPathObjectPtr xpath_nodes(struct xpath *xpath, const struct expression *expression)
{
	xmlXPathObjectPtr result = xpath_nodes_or_string(xpath, expression);

	if (!result || result->type == XPATH_NODESET)
		return result;
	say_type(xpath, expression, "“…”", "task, @…");
	xmlXPathFreeObject(result);
	return NULL;
}

/* progress-source is where the attribute progress came from, nearer than its element's source. */
static bool is_own_source(const xmlAttr *at, const char *own)
{
	const char *name = (const char *)at->name;
	const size_t length = strlen(own);

	return name[0] == own[0] && strncmp(name, own, length) == 0
	        && text_equal(name + length, "-source") && at->children && at->children->content;
}

static const char *source_attribute(const xmlNode *node)
{
	if (node && node->type == XML_ATTRIBUTE_NODE && node->parent) {
		for (const xmlAttr *at = node->parent->properties; at; at = at->next) {
			if (is_own_source(at, (const char *)node->name))
				return (const char *)at->children->content;
		}
	}
	for (; node; node = node->parent) {
		if (node->type != XML_ELEMENT_NODE)
			continue;
		for (const xmlAttr *at = node->properties; at; at = at->next) {
			if (at->name[0] == 's' && text_equal((const char *)at->name, "source")
			        && at->children && at->children->content)
				return (const char *)at->children->content;
		}
	}
	return NULL;
}

/* Digits up to `end`; what follows them, or NULL when there are none. */
static const char *read_count(const char *at, char end, unsigned *out)
{
	unsigned value = 0;
	size_t digits = 0;

	for (; *at >= '0' && *at <= '9' && digits < 9; at++, digits++)
		value = value * 10 + (unsigned)(*at - '0');
	*out = value;
	return digits > 0 && *at == end ? at + 1 : NULL;
}

/* "file:line:column#pointer": the file may hold ':', so the first ":digits:digits#" counts. */
struct place xpath_source(struct xpath *xpath, const xmlNode *node, struct place otherwise)
{
	const char *source = source_attribute(node);

	if (!source)
		return otherwise;
	for (const char *colon = strchr(source, ':'); colon; colon = strchr(colon + 1, ':')) {
		struct place place;
		const char *column = read_count(colon + 1, ':', &place.line);
		place.pointer = column ? read_count(column, '#', &place.column) : NULL;
		if (!place.pointer)
			continue;
		const size_t length = (size_t)(colon - source);
		if (strlen(xpath->source_file) != length
		        || memcmp(xpath->source_file, source, length) != 0)
			xpath->source_file = arena_strndup(xpath->arena, source, length);
		place.file = xpath->source_file;
		place.pointer = arena_strdup(xpath->arena, place.pointer);
		return place;
	}
	return place_file(arena_strdup(xpath->arena, source));
}
