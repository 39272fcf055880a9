/*
 * What a name that templates do not have is called here: names that were given up, those of HTML
 * and of office programs, and Chinese ones.
 *
 * Owns the rows of successor.def, of which a name that is changed needs one. Knows no place: what
 * may stand there is handed in. Internal to this room.
 */
#ifndef PRESS_TEMPLATE_SUCCESSOR_H
#define PRESS_TEMPLATE_SUCCESSOR_H

#include "base/arena.h"

#include <stddef.h>

enum successor_kind {
	SUCCESSOR_ELEMENT,
	SUCCESSOR_ATTRIBUTE,
	SUCCESSOR_FACT, /* of the data: @name, task */
	SUCCESSOR_FUNCTION,
};

struct successor {
	enum successor_kind kind;
	const char *old;
	const char *now;
};

/*
 * What was meant by `word`: the first successor that `list` ("a, b") holds, for one name may have
 * become several, each in its place; else what is near in the list; NULL: none. In the arena.
 */
const char *successor_meant(
        struct arena *arena, enum successor_kind kind, const char *word, const char *list);
/* The same by other rows. */
const char *successor_meant_by(struct arena *arena, const struct successor *rows, size_t count,
        const struct successor *asked, const char *list);

#endif
