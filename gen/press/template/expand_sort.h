/* The order in which for-each takes its nodes. */
#ifndef PRESS_TEMPLATE_EXPAND_SORT_H
#define PRESS_TEMPLATE_EXPAND_SORT_H

#include "press/template/expansion.h"

/* What is done before the keys of a node are worked out. */
struct node_entry {
	void (*enter)(void *data, const xmlNode *node);
	void *data;
};
/* Puts nodes into the order that the leading sort instructions ask for. */
void expansion_sort(struct expansion *expansion, const struct instruction *sorts, xmlNodeSet *set,
        const struct node_entry *entry);

#endif
