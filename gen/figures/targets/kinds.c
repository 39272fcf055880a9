#include "figures/targets/kinds.h"

#include <assert.h>

#define BIT(value) (1U << (value))
/* Held against its target in any way, or only shown. */
#define ANY_FIGURE \
	(BIT(COMPARE_AT_LEAST) | BIT(COMPARE_AT_MOST) | BIT(COMPARE_EQUAL) | BIT(COMPARE_BETWEEN) \
	        | BIT(COMPARE_NONE))
#define EITHER_LIMIT (BIT(COMPARE_AT_LEAST) | BIT(COMPARE_AT_MOST))
#define EACH         (BIT(COMBINE_LEAD_ONLY) | BIT(COMBINE_ALL))
/* Added up, a standard or a share says nothing. */
#define NOT_ADDED (EACH | BIT(COMBINE_MIN))
#define WEIGHED   (NOT_ADDED | BIT(COMBINE_WEIGHTED))
#define ADDED     (NOT_ADDED | BIT(COMBINE_SUM))

static const struct kind_row kind_rows[] = {
#define KIND(identifier, word, ...) [KIND_##identifier] = { .name = (word), __VA_ARGS__ },
#include "figures/targets/kinds.def"
#undef KIND
};

const struct kind_row *kind_row(enum indicator_kind kind)
{
	assert((unsigned)kind < KINDS_ALL);
	return &kind_rows[kind];
}

const char *kind_name(enum indicator_kind kind)
{
	return kind_row(kind)->name;
}

bool kind_is_measured(enum indicator_kind kind)
{
	return kind_row(kind)->target != TARGET_NONE;
}

bool kind_counts_units(enum indicator_kind kind)
{
	const struct kind_row *row = kind_row(kind);

	return row->value == VALUE_YES_NO && row->total == VALUE_NUMBER;
}

bool kind_piles_up(enum indicator_kind kind)
{
	return kind_row(kind)->cumulative || kind_row(kind)->grows;
}
