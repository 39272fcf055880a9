#include "figures/assess/indicator.h"

#include "base/fraction.h"
#include "figures/assess/status.h"
#include "kit/kit.h"
#include "kit/world.h"

#include <criterion/criterion.h>

static const char *describe(
        struct arena *arena, const struct indicator *indicator, const struct figure *figure)
{
	static const char *const states[] = {
		[FIGURE_NONE] = "none",
		[FIGURE_GIVEN] = "given",
		[FIGURE_CARRIED] = "carried",
		[FIGURE_NO_BASE] = "no-base",
		[FIGURE_TOO_LARGE] = "too-large",
		[FIGURE_NOT_CONCERNED] = "not-concerned",
	};
	const char *by = figure->from[0] == '\0' ? "" : " by ";

	if (!figure_stands(figure))
		return states[figure->state];
	return arena_printf(arena, "%s %s%s%s", states[figure->state],
	        amount_format(arena, indicator, &figure->amount), by, figure->from);
}

struct row {
	enum indicator_kind kind;
	enum combine combine;
	const char *measure;
	bool lead_reports;
	const char *target;
	const char *figures[WORLD_UNITS]; /* by unit, months apart by blanks; the last counts */
	const char *headline;
	const char *reached; /* "2/3" */
	const char *marks;   /* d: from districts, x: disagree, c: carried, p: partial */
};

