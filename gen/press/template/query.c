#include "press/template/query.h"

#include "press/template/pattern.h"
#include "press/template/xpath.h"
#include "press/template/xpath_kind.h"

#include <libxml/tree.h>
#include <libxml/xpathInternals.h>

static const struct expression *read_expression(
        struct arena *arena, struct diag *diag, struct xpath_compiler *compiler, const char *source)
{
	struct pattern_context context = { .arena = arena, .diag = diag, .compiler = compiler };

	return pattern_expression(&context, source, (struct pattern_origin){ .file = "" });
}

bool query_check(struct diag *diag, const char *source)
{
	struct arena *arena = arena_new();
	struct xpath_compiler *compiler = xpath_compiler_new(arena);
	const struct expression *expression = read_expression(arena, diag, compiler, source);
	struct kind root = { .is = KIND_NODES };
	const struct written written = { .source = source, .raw = "", .place = PLACE_NONE };
	struct kind_scope scope = {
		.arena = arena,
		.diag = diag,
		.shape = shape_new(arena),
		.written = &written,
	};

	shape_set_add(&root.nodes, SHAPE_ROOT);
	if (expression)
		(void)xpath_kind(&scope, expression->tree, &root);
	const bool fine = expression && !scope.failed;
	xpath_compiler_free(compiler);
	arena_free(arena);
	return fine;
}

static void add_line(struct text *out, const char *words)
{
	text_add(out, words);
	text_add(out, "\n");
}

static void add_element(struct text *out, xmlNodePtr node)
{
	xmlBufferPtr buffer = xmlBufferCreate();

	if (buffer && xmlNodeDump(buffer, node->doc, node, 0, 1) >= 0)
		add_line(out, (const char *)xmlBufferContent(buffer));
	xmlBufferFree(buffer);
}

static void add_nodes(struct arena *arena, struct text *out, const xmlNodeSet *nodes)
{
	for (int i = 0; i < nodes->nodeNr; i++) {
		xmlNodePtr node = nodes->nodeTab[i];
		if (node->type == XML_DOCUMENT_NODE)
			node = xmlDocGetRootElement(node->doc);
		if (node->type == XML_ELEMENT_NODE)
			add_element(out, node);
		else
			add_line(out, xpath_node_words(arena, node));
	}
}

static bool add_result(struct arena *arena, struct text *out, xmlXPathObjectPtr result)
{
	if (result->type == XPATH_NODESET) {
		if (!result->nodesetval || result->nodesetval->nodeNr == 0)
			return false;
		xmlXPathNodeSetSort(result->nodesetval);
		add_nodes(arena, out, result->nodesetval);
		return true;
	}
	xmlChar *words = xmlXPathCastToString(result);
	if (words)
		add_line(out, (const char *)words);
	xmlFree(words);
	return true;
}

bool query_print(
        struct diag *diag, struct facts *facts, const char *source, struct text *out, bool *found)
{
	struct arena *arena = arena_new();
	struct xpath_compiler *compiler = xpath_compiler_new(arena);
	const struct expression *expression = read_expression(arena, diag, compiler, source);

	facts_ask_all(facts);
	xmlDocPtr tree = facts_tree(facts);
	struct xpath *xpath = xpath_new(arena, diag, tree);
	xpath_set_focus(xpath, (struct focus){ xmlDocGetRootElement(tree), 1, 1 });
	xmlXPathObjectPtr result = expression ? xpath_value(xpath, expression) : NULL;
	*found = result && add_result(arena, out, result);
	const bool fine = result;
	xmlXPathFreeObject(result);
	xpath_free(xpath);
	xpath_compiler_free(compiler);
	arena_free(arena);
	return fine;
}
