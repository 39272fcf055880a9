/* For tests that feed text to intake: another city's small catalogue, and text changed in a place.
 */
#ifndef KIT_INTAKE_H
#define KIT_INTAKE_H

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

#endif