static const struct row rows[] = {
	/* Only the lead. */
	{ KIND_COUNT, COMBINE_LEAD_ONLY, "例", true, "10", { "7", "6", "-", "-", "-" },
	        "given 7例 by 市甲局", "0/0", "" },
	{ KIND_COUNT, COMBINE_LEAD_ONLY, "例", true, "10", { "7 -", "- 9", "-", "-", "-" },
	        "carried 7例 by 市甲局", "0/0", "c" },
	{ KIND_COUNT, COMBINE_LEAD_ONLY, "例", true, "10", { "7 6", "-", "-", "-", "-" },
	        "carried 7例 by 市甲局", "0/0", "c" },
	{ KIND_COUNT, COMBINE_LEAD_ONLY, "例", true, "10", { "-", "6", "-", "-", "-" }, "none",
	        "0/0", "" },
	{ KIND_COUNT, COMBINE_LEAD_ONLY, "例", true, "10", { "0", "-", "-", "-", "-" },
	        "given 0例 by 市甲局", "0/0", "" },
	{ KIND_MILESTONE, COMBINE_LEAD_ONLY, "", true, "1", { "否", "-", "-", "-", "-" },
	        "given 0 by 市甲局", "0/0", "" },
	{ KIND_INCREMENT, COMBINE_LEAD_ONLY, "项", true, "100", { "101", "-", "-", "-", "-" },
	        "given 101项 by 市甲局", "0/0", "" },
	{ KIND_RATIO, COMBINE_LEAD_ONLY, "%", true, "100", { "0/0", "-", "-", "-", "-" }, "no-base",
	        "0/0", "" },
	/* Sums. */
	{ KIND_COUNT, COMBINE_SUM, "家", true, "10", { "6", "-", "1", "2", "3" },
	        "given 6家 by 市甲局", "0/0", "" },
	{ KIND_COUNT, COMBINE_SUM, "家", true, "10", { "7", "-", "1", "2", "3" },
	        "given 7家 by 市甲局", "0/0", "x" },
	{ KIND_COUNT, COMBINE_SUM, "家", true, "10", { "-", "-", "1", "2", "3" }, "given 6家",
	        "0/0", "d" },
	{ KIND_COUNT, COMBINE_SUM, "家", false, "10", { "-", "-", "1", "2", "3" }, "given 6家",
	        "0/0", "d" },
	{ KIND_COUNT, COMBINE_SUM, "家", false, "10", { "8", "-", "1", "2", "3" },
	        "given 8家 by 市甲局", "0/0", "x" },
	{ KIND_AMOUNT, COMBINE_SUM, "公里", false, "10", { "-", "-", "1.25", "2.5", "3" },
	        "given 6.75公里", "0/0", "d" },
	{ KIND_COUNT, COMBINE_SUM, "家", true, "10", { "-", "-", "1 1", "2 -", "3 5" },
	        "carried 8家", "0/0", "dc" },
	{ KIND_COUNT, COMBINE_SUM, "家", true, "10", { "-", "-", "1", "2", "-" }, "given 3家",
	        "0/0", "dp" },
	{ KIND_COUNT, COMBINE_SUM, "家", true, "10", { "9", "-", "1", "2", "-" },
	        "given 9家 by 市甲局", "0/0", "p" },
	{ KIND_COUNT, COMBINE_SUM, "家", true, "10", { "9 -", "-", "1 2", "2 2", "3 3" },
	        "given 7家", "0/0", "d" },
	{ KIND_COUNT, COMBINE_SUM, "家", true, "10", { "9 -", "-", "1 2", "2 -", "3 3" },
	        "carried 9家 by 市甲局", "0/0", "c" },
	/* A district's earlier figure beside the lead's of this month contradicts nothing. */
	{ KIND_COUNT, COMBINE_SUM, "家", true, "10", { "6 9", "-", "1 2", "2 -", "3 3" },
	        "given 9家 by 市甲局", "0/0", "" },
	{ KIND_COUNT, COMBINE_SUM, "家", true, "10", { "-", "-", "-", "-", "-" }, "none", "0/0",
	        "p" },
	/* Shares: Σn/Σd; 0/0 adds nothing; a bare percentage has no weight. */
	{ KIND_RATIO, COMBINE_WEIGHTED, "%", false, "100", { "-", "-", "1/10", "0/0", "9/10" },
	        "given 10/20（50.0%）", "0/0", "d" },
	{ KIND_RATIO, COMBINE_WEIGHTED, "%", false, "100", { "-", "-", "0/0", "0/0", "0/0" },
	        "no-base", "0/0", "d" },
	{ KIND_RATIO, COMBINE_WEIGHTED, "%", false, "100", { "-", "-", "0/0", "0/0", "-" },
	        "no-base", "0/0", "dp" },
	{ KIND_RATIO, COMBINE_WEIGHTED, "%", false, "100", { "-", "-", "1/2", "50", "1/2" },
	        "given 2/4（50.0%）", "0/0", "dp" },
	/* The worst district decides. */
	{ KIND_LEVEL, COMBINE_MIN, "元", false, "900", { "-", "-", "900", "899.9", "950" },
	        "given 899.9元 by 南区", "2/3", "" },
	{ KIND_LEVEL, COMBINE_MIN, "元", false, "900", { "905", "-", "900", "910", "950" },
	        "given 900元 by 东区", "3/3", "x" },
	{ KIND_LEVEL, COMBINE_MIN, "元", false, "900", { "-", "-", "900", "-", "950" },
	        "given 900元 by 东区", "2/3", "p" },
	{ KIND_RELATIVE_LEVEL, COMBINE_MIN, "%", false, "75",
	        { "-", "-", "675/900", "674/900", "0/0" }, "given 674/900（74.9%） by 南区", "1/2",
	        "" },
	{ KIND_RELATIVE_LEVEL, COMBINE_MIN, "倍", false, "1.6",
	        { "-", "-", "1440/900", "1441/900", "1600/1000" },
	        "given 1440/900（1.60倍） by 东区", "3/3", "" },
	{ KIND_RATIO, COMBINE_MIN, "%", false, "90", { "-", "-", "0/0", "0/0", "0/0" }, "no-base",
	        "0/0", "" },
	/* Every one named; the lead counts as one where it must report. */
	{ KIND_RATIO, COMBINE_ALL, "%", true, "100", { "9/9", "-", "5/5", "4/5", "5/5" },
	        "given 9/9（100.0%） by 市甲局", "3/4", "" },
	{ KIND_RATIO, COMBINE_ALL, "%", true, "100", { "8/9", "-", "5/5", "5/5", "5/5" },
	        "given 8/9（88.9%） by 市甲局", "3/4", "" },
	{ KIND_RATIO, COMBINE_ALL, "%", false, "100", { "8/9", "-", "5/5", "5/5", "5/5" },
	        "given 5/5（100.0%） by 东区", "3/3", "" },
	/* An earlier word of the lead is still the lead's: the worst district's is another thing.
	 */
	{ KIND_RATIO, COMBINE_ALL, "%", true, "100",
	        { "8/9 -", "-", "5/5 5/5", "4/5 4/5", "5/5 5/5" }, "carried 8/9（88.9%） by 市甲局",
	        "2/4", "c" },
	{ KIND_MILESTONE, COMBINE_ALL, "", false, "1", { "-", "-", "是", "是", "否" },
	        "given 0 by 西县", "2/3", "" },
	{ KIND_PER_DISTRICT_MIN, COMBINE_ALL, "个", false, "1", { "-", "-", "5", "0", "1" },
	        "given 0个 by 南区", "2/3", "" },
	{ KIND_PER_DISTRICT_MIN, COMBINE_ALL, "个", false, "1", { "-", "-", "5", "-", "1" },
	        "given 1个 by 西县", "2/3", "p" },
	/* How many said yes. */
	{ KIND_DISTRICT_COUNT, COMBINE_COUNT, "个", false, "3", { "-", "-", "是", "否", "是" },
	        "given 2个", "2/3", "" },
	{ KIND_DISTRICT_COUNT, COMBINE_COUNT, "个", false, "3", { "是", "-", "是", "否", "是" },
	        "given 2个", "2/3", "" },
	{ KIND_DISTRICT_COUNT, COMBINE_COUNT, "个", false, "3", { "-", "-", "是", "-", "-" },
	        "given 1个", "1/3", "p" },
	{ KIND_QUALITATIVE, COMBINE_LEAD_ONLY, "", true, "0", { "是", "-", "-", "-", "-" },
	        "given 1 by 市甲局", "0/0", "" },
};

