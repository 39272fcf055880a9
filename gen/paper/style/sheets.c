#include "paper/style/sheets.h"

#include "base/text.h"

/* Of those of the sheet in which the node stands. */
static size_t source_of(const struct sheets *sheets, const struct xml_node *node)
{
	size_t at = 0;

	while (node && at < sheets->count && sheets->list[at].root != node) {
		if (++at == sheets->count) {
			node = xml_parent(node);
			at = 0;
		}
	}
	return at;
}

const char *sheets_file(const struct sheets *sheets, const struct xml_node *node)
{
	return sheets->list[source_of(sheets, node)].file;
}

struct place sheets_place(const struct sheets *sheets, const struct xml_node *node)
{
	return xml_place(sheets_file(sheets, node), node);
}

/* The same as it is written: NULL when it is not. */
static const char *name_of(struct sheets *sheets, const struct xml_node *node)
{
	return xml_value(
	        sheets->arena, node, text_equal(xml_name(node), "folder") ? "path" : "name");
}

/* Both are elements of one kind, and known by the name. */
bool sheets_is_named(struct sheets *sheets, const struct xml_node *node,
        const struct xml_node *like, const char *name)
{
	if (!xml_is_element(node) || !text_equal(xml_name(node), xml_name(like)))
		return false;
	const char *own = name_of(sheets, node);
	return own && text_equal(own, name);
}

/* What a record is based on. Its own name is that of the record which it says anew. */
const struct xml_node *sheets_named(
        struct sheets *sheets, const struct xml_node *like, const char *name)
{
	const bool is_own = sheets_is_named(sheets, like, like, name);

	for (size_t i = 0; i < sheets->node_count && !is_own; i++)
		if (sheets_is_named(sheets, sheets->nodes[i], like, name))
			return sheets->nodes[i];
	for (size_t i = source_of(sheets, like) + 1; i < sheets->count; i++) {
		const struct xml_node *node = xml_first(sheets->list[i].root);
		for (; node; node = xml_next(node))
			if (sheets_is_named(sheets, node, like, name))
				return node;
	}
	/* One that is said twice, of which the other is told. */
	for (size_t i = 0; i < sheets->node_count && is_own; i++)
		if (sheets->nodes[i] != like
		        && sheets_is_named(sheets, sheets->nodes[i], like, name))
			return sheets->nodes[i];
	return NULL;
}

/* One record more, in the place of the one that it says anew, if it does. */
static void add_node(struct sheets *sheets, const struct xml_node *node, size_t earlier)
{
	const char *name = xml_is_element(node) ? name_of(sheets, node) : NULL;

	for (size_t i = 0; name && i < earlier; i++) {
		if (!sheets_is_named(sheets, sheets->nodes[i], node, name)
		        || source_of(sheets, sheets->nodes[i]) == source_of(sheets, node))
			continue;
		sheets->nodes[i] = node;
		return;
	}
	sheets->nodes = arena_grow(sheets->arena, sheets->nodes, &sheets->node_capacity,
	        sheets->node_count, sizeof(const struct xml_node *));
	sheets->nodes[sheets->node_count++] = node;
}

/* From the sheet that extends none on. */
void sheets_gather(struct sheets *sheets)
{
	for (size_t i = sheets->count; i-- > 0;) {
		const size_t earlier = sheets->node_count;
		const struct xml_node *node = xml_first(sheets->list[i].root);
		for (; node; node = xml_next(node))
			add_node(sheets, node, earlier);
	}
}
