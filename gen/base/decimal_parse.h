/*
 * Reading a figure as a person writes it: the only way from text to a decimal.
 */
#ifndef BASE_DECIMAL_PARSE_H
#define BASE_DECIMAL_PARSE_H

#include "base/decimal.h"

/* What decimal_parse thinks of a text. */
enum decimal_parsed {
	DECIMAL_OK,
	DECIMAL_NORMALISED, /* full-width digits, commas, blanks or 万/亿 were understood */
	DECIMAL_NOT_A_NUMBER,
	DECIMAL_OUT_OF_RANGE, /* more than 17 digits or more than 9 decimals */
};

/*
 * Reads "940", "-3.5", "1e3", "2.737万", "27,370", "９４０", "35万", "1.2亿". Blanks around and
 * between number and 万/亿 are allowed; "约900" is DECIMAL_NOT_A_NUMBER. *out is 0 when refused.
 */
enum decimal_parsed decimal_parse(const char *string, struct decimal *out);

#endif