static int months_of(const struct row *row)
{
	for (size_t unit = 0; unit < WORLD_UNITS; unit++) {
		for (const char *at = row->figures[unit]; *at != '\0'; at++) {
			if (*at == ' ')
				return 2;
		}
	}
	return 1;
}

static struct indicator indicator_like(const struct row *row)
{
	return (struct indicator){
		.kind = row->kind,
		.combine = row->combine,
		.measure = row->measure,
		.comparison = COMPARE_AT_LEAST,
		.has_target = row->kind != KIND_QUALITATIVE,
		.target = world_decimal(row->target),
		.lead_reports = row->lead_reports,
		.districts_report = row->combine != COMBINE_LEAD_ONLY,
	};
}

Test(indicator, combines_as_its_kind_asks)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = world_new(arena);
		const struct indicator like = indicator_like(&rows[i]);
		struct indicator_result result = { .indicator = world_indicator(world, &like) };
		for (enum world_unit unit = LEAD; unit < WORLD_UNITS; unit++)
			world_series(world, unit, result.indicator, rows[i].figures[unit]);
		const int month = months_of(&rows[i]);

		indicator_combine(arena, world_ledger(world, diag, month), month, &result);
		const char *headline = describe(arena, result.indicator, &result.figure);
		cr_expect_str_eq(headline, rows[i].headline, "row %zu: %s", i, headline);
		const char *reached =
		        arena_printf(arena, "%zu/%zu", result.reached, result.concerned);
		cr_expect_str_eq(reached, rows[i].reached, "row %zu: %s", i, reached);
		const char *marks = arena_printf(arena, "%s%s%s%s",
		        result.from_districts ? "d" : "", result.disagree ? "x" : "",
		        result.carried ? "c" : "", result.partial ? "p" : "");
		cr_expect_str_eq(marks, rows[i].marks, "row %zu: %s", i, marks);
		diag_free(diag);
		arena_free(arena);
	}
}

