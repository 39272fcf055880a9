#include "figures/targets/measure.h"

#include "base/common.h"
#include "base/text.h"

#include <string.h>

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

int64_t measure_scale(const char *measure, const char **base)
{
	static const struct {
		const char *word;
		int64_t scale;
	} words[] = { { "亿", 100000000 }, { "万", 10000 } };

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		const size_t length = strlen(words[i].word);
		if (strncmp(measure, words[i].word, length) != 0 || measure[length] == '\0')
			continue;
		*base = measure + length;
		return words[i].scale;
	}
	*base = measure;
	return 1;
}

bool measure_scales_alike(const char *a, const char *b)
{
	const char *left, *right;

	(void)measure_scale(a, &left);
	(void)measure_scale(b, &right);
	return text_equal(left, right);
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
