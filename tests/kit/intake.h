/*
 * For tests that feed text to intake: another city's small catalogue, text changed in a place,
 * folders of submissions read from disk.
 */
#ifndef KIT_INTAKE_H
#define KIT_INTAKE_H

#include "figures/ledger/ledger.h"
#include "kit/kit.h"

#include <string.h>

#define OTHER_CITY "tests/kit/other_city.json"

/* `text` with the first `from` replaced by `to`; NULL when it holds none. */
static inline char *kit_replace(
        struct arena *arena, const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	if (!at)
		return NULL;
	return arena_printf(arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

/* The inbox of `submissions`/<period>/, heard by `diag`. */
const struct inbox *kit_inbox(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, const char *submissions, struct period period);
/* The ledger of January … period; what is wrong in earlier months is heard by nobody. */
const struct ledger *kit_ledger(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, const char *submissions, struct period period);

#endif
