/*
 * Origins: the report behind one unit's figure of one month: file, place, digest, revision, and
 * what was corrected. Refuses to know what the figure is good for.
 */
#ifndef FIGURES_ANSWERS_ORIGIN_H
#define FIGURES_ANSWERS_ORIGIN_H

#include "figures/answers/account.h"

struct account_source origin_of(
        struct arena *arena, const struct ledger *ledger, const struct unit_result *standing);

#endif
