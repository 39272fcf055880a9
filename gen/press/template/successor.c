#include "press/template/successor.h"

#include "base/common.h"
#include "base/text.h"
#include "diag/hint.h"

static const struct successor all[] = {
#define SUCCESSOR(kind, old, now) { SUCCESSOR_##kind, old, now },
#include "press/template/successor.def"
#undef SUCCESSOR
};

const char *successor_meant_by(struct arena *arena, const struct successor *rows, size_t count,
        const struct successor *asked, const char *list)
{
	for (size_t i = 0; i < count; i++) {
		if (rows[i].kind == asked->kind && text_equal(rows[i].old, asked->old)
		        && hint_lists(arena, list, rows[i].now))
			return rows[i].now;
	}
	return hint_meant(arena, asked->old, list);
}

const char *successor_meant(
        struct arena *arena, enum successor_kind kind, const char *word, const char *list)
{
	const struct successor asked = { .kind = kind, .old = word };

	return successor_meant_by(arena, all, COUNT_OF(all), &asked, list);
}
