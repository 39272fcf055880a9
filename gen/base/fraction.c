#include "base/fraction.h"

#include <assert.h>

__extension__ typedef __int128 wide;

#define DIGITS_LIMIT ((wide)9000000000000000000) /* 9 x 10^18: what a decimal holds */
#define BASE_TEN     10
#define HUNDRED      2 /* 10^2 */

/* top x 10^exponent / bottom, and bottom is above 0. */
struct quotient {
	wide top, bottom;
	int exponent;
};

static wide magnitude(wide value)
{
	return value < 0 ? -value : value;
}

static wide common_divisor(wide a, wide b)
{
	while (b != 0) {
		const wide rest = a % b;
		a = b;
		b = rest;
	}
	return a;
}

/* A last digit goes, half away from zero. */
static wide cut_digit(wide value)
{
	return (value + (value < 0 ? -BASE_TEN : BASE_TEN) / 2) / BASE_TEN;
}

static void shorten(struct quotient *quotient)
{
	const wide common = common_divisor(quotient->bottom, magnitude(quotient->top));

	quotient->top /= common;
	quotient->bottom /= common;
	while (magnitude(quotient->top) > DIGITS_LIMIT || quotient->bottom > DIGITS_LIMIT) {
		quotient->top = cut_digit(quotient->top);
		quotient->bottom = cut_digit(quotient->bottom);
	}
}

/* One power of ten from where it is too much to the other part. */
static void shift(wide *grows, wide *shrinks)
{
	if (magnitude(*grows) <= DIGITS_LIMIT / BASE_TEN)
		*grows *= BASE_TEN;
	else
		*shrinks = cut_digit(*shrinks);
}

/* The exponent becomes a scale of one of the two. */
static void settle(struct quotient *quotient)
{
	for (; quotient->exponent > DECIMAL_SCALE_MAX; quotient->exponent--)
		shift(&quotient->top, &quotient->bottom);
	for (; quotient->exponent < -DECIMAL_SCALE_MAX; quotient->exponent++)
		shift(&quotient->bottom, &quotient->top);
}

bool fraction_percent(struct fraction a, struct fraction b, struct fraction *out)
{
	struct quotient quotient = {
		.top = (wide)a.numerator.digits * b.denominator.digits,
		.bottom = (wide)a.denominator.digits * b.numerator.digits,
		.exponent = a.denominator.scale + b.numerator.scale - a.numerator.scale
		        - b.denominator.scale + HUNDRED,
	};

	if (quotient.bottom <= 0)
		return false;
	shorten(&quotient);
	settle(&quotient);
	const int exponent = quotient.exponent;
	const struct decimal top = { .digits = (int64_t)quotient.top,
		.scale = (uint8_t)(exponent < 0 ? -exponent : 0) };
	const struct decimal bottom = { .digits = (int64_t)quotient.bottom,
		.scale = (uint8_t)(exponent > 0 ? exponent : 0) };
	*out = (struct fraction){ decimal_normalise(top), decimal_normalise(bottom) };
	return bottom.digits > 0;
}

struct fraction fraction_from(struct decimal value)
{
	return (struct fraction){ value, decimal_from(1) };
}

int fraction_compare(struct fraction a, struct fraction b)
{
	return decimal_compare_fractions(a.numerator, a.denominator, b.numerator, b.denominator);
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
