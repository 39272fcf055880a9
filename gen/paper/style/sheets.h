/*
 * The files of a style sheet: itself, the one that it extends, and so on; and the records that they
 * have together, each of which is that of the nearest file. Internal to this room.
 *
 * Owns which record is meant by a name. The trees are borrowed.
 */
#ifndef PAPER_STYLE_SHEETS_H
#define PAPER_STYLE_SHEETS_H

#include "paper/markup/xml.h"

#include <stddef.h>

#define SOURCE_LIMIT 4

struct sheets {
	struct arena *arena;
	struct source {
		const char *file;
		const struct xml_node *root;
	} list[SOURCE_LIMIT];
	size_t count;
	const struct xml_node **nodes; /* what stands in them, without what is said anew */
	size_t node_count, node_capacity;
};

/* The file in which a node stands, and its place there. */
const char *sheets_file(const struct sheets *sheets, const struct xml_node *node);
struct place sheets_place(const struct sheets *sheets, const struct xml_node *node);
/* The node is an element of the same kind as `like`, and known by the name. */
bool sheets_is_named(struct sheets *sheets, const struct xml_node *node,
        const struct xml_node *like, const char *name);
/*
 * The record of `like`'s kind that is meant by a name; its own name is that of the record which it
 * says anew. NULL: there is none.
 */
const struct xml_node *sheets_named(
        struct sheets *sheets, const struct xml_node *like, const char *name);
/* Makes the list of nodes, from the sheet that extends none on. */
void sheets_gather(struct sheets *sheets);

#endif
