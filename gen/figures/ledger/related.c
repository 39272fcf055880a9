#include "figures/ledger/related.h"

#define PLACES 6 /* of a quotient: finer than any figure that is reported */

/* What a unit's figure is worth in a relation. */
static bool worth_of(const struct term *term, const struct cell *cell, struct decimal *out)
{
	struct fraction worth;

	if (!cell->value)
		return false;
	const struct amount amount = amount_of(cell->value);
	if (term->part != TERM_VALUE) {
		*out = term->part == TERM_NUMERATOR ? amount.numerator : amount.denominator;
		return amount.is_fraction;
	}
	return amount_in_measure(term->indicator, &amount, &worth)
	        && decimal_divide(worth.numerator, worth.denominator, 1, PLACES, out);
}

/* The right side; *fresh: the first of its figures that was reported this month, or NULL. */
static bool sum_of(const struct checks *checks, const struct unit *unit,
        const struct relation *relation, struct decimal *out, const struct term **fresh)
{
	*out = decimal_from(0);
	*fresh = NULL;
	for (size_t i = 0; i < relation->right_count; i++) {
		const struct term *term = &relation->right[i];
		const struct cell *cell = doubts_cell(checks, unit, term->indicator);
		struct decimal worth;
		if (!worth_of(term, cell, &worth) || !decimal_add(*out, worth, out))
			return false;
		if (!*fresh && cell->state == CELL_REPORTED)
			*fresh = term;
	}
	return true;
}

/* 食品检验批次（7.2的分子） */
static const char *name_of(struct checks *checks, const struct term *term)
{
	static const char *const parts[] = {
		[TERM_VALUE] = "", [TERM_NUMERATOR] = "的分子", [TERM_DENOMINATOR] = "的分母"
	};

	return arena_printf(checks->arena, "%s（%s）%s", term->indicator->name, term->indicator->id,
	        parts[term->part]);
}

static const char *right_name(struct checks *checks, const struct relation *relation)
{
	const char *name = name_of(checks, &relation->right[0]);

	for (size_t i = 1; i < relation->right_count; i++)
		name = arena_printf(
		        checks->arena, "%s与%s", name, name_of(checks, &relation->right[i]));
	return relation->right_count > 1 ? arena_printf(checks->arena, "%s之和", name) : name;
}

/* A share that is smaller than its part was asked about as such. */
static bool was_asked(
        const struct checks *checks, const struct unit *unit, const struct indicator *indicator)
{
	for (size_t i = 0; i < checks->count; i++)
		if (checks->doubts[i].kind == DOUBT_SUB_COUNT && checks->doubts[i].unit == unit
		        && checks->doubts[i].indicator == indicator)
			return true;
	return false;
}

static void check_relation(
        struct checks *checks, const struct unit *unit, const struct relation *relation)
{
	const struct cell *left = doubts_cell(checks, unit, relation->left.indicator);
	const struct term *fresh;
	struct decimal is, sum;

	if (!worth_of(&relation->left, left, &is) || !sum_of(checks, unit, relation, &sum, &fresh))
		return;
	/* What is carried was asked about when it came. */
	const struct term *asked = left->state == CELL_REPORTED ? &relation->left : fresh;
	const int order = decimal_compare(is, sum);
	if (!asked || order == 0 || (relation->at_least && order > 0)
	        || was_asked(checks, unit, asked->indicator))
		return;
	const struct subject subject = { unit, asked->indicator,
		doubts_cell(checks, unit, asked->indicator), NULL };
	const struct sides sides = { .found = doubts_plain(checks, is),
		.other = doubts_plain(checks, sum) };
	doubts_add(checks, DOUBT_RELATION, &subject, sides,
	        arena_printf(checks->arena, "%s填报的%s为%s，%s%s（%s）", unit->name,
	                name_of(checks, &relation->left), sides.found,
	                relation->at_least ? "小于" : "不等于", right_name(checks, relation),
	                sides.other));
}

void related_check(struct checks *checks)
{
	const struct catalogue *catalogue = checks->ledger->catalogue;

	for (size_t i = 0; i < catalogue->relation_count; i++)
		for (size_t u = 0; u < catalogue->unit_count; u++)
			check_relation(checks, catalogue->units[u], &catalogue->relations[i]);
}
