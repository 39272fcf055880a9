/* The bounds of relations: between the figures of one unit, as the catalogue declares them. */
#include "figures/ledger/bounds.h"

#include "figures/targets/duties.h"
#include "figures/targets/measure.h"

/* More shares of one relation that may be given either way than any table has. */
#define EITHER_MOST 4

/* Of what the unit gives, and in the part that is meant. */
static bool is_given_by(const struct unit *unit, const struct term *term)
{
	return unit_must_report(term->indicator, unit)
	        && (term->part == TERM_VALUE
	                || bounds_can_be(unit, term->indicator, VALUE_FRACTION));
}

static const char *term_name(struct arena *arena, const struct term *term)
{
	static const char *const parts[] = {
		[TERM_VALUE] = "", [TERM_NUMERATOR] = "的分子", [TERM_DENOMINATOR] = "的分母"
	};

	return arena_printf(
	        arena, "%s（%s）%s", term->indicator->name, term->indicator->id, parts[term->part]);
}

/* The terms that the unit gives: their indicators and, joined, names. */
struct giving {
	const struct term **terms;
	const struct indicator **indicators;
	size_t count;
	const char *first, *names; /* of the first, and of all others */
	/* Those that are given as a number or in parts: a way to give all has a bit for each. */
	const struct term *either[EITHER_MOST];
	size_t either_count;
};

/* As the product that it is compared by, and what that is to be divided by; "" where by nothing. */
struct side {
	const char *product, *divisor;
};

static void note_either(struct giving *giving, const struct unit *unit, const struct term *term)
{
	if (term->part == TERM_VALUE && giving->either_count < EITHER_MOST
	        && bounds_can_be(unit, term->indicator, VALUE_FRACTION)
	        && bounds_can_be(unit, term->indicator, VALUE_NUMBER))
		giving->either[giving->either_count++] = term;
}

static struct giving giving_of(
        struct arena *arena, const struct relation *relation, const struct unit *unit)
{
	struct giving giving = {
		.terms = arena_alloc_array(arena, relation->term_count, sizeof(struct term *)),
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
		note_either(&giving, unit, term);
		giving.terms[giving.count] = term;
		giving.indicators[giving.count++] = term->indicator;
	}
	return giving;
}

/* Is it given in parts, where the unit gives its shares in that way? */
static bool is_in_parts(
        const struct giving *giving, const struct unit *unit, const struct term *term, unsigned way)
{
	for (size_t i = 0; i < giving->either_count; i++)
		if (giving->either[i] == term)
			return way >> i & 1;
	return term->part == TERM_VALUE && bounds_can_be(unit, term->indicator, VALUE_FRACTION);
}

/* 5.2:v*10000 of 万元, 5.1:n*100 divided by 5.1:d of a share. */
static struct side side_of(struct arena *arena, const struct term *term, bool in_parts)
{
	const struct indicator *indicator = term->indicator;
	const char *base;
	int64_t scale = 1;

	if (in_parts)
		return (struct side){
			.product = arena_printf(arena, "%s*%lld",
			        bounds_part(arena, indicator, TERM_NUMERATOR),
			        (long long)measure_factor(indicator->measure)),
			.divisor = bounds_part(arena, indicator, TERM_DENOMINATOR),
		};
	const char *part = bounds_part(arena, indicator, term->part);
	if (term->part == TERM_VALUE)
		scale = measure_scale(indicator->measure, &base);
	return (struct side){
		.product =
		        scale == 1 ? part : arena_printf(arena, "%s*%lld", part, (long long)scale),
		.divisor = "",
	};
}

/* The product times what all other terms are divided by: the same of every term. */
static const char *raised(struct arena *arena, const struct side *sides, size_t count, size_t index)
{
	const char *product = sides[index].product;

	for (size_t i = 0; i < count; i++)
		if (i != index && sides[i].divisor[0] != '\0')
			product = arena_printf(arena, "%s*%s", product, sides[i].divisor);
	return product;
}

static const char *condition(struct arena *arena, const struct giving *giving,
        const struct unit *unit, const char *order, unsigned way)
{
	struct side *sides = arena_alloc_array(arena, giving->count, sizeof *sides);
	const char *sum = "";

	for (size_t i = 0; i < giving->count; i++)
		sides[i] = side_of(
		        arena, giving->terms[i], is_in_parts(giving, unit, giving->terms[i], way));
	for (size_t i = 1; i < giving->count; i++)
		sum = arena_printf(arena, "%s%s%s", sum, i > 1 ? "+" : "",
		        raised(arena, sides, giving->count, i));
	return arena_printf(arena, "%s%s%s", raised(arena, sides, giving->count, 0), order, sum);
}

/* Only figures that are given as they are compared: no quotient is one of those. */
static void bound_alike(struct arena *arena, const struct giving *giving, struct bound *out)
{
	const char **parts = arena_alloc_array(arena, giving->count, sizeof(char *));

	for (size_t i = 0; i < giving->count; i++)
		parts[i] = bounds_part(arena, giving->terms[i]->indicator, giving->terms[i]->part);
	*out = (struct bound){ .kind = DOUBT_RELATION,
		.when = "",
		.alike = parts,
		.alike_count = giving->count,
		.asked = giving->indicators,
		.asked_count = giving->count,
		.words = arena_printf(arena, "%s应与%s一致", giving->first, giving->names) };
}

/* A bound for each way in which the unit may give its shares: what is not given asks nothing. */
static size_t bound_relation(struct arena *arena, const struct relation *relation,
        const struct unit *unit, struct bound *out)
{
	const struct giving giving = giving_of(arena, relation, unit);
	const bool at_least = relation->kind == RELATION_AT_LEAST;
	const unsigned ways = 1U << giving.either_count;

	if (relation->kind == RELATION_ALIKE) {
		if (giving.count >= 2)
			bound_alike(arena, &giving, out);
		return giving.count >= 2;
	}
	if (giving.count < relation->term_count)
		return 0;
	for (unsigned way = 0; way < ways; way++)
		out[way] = (struct bound){ .kind = DOUBT_RELATION,
			.when = condition(arena, &giving, unit, at_least ? "<" : "!=", way),
			.asked = giving.indicators,
			.asked_count = giving.count,
			.after_part = at_least,
			.words = arena_printf(arena, "%s应%s%s%s", giving.first,
			        at_least ? "不小于" : "等于", giving.names,
			        giving.count > 2 ? "之和" : "") };
	return ways;
}

struct bound_list bounds_between(
        struct arena *arena, const struct ledger *ledger, const struct unit *unit)
{
	const struct catalogue *catalogue = ledger->catalogue;
	struct bound *list = arena_alloc_array(
	        arena, (catalogue->relation_count << EITHER_MOST) + 1, sizeof *list);
	struct bound_list bounds = { .list = list };

	for (size_t i = 0; i < catalogue->relation_count; i++)
		bounds.count +=
		        bound_relation(arena, &catalogue->relations[i], unit, &list[bounds.count]);
	return bounds;
}
