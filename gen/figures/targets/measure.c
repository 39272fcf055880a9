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

bool measure_round(const char *measure, struct fraction parts, struct decimal *out)
{
	const int64_t factor = measure_factor(measure);

	if (factor == 100)
		return fraction_round_percent(parts, factor, out);
	return decimal_divide(
	        parts.numerator, parts.denominator, factor, measure_places(measure), out);
}
