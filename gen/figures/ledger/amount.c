#include "figures/ledger/amount.h"

#include "figures/targets/aim.h"
#include "figures/targets/measure.h"
#include "figures/targets/stages.h"

#include <assert.h>

struct amount amount_of(const struct value *value)
{
	switch (value->kind) {
	case VALUE_FRACTION:
		return (struct amount){
			.is_fraction = true,
			.numerator = value->numerator,
			.denominator = value->denominator,
		};
	case VALUE_YES_NO:
		return (struct amount){ .number = decimal_from(value->yes ? 1 : 0) };
	case VALUE_STAGE:
	case VALUE_NUMBER:
		break;
	}
	return (struct amount){ .is_bound = value->is_bound, .number = value->number };
}

bool amount_has_base(const struct amount *amount)
{
	return !amount->is_fraction || decimal_sign(amount->denominator) > 0;
}

/* Exact, without making the numerator larger where the denominator can be made smaller. */
static bool scale_up(struct fraction *fraction, int64_t factor)
{
	struct decimal *denominator = &fraction->denominator;

	for (; factor >= 10 && denominator->scale < DECIMAL_SCALE_MAX; factor /= 10)
		denominator->scale++;
	return decimal_multiply(fraction->numerator, decimal_from(factor), &fraction->numerator);
}

bool amount_in_measure(
        const struct indicator *indicator, const struct amount *amount, struct fraction *out)
{
	if (!amount->is_fraction) {
		*out = (struct fraction){ amount->number, decimal_from(1) };
		return true;
	}
	if (!amount_has_base(amount))
		return false;
	*out = (struct fraction){ amount->numerator, decimal_normalise(amount->denominator) };
	assert(decimal_sign(out->denominator) > 0);
	return scale_up(out, measure_factor(indicator->measure));
}

static bool equal_to_number(
        const struct indicator *indicator, const struct amount *fraction, struct decimal number)
{
	struct decimal rounded;

	return amount_has_base(fraction)
	        && decimal_divide(fraction->numerator, fraction->denominator,
	                measure_factor(indicator->measure), number.scale, &rounded)
	        && decimal_compare(rounded, number) == 0;
}

bool amount_equal(const struct indicator *indicator, const struct amount *a, const struct amount *b)
{
	if (a->is_fraction && b->is_fraction)
		return decimal_compare(a->numerator, b->numerator) == 0
		        && decimal_compare(a->denominator, b->denominator) == 0;
	if (a->is_fraction)
		return equal_to_number(indicator, a, b->number);
	if (b->is_fraction)
		return equal_to_number(indicator, b, a->number);
	return decimal_compare(a->number, b->number) == 0;
}

static char *format_fraction(
        struct arena *arena, const struct indicator *indicator, const struct amount *amount)
{
	const char *numerator = decimal_format(arena, decimal_normalise(amount->numerator));
	const char *denominator = decimal_format(arena, decimal_normalise(amount->denominator));
	const struct fraction parts = { amount->numerator, amount->denominator };
	const int64_t factor = measure_factor(indicator->measure);
	struct decimal value;

	if (!amount_has_base(amount)
	        || !measure_round(parts, factor, aim_places(indicator), factor == 100, &value))
		return arena_printf(arena, "%s/%s", numerator, denominator);
	return arena_printf(arena, "%s/%s（%s%s）", numerator, denominator,
	        decimal_format_places(arena, value, aim_places(indicator)), indicator->measure);
}

char *amount_format(
        struct arena *arena, const struct indicator *indicator, const struct amount *amount)
{
	if (amount->is_fraction)
		return format_fraction(arena, indicator, amount);
	if (kind_row(indicator->kind)->value == VALUE_STAGE)
		return arena_strdup(arena, stages_name(indicator, amount->number));
	return arena_printf(arena, "%s%s%s",
	        decimal_format(arena, decimal_normalise(amount->number)), indicator->measure,
	        amount->is_bound ? "以上" : "");
}

char *amount_format_value(struct arena *arena, const struct value *value)
{
	const struct amount amount = amount_of(value);

	if (value->kind == VALUE_YES_NO)
		return arena_strdup(arena, value->yes ? "是" : "否");
	if (value->is_bound)
		return arena_strdup(arena, value->words);
	return amount_format(arena, value->indicator, &amount);
}
