#include "kit/kit.h"
#include "kit/world.h"

#include <criterion/criterion.h>

static const struct indicator count = {
	.kind = KIND_COUNT,
	.name = "免费筛查",
	.measure = "例",
	.comparison = COMPARE_AT_LEAST,
	.has_target = true,
	.target = { .digits = 12000 },
	.lead_reports = true,
};
static const struct indicator share = {
	.kind = KIND_RATIO,
	.name = "覆盖率",
	.measure = "%",
	.comparison = COMPARE_AT_LEAST,
	.has_target = true,
	.target = { .digits = 100 },
	.lead_reports = true,
};
static const struct indicator sum = {
	.kind = KIND_COUNT,
	.name = "快检批次",
	.measure = "批次",
	.comparison = COMPARE_AT_LEAST,
	.has_target = true,
	.target = { .digits = 1200 },
	.lead_reports = true,
	.districts_report = true,
	.combine = COMBINE_SUM,
};

struct fixture {
	struct arena *arena;
	struct diag *diag;
	struct world *world;
};

static struct fixture begin(void)
{
	struct arena *arena = arena_new();

	return (struct fixture){ arena, kit_diag(), world_new(arena) };
}

static void end(struct fixture *fixture)
{
	diag_free(fixture->diag);
	arena_free(fixture->arena);
}

/* Exactly this doubt, with this text, said by this message; or none when `text` is "". */
static void expect_doubt(struct fixture *fixture, int month, enum message message, const char *text)
{
	const struct ledger *ledger = world_ledger(fixture->world, fixture->diag, month);

	if (text[0] == '\0') {
		cr_expect_eq(
		        ledger->doubt_count, 0, "%s", kit_records(fixture->arena, fixture->diag));
		return;
	}
	cr_assert_eq(ledger->doubt_count, 1, "expected %s; %s", text,
	        kit_records(fixture->arena, fixture->diag));
	cr_expect_str_eq(ledger->doubts[0].text, text, "%s", ledger->doubts[0].text);
	cr_expect_eq(kit_count(fixture->diag, message), 1);
}

