/*
 * Reading a figure as a person writes it:
 *
 *     blanks [sign] whole ["." decimals] ["e" [sign] digits] blanks [万|亿|万亿] blanks
 *
 * whole is digits, or one to three digits and then groups of exactly three behind commas. Every
 * character may be full-width. An exponent and 万/亿 exclude each other. The value is mantissa *
 * 10^power, the mantissa without the zeros at its end: they are only counted, so that
 * "1.0000000000000000000000" is one and not too long.
 */
#include "base/decimal_parse.h"

#include "base/utf8.h"

#include <stddef.h>
#include <string.h>

#define DIGITS_MAX   17
#define EXPONENT_MAX 1000 /* far beyond every figure, far below overflow */

struct decimal_reader {
	const char *cursor;
	bool normalised; /* something was read that a plain JSON number does not hold */
	bool too_long;
	int64_t mantissa;
	int mantissa_digits;
	int zeros;    /* read behind the mantissa, not part of it */
	int decimals; /* digits behind the point */
	int exponent;
};

/* The minus sign of word processors too. */
static uint32_t plain(uint32_t codepoint)
{
	return codepoint == 0x2212 ? '-' : utf8_plain(codepoint);
}

static uint32_t look(const struct decimal_reader *reader)
{
	const char *cursor = reader->cursor;

	return plain(utf8_next(&cursor));
}

static bool is_digit(uint32_t codepoint)
{
	return codepoint >= '0' && codepoint <= '9';
}

static void step(struct decimal_reader *reader)
{
	const uint32_t codepoint = utf8_next(&reader->cursor);

	if (codepoint != plain(codepoint))
		reader->normalised = true;
}

static bool take(struct decimal_reader *reader, uint32_t wanted)
{
	if (look(reader) != wanted)
		return false;
	step(reader);
	return true;
}

static void skip_blanks(struct decimal_reader *reader)
{
	while (take(reader, ' '))
		reader->normalised = true;
}

/* '+', '-' or 0; a plus is no part of a plain number. */
static int take_sign(struct decimal_reader *reader)
{
	if (take(reader, '-'))
		return '-';
	if (!take(reader, '+'))
		return 0;
	reader->normalised = true;
	return '+';
}

static void push_digit(struct decimal_reader *reader, int digit)
{
	if (digit == 0) {
		if (reader->mantissa != 0 && reader->zeros < EXPONENT_MAX)
			reader->zeros++;
		else if (reader->mantissa != 0)
			reader->too_long = true;
		return;
	}
	for (reader->zeros++; reader->zeros > 0; reader->zeros--) {
		if (reader->mantissa_digits == DIGITS_MAX) {
			reader->too_long = true;
			return;
		}
		reader->mantissa *= 10;
		if (reader->mantissa != 0)
			reader->mantissa_digits++;
	}
	reader->mantissa_digits += reader->mantissa_digits == 0 ? 1 : 0;
	reader->mantissa += digit;
}

/* How many digits were read. */
static int take_digits(struct decimal_reader *reader)
{
	int count = 0;

	while (is_digit(look(reader))) {
		push_digit(reader, (int)(look(reader) - '0'));
		step(reader);
		if (count <= EXPONENT_MAX)
			count++;
	}
	return count;
}

static bool take_whole(struct decimal_reader *reader)
{
	const bool leading_zero = look(reader) == '0';
	const int count = take_digits(reader);

	if (count == 0)
		return false;
	if (leading_zero && count > 1)
		reader->normalised = true;
	if (look(reader) == ',' && (count > 3 || leading_zero))
		return false;
	while (take(reader, ',')) {
		reader->normalised = true;
		if (take_digits(reader) != 3)
			return false;
	}
	return true;
}

static bool take_exponent(struct decimal_reader *reader)
{
	const bool negative = look(reader) == '-';
	int value = 0;

	if (!take(reader, '-'))
		(void)take(reader, '+'); /* a plain JSON number may hold this one */
	if (!is_digit(look(reader)))
		return false;
	while (is_digit(look(reader))) {
		if (value < EXPONENT_MAX * 10)
			value = value * 10 + (int)(look(reader) - '0');
		step(reader);
	}
	reader->exponent = negative ? -value : value;
	return true;
}

