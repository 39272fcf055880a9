/*
 * The vocabulary of the facts, and which of its names somebody asks for.
 *
 * Owns the list (names.def). A facts document is built of the elements and attributes that are
 * asked for and no others (facts.h), for a table of thousands of tasks must stay lean. Knows
 * neither what a name means nor where it may stand.
 */
#ifndef FIGURES_FACTS_NAMES_H
#define FIGURES_FACTS_NAMES_H

#include <stdbool.h>

enum facts_node {
#define ELEMENT(identifier, name) NODE_##identifier,
#define ATTRIBUTE(identifier, name)
#include "figures/facts/names.def"
#undef ELEMENT
#undef ATTRIBUTE
	NODE_COUNT_ALL
};

enum fact {
#define ELEMENT(identifier, name)
#define ATTRIBUTE(identifier, name) FACT_##identifier,
#include "figures/facts/names.def"
#undef ELEMENT
#undef ATTRIBUTE
	FACT_COUNT_ALL
};

/* As XML spells them; they live as long as the program. */
const char *names_element(enum facts_node element);
const char *names_attribute(enum fact attribute);

/* What is asked for. Places of origin (source, progress-source …) are there unasked. */
struct facts_names {
	bool elements[NODE_COUNT_ALL];
	bool attributes[FACT_COUNT_ALL];
};

/* Nothing yet. */
void facts_names_init(struct facts_names *names);
void facts_names_add_all(struct facts_names *names);
/* False: there is no such name, and nothing is added. */
bool facts_names_add_element(struct facts_names *names, const char *name);
bool facts_names_add_attribute(struct facts_names *names, const char *name);
/* Are all that `asked` has among `names`? */
bool facts_names_hold(const struct facts_names *names, const struct facts_names *asked);
void facts_names_join(struct facts_names *names, const struct facts_names *more);

#endif
