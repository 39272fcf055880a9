/*
 * Walking over the facts, for who writes them down for other programs (press/export).
 *
 * Owns the way from element to element by the names of the vocabulary. Refuses to know what they
 * mean, and keeps libxml2 behind it. What it returns lives until the facts are asked for other
 * names, or freed; strings are never NULL.
 */
#ifndef FIGURES_FACTS_WALK_H
#define FIGURES_FACTS_WALK_H

#include "figures/facts/facts.h"

/* An element of the tree. */
struct fact_element;

/* The root, as it was asked for last (facts_ask). */
const struct fact_element *walk_root(struct facts *facts);
/* The first child of this name; NULL: there is none. */
const struct fact_element *walk_first(const struct fact_element *parent, enum facts_node name);
/* The next of the same name beside it; NULL: it was the last. */
const struct fact_element *walk_next(const struct fact_element *element);
/* An attribute; "" when it is empty, absent, or nobody asked for it. */
const char *walk_text(const struct fact_element *element, enum fact attribute);

#endif
