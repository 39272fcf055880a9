/* The bounds of relations: between the figures of one unit, as the catalogue declares them. */
#include "figures/ledger/bounds.h"

#include "figures/targets/duties.h"
#include "figures/targets/measure.h"

/* Of what the unit gives, and as one of its parts or a plain number. */
static bool is_given_by(const struct unit *unit, const struct term *term)
{
	const bool is_fraction = bounds_kind(unit, term->indicator) == VALUE_FRACTION;

	return unit_must_report(term->indicator, unit)
	        && ((term->part != TERM_VALUE) == is_fraction
	                || bounds_can_be(unit, term->indicator, VALUE_NUMBER));
}

static const char *term_name(struct arena *arena, const struct term *term)
{
	static const char *const parts[] = {
		[TERM_VALUE] = "", [TERM_NUMERATOR] = "的分子", [TERM_DENOMINATOR] = "的分母"
	};

	return arena_printf(
	        arena, "%s（%s）%s", term->indicator->name, term->indicator->id, parts[term->part]);
}

/* The terms that the unit gives: their parts, indicators and, joined, names. */
struct giving {
	const char **parts;
	const struct indicator **indicators;
	size_t count;
	const char *first, *names; /* of the first, and of all others */
};

/* 5.2:v*10000 of 万元: what is counted, where figures are of more than one measure. */
static const char *scaled_part(struct arena *arena, const struct term *term)
{
	const char *part = bounds_part(arena, term->indicator, term->part);
	const char *base;
	const int64_t scale =
	        term->part == TERM_VALUE ? measure_scale(term->indicator->measure, &base) : 1;

	return scale == 1 ? part : arena_printf(arena, "%s*%lld", part, (long long)scale);
}

static struct giving giving_of(
        struct arena *arena, const struct relation *relation, const struct unit *unit)
{
	struct giving giving = {
		.parts = arena_alloc_array(arena, relation->term_count, sizeof(char *)),
		.indicators =
		        arena_alloc_array(arena, relation->term_count, sizeof(struct indicator *)),
		.first = "",
		.names = "",
	};

	for (size_t i = 0; i < relation->term_count; i++) {
		const struct term *term = &relation->terms[i];
		if (!is_given_by(unit, term))
			continue;
		if (giving.count == 0)
			giving.first = term_name(arena, term);
		else
			giving.names = arena_printf(arena, "%s%s%s", giving.names,
			        giving.names[0] ? "、" : "", term_name(arena, term));
		giving.parts[giving.count] = scaled_part(arena, term);
		giving.indicators[giving.count++] = term->indicator;
	}
	return giving;
}

static const char *sum_of(struct arena *arena, const struct giving *giving)
{
	const char *sum = giving->parts[1];

	for (size_t i = 2; i < giving->count; i++)
		sum = arena_printf(arena, "%s+%s", sum, giving->parts[i]);
	return sum;
}

static bool bound_relation(struct arena *arena, const struct relation *relation,
        const struct unit *unit, struct bound *out)
{
	const struct giving giving = giving_of(arena, relation, unit);
	const bool alike = relation->kind == RELATION_ALIKE;
	const bool at_least = relation->kind == RELATION_AT_LEAST;

	if (giving.count < 2 || (!alike && giving.count < relation->term_count))
		return false;
	*out = (struct bound){
		.kind = DOUBT_RELATION,
		.when = alike ? ""
		              : arena_printf(arena, "%s%s%s", giving.parts[0],
		                      at_least ? "<" : "!=", sum_of(arena, &giving)),
		.alike = alike ? giving.parts : NULL,
		.alike_count = alike ? giving.count : 0,
		.asked = giving.indicators,
		.asked_count = giving.count,
		.after_part = at_least,
		.words = alike ? arena_printf(arena, "%s应与%s一致", giving.first, giving.names)
		               : arena_printf(arena, "%s应%s%s%s", giving.first,
		                       at_least ? "不小于" : "等于", giving.names,
		                       giving.count > 2 ? "之和" : ""),
	};
	return true;
}

struct bound_list bounds_between(
        struct arena *arena, const struct ledger *ledger, const struct unit *unit)
{
	const struct catalogue *catalogue = ledger->catalogue;
	struct bound *list = arena_alloc_array(arena, catalogue->relation_count + 1, sizeof *list);
	struct bound_list bounds = { .list = list };

	for (size_t i = 0; i < catalogue->relation_count; i++)
		if (bound_relation(arena, &catalogue->relations[i], unit, &list[bounds.count]))
			bounds.count++;
	return bounds;
}