Test(checks, a_fall_is_kept_or_corrected)
{
	static const struct {
		const char *series;
		const char *reason;
		enum message message;
		const char *text;
	} rows[] = {
		{ "1000 1000", "", MSG_FIGURE_FELL, "" },
		{ "1000 999", "", MSG_FIGURE_FELL,
		        "市甲局填报的免费筛查累计数由1000例降至999例，未说明更正原因，暂按上月数"
		        "计" },
		{ "1000 999", "重复统计。", MSG_FIGURE_CORRECTED,
		        "市甲局将免费筛查累计数由1000例更正为999例，原因：重复统计" },
		{ "1000 1001", "多余的说明", MSG_FIGURE_CORRECTED, "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		const struct indicator *indicator = world_indicator(fixture.world, &count);
		world_series(fixture.world, LEAD, indicator, rows[i].series);
		world_correct(fixture.world, 2, LEAD, indicator, rows[i].reason);
		expect_doubt(&fixture, 2, rows[i].message, rows[i].text);
		end(&fixture);
	}
}

Test(checks, severities_go_with_what_a_person_must_do)
{
	static const struct {
		enum message message;
		enum exit_status status;
	} rows[] = {
		{ MSG_FIGURE_FELL, EXIT_PERSON },
		{ MSG_FIGURE_CORRECTED, EXIT_DONE },
		{ MSG_TOTALS_DISAGREE, EXIT_PERSON },
		{ MSG_FIGURES_DIFFER, EXIT_PERSON },
		{ MSG_FIGURE_JUMPED, EXIT_PERSON },
		{ MSG_FIGURE_EXCESSIVE, EXIT_PERSON },
		{ MSG_BASE_MOVED, EXIT_PERSON },
		{ MSG_BASE_DIFFERS, EXIT_PERSON },
		{ MSG_PART_OVER_WHOLE, EXIT_PERSON },
		{ MSG_SHARE_OVER_WHOLE, EXIT_PERSON },
		{ MSG_WHOLE_BELOW_PART, EXIT_PERSON },
		{ MSG_SUM_INEXACT, EXIT_PERSON },
		{ MSG_FIGURE_SLIPPED, EXIT_PERSON },
		{ MSG_FIGURE_FELL_BACK, EXIT_PERSON },
		{ MSG_FIGURE_LEAPT, EXIT_PERSON },
		{ MSG_FIGURE_UNDONE, EXIT_PERSON },
		{ MSG_FIGURE_OF_ALL, EXIT_PERSON },
		{ MSG_FIGURE_APART, EXIT_PERSON },
		{ MSG_BASE_LOST, EXIT_PERSON },
		{ MSG_BASE_ZERO, EXIT_DONE },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct diag *diag = kit_diag();
		diag_say(diag, rows[i].message, PLACE_NONE, "a", "b", "c", "d", "e");
		cr_expect_eq(diag_exit_status(diag), rows[i].status, "%s",
		        message_name(rows[i].message));
		diag_free(diag);
	}
}

Test(checks, a_kept_figure_names_the_month_it_is_of)
{
	struct fixture fixture = begin();
	const struct indicator *indicator = world_indicator(fixture.world, &count);

	world_series(fixture.world, LEAD, indicator, "1000 - 900");
	expect_doubt(&fixture, 3, MSG_FIGURE_FELL,
	        "市甲局填报的免费筛查累计数由1000例降至900例，未说明更正原因，暂按1月数计");
	end(&fixture);
}

Test(checks, a_jump_is_beyond_three_times_both_averages)
{
	static const struct {
		const char *series;
		const char *target;
		const char *text;
	} rows[] = {
		/* Own average 1000 a month, planned average 1000 a month. */
		{ "1000 2000 5000", "12000", "" },
		{ "1000 2000 5001", "12000",
		        "市甲局填报的免费筛查较2月增加3001例，超过此前月均数（1000例）的3倍" },
		/* Beyond the own average of 100, within the plan: a late start. */
		{ "100 200 1200", "12000", "" },
		/* Beyond the plan, within the own average. */
		{ "1000 2000 5000", "1200", "" },
		/* February's increase has one month behind it: no average yet. */
		{ "100 9000", "12000", "" },
		/* Nothing before. */
		{ "0 0 5000", "12000", "" },
		/* Two months apart: six times the average is the edge. */
		{ "1000 2000 - 8000", "12000", "" },
		{ "1000 2000 - 8001", "12000",
		        "市甲局填报的免费筛查较2月增加6001例，超过此前月均数（1000例）的6倍" },
		/* Less than one a month is planned: it counts as one. */
		{ "1 1 4", "11", "" },
		{ "1 1 5", "11", "市甲局填报的免费筛查较2月增加4例，超过此前月均数（0.5例）的3倍" },
		/* Nothing before: held against the plan of all months so far. */
		{ "0 0 9000", "12000", "" },
		{ "0 0 9001", "12000",
		        "市甲局填报的免费筛查由0增加到9001例，超过计划月均数（1000例）的9倍" },
		{ "0 0 9", "11", "" },
		{ "0 0 10", "11",
		        "市甲局填报的免费筛查由0增加到10例，超过计划月均数（0.9例）的9倍" },
		{ "1 1 5", "12", "市甲局填报的免费筛查较2月增加4例，超过此前月均数（0.5例）的3倍" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		struct indicator like = count;
		like.target = world_decimal(rows[i].target);
		/* Keep the excess out of this table. */
		world_catalogue(fixture.world)->rules.excess_percent = decimal_from(100000);
		const struct indicator *indicator = world_indicator(fixture.world, &like);
		const int month = rows[i].series[0] == '1' && i >= 6 && i <= 7 ? 4 : i == 4 ? 2 : 3;
		world_series(fixture.world, LEAD, indicator, rows[i].series);
		expect_doubt(&fixture, month, MSG_FIGURE_JUMPED, rows[i].text);
		end(&fixture);
	}
}

Test(checks, a_districts_jump_is_held_against_its_share)
{
	static const struct {
		const char *march;
		size_t doubts;
	} rows[] = { { "160", 0 }, { "161", 1 } };

	/* 1200 in 12 months by 3 districts: a third of 100 a month; three times that is 100. */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		const struct indicator *indicator = world_indicator(fixture.world, &sum);
		world_series(fixture.world, EAST, indicator, "30 60");
		world_give(fixture.world, 3, EAST, indicator, rows[i].march);
		cr_expect_eq(world_ledger(fixture.world, fixture.diag, 3)->doubt_count,
		        rows[i].doubts, "%s", rows[i].march);
		end(&fixture);
	}
}

Test(checks, an_excess_is_beyond_120_percent)
{
	static const struct {
		enum comparison comparison;
		const char *figure;
		const char *text;
	} rows[] = {
		{ COMPARE_AT_LEAST, "14400", "" },
		{ COMPARE_AT_LEAST, "14401",
		        "免费筛查累计14401例，为年度目标（12000例）的120%，超过120%" },
		{ COMPARE_AT_LEAST, "27000",
		        "免费筛查累计27000例，为年度目标（12000例）的225%，超过120%" },
		{ COMPARE_AT_MOST, "27000", "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		struct indicator like = count;
		like.comparison = rows[i].comparison;
		world_give(fixture.world, 1, LEAD, world_indicator(fixture.world, &like),
		        rows[i].figure);
		expect_doubt(&fixture, 1, MSG_FIGURE_EXCESSIVE, rows[i].text);
		end(&fixture);
	}
}

Test(checks, an_excess_of_the_districts_counts_when_the_lead_is_silent)
{
	struct fixture fixture = begin();
	const struct indicator *indicator = world_indicator(fixture.world, &sum);

	world_give(fixture.world, 1, EAST, indicator, "721");
	world_give(fixture.world, 1, SOUTH, indicator, "720");
	expect_doubt(&fixture, 1, MSG_FIGURE_EXCESSIVE,
	        "快检批次累计1441批次，为年度目标（1200批次）的120.1%，超过120%");
	end(&fixture);
}

/* Nobody leads: who gave the largest part of an excess is asked, not who stands first. */
Test(checks, an_excess_without_a_lead_is_asked_of_the_largest_part)
{
	struct fixture fixture = begin();
	struct task *task = world_task(fixture.world);
	struct indicator like = sum;

	like.lead_reports = false;
	task->lead = NULL;
	const struct indicator *indicator = world_indicator(fixture.world, &like);
	world_give(fixture.world, 1, EAST, indicator, "740");
	world_give(fixture.world, 1, SOUTH, indicator, "760");
	const struct ledger *ledger = world_ledger(fixture.world, fixture.diag, 1);
	cr_assert_eq(ledger->doubt_count, 1, "%s", kit_records(fixture.arena, fixture.diag));
	cr_expect_eq(ledger->doubts[0].unit, world_unit(fixture.world, SOUTH));
	end(&fixture);
}

Test(checks, lead_and_districts_disagree)
{
	static const struct {
		enum combine combine;
		enum comparison comparison;
		const char *lead;
		const char *east;
		const char *south;
		const char *west;
		const char *text;
	} rows[] = {
		{ COMBINE_SUM, COMPARE_AT_LEAST, "6", "1", "2", "3", "" },
		{ COMBINE_SUM, COMPARE_AT_LEAST, "6.0", "1", "2", "3.00", "" },
		{ COMBINE_SUM, COMPARE_AT_LEAST, "7", "1", "2", "3",
		        "指标：牵头单位市甲局填报7%，各市（区）合计为6%，口径不一致" },
		/* One district never reported: the sum is partial, nothing is claimed. */
		{ COMBINE_SUM, COMPARE_AT_LEAST, "7", "1", "2", "-", "" },
		{ COMBINE_WEIGHTED, COMPARE_AT_LEAST, "6/60", "1/10", "2/20", "3/30", "" },
		/* The same share of another base is another figure. */
		{ COMBINE_WEIGHTED, COMPARE_AT_LEAST, "1/10", "1/10", "2/20", "3/30",
		        "指标：牵头单位市甲局填报1/10（10.0%），各市（区）合计为6/"
		        "60（10.0%），口径不一致" },
		/* A bare percentage is held against the share rounded as it was. */
		{ COMBINE_WEIGHTED, COMPARE_AT_LEAST, "33.3", "1/3", "1/3", "1/3", "" },
		{ COMBINE_WEIGHTED, COMPARE_AT_LEAST, "33.4", "1/3", "1/3", "1/3",
		        "指标：牵头单位市甲局填报33.4%，各市（区）合计为3/9（33.3%），口径不一致" },
		{ COMBINE_COUNT, COMPARE_AT_LEAST, "2", "是", "是", "否", "" },
		{ COMBINE_COUNT, COMPARE_AT_LEAST, "3", "是", "是", "否",
		        "指标：牵头单位市甲局填报3%，各市（区）合计为2%，口径不一致" },
		{ COMBINE_MIN, COMPARE_AT_LEAST, "1/2", "2/4", "60/100", "3/4", "" },
		{ COMBINE_MIN, COMPARE_AT_LEAST, "60/100", "2/4", "60/100", "3/4",
		        "指标：牵头单位市甲局填报60/100（60.0%），各市（区）最低为2/"
		        "4（50.0%），口径不一致" },
		{ COMBINE_MIN, COMPARE_AT_MOST, "60/100", "2/4", "60/100", "3/4",
		        "指标：牵头单位市甲局填报60/100（60.0%），各市（区）最高为3/"
		        "4（75.0%），口径不一致" },
		{ COMBINE_ALL, COMPARE_AT_LEAST, "60/100", "2/4", "60/100", "3/4", "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		struct indicator like = share;
		like.name = "指标";
		like.combine = rows[i].combine;
		like.comparison = rows[i].comparison;
		like.districts_report = true;
		const struct indicator *indicator = world_indicator(fixture.world, &like);
		world_series(fixture.world, LEAD, indicator, rows[i].lead);
		world_series(fixture.world, EAST, indicator, rows[i].east);
		world_series(fixture.world, SOUTH, indicator, rows[i].south);
		world_series(fixture.world, WEST, indicator, rows[i].west);
		expect_doubt(&fixture, 1, MSG_TOTALS_DISAGREE, rows[i].text);
		end(&fixture);
	}
}

Test(checks, another_bureaus_figure_is_held_against_the_leads)
{
	static const struct {
		enum world_unit unit;
		const char *figure;
		const char *text;
	} rows[] = {
		{ OTHER, "500", "" },
		{ OTHER, "499", "市乙局填报的免费筛查为499例，与牵头单位市甲局填报的500例不一致" },
		/* A district's part of the city's figure is no contradiction. */
		{ EAST, "499", "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		const struct indicator *indicator = world_indicator(fixture.world, &count);
		world_give(fixture.world, 1, LEAD, indicator, "500");
		world_give(fixture.world, 1, rows[i].unit, indicator, rows[i].figure);
		expect_doubt(&fixture, 1, MSG_FIGURES_DIFFER, rows[i].text);
		end(&fixture);
	}
}

Test(checks, bases_of_shares)
{
	static const struct {
		const char *series;
		enum message message;
		const char *text;
	} rows[] = {
		{ "50/100 60/100", MSG_BASE_MOVED, "" },
		{ "50/100 150/300", MSG_BASE_MOVED, "" },
		{ "50/100 60/301", MSG_BASE_MOVED, "市甲局填报的覆盖率分母由100变为301" },
		{ "50/100 60/99", MSG_BASE_MOVED, "市甲局填报的覆盖率分母由100变为99" },
		{ "50/100 100/100", MSG_PART_OVER_WHOLE, "" },
		{ "50/100 101/100", MSG_PART_OVER_WHOLE,
		        "市甲局填报的覆盖率分子（101）大于分母（100）" },
		{ "- 0/0", MSG_BASE_ZERO, "市甲局填报的覆盖率分母为0，本月不计比例" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		const struct indicator *indicator = world_indicator(fixture.world, &share);
		world_series(fixture.world, LEAD, indicator, rows[i].series);
		expect_doubt(&fixture, 2, rows[i].message, rows[i].text);
		end(&fixture);
	}
}

Test(checks, a_bare_share_of_more_than_its_whole_is_asked)
{
	static const struct {
		const char *series;
		enum message message;
		const char *text;
	} rows[] = {
		{ "80 100", MSG_SHARE_OVER_WHOLE, "" },
		{ "90 100.5", MSG_SHARE_OVER_WHOLE, "市甲局填报的覆盖率为100.5%，超过100%" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		struct indicator like = share;
		like.numerator = "";
		const struct indicator *indicator = world_indicator(fixture.world, &like);
		world_series(fixture.world, LEAD, indicator, rows[i].series);
		expect_doubt(&fixture, 2, rows[i].message, rows[i].text);
		end(&fixture);
	}
}

Test(checks, a_district_whose_base_moved_is_asked_and_not_the_lead)
{
	struct fixture fixture = begin();
	struct indicator like = share;

	like.combine = COMBINE_WEIGHTED;
	like.districts_report = true;
	const struct indicator *indicator = world_indicator(fixture.world, &like);

	world_series(fixture.world, LEAD, indicator, "50/100 50/98");
	world_series(fixture.world, EAST, indicator, "20/40 20/40");
	world_series(fixture.world, SOUTH, indicator, "20/40 20/38");
	world_series(fixture.world, WEST, indicator, "10/20 10/20");
	expect_doubt(&fixture, 2, MSG_BASE_MOVED, "南区填报的覆盖率分母由40变为38");
	end(&fixture);
}

Test(checks, a_base_equals_the_indicator_or_parameter_it_is)
{
	static const struct {
		const char *figure;
		const char *text;
	} rows[] = {
		{ "675/900", "" },
		{ "675/900.0", "" },
		{ "675/901", "市甲局填报的补差比例分母为901，与低保标准（900）不一致" },
	};
	struct parameter parameter = { .name = "低保标准",
		.given = true,
		.value = { .digits = 900 },
		.measure = "",
		.note = "" };

	for (size_t i = 0; i < 2 * (sizeof rows / sizeof *rows); i++) {
		struct fixture fixture = begin();
		const bool by_parameter = i % 2 == 1;
		const struct indicator *level = world_indicator(fixture.world,
		        &(struct indicator){
		                .kind = KIND_LEVEL, .name = "低保标准", .lead_reports = true });
		const struct indicator *indicator = world_indicator(fixture.world,
		        &(struct indicator){
		                .kind = KIND_RELATIVE_LEVEL,
		                .name = "补差比例",
		                .measure = "%",
		                .lead_reports = true,
		                .denominator_parameter = by_parameter ? "低保标准" : "",
		                .denominator_indicator = by_parameter ? "" : level->id,
		        });
		world_catalogue(fixture.world)->parameters = &parameter;
		world_catalogue(fixture.world)->parameter_count = 1;
		world_give(fixture.world, 1, LEAD, level, "900");
		world_give(fixture.world, 1, LEAD, indicator, rows[i / 2].figure);
		expect_doubt(&fixture, 1, MSG_BASE_DIFFERS, rows[i / 2].text);
		end(&fixture);
	}
}

Test(checks, a_share_is_not_smaller_than_what_it_contains)
{
	static const struct {
		const char *part_target;
		const char *whole;
		const char *text;
	} rows[] = {
		{ "50", "60/100", "" },
		{ "50", "59/100",
		        "市甲局填报的公办和普惠占比为59/100（59.0%），小于其中的公办占比60/"
		        "100（60.0%）" },
		/* Equal targets: two qualities of the same things, neither contains the other. */
		{ "80", "59/100", "" },
	};
	static const char *const related[] = { "1.1" };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		struct indicator like = share;
		like.denominator = "在园幼儿总数";
		like.name = "公办占比";
		like.target = world_decimal(rows[i].part_target);
		const struct indicator *part = world_indicator(fixture.world, &like);
		like.name = "公办和普惠占比";
		like.target = decimal_from(80);
		like.related = related;
		like.related_count = 1;
		const struct indicator *whole = world_indicator(fixture.world, &like);
		world_give(fixture.world, 1, LEAD, part, "60/100");
		world_give(fixture.world, 1, LEAD, whole, rows[i].whole);
		expect_doubt(&fixture, 1, MSG_WHOLE_BELOW_PART, rows[i].text);
		end(&fixture);
	}
}

Test(checks, a_sum_that_had_to_be_rounded_is_said)
{
	static const struct {
		const char *figures[3];
		const char *text;
	} rows[] = {
		{ { "16323128.999999998", "95620200.00000001", "50000000" }, "" },
		{ { "99999999999999999", "0.000000001", "1" },
		        "快检批次：南区填报0.000000001批次，各市（区）数据位数过多，无法精确相加，"
		        "合计按100000000000000000批次计" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		struct indicator like = sum;
		like.has_target = false;
		const struct indicator *indicator = world_indicator(fixture.world, &like);
		for (enum world_unit unit = EAST; unit <= WEST; unit++)
			world_give(fixture.world, 1, unit, indicator, rows[i].figures[unit - EAST]);
		expect_doubt(&fixture, 1, MSG_SUM_INEXACT, rows[i].text);
		end(&fixture);
	}
}

Test(checks, a_doubt_leads_back_to_its_file)
{
	struct fixture fixture = begin();
	const struct indicator *indicator = world_indicator(fixture.world, &count);

	world_series(fixture.world, LEAD, indicator, "1000 999");
	const struct ledger *ledger = world_ledger(fixture.world, fixture.diag, 2);
	cr_assert_eq(ledger->doubt_count, 1);
	cr_expect_str_eq(ledger->doubts[0].place.file, "市甲局");
	cr_expect_eq(ledger->doubts[0].place.line, 2);
	cr_expect_str_eq(ledger->doubts[0].found, "999例");
	cr_expect_str_eq(ledger->doubts[0].other, "1000例");
	/* Last month's doubts are not said again. */
	cr_expect_eq(world_ledger(fixture.world, fixture.diag, 3)->doubt_count, 0);
	end(&fixture);
}
