#include "base/fraction.h"

#include <assert.h>

struct fraction fraction_from(struct decimal value)
{
	return (struct fraction){ value, decimal_from(1) };
}

int fraction_compare(struct fraction a, struct fraction b)
{
	return decimal_compare_fractions(a.numerator, a.denominator, b.numerator, b.denominator);
}

static bool subtract_exactly(
        struct fraction a, struct fraction b, uint8_t places, struct decimal *out)
{
	struct decimal left;
	struct decimal right;
	struct decimal over;
	struct decimal under;

	return decimal_multiply(a.numerator, b.denominator, &left)
	        && decimal_multiply(b.numerator, a.denominator, &right)
	        && decimal_subtract(left, right, &over)
	        && decimal_multiply(a.denominator, b.denominator, &under)
	        && decimal_divide(over, under, 1, places, out);
}

struct decimal fraction_subtract(struct fraction a, struct fraction b, uint8_t places)
{
	struct decimal left;
	struct decimal right;
	struct decimal difference = decimal_from(0);

	assert(decimal_sign(a.denominator) > 0 && decimal_sign(b.denominator) > 0);
	if (subtract_exactly(a, b, places, &difference))
		return difference;
	/* Parts of sixteen digits: the difference of the rounded values must do. */
	if (decimal_divide(a.numerator, a.denominator, 1, places, &left)
	        && decimal_divide(b.numerator, b.denominator, 1, places, &right))
		(void)decimal_subtract(left, right, &difference);
	return difference;
}

/* value x factor against `limit`, exactly. */
static int side_of(struct fraction value, int64_t factor, struct decimal limit)
{
	return fraction_compare(value, (struct fraction){ limit, decimal_from(factor) });
}

struct decimal fraction_keep_side(
        struct fraction value, int64_t factor, struct decimal limit, struct decimal printed)
{
	const int side = side_of(value, factor, limit);
	const int printed_side = decimal_compare(printed, limit);

	if (side < 0 && printed_side >= 0)
		printed.digits -= 1;
	else if (side > 0 && printed_side <= 0)
		printed.digits += 1;
	return printed;
}

bool fraction_round_percent(struct fraction value, int64_t factor, struct decimal *out)
{
	const struct decimal hundred = decimal_from(100);

	if (!decimal_divide(value.numerator, value.denominator, factor, 1, out))
		return false;
	/* What is complete may read 100 though it is a little more. */
	if (side_of(value, factor, hundred) < 0)
		*out = fraction_keep_side(value, factor, hundred, *out);
	return true;
}
