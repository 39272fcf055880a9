/*
 * Reading XML: files into trees, faults into diag, and the walk over a tree.
 *
 * Owns the parser (libxml2) and its options: no network, no entities beyond XML's own, DOCTYPE
 * refused, size limit. Refuses to know what the elements mean. Invariants: a tree owns its nodes,
 * their names and their texts, which nobody changes; strings are UTF-8 and never NULL where that is
 * not said. A struct xml_tree is libxml2's xmlDoc, a struct xml_node its xmlNode: those who may see
 * libxml2 can treat them as such, all others need not know.
 */
#ifndef PAPER_MARKUP_XML_H
#define PAPER_MARKUP_XML_H

#include "base/arena.h"
#include "base/root.h"
#include "diag/diag.h"

#include <stdbool.h>

#define XML_FILE_LIMIT ((size_t)4 << 20)
/* Of one element, where ours have seven at most, and of one file, where ours have hundreds. */
#define XML_ATTRIBUTES_MOST 200
#define XML_TAGS_MOST       50000

struct xml_tree;
struct xml_node; /* an element, a text, or what stands for neither: a comment, an instruction */
struct xml_attribute;

/* Call before any other use of libxml2, once: a want of memory then ends the program. */
void xml_prepare(void);

/* The tree of `length` bytes that came from `file`; the caller frees it. NULL: said. */
struct xml_tree *xml_parse(struct diag *diag, const char *file, const char *bytes, size_t length);
/* The same for a file. A file that cannot be read is said at `from`, the place that names it. */
struct xml_tree *xml_read(
        struct diag *diag, const struct root *root, const char *file, struct place from);
/* Accepts NULL. */
void xml_free(struct xml_tree *tree);

/* The root element when it is `name` in the namespace `space`, else NULL: said. */
const struct xml_node *xml_root(struct diag *diag, const char *file, const struct xml_tree *tree,
        const char *name, const char *space);
/* NULL at the end. */
const struct xml_node *xml_first(const struct xml_node *parent);
const struct xml_node *xml_next(const struct xml_node *node);
const struct xml_node *xml_parent(const struct xml_node *node);

bool xml_is_element(const struct xml_node *node);
bool xml_is_text(const struct xml_node *node);
/* What a text, a comment or an instruction holds, "" when it is empty or an element. */
const char *xml_content(const struct xml_node *node);
/* Of an element. */
const char *xml_name(const struct xml_node *element);
bool xml_in_namespace(const struct xml_node *element, const char *space);
/* The first character of an element's start tag, of a text, of an attribute's name. */
struct place xml_place(const char *file, const struct xml_node *node);
struct place xml_attribute_place(const char *file, const struct xml_attribute *attribute);

/* A character among the bytes of a file, as long as its tree lives; line 0: unknown. */
struct xml_cursor {
	const char *at;
	unsigned line, column;
};
/* The first character of a text, of an attribute's value. */
struct xml_cursor xml_text_cursor(const struct xml_node *text);
struct xml_cursor xml_value_cursor(const struct xml_attribute *attribute);
/* Moves over one character as the tree has it: over all of "&gt;", "<![CDATA[x" and CR LF. */
void xml_cursor_step(struct xml_cursor *cursor);

/* The attribute's value, NULL when it is absent. Lives as long as the tree and the arena. */
const char *xml_value(struct arena *arena, const struct xml_node *element, const char *name);
/* The attributes of an element in the order of the file; NULL at the end. */
const struct xml_attribute *xml_attribute_first(const struct xml_node *element);
const struct xml_attribute *xml_attribute_next(const struct xml_attribute *attribute);
const char *xml_attribute_name(const struct xml_attribute *attribute);
/* Whether it stands in a namespace, as none of ours does. */
bool xml_attribute_is_foreign(const struct xml_attribute *attribute);
/* As xml_value. */
const char *xml_attribute_value(struct arena *arena, const struct xml_attribute *attribute);

/* Text that is nothing but blanks. */
bool xml_is_blank(const char *text);

#endif
