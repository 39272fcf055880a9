/*
 * Most of what xmlNewProp and xmlFreeDoc cost is memory: three requests an attribute, each given
 * back on its own. Here they are places in an arena. Texts that stand again and again ("yes", "7",
 * the place of a report) are found by a hash with one place each, where a later text takes an
 * earlier one's: XPath never goes from an attribute to the text below it, nor back.
 */
#include "figures/facts/grow.h"

#include "base/arena.h"
#include "base/text.h"

#include <libxml/parserInternals.h>
#include <stdint.h>
#include <string.h>

#define TEXT_PLACES ((size_t)1024)

/* What a document's _private is. */
struct growth {
	void *owner;
	struct arena *arena; /* holds this too */
	xmlNodePtr texts[TEXT_PLACES];
};

/* An element knows its last attribute: libxml2 walks there for each new one. */
struct grown_element {
	xmlNode node; /* the first, so that one pointer is both */
	xmlAttrPtr last;
};

static struct growth *growth_of(const xmlNode *node)
{
	return node->doc->_private;
}

void *grow_owner(const xmlNode *node)
{
	return growth_of(node)->owner;
}

static xmlNodePtr element_new(xmlDocPtr tree, xmlNodePtr parent, const char *name)
{
	const struct growth *growth = tree->_private;
	struct grown_element *element = arena_alloc(growth->arena, sizeof *element);

	element->node.type = XML_ELEMENT_NODE;
	element->node.name = BAD_CAST name;
	element->node.doc = tree;
	element->node.parent = parent;
	element->node.prev = parent->last;
	if (parent->last)
		parent->last->next = &element->node;
	else
		parent->children = &element->node;
	parent->last = &element->node;
	return &element->node;
}

xmlDocPtr grow_new(void *owner, const char *root)
{
	struct arena *arena = arena_new();
	struct growth *growth = arena_alloc(arena, sizeof *growth);
	xmlDocPtr tree = xmlNewDoc(BAD_CAST "1.0");

	growth->owner = owner;
	growth->arena = arena;
	tree->_private = growth;
	(void)element_new(tree, (xmlNodePtr)tree, root);
	return tree;
}

void grow_free(xmlDocPtr tree)
{
	if (!tree)
		return;
	const struct growth *growth = tree->_private;
	tree->children = tree->last = NULL;
	arena_free(growth->arena);
	xmlFreeDoc(tree);
}

xmlNodePtr grow_element(xmlNodePtr parent, const char *name)
{
	return element_new(parent->doc, parent, name);
}

/* FNV-1a */
static size_t place_of(const char *value)
{
	uint32_t hash = 2166136261U;

	for (; *value != '\0'; value++)
		hash = (hash ^ (unsigned char)*value) * 16777619U;
	return (hash ^ hash >> 16U) % TEXT_PLACES;
}

static xmlNodePtr text_node(xmlNodePtr element, const char *value)
{
	struct growth *growth = growth_of(element);
	xmlNodePtr *known = &growth->texts[place_of(value)];

	if (*known && text_equal((const char *)(*known)->content, value))
		return *known;
	const xmlNodePtr text = arena_alloc(growth->arena, sizeof *text);
	text->type = XML_TEXT_NODE;
	text->name = xmlStringText;
	text->doc = element->doc;
	text->content = BAD_CAST arena_strdup(growth->arena, value);
	*known = text;
	return text;
}

void grow_attribute(xmlNodePtr element, const char *name, const char *value)
{
	struct grown_element *grown = (struct grown_element *)element;
	const xmlAttrPtr attribute = arena_alloc(growth_of(element)->arena, sizeof *attribute);

	attribute->type = XML_ATTRIBUTE_NODE;
	attribute->name = BAD_CAST name;
	attribute->doc = element->doc;
	attribute->parent = element;
	attribute->prev = grown->last;
	/* Without a text it reads and prints as "". */
	if (value[0] != '\0')
		attribute->children = attribute->last = text_node(element, value);
	if (grown->last)
		grown->last->next = attribute;
	else
		element->properties = attribute;
	grown->last = attribute;
}
