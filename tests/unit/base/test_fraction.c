#include "base/decimal_parse.h"
#include "base/fraction.h"

#include <criterion/criterion.h>

static struct decimal number(const char *text)
{
	struct decimal value;

	cr_assert_eq(decimal_parse(text, &value), DECIMAL_OK, "%s", text);
	return value;
}

static struct fraction over(const char *numerator, const char *denominator)
{
	return (struct fraction){ number(numerator), number(denominator) };
}

static void expect(struct decimal value, const char *text)
{
	cr_expect_eq(decimal_compare(value, number(text)), 0, "%lld / 10^%u is not %s",
	        (long long)value.digits, (unsigned)value.scale, text);
}

Test(fraction, compares_what_no_decimal_holds)
{
	cr_expect_eq(fraction_compare(over("1", "3"), over("2", "6")), 0);
	cr_expect_eq(fraction_compare(over("1", "3"), over("0.333333333", "1")), 1);
	cr_expect_eq(fraction_compare(over("-1", "3"), fraction_from(number("0"))), -1);
}

static void expect_percent(struct fraction a, struct fraction b, struct fraction expected)
{
	struct fraction percent;

	cr_assert(fraction_percent(a, b, &percent));
	cr_expect_eq(fraction_compare(percent, expected), 0, "%lld e-%u over %lld e-%u",
	        (long long)percent.numerator.digits, (unsigned)percent.numerator.scale,
	        (long long)percent.denominator.digits, (unsigned)percent.denominator.scale);
}

Test(fraction, a_percentage_of_many_digits_is_exact_where_it_fits)
{
	const char *large = "99999999999999999", *less = "99999999999999998";
	struct fraction none;

	expect_percent(over("940", "1"), over("1000", "1"), over("94", "1"));
	expect_percent(over("1", "3"), over("1", "7"), over("700", "3"));
	expect_percent(over("-1", "3"), over("0.5", "1"), over("-200", "3"));
	expect_percent(over("0", "1"), over("7", "1"), over("0", "1"));
	expect_percent(over(large, "1"), over(large, "1"), over("100", "1"));
	expect_percent(over(less, "1"), over(large, "1"), over(less, "999999999999999.99"));
	expect_percent(over("0.000000001", "1"), over("0.000000001", "1"), over("100", "1"));
	expect_percent(over("0.000000001", "100000000"), over("10", "0.000000001"),
	        over("0.000000001", "10000000000000000"));
	cr_expect_not(fraction_percent(over("1", "1"), over("0", "1"), &none));
	cr_expect_not(fraction_percent(over("1", "1"), over("-1", "1"), &none));
	cr_expect_not(
	        fraction_percent(over(large, "0.000000001"), over("0.000000001", large), &none));
}

Test(fraction, a_percentage_is_whole_only_when_complete)
{
	static const struct {
		const char *numerator, *denominator;
		int64_t factor;
		const char *printed;
	} rows[] = {
		{ "9994", "10000", 100, "99.9" },
		{ "9996", "10000", 100, "99.9" },
		{ "99999", "100000", 100, "99.9" },
		{ "1", "1", 100, "100" },
		{ "10004", "10000", 100, "100" },
		{ "2001", "2000", 100, "100.1" },
		{ "99.96", "1", 1, "99.9" },
		{ "100", "1", 1, "100" },
		{ "599.99", "6", 1, "99.9" },
		{ "0", "7", 100, "0" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct decimal printed;
		cr_assert(fraction_round_percent(
		        over(rows[i].numerator, rows[i].denominator), rows[i].factor, &printed));
		expect(printed, rows[i].printed);
	}
}

Test(fraction, a_printed_value_stays_on_its_side_of_a_limit)
{
	const struct fraction share = over("1599", "1000");
	const struct decimal limit = number("1.6");

	expect(fraction_keep_side(share, 1, limit, number("1.60")), "1.59");
	expect(fraction_keep_side(over("1601", "1000"), 1, limit, number("1.60")), "1.61");
	expect(fraction_keep_side(over("16", "10"), 1, limit, number("1.60")), "1.60");
	expect(fraction_keep_side(over("4304", "100000"), 100, number("4.3"), number("4.3")),
	        "4.4");
	expect(fraction_keep_side(over("41", "1000"), 100, number("4.3"), number("4.1")), "4.1");
}
