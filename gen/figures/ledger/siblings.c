/*
 * A district's figure against what all districts are to do together, and against what the others
 * say. Asked only when the figure is another than last month's: what was asked once is not asked
 * again, month after month, of a district that differs for good.
 */
#include "figures/ledger/siblings.h"

#include <stdlib.h>

#define SIBLINGS_LEAST 3

static bool is_new(const struct subject *subject)
{
	const struct value *before = subject->before ? subject->before->value : NULL;

	return !before || before->kind != VALUE_NUMBER
	        || decimal_compare(before->number, subject->cell->value->number) != 0;
}

/* More than twice what it was; from nothing, anything is. */
static bool has_doubled(const struct subject *subject)
{
	const struct value *before = subject->before ? subject->before->value : NULL;

	return !before || before->kind != VALUE_NUMBER || decimal_sign(before->number) <= 0
	        || decimal_compare_fractions(subject->cell->value->number, before->number,
	                   decimal_from(2), decimal_from(1))
	        > 0;
}

static bool check_whole_target(struct checks *checks, const struct subject *subject)
{
	const struct indicator *indicator = subject->indicator;
	const struct value *value = subject->cell->value;

	if (subject->unit->kind != UNIT_DISTRICT || indicator->combine != COMBINE_SUM
	        || indicator->district_count < 2 || !indicator->has_target
	        || indicator->comparison != COMPARE_AT_LEAST || value->kind != VALUE_NUMBER
	        || decimal_compare(value->number, indicator->target) < 0 || !has_doubled(subject))
		return false;
	const struct sides sides = {
		.found = amount_format_value(checks->arena, value),
		.other = doubts_measured(checks, indicator, indicator->target),
	};
	doubts_add(checks, DOUBT_WHOLE_TARGET, subject, sides,
	        arena_printf(checks->arena,
	                "%s一家填报的%s为%s，已达到各%s合计的年度目标（%s），请核对是否误填合计数",
	                subject->unit->name, indicator->name, sides.found,
	                checks->ledger->catalogue->districts, sides.other));
	return true;
}

static int compare_figures(const void *left, const void *right)
{
	return decimal_compare(*(const struct decimal *)left, *(const struct decimal *)right);
}

bool siblings_median(
        const struct checks *checks, const struct subject *subject, struct decimal *out)
{
	const struct indicator *indicator = subject->indicator;
	struct decimal *figures =
	        arena_alloc_array(checks->arena, indicator->district_count + 1, sizeof *figures);
	size_t count = 0;

	for (size_t i = 0; i < indicator->district_count; i++) {
		const struct unit *unit = indicator->districts[i];
		const struct cell *cell = doubts_cell(checks, unit, indicator);
		if (unit != subject->unit && cell->value && cell->value->kind == VALUE_NUMBER
		        && decimal_sign(cell->value->number) > 0)
			figures[count++] = cell->value->number;
	}
	if (count < SIBLINGS_LEAST)
		return false;
	qsort(figures, count, sizeof *figures, compare_figures);
	*out = figures[(count - 1) / 2];
	return true;
}

static bool check_apart(struct checks *checks, const struct subject *subject)
{
	const struct indicator *indicator = subject->indicator;
	const struct value *value = subject->cell->value;
	const struct decimal factor = checks->ledger->catalogue->rules.sibling_factor;
	struct decimal median;

	if (indicator->kind != KIND_LEVEL || subject->unit->kind != UNIT_DISTRICT
	        || decimal_sign(value->number) <= 0 || !is_new(subject)
	        || !siblings_median(checks, subject, &median))
		return false;
	const struct decimal one = decimal_from(1);
	if (decimal_compare_fractions(value->number, median, factor, one) <= 0
	        && decimal_compare_fractions(median, value->number, factor, one) <= 0)
		return false;
	const struct sides sides = {
		.found = amount_format_value(checks->arena, value),
		.other = doubts_measured(checks, indicator, median),
	};
	doubts_add(checks, DOUBT_APART, subject, sides,
	        arena_printf(checks->arena, "%s填报的%s为%s，与其他%s的中位数（%s）相差%s倍以上",
	                subject->unit->name, indicator->name, sides.found,
	                checks->ledger->catalogue->districts, sides.other,
	                doubts_plain(checks, factor)));
	return true;
}

bool siblings_check(struct checks *checks, const struct subject *subject)
{
	return check_whole_target(checks, subject) || check_apart(checks, subject);
}
