/*
 * The tree of facts as libxml2 sees it, grown in an arena: its nodes are cut from it, values are
 * copied into it once, names stay where they are, and all of it is dropped at once.
 *
 * Owns the document and its memory. Invariants: names live as long as the program; a value that
 * many attributes have is one text below all of them. So nothing in the tree may be changed by
 * others, nor freed but by grow_free. Knows no facts. Private to figures/facts.
 */
#ifndef FIGURES_FACTS_GROW_H
#define FIGURES_FACTS_GROW_H

#include <libxml/tree.h>

/* A document with its root, which the caller frees; `owner` is borrowed. */
xmlDocPtr grow_new(void *owner, const char *root);
/* Accepts NULL. */
void grow_free(xmlDocPtr tree);
/* Of the document that the node stands in. */
void *grow_owner(const xmlNode *node);
/* A new last child of an element. */
xmlNodePtr grow_element(xmlNodePtr parent, const char *name);
/* A new last attribute of an element, which has none of the name yet. */
void grow_attribute(xmlNodePtr element, const char *name, const char *value);

#endif
