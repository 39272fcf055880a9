/*
 * A first catalogue made of a published table: input/targets/<year>.json as text, with a note for
 * every decision that was made and a list of what a person must still decide.
 *
 * Owns the decisions. Every word of the table stands in the result: as a field, in a note, or in
 * `source`. What is written is read back by the catalogue's own reader before anyone keeps it.
 */
#ifndef FIGURES_PUBLISHED_DRAFT_H
#define FIGURES_PUBLISHED_DRAFT_H

#include "base/arena.h"
#include "base/text.h"
#include "figures/published/printed_table.h"

#include <stddef.h>

struct draft_options {
	int year;         /* 0: of the table's title */
	const char *city; /* "": of the table's title */
	int this_year;    /* where neither tells */
};

struct draft {
	int year;
	size_t tasks, units, indicators;
	const char **open; /* what a person must decide, a sentence each */
	size_t open_count, open_capacity;
};

/* Adds the JSON at the end of `out`. */
void draft_write(struct arena *arena, const struct printed_table *table,
        const struct draft_options *options, struct text *out, struct draft *draft);

#endif
