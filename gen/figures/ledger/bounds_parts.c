#include "figures/ledger/bounds_parts.h"

#include "figures/targets/aim.h"

const char *bounds_plain(const struct bounding *bounding, struct decimal value)
{
	return doubts_plain(bounding->checks, value);
}

const char *bounds_part(struct arena *arena, const struct indicator *indicator, enum term_part part)
{
	static const char letters[] = {
		[TERM_VALUE] = 'v', [TERM_NUMERATOR] = 'n', [TERM_DENOMINATOR] = 'd'
	};

	return arena_printf(arena, "%s:%c", indicator->id, letters[part]);
}

const char *bounds_own(const struct bounding *bounding, enum term_part part)
{
	return bounds_part(bounding->checks->arena, bounding->subject.indicator, part);
}

struct bound *bounds_add(
        struct bounding *bounding, enum doubt_kind kind, const char *when, const char *words)
{
	bounding->list = arena_grow(bounding->checks->arena, bounding->list, &bounding->capacity,
	        bounding->count, sizeof *bounding->list);
	struct bound *bound = &bounding->list[bounding->count++];
	*bound = (struct bound){
		.kind = kind,
		.when = when,
		.asked = bounding->asked,
		.asked_count = 1,
		.words = words,
	};
	return bound;
}

void bounds_add_motion(
        struct bounding *bounding, enum doubt_kind kind, const char *when, const char *words)
{
	bounds_add(bounding, kind, when, words)->is_first = true;
}

bool bounds_can_be(const struct unit *unit, const struct indicator *indicator, enum value_kind kind)
{
	const enum value_kind usual = bounds_kind(unit, indicator);

	return kind == usual
	        || (kind == VALUE_NUMBER && usual == VALUE_FRACTION && indicator->parts_optional);
}

enum value_kind bounds_kind(const struct unit *unit, const struct indicator *indicator)
{
	return unit->kind == UNIT_BUREAU ? aim_total(indicator) : aim_value(indicator);
}
