/*
 * Arithmetic goes through 128-bit integers, which never overflow within the invariants: digits
 * are at most 9 x 10^18, scales at most 9, so that a product is at most 81 x 10^36 and a sum at a
 * common scale 18 x 10^27. Where a factor could still overflow, the product is checked before it is
 * made. A result that fits only after its trailing zero decimals are dropped has them dropped.
 */
#include "base/decimal.h"

#include <assert.h>

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 wide_unsigned;

#define DIGITS_LIMIT ((int64_t)9000000000000000000) /* 9 x 10^18 */
#define WIDE_MAX     ((wide)(((wide_unsigned)0 - 1) >> 1))

static wide power_of_ten(int exponent)
{
	wide power = 1;

	assert(exponent >= 0 && exponent <= 38);
	for (int i = 0; i < exponent; i++)
		power *= 10;
	return power;
}

static wide magnitude(wide value)
{
	return value < 0 ? -value : value;
}

static int sign_of(wide value)
{
	return (value > 0) - (value < 0);
}

static bool multiply_wide(wide a, wide b, wide *out)
{
	if (b != 0 && magnitude(a) > WIDE_MAX / magnitude(b))
		return false;
	*out = a * b;
	return true;
}

static bool fit(wide digits, int scale, struct decimal *out)
{
	*out = (struct decimal){ .digits = 0 };
	while (scale > DECIMAL_SCALE_MAX || magnitude(digits) > DIGITS_LIMIT) {
		if (scale == 0 || digits % 10 != 0)
			return false;
		digits /= 10;
		scale--;
	}
	*out = (struct decimal){ .digits = (int64_t)digits, .scale = (uint8_t)scale };
	return true;
}

/* Divides, half away from zero. */
static wide divide_rounded(wide dividend, wide divisor)
{
	const wide quotient = dividend / divisor;
	const wide rest = dividend % divisor;

	if (magnitude(rest) < magnitude(divisor) - magnitude(rest))
		return quotient;
	return quotient + ((dividend < 0) == (divisor < 0) ? 1 : -1);
}

struct decimal decimal_from(int64_t whole)
{
	assert(whole >= -DIGITS_LIMIT && whole <= DIGITS_LIMIT);
	return (struct decimal){ .digits = whole };
}

struct decimal decimal_normalise(struct decimal value)
{
	while (value.scale > 0 && value.digits % 10 == 0) {
		value.digits /= 10;
		value.scale--;
	}
	return value;
}

/* Digits as they would be at a scale that is not smaller. */
static wide digits_at(struct decimal value, int scale)
{
	return value.digits * power_of_ten(scale - value.scale);
}

static int larger_scale(struct decimal a, struct decimal b)
{
	return a.scale > b.scale ? a.scale : b.scale;
}

int decimal_compare(struct decimal a, struct decimal b)
{
	const int scale = larger_scale(a, b);

	return sign_of(digits_at(a, scale) - digits_at(b, scale));
}

int decimal_sign(struct decimal value)
{
	return sign_of(value.digits);
}

bool decimal_add(struct decimal a, struct decimal b, struct decimal *out)
{
	const int scale = larger_scale(a, b);

	return fit(digits_at(a, scale) + digits_at(b, scale), scale, out);
}

bool decimal_add_rounded(struct decimal a, struct decimal b, struct decimal *out)
{
	const int scale = larger_scale(a, b);
	const wide sum = digits_at(a, scale) + digits_at(b, scale);
	int dropped = 0;

	while (dropped < scale
	        && magnitude(divide_rounded(sum, power_of_ten(dropped))) > DIGITS_LIMIT)
		dropped++;
	return fit(divide_rounded(sum, power_of_ten(dropped)), scale - dropped, out);
}

bool decimal_subtract(struct decimal a, struct decimal b, struct decimal *out)
{
	const int scale = larger_scale(a, b);

	return fit(digits_at(a, scale) - digits_at(b, scale), scale, out);
}

bool decimal_multiply(struct decimal a, struct decimal b, struct decimal *out)
{
	return fit((wide)a.digits * b.digits, a.scale + b.scale, out);
}

bool decimal_divide(struct decimal numerator, struct decimal denominator, int64_t factor,
        uint8_t places, struct decimal *out)
{
	const int exponent = denominator.scale + places - numerator.scale;
	wide dividend = (wide)numerator.digits * factor;
	wide divisor = denominator.digits;

	assert(places <= DECIMAL_SCALE_MAX);
	*out = (struct decimal){ .digits = 0 };
	if (divisor == 0)
		return false;
	/* A dividend beyond 128 bits over at most 9 x 10^18 is a quotient beyond 10^19: no fit. */
	if (exponent < 0)
		divisor *= power_of_ten(-exponent);
	else if (!multiply_wide(dividend, power_of_ten(exponent), &dividend))
		return false;
	const wide quotient = divide_rounded(dividend, divisor);
	if (magnitude(quotient) > DIGITS_LIMIT)
		return fit(quotient, places, out);
	*out = (struct decimal){ .digits = (int64_t)quotient, .scale = places };
	return true;
}

int decimal_compare_fractions(
        struct decimal n1, struct decimal d1, struct decimal n2, struct decimal d2)
{
	assert(d1.digits > 0 && d2.digits > 0);
	/* n1 * d2 against n2 * d1, each at most 81 x 10^36; then the smaller scale is brought up.
	 */
	wide left = (wide)n1.digits * d2.digits;
	wide right = (wide)n2.digits * d1.digits;
	const int difference = (n2.scale + d1.scale) - (n1.scale + d2.scale);

	/* A side that overflows is larger than anything the other side can hold. */
	if (difference > 0 && !multiply_wide(left, power_of_ten(difference), &left))
		return sign_of(left);
	if (difference < 0 && !multiply_wide(right, power_of_ten(-difference), &right))
		return -sign_of(right);
	return (left > right) - (left < right);
}

struct decimal decimal_round(struct decimal value, uint8_t places)
{
	if (places >= value.scale)
		return value;
	const wide divisor = power_of_ten(value.scale - places);
	return (struct decimal){
		.digits = (int64_t)divide_rounded(value.digits, divisor),
		.scale = places,
	};
}

struct decimal decimal_truncate(struct decimal value, uint8_t places)
{
	if (places >= value.scale)
		return value;
	const wide divisor = power_of_ten(value.scale - places);
	return (struct decimal){ .digits = (int64_t)(value.digits / divisor), .scale = places };
}

char *decimal_format(struct arena *arena, struct decimal value)
{
	return decimal_format_places(arena, value, value.scale);
}

/* By hand, from the last digit on: a month's facts hold ten thousand of them. */
char *decimal_format_places(struct arena *arena, struct decimal value, uint8_t places)
{
	const struct decimal rounded = decimal_round(value, places);
	uint64_t left = (uint64_t)magnitude(rounded.digits);
	char line[UINT8_MAX + 24];
	char *end = line + sizeof line;
	char *at = end;

	for (unsigned i = rounded.scale; i < places; i++)
		*--at = '0';
	for (unsigned i = 0; i < rounded.scale; i++, left /= 10)
		*--at = (char)('0' + left % 10);
	if (places > 0)
		*--at = '.';
	do
		*--at = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (rounded.digits < 0)
		*--at = '-';
	return arena_strndup(arena, at, (size_t)(end - at));
}