static void take_suffix(struct decimal_reader *reader)
{
	if (take(reader, 0x4E07)) /* 万 */
		reader->exponent += 4;
	if (take(reader, 0x4EBF)) /* 亿 */
		reader->exponent += 8;
	if (reader->exponent != 0)
		reader->normalised = true;
}

/* The whole grammar; false when the text is no number. */
static bool read_number(struct decimal_reader *reader, bool *negative)
{
	skip_blanks(reader);
	*negative = take_sign(reader) == '-';
	if (!take_whole(reader))
		return false;
	if (take(reader, '.')) {
		reader->decimals = take_digits(reader);
		if (reader->decimals == 0)
			return false;
	}
	if (take(reader, 'e') || take(reader, 'E')) {
		if (!take_exponent(reader))
			return false;
		skip_blanks(reader);
	} else {
		skip_blanks(reader);
		take_suffix(reader);
		skip_blanks(reader);
	}
	return look(reader) == 0;
}

/*
 * mantissa * 10^power with as many of the decimals that were written (`wanted`) as fit: "1.50"
 * keeps its zero, "1.50000000000" keeps nine decimals.
 */
static bool place_point(
        const struct decimal_reader *reader, int power, int wanted, struct decimal *out)
{
	const int needed = power < 0 ? -power : 0;

	if (reader->too_long || needed > DECIMAL_SCALE_MAX)
		return false;
	int scale = wanted < DECIMAL_SCALE_MAX ? wanted : DECIMAL_SCALE_MAX;
	while (scale > needed && reader->mantissa_digits + power + scale > DIGITS_MAX)
		scale--;
	if (reader->mantissa_digits + power + scale > DIGITS_MAX)
		return false;
	int64_t digits = reader->mantissa;
	for (int i = 0; i < power + scale; i++)
		digits *= 10;
	*out = (struct decimal){ .digits = digits, .scale = (uint8_t)scale };
	return true;
}

/* "940", "31.5": digits alone, and few, as nearly all figures are. False: to be read with care. */
static bool read_plain(const char *string, struct decimal *out)
{
	const size_t whole = strspn(string, "0123456789");
	const size_t decimals = string[whole] == '.' ? strspn(string + whole + 1, "0123456789") : 0;
	const size_t length = whole + (string[whole] == '.') + decimals;
	int64_t digits = 0;

	if (whole == 0 || (whole > 1 && string[0] == '0') || string[length] != '\0'
	        || whole + decimals > DIGITS_MAX || decimals > DECIMAL_SCALE_MAX
	        || (string[whole] == '.' && decimals == 0))
		return false;
	for (size_t i = 0; i < length; i++)
		if (i != whole)
			digits = digits * 10 + (string[i] - '0');
	*out = (struct decimal){ .digits = digits, .scale = (uint8_t)decimals };
	return true;
}

enum decimal_parsed decimal_parse(const char *string, struct decimal *out)
{
	if (read_plain(string, out))
		return DECIMAL_OK;
	struct decimal_reader reader = { .cursor = string };
	bool negative = false;

	*out = (struct decimal){ .digits = 0 };
	if (!read_number(&reader, &negative))
		return DECIMAL_NOT_A_NUMBER;
	const int wanted =
	        reader.decimals > reader.exponent ? reader.decimals - reader.exponent : 0;
	const int power = reader.zeros - reader.decimals + reader.exponent;
	if (reader.mantissa == 0)
		out->scale = (uint8_t)(wanted < DECIMAL_SCALE_MAX ? wanted : DECIMAL_SCALE_MAX);
	else if (!place_point(&reader, power, wanted, out))
		return DECIMAL_OUT_OF_RANGE;
	if (negative)
		out->digits = -out->digits;
	return reader.normalised ? DECIMAL_NORMALISED : DECIMAL_OK;
}
