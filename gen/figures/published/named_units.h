/*
 * All units that a published table names: one entry for each, with every spelling that occurs.
 *
 * Owns what makes two spellings one unit (blanks, the width of brackets, 和 与 及 between words,
 * 政府 behind a district), and what is a district or a word for several units. All of it is a
 * reading that a person confirms.
 */
#ifndef FIGURES_PUBLISHED_NAMED_UNITS_H
#define FIGURES_PUBLISHED_NAMED_UNITS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum named_kind {
	NAMED_BUREAU,
	NAMED_DISTRICT,
	NAMED_DISTRICTS, /* 各市（区）政府: all districts */
	NAMED_VAGUE,     /* 各有关单位: nobody knows which */
};

struct named_unit {
	enum named_kind kind;
	const char *name;
	const char **spellings; /* others than the name */
	size_t spelling_count, spelling_capacity;
	const char *key;
};

struct named_units {
	struct arena *arena;
	struct named_unit *list;
	size_t count, capacity;
};

/* The entry that a spelling means, added where there is none; never NULL, until the next call. */
struct named_unit *named_units_take(struct named_units *units, const char *printed);
size_t named_units_count_of(const struct named_units *units, enum named_kind kind);

#endif