Test(indicator, lists_districts_then_others_who_must_report_or_did)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct world *world = world_new(arena);
	struct indicator_result result = {
		.indicator = world_indicator(world,
		        &(struct indicator){ .kind = KIND_COUNT,
		                .measure = "",
		                .combine = COMBINE_SUM,
		                .districts_report = true }),
	};
	static const enum world_unit expected[] = { EAST, SOUTH, WEST, LEAD, OTHER };

	world_give(world, 1, OTHER, result.indicator, "3");
	world_give(world, 1, SOUTH, result.indicator, "4");
	indicator_combine(arena, world_ledger(world, diag, 1), 1, &result);
	cr_assert_eq(result.unit_count, sizeof expected / sizeof *expected);
	for (size_t i = 0; i < result.unit_count; i++)
		cr_expect_eq(result.units[i].unit, world_unit(world, expected[i]));
	cr_expect_eq(result.units[0].figure.state, FIGURE_NONE);
	cr_expect_eq(result.units[1].figure.state, FIGURE_GIVEN);
	cr_expect_str_eq(result.units[1].figure.origin.file, "南区");
	diag_free(diag);
	arena_free(arena);
}

/* A hundred districts with figures of seventeen digits: what they gave is no silence. */
Test(indicator, a_sum_that_nothing_holds_is_not_unreported)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct world *world = world_new(arena);
	struct task *task = world_task(world);
	struct indicator_result result = {
		.indicator = world_indicator(world,
		        &(struct indicator){ .kind = KIND_COUNT,
		                .measure = "",
		                .combine = COMBINE_SUM,
		                .has_target = true,
		                .target = decimal_from(1),
		                .districts_report = true }),
	};

	(void)task;
	for (enum world_unit unit = EAST; unit <= WEST; unit++)
		world_give(world, 1, unit, result.indicator, "99999999999999999");
	const struct ledger *ledger = world_ledger(world, diag, 1);
	for (enum world_unit unit = EAST; unit <= WEST; unit++) {
		const struct cell *cell =
		        ledger_cell(ledger, 1, world_unit(world, unit), result.indicator);
		((struct value *)(uintptr_t)cell->value)->number =
		        decimal_from(INT64_C(9000000000000000000));
	}
	indicator_combine(arena, ledger, 1, &result);
	status_judge(ledger, (struct period){ .year = WORLD_YEAR, .month = 1 }, &result);
	cr_expect_eq(result.figure.state, FIGURE_TOO_LARGE);
	cr_expect_str_eq(status_word(result.status), "无法汇总");
	diag_free(diag);
	arena_free(arena);
}

/* Rates of many digits: a district that had all but one of its figure was ranked as if it had none.
 */
