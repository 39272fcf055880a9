/*
 * Origins: the report behind one unit's figure of one month: file, place, digest, revision, and
 * what was corrected. Refuses to know what the figure is good for.
 */
#ifndef FIGURES_ANSWERS_ORIGIN_H
#define FIGURES_ANSWERS_ORIGIN_H

#include "figures/answers/account.h"

/* Of a cell of the ledger, in the unit's row. */
struct account_source origin_of(struct arena *arena, const struct ledger *ledger,
        const struct unit *unit, const struct cell *cell);
/* SHA-256 of a file of the inbox, hexadecimal; "" when it is not there. */
const char *origin_digest(struct arena *arena, const struct inbox *inbox, const char *file);

#endif
