#include "figures/ledger/amount.h"

#include "base/text.h"

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
	case VALUE_NUMBER:
		break;
	}
	return (struct amount){ .number = value->number };
}

int64_t amount_factor(const struct indicator *indicator)
{
	if (text_equal(indicator->measure, "%"))
		return 100;
	return text_equal(indicator->measure, "‰") ? 1000 : 1;
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
	return scale_up(out, amount_factor(indicator));
}

int fraction_compare(struct fraction a, struct fraction b)
{
	return decimal_compare_fractions(a.numerator, a.denominator, b.numerator, b.denominator);
}

static bool equal_to_number(
        const struct indicator *indicator, const struct amount *fraction, struct decimal number)
{
	struct decimal rounded;

	return amount_has_base(fraction)
	        && decimal_divide(fraction->numerator, fraction->denominator,
	                amount_factor(indicator), number.scale, &rounded)
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

/* Half-up, but not up to a whole 100 that is not there. */
static bool round_below_hundred(struct fraction percent, uint8_t places, struct decimal *out)
{
	const struct decimal hundred = decimal_from(100);
	struct decimal step = { .digits = 1, .scale = places };

	if (!decimal_divide(percent.numerator, percent.denominator, 1, places, out))
		return false;
	if (decimal_compare(*out, hundred) < 0)
		return true;
	if (fraction_compare(percent, (struct fraction){ hundred, decimal_from(1) }) >= 0)
		return true;
	return decimal_subtract(hundred, step, out);
}

bool amount_round(const struct indicator *indicator, const struct amount *amount, uint8_t places,
        struct decimal *out)
{
	struct fraction value;

	if (!amount_in_measure(indicator, amount, &value))
		return false;
	if (amount_factor(indicator) == 100)
		return round_below_hundred(value, places, out);
	return decimal_divide(value.numerator, value.denominator, 1, places, out);
}

bool fraction_round_percent(struct fraction percent, struct decimal *out)
{
	return round_below_hundred(percent, 1, out);
}

static char *format_fraction(
        struct arena *arena, const struct indicator *indicator, const struct amount *amount)
{
	const char *numerator = decimal_format(arena, decimal_normalise(amount->numerator));
	const char *denominator = decimal_format(arena, decimal_normalise(amount->denominator));
	const uint8_t places = amount_factor(indicator) == 1 ? 2 : 1;
	struct decimal value;

	if (!amount_round(indicator, amount, places, &value))
		return arena_printf(arena, "%s/%s", numerator, denominator);
	return arena_printf(arena, "%s/%s（%s%s）", numerator, denominator,
	        decimal_format_places(arena, value, places), indicator->measure);
}

char *amount_format(
        struct arena *arena, const struct indicator *indicator, const struct amount *amount)
{
	if (amount->is_fraction)
		return format_fraction(arena, indicator, amount);
	return arena_printf(arena, "%s%s", decimal_format(arena, decimal_normalise(amount->number)),
	        indicator->measure);
}

char *amount_format_value(struct arena *arena, const struct value *value)
{
	const struct amount amount = amount_of(value);

	if (value->kind == VALUE_YES_NO)
		return arena_strdup(arena, value->yes ? "是" : "否");
	return amount_format(arena, value->indicator, &amount);
}
