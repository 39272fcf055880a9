/*
 * Units that come and go within the year: renamed, merged, split.
 *
 * Owns who is there in a month, who took over from whom, and who answers in the catalogue's month
 * for one that is not there. Refuses to know figures: ledger/inherit.h carries them over.
 */
#ifndef FIGURES_TARGETS_SUCCESSION_H
#define FIGURES_TARGETS_SUCCESSION_H

#include "figures/targets/take.h"

/*
 * Reads "from" and "succeeds" of the units, which are all read, unit i from items[i], and puts
 * those that are there in the catalogue's month before the others.
 */
void succession_read(struct catalogue_reader *reader, struct unit *units,
        const struct json *const *items, size_t count);

/*
 * Whom a name in the table means in the catalogue's month: the unit, or who answers for it; each of
 * them in turn, NULL behind the last.
 */
const struct unit *succession_meant(const struct unit *unit, size_t place);
/* The one that is meant; NULL when it is nobody, or several (said). */
const struct unit *succession_one(
        const struct catalogue_reader *reader, const struct json *value, const struct unit *unit);
/* The one that a name in the table means; NULL: nobody, or said. */
const struct unit *succession_take(
        const struct catalogue_reader *reader, const struct json *value, const char *field);

/* Does the unit report for this month of the year? */
bool succession_is_there(const struct unit *unit, int month);
/* Did it, or one that it took over from, report for a month in which the unit was not there? */
bool succession_precedes(const struct unit *other, const struct unit *unit, int month);
/* Their names: 甲局、乙局 */
const char *succession_names(struct arena *arena, const struct unit *const *units, size_t count);

#endif
