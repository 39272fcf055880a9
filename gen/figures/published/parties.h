/*
 * Who is to do it: a cell of units and one of persons, parted and paired.
 *
 * Owns the marks between names, words such as 牵头单位： and （牵头）, names that a narrow cell has
 * torn apart (刘 兵), and pairing by count. Where the counts differ nobody is paired: the persons
 * are handed over as they are printed, for a person to decide.
 */
#ifndef FIGURES_PUBLISHED_PARTIES_H
#define FIGURES_PUBLISHED_PARTIES_H

#include "base/arena.h"
#include "figures/published/printed_table.h"

#include <stdbool.h>
#include <stddef.h>

struct party {
	const char *unit;   /* as printed, on one line */
	const char *person; /* "" if there is none, or none for sure */
	bool helps;         /* 配合单位 */
};

struct parties {
	struct party *list;
	size_t count;
	const char *lead;    /* as printed; "" where nothing says who leads */
	bool paired;         /* each person stands with a unit, or there are none */
	const char *persons; /* as printed, when they are not paired */
	size_t person_count;
};

/* Of one task: its columns of units, leads, helpers and persons, and （牵头单位：…） in its words.
 */
struct parties parties_of(struct arena *arena, const struct printed_entry *entry);

#endif
