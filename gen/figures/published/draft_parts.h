/*
 * A draft while it is made: the tasks as they were understood, and what was decided of each.
 *
 * Owns the list of decisions. Only the files of the draft include it.
 */
#ifndef FIGURES_PUBLISHED_DRAFT_PARTS_H
#define FIGURES_PUBLISHED_DRAFT_PARTS_H

#include "base/date.h"
#include "base/text.h"
#include "figures/published/draft.h"
#include "figures/published/named_units.h"
#include "figures/published/parties.h"
#include "figures/published/proposal.h"

#include <stdbool.h>

struct draft_duty {
	size_t unit; /* of the units */
	const char *printed, *person;
	bool helps;
};

struct draft_task {
	const struct printed_entry *entry;
	int no;
	size_t category; /* of drafter.categories */
	struct draft_duty *duties;
	size_t duty_count;
	size_t lead; /* of the units; duties[0] where nothing says who leads */
	bool has_lead;
	bool has_deadline;
	struct date deadline;
	struct proposals proposals;
	struct text note;
};

struct drafter {
	struct arena *arena;
	const struct printed_table *table;
	struct draft *draft;
	struct named_units units;
	struct draft_task *tasks;
	const char **categories; /* on one line, in the order in which they come first */
	size_t category_count;
	const char *city, *title;
};

/* Something that a person must decide. */
void draft_parts_decide(struct drafter *drafter, const char *sentence);
/* A decision about one task: noted there, and listed for a person. */
void draft_parts_decide_of(struct drafter *drafter, struct draft_task *task, const char *sentence);
/* Line ends go, or become a blank between words that are not Han. */
const char *draft_parts_line(struct arena *arena, const char *text);

#endif
