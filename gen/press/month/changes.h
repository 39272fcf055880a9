/*
 * What a revision changed against the one before it: figures, reports, the catalogue, templates.
 *
 * Each change is one clause to be printed. Decides nothing and reads no file: both months have been
 * assessed and both archives listed.
 */
#ifndef PRESS_MONTH_CHANGES_H
#define PRESS_MONTH_CHANGES_H

#include "press/archive/archive.h"
#include "press/month/month.h"

/* A revision as far as it can be held against another. */
struct changes_side {
	const struct month *month;
	struct sum_list sums; /* sorted by file */
};

/* Figures first, then reports, the catalogue, templates. Texts live in the arena. */
struct facts_changes changes_between(
        struct arena *arena, const struct changes_side *before, const struct changes_side *after);

#endif
