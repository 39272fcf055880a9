#include "paper/markup/measure.h"

#include "base/decimal_parse.h"
#include "base/text.h"

#include <inttypes.h>
#include <string.h>

#define LENGTH_LIMIT MPT_FROM_UM(10000000)

/* Reads sign, digits, at most three decimals; returns what follows, NULL when there is no number.
 */
static const char *number(const char *string, int64_t *thousandths)
{
	const bool negative = *string == '-';
	int64_t value = 0;
	int digits = 0;
	int decimals = 0;

	string += negative ? 1 : 0;
	for (; *string >= '0' && *string <= '9' && digits < 10; string++, digits++)
		value = value * 10 + (*string - '0');
	if (digits == 0 || digits > 9)
		return NULL;
	if (*string == '.') {
		for (string++; *string >= '0' && *string <= '9'; string++, decimals++)
			value = decimals < 3 ? value * 10 + (*string - '0') : value;
		if (decimals == 0 || decimals > 3)
			return NULL;
	}
	for (; decimals < 3; decimals++)
		value *= 10;
	*thousandths = negative ? -value : value;
	return string;
}

static int64_t rounded(int64_t value, int64_t factor, int64_t divisor)
{
	const int64_t half = value < 0 ? -divisor / 2 : divisor / 2;

	return (value * factor + half) / divisor;
}

bool measure_length(const char *string, struct measure_base base, mpt *out)
{
	int64_t value;
	const char *unit = number(string, &value);

	if (!unit)
		return false;
	/* 1 mm = 360000/127 mpt: base/length.h */
	if (text_equal(unit, "mm"))
		value = rounded(value, 360000, 127000);
	else if (text_equal(unit, "em") && base.em > 0)
		value = rounded(value, base.em, 1000);
	else if (text_equal(unit, "ln") && base.ln > 0)
		value = rounded(value, base.ln, 1000);
	else if (!text_equal(unit, "pt") && !(unit[0] == '\0' && value == 0))
		return false;
	if (value > LENGTH_LIMIT || value < -LENGTH_LIMIT)
		return false;
	*out = (mpt)value;
	return true;
}

bool measure_thousandths(const char *string, const char *unit, int *out)
{
	int64_t value;
	const char *rest = number(string, &value);

	if (!rest || !text_equal(rest, unit) || value < 0 || value > 1000000)
		return false;
	*out = (int)value;
	return true;
}

bool measure_share(const char *string, int *out)
{
	const size_t length = strlen(string);
	const bool percent = length > 0 && string[length - 1] == '%';
	char digits[32];
	struct decimal share;

	if (length - (percent ? 1 : 0) >= sizeof digits)
		return false;
	memcpy(digits, string, length - (percent ? 1 : 0));
	digits[length - (percent ? 1 : 0)] = '\0';
	if (decimal_parse(digits, &share) != DECIMAL_OK)
		return false;
	if (decimal_sign(share) < 0)
		share = decimal_from(0);
	if (decimal_compare(share, decimal_from(percent ? 100 : 1)) > 0)
		share = decimal_from(percent ? 100 : 1);
	if (!decimal_multiply(share, decimal_from(percent ? 10 : 1000), &share))
		return false;
	*out = (int)decimal_round(share, 0).digits;
	return true;
}

bool measure_whole(const char *string, int *out)
{
	int64_t value;
	const char *rest = number(string, &value);

	if (!rest || *rest != '\0' || strchr(string, '.') || value < 0)
		return false;
	if (value > (int64_t)1000000 * 1000)
		return false;
	*out = (int)(value / 1000);
	return true;
}

static int hexadecimal(char digit)
{
	const char *digits = "0123456789abcdef0123456789ABCDEF";
	const char *at = digit == '\0' ? NULL : strchr(digits, digit);

	return !at ? -1 : (int)((at - digits) % 16);
}

bool measure_color(const char *string, struct color *out)
{
	const size_t length = strlen(string);
	const bool brief = length == 4;
	int parts[3];

	if (string[0] != '#' || (!brief && length != 7))
		return false;
	for (size_t i = 0; i < 3; i++) {
		const int high = hexadecimal(string[brief ? 1 + i : 1 + 2 * i]);
		const int low = hexadecimal(string[brief ? 1 + i : 2 + 2 * i]);
		if (high < 0 || low < 0)
			return false;
		parts[i] = high * 16 + low;
	}
	*out = (struct color){ (uint8_t)parts[0], (uint8_t)parts[1], (uint8_t)parts[2] };
	return true;
}

/* An inch is 25.4 mm and 72 pt. */
const char *measure_millimetres(struct arena *arena, int64_t length)
{
	return arena_printf(arena, "%" PRId64, (length * 254 + 719999) / 720000);
}
