/* paper/pdf: the profile of sRGB, every number of it computed again. */
#include "paper/pdf/intent.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static size_t length;

static unsigned long number(size_t at, size_t bytes)
{
	const unsigned char *profile = intent_profile(&length);
	unsigned long value = 0;

	cr_assert_leq(at + bytes, length);
	for (size_t i = 0; i < bytes; i++)
		value = value << 8 | profile[at + i];
	return value;
}

/* Where the tag of a signature begins. */
static size_t tag(const char *signature)
{
	for (size_t i = 0; i < number(128, 4); i++) {
		if (memcmp(intent_profile(&length) + 132 + 12 * i, signature, 4) == 0)
			return number(132 + 12 * i + 4, 4);
	}
	cr_assert_fail("no %s", signature);
	return 0;
}

/* Version 4 is refused by validators of PDF/A-1. */
Test(intent, the_head_is_that_of_a_version_2_display_profile)
{
	cr_expect_eq(number(0, 4), length);
	cr_expect_eq(number(8, 2), 0x0210);
	cr_expect_eq(memcmp(intent_profile(&length) + 12, "mntrRGB XYZ ", 12), 0);
	cr_expect_eq(memcmp(intent_profile(&length) + 36, "acsp", 4), 0);
}

/* White is the sum of the primaries, D50. */
Test(intent, the_primaries_add_up_to_white)
{
	static const char *const primaries[] = { "rXYZ", "gXYZ", "bXYZ" };
	static const double white[] = { 0.9642, 1.0, 0.8249 };

	for (size_t axis = 0; axis < 3; axis++) {
		double sum = 0;
		for (size_t i = 0; i < 3; i++)
			sum += (double)number(tag(primaries[i]) + 8 + 4 * axis, 4) / 65536;
		cr_expect_float_eq(sum, white[axis], 0.0003, "axis %zu: %f", axis, sum);
		cr_expect_float_eq(
		        (double)number(tag("wtpt") + 8 + 4 * axis, 4) / 65536, white[axis], 0.0001);
	}
}

/* IEC 61966-2-1, 5.2. */
Test(intent, the_curve_is_that_of_srgb)
{
	const size_t curve = tag("rTRC");

	cr_expect_eq(tag("gTRC"), curve);
	cr_expect_eq(tag("bTRC"), curve);
	cr_assert_eq(number(curve + 8, 4), 256);
	for (size_t i = 0; i < 256; i++) {
		const double value = (double)i / 255;
		const double linear =
		        value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
		cr_expect_eq(number(curve + 12 + 2 * i, 2), (unsigned long)lround(linear * 65535),
		        "%zu", i);
	}
}
