#include "figures/ledger/related.h"

#include "figures/ledger/combine.h"
#include "figures/targets/duties.h"
#include "figures/targets/measure.h"

#define PLACES 6 /* of a quotient: finer than any figure that is reported */

/* What stands for a term, and who is asked about it. */
struct given {
	const struct term *term;
	struct amount amount;
	struct decimal worth;
	struct decimal scaled; /* of what is counted: 元 of 万元 */
	bool fresh;            /* of this month */
	bool is_sum;           /* the districts' */
	const struct unit *unit;
};

/* A relation in one place: of a unit, or of the city. */
struct trial {
	const struct relation *relation;
	const struct unit *unit; /* NULL: the city */
	struct given *givens;    /* a term each; of RELATION_ALIKE those that there are */
	size_t count;
};

static bool set_worth(struct given *given)
{
	const struct term *term = given->term;
	struct fraction worth;

	if (term->part != TERM_VALUE) {
		given->worth = term->part == TERM_NUMERATOR ? given->amount.numerator
		                                            : given->amount.denominator;
		given->scaled = given->worth;
		return given->amount.is_fraction;
	}
	const char *base;
	return amount_in_measure(term->indicator, &given->amount, &worth)
	        && decimal_divide(worth.numerator, worth.denominator, 1, PLACES, &given->worth)
	        && decimal_multiply(given->worth,
	                decimal_from(measure_scale(term->indicator->measure, &base)),
	                &given->scaled);
}

static bool take_of_unit(const struct checks *checks, const struct unit *unit, struct given *given)
{
	const struct cell *cell = doubts_cell(checks, unit, given->term->indicator);

	if (!cell->value)
		return false;
	given->amount = amount_of(cell->value);
	given->fresh = cell->state == CELL_REPORTED;
	given->unit = unit;
	return set_worth(given);
}

/* Whole, and without what has no base. */
static bool take_sum(const struct checks *checks, struct given *given)
{
	const struct indicator *indicator = given->term->indicator;
	const struct unit *lead = indicator_lead(indicator);
	const struct total total = combine_districts(checks->ledger, checks->month, indicator);

	if ((indicator->combine != COMBINE_SUM && indicator->combine != COMBINE_WEIGHTED)
	        || total.state != TOTAL_GIVEN || total.missing > 0 || total.baseless > 0)
		return false;
	given->amount = total.amount;
	given->fresh = total.fresh > 0;
	given->is_sum = true;
	given->unit = lead ? lead : combine_largest(checks->ledger, checks->month, indicator);
	return set_worth(given);
}

/* The lead's word of this month, else the districts' sum, else the lead's of before. */
static bool take_of_city(const struct checks *checks, struct given *given)
{
	const struct unit *lead = indicator_lead(given->term->indicator);
	const struct cell *cell = lead ? doubts_cell(checks, lead, given->term->indicator) : NULL;

	if (cell && cell->state == CELL_REPORTED)
		return take_of_unit(checks, lead, given);
	return take_sum(checks, given) || (cell && take_of_unit(checks, lead, given));
}

/* False: there is nothing to compare. */
static bool take_givens(const struct checks *checks, struct trial *trial)
{
	const struct relation *relation = trial->relation;

	trial->givens =
	        arena_alloc_array(checks->arena, relation->term_count, sizeof *trial->givens);
	trial->count = 0;
	for (size_t i = 0; i < relation->term_count; i++) {
		struct given *given = &trial->givens[trial->count];
		*given = (struct given){ .term = &relation->terms[i] };
		if (trial->unit ? take_of_unit(checks, trial->unit, given)
		                : take_of_city(checks, given))
			trial->count++;
		else if (relation->kind != RELATION_ALIKE)
			return false;
	}
	return trial->count > 1;
}

/* 食品检验量（7.2）的分子 */
static const char *name_of(struct checks *checks, const struct given *given)
{
	static const char *const parts[] = {
		[TERM_VALUE] = "", [TERM_NUMERATOR] = "的分子", [TERM_DENOMINATOR] = "的分母"
	};
	const struct indicator *indicator = given->term->indicator;

	return arena_printf(checks->arena, "%s（%s）%s", indicator->name, indicator->id,
	        parts[given->term->part]);
}

/* The same with who said it: 市甲局填报的…, 各市（区）合计的… */
static const char *name_whose(struct checks *checks, const struct given *given)
{
	const char *name = name_of(checks, given);

	if (given->is_sum)
		return arena_printf(
		        checks->arena, "各%s合计的%s", checks->ledger->catalogue->districts, name);
	return arena_printf(checks->arena, "%s填报的%s", given->unit->name, name);
}

/* Beside a figure whose writer was named; in a trial of one unit it is the same. */
static const char *name_beside(
        struct checks *checks, const struct trial *trial, const struct given *given)
{
	return trial->unit ? name_of(checks, given) : name_whose(checks, given);
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

static void ask(
        struct checks *checks, const struct given *given, const char *other, const char *text)
{
	const struct subject subject = { given->unit, given->term->indicator,
		doubts_cell(checks, given->unit, given->term->indicator), NULL };
	const struct sides sides = { .found = doubts_plain(checks, given->worth), .other = other };

	doubts_add(checks, DOUBT_RELATION, &subject, sides, text);
}

/* The sum in the measure of the figure that it is held against. */
static struct decimal in_measure(const struct given *given, struct decimal sum)
{
	const char *base;
	struct decimal out = sum;

