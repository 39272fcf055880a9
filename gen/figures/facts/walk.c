#include "figures/facts/walk.h"

#include "base/text.h"

#include <libxml/tree.h>

/* The tree is libxml2's; to others it is a struct that they cannot look into. */
static const xmlNode *node_of(const struct fact_element *element)
{
	return (const xmlNode *)(const void *)element;
}

static const struct fact_element *element_of(const xmlNode *node)
{
	return (const struct fact_element *)(const void *)node;
}

/* The node itself, or the first one beside it that is an element of the name. */
static const xmlNode *find(const xmlNode *node, const char *name)
{
	while (node
	        && (node->type != XML_ELEMENT_NODE || !text_equal((const char *)node->name, name)))
		node = node->next;
	return node;
}

const struct fact_element *walk_root(struct facts *facts)
{
	return element_of(xmlDocGetRootElement(facts_tree(facts)));
}

const struct fact_element *walk_first(const struct fact_element *parent, enum facts_node name)
{
	return element_of(find(node_of(parent)->children, names_element(name)));
}

const struct fact_element *walk_next(const struct fact_element *element)
{
	const xmlNode *node = node_of(element);

	return element_of(find(node->next, (const char *)node->name));
}

const char *walk_text(const struct fact_element *element, enum fact attribute)
{
	const char *name = names_attribute(attribute);

	for (const xmlAttr *at = node_of(element)->properties; at; at = at->next)
		if (text_equal((const char *)at->name, name))
			return at->children ? (const char *)at->children->content : "";
	return "";
}