Test(indicator, a_rate_of_many_digits_is_exact)
{
	static const struct {
		const char *target, *figure, *percent;
	} cases[] = {
		{ "99999999999999999", "99999999999999998", "99.9" },
		{ "99999999999999998", "99999999999999999", "100" },
		{ "95.5", "12345678901234567/22345678901234567", "57.9" },
		{ "0.000000003", "0.000000002", "66.7" },
		{ "99999999999999999", "0.000000001", "0" },
		{ "1", "99999999999999999", "" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = world_new(arena);
		struct fraction percent;
		struct decimal rate;
		(void)world_task(world);
		struct indicator_result result = {
			.indicator = world_indicator(world,
			        &(struct indicator){ .kind = KIND_RATIO,
			                .measure = "%",
			                .combine = COMBINE_LEAD_ONLY,
			                .lead_reports = true,
			                .has_target = true,
			                .target = world_decimal(cases[i].target) })
		};
		world_give(world, 1, LEAD, result.indicator, cases[i].figure);
		indicator_combine(arena, world_ledger(world, diag, 1), 1, &result);
		cr_assert(figure_attained(result.indicator, &result.figure, &percent));
		const bool fits = fraction_round_percent(percent, 1, &rate);
		cr_expect_str_eq(fits ? decimal_format(arena, decimal_normalise(rate)) : "",
		        cases[i].percent);
		diag_free(diag);
		arena_free(arena);
	}
}

/*
 * Only the lead's word counts: that one district had declared its part done made the whole done,
 * when the lead had not reported. Where nobody leads all districts must have said so.
 */
Test(indicator, one_yes_of_a_district_is_not_everybodys)
{
	static const struct {
		bool led;
		const char *figures[3]; /* of the districts */
		const char *headline;
		const char *districts;
	} cases[] = {
		{ true, { "是", "否", "否" }, "none", "given 0 by 南区" },
		{ true, { "是", "是", "是" }, "none", "given 1 by 东区" },
		{ false, { "是", "否", "是" }, "given 0 by 南区", "given 0 by 南区" },
		{ false, { "是", "是", "是" }, "given 1 by 东区", "given 1 by 东区" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = world_new(arena);
		struct task *task = world_task(world);
		struct indicator_result result = {
			.indicator = world_indicator(world,
			        &(struct indicator){ .kind = KIND_QUALITATIVE,
			                .measure = "",
			                .combine = COMBINE_LEAD_ONLY,
			                .lead_reports = true,
			                .districts_report = true }),
		};
		if (!cases[i].led) {
			task->lead = NULL;
			task->duties += EAST;
			task->duty_count -= EAST;
		}
		for (enum world_unit unit = EAST; unit <= WEST; unit++)
			world_give(world, 1, unit, result.indicator, cases[i].figures[unit - EAST]);
		indicator_combine(arena, world_ledger(world, diag, 1), 1, &result);
		const char *headline = describe(arena, result.indicator, &result.figure);
		cr_expect_str_eq(headline, cases[i].headline, "row %zu: %s", i, headline);
		const char *districts = describe(arena, result.indicator, &result.district_figure);
		cr_expect_str_eq(districts, cases[i].districts, "row %zu: %s", i, districts);
		diag_free(diag);
		arena_free(arena);
	}
}

/* Another city's table: nobody leads, or a district does. */
Test(indicator, does_without_a_lead_among_the_bureaus)
{
	static const struct {
		int lead; /* -1: none */
		enum combine combine;
		const char *headline;
		const char *marks;
	} cases[] = {
		/* The first bureau with the duty answers for the city's figure. */
		{ -1, COMBINE_LEAD_ONLY, "given 7例 by 市甲局", "" },
		{ -1, COMBINE_SUM, "given 6例", "d" },
		{ -1, COMBINE_MIN, "given 1例 by 东区", "" },
		/* A district that leads reports its own part, not the city's. */
		{ EAST, COMBINE_LEAD_ONLY, "given 1例 by 东区", "" },
		{ EAST, COMBINE_SUM, "given 6例", "d" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = world_new(arena);
		struct task *task = world_task(world);
		struct indicator_result result = {
			.indicator = world_indicator(world,
			        &(struct indicator){ .kind = KIND_COUNT,
			                .measure = "例",
			                .combine = cases[i].combine,
			                .lead_reports = true,
			                .districts_report = true }),
		};
		task->lead = cases[i].lead < 0 ? NULL
		                               : world_unit(world, (enum world_unit)cases[i].lead);
		world_give(world, 1, LEAD, result.indicator, "7");
		world_give(world, 1, EAST, result.indicator, "1");
		world_give(world, 1, SOUTH, result.indicator, "2");
		world_give(world, 1, WEST, result.indicator, "3");
		indicator_combine(arena, world_ledger(world, diag, 1), 1, &result);
		const char *headline = describe(arena, result.indicator, &result.figure);
		cr_expect_str_eq(headline, cases[i].headline, "row %zu: %s", i, headline);
		cr_expect_eq(result.from_districts, cases[i].marks[0] == 'd', "row %zu", i);
		cr_expect_not(result.disagree, "row %zu", i);
		diag_free(diag);
		arena_free(arena);
	}
}

/* Spreadsheets export binary floats: each is accepted, and none is left out of the sum. */
Test(indicator, no_addend_is_left_out_of_a_sum)
{
	static const struct {
		const char *figures[3];
		const char *headline;
	} cases[] = {
		{ { "16323128.999999998", "95620200.00000001", "50000000" },
		        "given 161943329.000000008" },
		{ { "99999999999999999", "99999999999999999", "0" }, "given 199999999999999998" },
		{ { "99999999999999999", "0.000000001", "1" }, "given 100000000000000000" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = world_new(arena);
		struct indicator_result result = {
			.indicator = world_indicator(world,
			        &(struct indicator){ .kind = KIND_AMOUNT,
			                .measure = "",
			                .combine = COMBINE_SUM,
			                .districts_report = true }),
		};
		for (enum world_unit unit = EAST; unit <= WEST; unit++)
			world_give(world, 1, unit, result.indicator, cases[i].figures[unit - EAST]);
		indicator_combine(arena, world_ledger(world, diag, 1), 1, &result);
		cr_expect_str_eq(
		        describe(arena, result.indicator, &result.figure), cases[i].headline);
		cr_expect_not(result.partial);
		diag_free(diag);
		arena_free(arena);
	}
}

Test(indicator, meets_a_target_exactly)
{
	static const struct {
		enum comparison comparison;
		const char *target;
		const char *measure;
		const char *figure;
		int order;
		const char *percent; /* of the target; "" when there is none */
	} cases[] = {
		{ COMPARE_AT_LEAST, "900", "元", "900.00", 0, "100.0" },
		{ COMPARE_AT_LEAST, "900", "元", "899.99", -1, "99.9" },
		{ COMPARE_AT_LEAST, "900", "元", "900.01", 1, "100.0" },
		{ COMPARE_AT_LEAST, "10000", "例", "9996", -1, "99.9" },
		{ COMPARE_AT_LEAST, "10000", "例", "9995", -1, "99.9" },
		{ COMPARE_AT_LEAST, "10000", "例", "9994", -1, "99.9" },
		{ COMPARE_AT_LEAST, "10000", "例", "9984", -1, "99.8" },
		{ COMPARE_AT_LEAST, "10000", "例", "9985", -1, "99.9" },
		{ COMPARE_AT_LEAST, "2000", "例", "1247", -1, "62.4" }, /* 62.35 goes up */
		{ COMPARE_AT_LEAST, "10000", "例", "21500", 1, "215.0" },
		{ COMPARE_AT_LEAST, "75", "%", "3/4", 0, "100.0" },
		{ COMPARE_AT_LEAST, "75", "%", "749/1000", -1, "99.9" },
		{ COMPARE_AT_LEAST, "6", "批次/千人", "27370/4561.7", -1, "99.9" },
		{ COMPARE_AT_LEAST, "1.6", "倍", "1440/900", 0, "100.0" },
		/* A limit: met at or below it; the rate turns round. */
		{ COMPARE_AT_MOST, "4.3", "%", "43/1000", 0, "100.0" },
		{ COMPARE_AT_MOST, "4.3", "%", "42/1000", 1, "102.4" },
		{ COMPARE_AT_MOST, "4.3", "%", "44/1000", -1, "97.7" },
		{ COMPARE_AT_MOST, "10", "例", "0", 1, "" },
		{ COMPARE_AT_LEAST, "0", "例", "0", 0, "" },
		{ COMPARE_AT_LEAST, "100", "%", "0/0", -1, "" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = world_new(arena);
		struct indicator_result result = {
			.indicator = world_indicator(world,
			        &(struct indicator){
			                .kind = KIND_RATIO,
			                .comparison = cases[i].comparison,
			                .measure = cases[i].measure,
			                .has_target = true,
			                .target = world_decimal(cases[i].target),
			                .lead_reports = true,
			        }),
		};
		struct fraction percent;
		struct decimal printed;
		world_give(world, 1, LEAD, result.indicator, cases[i].figure);
		indicator_combine(arena, world_ledger(world, diag, 1), 1, &result);
		cr_expect_eq(figure_against_target(result.indicator, &result.figure),
		        cases[i].order, "%s of %s", cases[i].figure, cases[i].target);
		const bool has = figure_attained(result.indicator, &result.figure, &percent)
		        && fraction_round_percent(percent, 1, &printed);
		cr_expect_str_eq(has ? decimal_format(arena, printed) : "", cases[i].percent,
		        "%s of %s: %s", cases[i].figure, cases[i].target,
		        has ? decimal_format(arena, printed) : "");
		diag_free(diag);
		arena_free(arena);
	}
}
