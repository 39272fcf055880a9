#include "base/decimal_parse.h"

#include <criterion/criterion.h>
#include <string.h>

static struct decimal number(const char *string)
{
	struct decimal value;
	const enum decimal_parsed parsed = decimal_parse(string, &value);

	cr_assert(parsed == DECIMAL_OK || parsed == DECIMAL_NORMALISED, "\"%s\"", string);
	return value;
}

Test(decimal, reads_figures_as_people_write_them)
{
	static const struct {
		const char *string;
		enum decimal_parsed parsed;
		const char *value;
	} rows[] = {
		{ "940", DECIMAL_OK, "940" },
		{ "-3.5", DECIMAL_OK, "-3.5" },
		{ "0", DECIMAL_OK, "0" },
		{ "-0", DECIMAL_OK, "0" },
		{ "0.00", DECIMAL_OK, "0.00" },
		{ "1.50", DECIMAL_OK, "1.50" },
		{ "0.05", DECIMAL_OK, "0.05" },
		{ "1e3", DECIMAL_OK, "1000" },
		{ "1.25E+2", DECIMAL_OK, "125" },
		{ "12e-3", DECIMAL_OK, "0.012" },
		{ "0e9999999999999", DECIMAL_OK, "0" },
		{ "12345678901234567", DECIMAL_OK, "12345678901234567" },
		{ "1.123456789", DECIMAL_OK, "1.123456789" },
		{ "1.0000000000000000000000", DECIMAL_OK, "1.000000000" },
		{ "12345678901234567.00", DECIMAL_OK, "12345678901234567" },
		{ "100e-11", DECIMAL_OK, "0.000000001" },
		{ "2.737万", DECIMAL_NORMALISED, "27370" },
		{ "1.50万", DECIMAL_NORMALISED, "15000" },
		{ "0.00005万", DECIMAL_NORMALISED, "0.5" },
		{ "35 万", DECIMAL_NORMALISED, "350000" },
		{ "1.2亿", DECIMAL_NORMALISED, "120000000" },
		{ "1万亿", DECIMAL_NORMALISED, "1000000000000" },
		{ "27,370", DECIMAL_NORMALISED, "27370" },
		{ "1,234,567.8", DECIMAL_NORMALISED, "1234567.8" },
		{ "1，２３４．５", DECIMAL_NORMALISED, "1234.5" },
		{ "９４０", DECIMAL_NORMALISED, "940" },
		{ "－３．５", DECIMAL_NORMALISED, "-3.5" },
		{ "−7", DECIMAL_NORMALISED, "-7" },
		{ "+5", DECIMAL_NORMALISED, "5" },
		{ " 940\t", DECIMAL_NORMALISED, "940" },
		{ "　940　", DECIMAL_NORMALISED, "940" },
		{ "\u200B940\uFEFF", DECIMAL_NORMALISED, "940" }, /* out of a web page */
		{ "007", DECIMAL_NORMALISED, "7" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct decimal value;
		cr_expect_eq(decimal_parse(rows[i].string, &value), rows[i].parsed, "\"%s\"",
		        rows[i].string);
		cr_expect_str_eq(
		        decimal_format(arena, value), rows[i].value, "\"%s\"", rows[i].string);
	}
	arena_free(arena);
}

Test(decimal, refuses_everything_else)
{
	static const char *const bad[] = { "", " ", "-", "+", ".", ".5", "5.", "1.2.3", "--1",
		"- 1", "约900", "900左右", "900例", "90%", "1e", "1e+", "1e1.5", "1e3万", "e5",
		"0x10", "NaN", "inf", "null", "1 000", "12,34", "1,23", "1,2345", "1234,567",
		",123", "1,", "1,,234", "0,123", "1.234,567", "1,234,56", "万", "3万5", "3万5千",
		"3亿万", "3万万", "九百", "900~950", "900-950", "1/2", "9\xFF", "\xE4\xB8",
		"940\x01" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct decimal value = { .digits = 1 };
		cr_expect_eq(decimal_parse(bad[i], &value), DECIMAL_NOT_A_NUMBER, "\"%s\"", bad[i]);
		cr_expect_eq(value.digits, 0, "\"%s\"", bad[i]);
	}
}

Test(decimal, says_when_a_figure_is_beyond_it)
{
	static const char *const bad[] = { "123456789012345678", "-100000000000000000", "1e17",
		"0.0000000001", "1.0000000001", "123456789.123456789", "1e999999999999", "1e-10",
		"1e-999999999999", "10000000000000亿" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct decimal value;
		cr_expect_eq(decimal_parse(bad[i], &value), DECIMAL_OUT_OF_RANGE, "\"%s\"", bad[i]);
	}
	char enormous[20000];
	struct decimal value;
	memset(enormous, '9', sizeof enormous - 1);
	enormous[sizeof enormous - 1] = '\0';
	cr_expect_eq(decimal_parse(enormous, &value), DECIMAL_OUT_OF_RANGE);
	enormous[1] = '.';
	memset(enormous + 2, '0', sizeof enormous - 4);
	cr_expect_eq(decimal_parse(enormous, &value), DECIMAL_OUT_OF_RANGE);
	enormous[sizeof enormous - 2] = 'x';
	cr_expect_eq(decimal_parse(enormous, &value), DECIMAL_NOT_A_NUMBER);
}

/* Half away from zero, decided on the decimal itself: 1.005 is not 1.00499999999999989. */
Test(decimal, rounds_half_up_and_truncates)
{
	static const struct {
		const char *value;
		uint8_t places;
		const char *rounded;
		const char *truncated;
	} rows[] = {
		{ "99.95", 1, "100.0", "99.9" },
		{ "99.96", 1, "100.0", "99.9" },
		{ "99.94", 1, "99.9", "99.9" },
		{ "0.05", 1, "0.1", "0.0" },
		{ "0.04", 1, "0.0", "0.0" },
		{ "-0.05", 1, "-0.1", "0.0" },
		{ "-0.04", 1, "0.0", "0.0" },
		{ "-99.96", 1, "-100.0", "-99.9" },
		{ "1.005", 2, "1.01", "1.00" },
		{ "2.675", 2, "2.68", "2.67" },
		{ "0.5", 0, "1", "0" },
		{ "-0.5", 0, "-1", "0" },
		{ "0.499999999", 0, "0", "0" },
		{ "1.5", 3, "1.5", "1.5" },
		{ "99999999.999999999", 0, "100000000", "99999999" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct decimal value = number(rows[i].value);
		cr_expect_str_eq(decimal_format(arena, decimal_round(value, rows[i].places)),
		        rows[i].rounded, "round %s", rows[i].value);
		cr_expect_str_eq(decimal_format(arena, decimal_truncate(value, rows[i].places)),
		        rows[i].truncated, "truncate %s", rows[i].value);
	}
	arena_free(arena);
}

Test(decimal, formats_to_places)
{
	static const struct {
		const char *value;
		uint8_t places;
		const char *text;
	} rows[] = {
		{ "42400", 0, "42400" },
		{ "42400", 2, "42400.00" },
		{ "31.5", 1, "31.5" },
		{ "31.5", 0, "32" },
		{ "-0.3", 1, "-0.3" },
		{ "-0.3", 3, "-0.300" },
		{ "0.007", 2, "0.01" },
		{ "12345678901234567", 9, "12345678901234567.000000000" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct decimal value = number(rows[i].value);
		cr_expect_str_eq(decimal_format_places(arena, value, rows[i].places), rows[i].text);
	}
	arena_free(arena);
}

Test(decimal, normalises_and_compares)
{
	static const struct {
		const char *a;
		const char *b;
		int order;
	} rows[] = {
		{ "1.50", "1.5", 0 },
		{ "0", "0.000", 0 },
		{ "-1", "1", -1 },
		{ "0.3", "0.29", 1 },
		{ "-0.3", "-0.29", -1 },
		{ "12345678901234567", "0.000000001", 1 },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_expect_eq(decimal_compare(number(rows[i].a), number(rows[i].b)), rows[i].order);
		cr_expect_eq(decimal_compare(number(rows[i].b), number(rows[i].a)), -rows[i].order);
	}
	cr_expect_str_eq(decimal_format(arena, decimal_normalise(number("1.500"))), "1.5");
	cr_expect_str_eq(decimal_format(arena, decimal_normalise(number("100.0"))), "100");
	cr_expect_str_eq(decimal_format(arena, decimal_normalise(number("0.00"))), "0");
	cr_expect_eq(decimal_sign(number("-0.001")), -1);
	cr_expect_eq(decimal_sign(number("0.00")), 0);
	cr_expect_eq(decimal_sign(decimal_from(7)), 1);
	arena_free(arena);
}

enum operation { ADD, ADD_ROUNDED, SUBTRACT, MULTIPLY };

static bool calculate(
        enum operation operation, struct decimal a, struct decimal b, struct decimal *out)
{
	switch (operation) {
	case ADD:
		return decimal_add(a, b, out);
	case ADD_ROUNDED:
		return decimal_add_rounded(a, b, out);
	case SUBTRACT:
		return decimal_subtract(a, b, out);
	case MULTIPLY:
		return decimal_multiply(a, b, out);
	}
	return false;
}

/* A result of NULL: it does not fit, and 0 comes back. */
Test(decimal, calculates_exactly_or_says_it_cannot)
{
	static const struct {
		enum operation operation;
		const char *a;
		const char *b;
		const char *result;
	} rows[] = {
		{ ADD, "0.1", "0.2", "0.3" },
		{ ADD, "99.95", "0.05", "100.00" },
		{ ADD, "-5", "2.5", "-2.5" },
		{ ADD, "99999999999999999", "1", "100000000000000000" },
		{ ADD, "99999999999999999", "2", "100000000000000001" },
		{ ADD, "16323128.999999998", "95620200.00000001", "111943329.000000008" },
		{ ADD, "99999999999999999", "0.000000001", NULL },
		{ ADD_ROUNDED, "0.1", "0.2", "0.3" },
		{ ADD_ROUNDED, "99999999999999999", "0.000000001", "99999999999999999.0" },
		{ ADD_ROUNDED, "99999999999999999", "0.050000000", "99999999999999999.1" },
		{ ADD_ROUNDED, "12345678901", "0.123456789", "12345678901.12345679" },
		{ ADD, "12345678901234567", "0.000", "12345678901234567.00" },
		{ SUBTRACT, "1", "0.999999999", "0.000000001" },
		{ SUBTRACT, "-99999999999999999", "9", "-100000000000000008" },
		{ SUBTRACT, "-99999999999999999", "0.000000001", NULL },
		{ SUBTRACT, "33.3", "43.3", "-10.0" },
		{ MULTIPLY, "2.737", "10000", "27370.000" },
		{ MULTIPLY, "-1.5", "1.5", "-2.25" },
		{ MULTIPLY, "0.00001", "0.00001", NULL },
		{ MULTIPLY, "0.20000", "0.50000", "0.100000000" },
		{ MULTIPLY, "99999999999999999", "99999999999999999", NULL },
		{ MULTIPLY, "-99999999999999999", "0", "0" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct decimal out = { .digits = 9 };
		const bool fits =
		        calculate(rows[i].operation, number(rows[i].a), number(rows[i].b), &out);
		cr_expect_eq(fits, rows[i].result != NULL, "row %zu", i);
		cr_expect_str_eq(decimal_format(arena, out),
		        rows[i].result != NULL ? rows[i].result : "0", "row %zu", i);
	}
	arena_free(arena);
}

Test(decimal, divides_half_up)
{
	static const struct {
		const char *numerator;
		const char *denominator;
		int64_t factor;
		uint8_t places;
		const char *result; /* NULL: false */
	} rows[] = {
		{ "1", "3", 100, 1, "33.3" },
		{ "2", "3", 100, 1, "66.7" },
		{ "-2", "3", 100, 1, "-66.7" },
		{ "2", "-3", 100, 1, "-66.7" },
		{ "11", "12", 100, 2, "91.67" },
		{ "733", "940", 100, 1, "78.0" },
		{ "1", "2000", 100, 1, "0.1" }, /* 0.05 exactly */
		{ "-1", "2000", 100, 1, "-0.1" },
		{ "1999", "2000", 100, 1, "100.0" }, /* 99.95 exactly */
		{ "9996", "10000", 100, 1, "100.0" },
		{ "9994", "10000", 100, 1, "99.9" },
		{ "0.145", "1", 1, 2, "0.15" },
		{ "1", "0.5", 1, 0, "2" },
		{ "0.000000001", "1000000000", 1, 9, "0.000000000" },
		{ "99999999999999999", "0.000000001", 1, 0, NULL },
		{ "99999999999999999", "1", 1, 9, "99999999999999999.0" },
		{ "99999999999999999", "0.000000001", 9223372036854775807, 9, NULL },
		{ "99999999999999999", "99999999999999999", 9000000000000000, 0,
		        "9000000000000000" },
		{ "0", "5", 100, 1, "0.0" },
		{ "5", "0", 100, 1, NULL },
		{ "0", "0.0", 100, 1, NULL },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct decimal out = { .digits = 9 };
		const bool fits = decimal_divide(number(rows[i].numerator),
		        number(rows[i].denominator), rows[i].factor, rows[i].places, &out);
		cr_expect_eq(fits, rows[i].result != NULL, "row %zu", i);
		cr_expect_str_eq(decimal_format(arena, out),
		        rows[i].result != NULL ? rows[i].result : "0", "row %zu", i);
	}
	arena_free(arena);
}

Test(decimal, compares_fractions_without_dividing)
{
	static const struct {
		const char *n1, *d1, *n2, *d2;
		int order;
	} rows[] = {
		{ "1", "3", "2", "6", 0 },
		{ "1", "3", "0.333333333", "1", 1 },
		{ "-1", "3", "1", "3", -1 },
		{ "733", "940", "734", "940", -1 },
		{ "0", "5", "0", "0.001", 0 },
		{ "99999999999999999", "0.000000001", "99999999999999998", "0.000000001", 1 },
		{ "99999999999999999", "0.000000001", "0.000000001", "99999999999999999", 1 },
		{ "-99999999999999999", "0.000000001", "0.000000001", "99999999999999999", -1 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct decimal n1 = number(rows[i].n1);
		const struct decimal d1 = number(rows[i].d1);
		const struct decimal n2 = number(rows[i].n2);
		const struct decimal d2 = number(rows[i].d2);
		cr_expect_eq(
		        decimal_compare_fractions(n1, d1, n2, d2), rows[i].order, "row %zu", i);
		cr_expect_eq(
		        decimal_compare_fractions(n2, d2, n1, d1), -rows[i].order, "row %zu", i);
	}
}