	if (given->term->part == TERM_VALUE)
		(void)decimal_divide(sum,
		        decimal_from(measure_scale(given->term->indicator->measure, &base)), 1,
		        PLACES, &out);
	return out;
}

static const char *right_name(struct checks *checks, const struct trial *trial)
{
	const char *name = name_beside(checks, trial, &trial->givens[1]);

	for (size_t i = 2; i < trial->count; i++)
		name = arena_printf(checks->arena, "%s与%s", name,
		        name_beside(checks, trial, &trial->givens[i]));
	return trial->count > 2 ? arena_printf(checks->arena, "%s之和", name) : name;
}

/* The first that is of this month: what is carried was asked about when it came. */
static const struct given *first_fresh(const struct trial *trial)
{
	for (size_t i = 0; i < trial->count; i++)
		if (trial->givens[i].fresh)
			return &trial->givens[i];
	return NULL;
}

/* 0.35亿元 beside 3600万元: without their measures nobody could tell which is more. */
static bool has_other_measure(const struct given *left, const struct given *right)
{
	return left->term->part == TERM_VALUE && right->term->part == TERM_VALUE
	        && !text_equal(left->term->indicator->measure, right->term->indicator->measure);
}

static void compare_sum(struct checks *checks, const struct trial *trial)
{
	const struct given *left = &trial->givens[0];
	const struct given *asked = first_fresh(trial);
	const bool at_least = trial->relation->kind == RELATION_AT_LEAST;
	struct decimal sum = trial->givens[1].scaled;

	for (size_t i = 2; i < trial->count; i++)
		if (!decimal_add(sum, trial->givens[i].scaled, &sum))
			return;
	const int order = decimal_compare(left->scaled, sum);
	if (!asked || order == 0 || (at_least && order > 0)
	        || (at_least && was_asked(checks, asked->unit, asked->term->indicator)))
		return;
	const char *is = doubts_plain(checks, left->worth);
	const char *other = trial->count == 2 ? doubts_plain(checks, trial->givens[1].worth)
	                                      : doubts_plain(checks, in_measure(left, sum));
	const struct given *right = &trial->givens[1];
	const bool is_mixed = trial->count == 2 && has_other_measure(left, right);
	ask(checks, asked, asked == left ? other : is,
	        arena_printf(checks->arena, "%s为%s%s，%s%s（%s%s）", name_whose(checks, left), is,
	                is_mixed ? left->term->indicator->measure : "",
	                at_least ? "小于" : "不等于", right_name(checks, trial), other,
	                is_mixed ? right->term->indicator->measure : ""));
}

/* How many say the same? */
static size_t count_alike(const struct trial *trial, const struct given *given)
{
	size_t count = 0;

	for (size_t i = 0; i < trial->count; i++)
		count += decimal_compare(trial->givens[i].worth, given->worth) == 0;
	return count;
}

/* Of this month's figures the one that stands most alone, the first of several, is asked about. */
static void compare_alike(struct checks *checks, struct trial *trial)
{
	const struct given *asked = NULL;
	const struct given *most = &trial->givens[0];

	for (size_t i = 0; i < trial->count; i++) {
		const struct given *given = &trial->givens[i];
		const size_t alike = count_alike(trial, given);
		if (alike > count_alike(trial, most))
			most = given;
		if (given->fresh && (!asked || alike < count_alike(trial, asked)))
			asked = given;
	}
	if (!asked || count_alike(trial, asked) == trial->count)
		return;
	/* Of two neither stands more alone: the first is asked, the other is what it is held to. */
	for (size_t i = 0; decimal_compare(most->worth, asked->worth) == 0; i++)
		most = &trial->givens[i];
	const char *found = doubts_plain(checks, asked->worth);
	const char *other = doubts_plain(checks, most->worth);
	ask(checks, asked, other,
	        arena_printf(checks->arena, "%s为%s，与%s（%s）不一致", name_whose(checks, asked),
	                found, name_beside(checks, trial, most), other));
}

/* False: there was nothing to compare. */
static bool compare(struct checks *checks, const struct relation *relation, const struct unit *unit)
{
	struct trial trial = { .relation = relation, .unit = unit };

	if (!take_givens(checks, &trial))
		return false;
	if (relation->kind == RELATION_ALIKE)
		compare_alike(checks, &trial);
	else
		compare_sum(checks, &trial);
	return true;
}

static bool must_report_all(const struct unit *unit, const struct relation *relation)
{
	for (size_t i = 0; i < relation->term_count; i++)
		if (!unit_must_report(relation->terms[i].indicator, unit))
			return false;
	return true;
}

/* What each unit keeps to, their sums keep to: those are for what no unit says alone. */
void related_check(struct checks *checks)
{
	const struct catalogue *catalogue = checks->ledger->catalogue;

	for (size_t i = 0; i < catalogue->relation_count; i++) {
		const struct relation *relation = &catalogue->relations[i];
		bool is_settled = false;
		for (size_t u = 0; u < catalogue->unit_count; u++)
			if (compare(checks, relation, catalogue->units[u])
			        && must_report_all(catalogue->units[u], relation))
				is_settled = true;
		if (!is_settled)
			(void)compare(checks, relation, NULL);
	}
}
