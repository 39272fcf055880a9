#include "figures/targets/measure.h"

#include <criterion/criterion.h>

Test(measure, a_share_has_a_factor_and_one_decimal)
{
	cr_expect_eq(measure_factor("%"), 100);
	cr_expect_eq(measure_factor("‰"), 1000);
	cr_expect_eq(measure_factor("倍"), 1);
	cr_expect_eq(measure_factor(""), 1);
	cr_expect(measure_is_share("‰") && !measure_is_share("元/人/月"));
	cr_expect_eq(measure_places("%"), 1);
	cr_expect_eq(measure_places("倍"), 2);
}

static bool round_in(const char *measure, struct fraction parts, struct decimal *out)
{
	const int64_t factor = measure_factor(measure);

	return measure_round(parts, factor, measure_places(measure), factor == 100, out);
}

Test(measure, a_part_over_its_whole_is_rounded_once)
{
	static const struct {
		const char *measure;
		int64_t part, whole;
		struct decimal printed;
	} rows[] = {
		{ "%", 733, 940, { .digits = 780, .scale = 1 } },
		{ "%", 9996, 10000, { .digits = 999, .scale = 1 } },
		{ "‰", 9996, 10000, { .digits = 9996, .scale = 1 } },
		{ "倍", 1599, 1000, { .digits = 160, .scale = 2 } },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct fraction parts = { decimal_from(rows[i].part),
			decimal_from(rows[i].whole) };
		struct decimal printed;
		cr_assert(round_in(rows[i].measure, parts, &printed), "row %zu", i);
		cr_expect_eq(decimal_compare(printed, rows[i].printed), 0, "row %zu", i);
	}
}

Test(measure, yi_and_wan_count_the_same)
{
	const char *base;

	cr_expect_eq(measure_scale("亿元", &base), 100000000);
	cr_expect_str_eq(base, "元");
	cr_expect_eq(measure_scale("万", &base), 1);
	cr_expect(measure_scales_alike("亿元", "万元") && measure_scales_alike("元", "万元"));
	cr_expect_not(measure_scales_alike("万人", "万人次"));
}
