#include "figures/targets/measure.h"

#include "base/text.h"

int64_t measure_factor(const char *measure)
{
	if (text_equal(measure, "%"))
		return 100;
	return text_equal(measure, "‰") ? 1000 : 1;
}

bool measure_is_share(const char *measure)
{
	return measure_factor(measure) > 1;
}

uint8_t measure_places(const char *measure)
{
	return measure_is_share(measure) ? 1 : 2;
}

bool measure_round(
        struct fraction value, int64_t factor, uint8_t places, bool is_percent, struct decimal *out)
{
	const struct decimal hundred = decimal_from(100);

	if (!decimal_divide(value.numerator, value.denominator, factor, places, out))
		return false;
	/* What is complete may read 100 though it is a little more. */
	if (is_percent
	        && fraction_compare(value, (struct fraction){ hundred, decimal_from(factor) }) < 0)
		*out = fraction_keep_side(value, factor, hundred, *out);
	return true;
}
