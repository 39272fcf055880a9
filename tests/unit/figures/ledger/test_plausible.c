/*
 * Figures that are asked back, and figures that are not: a program that asks about everything is as
 * bad as one that asks about nothing.
 */
#include "kit/kit.h"
#include "kit/world.h"

#include <criterion/criterion.h>

static const struct indicator standard = { /* at least 1800元/月 */
	.kind = KIND_LEVEL,
	.name = "标准",
	.measure = "元/月",
	.comparison = COMPARE_AT_LEAST,
	.has_target = true,
	.target = { .digits = 1800 },
	.lead_reports = true,
	.pace = PACE_AT_DEADLINE
};
static const struct indicator ceiling = { /* at most 40微克 */
	.kind = KIND_LEVEL,
	.name = "浓度",
	.measure = "微克",
	.comparison = COMPARE_AT_MOST,
	.has_target = true,
	.target = { .digits = 40 },
	.lead_reports = true,
	.pace = PACE_AT_DEADLINE
};
static const struct indicator share = { /* at least 95 % of a whole */
	.kind = KIND_RATIO,
	.name = "覆盖率",
	.measure = "%",
	.comparison = COMPARE_AT_LEAST,
	.has_target = true,
	.target = { .digits = 95 },
	.lead_reports = true,
	.pace = PACE_AT_DEADLINE
};
static const struct indicator paced = { /* a share that is worked at month by month */
	.kind = KIND_RATIO,
	.name = "完成率",
	.measure = "%",
	.comparison = COMPARE_AT_LEAST,
	.has_target = true,
	.target = { .digits = 100 },
	.lead_reports = true,
	.pace = PACE_LINEAR
};
static const struct indicator per_head = { /* piles up over a fixed base */
	.kind = KIND_RATIO,
	.name = "每千人检验量",
	.measure = "批次/千人",
	.comparison = COMPARE_AT_LEAST,
	.has_target = true,
	.target = { .digits = 6 },
	.lead_reports = true,
	.pace = PACE_LINEAR
};
static const struct indicator relative = { /* a standard over a standard */
	.kind = KIND_RELATIVE_LEVEL,
	.name = "补差占比",
	.measure = "%",
	.comparison = COMPARE_AT_LEAST,
	.has_target = true,
	.target = { .digits = 75 },
	.lead_reports = true,
	.pace = PACE_AT_DEADLINE
};
static const struct indicator step = { .kind = KIND_MILESTONE,
	.name = "建成",
	.comparison = COMPARE_YES,
	.has_target = true,
	.target = { .digits = 1 },
	.lead_reports = true,
	.pace = PACE_AT_DEADLINE };
static const struct indicator words = { .kind = KIND_QUALITATIVE,
	.name = "推进",
	.comparison = COMPARE_NONE,
	.lead_reports = true,
	.pace = PACE_AT_DEADLINE };

#define NOTHING MESSAGE_COUNT

static const struct row {
	const struct indicator *like;
	const char *series; /* from January; the last is this month's */
	enum message message;
} rows[] = {
	/* The point, a nought, another measure. */
	{ &standard, "2250 225", MSG_FIGURE_SLIPPED },
	{ &standard, "2250 22500", MSG_FIGURE_SLIPPED },
	{ &standard, "2250 22.5", MSG_FIGURE_SLIPPED },
	{ &standard, "2250 225000", MSG_FIGURE_SLIPPED },
	{ &standard, "2250 2.25", MSG_FIGURE_SLIPPED },
	{ &standard, "2250 0.225", MSG_FIGURE_SLIPPED },
	{ &standard, "2250 27000", MSG_FIGURE_SLIPPED }, /* by the year: twelve times */
	{ &standard, "27000 2250", MSG_FIGURE_SLIPPED },
	{ &standard, "1340 - - 13400", MSG_FIGURE_SLIPPED },
	{ &share, "91.4/100 0.914/100", MSG_FIGURE_SLIPPED },
	{ &share, "91.4/100 9.14/100", MSG_FIGURE_SLIPPED },
	{ &share, "914/1000 91.4/1000", MSG_FIGURE_SLIPPED },
	{ &share, "386/400 38/400", MSG_FIGURE_SLIPPED },
	{ &share, "310/310 31/310", MSG_FIGURE_SLIPPED },
	{ &share, "18071/38126 1.8071/38126", MSG_FIGURE_SLIPPED },
	{ &share, "9/100 90/100", MSG_FIGURE_SLIPPED },
	{ &relative, "780/1000 7800/1000", MSG_FIGURE_SLIPPED },
	{ &relative, "780/1000 78/1000", MSG_FIGURE_SLIPPED },
	{ &relative, "1536/960 18432/960", MSG_FIGURE_SLIPPED },
	{ &per_head, "2010/4561.7 20100/4561.7", MSG_FIGURE_SLIPPED },
	{ &per_head, "3050/4561.7 305/4561.7", MSG_FIGURE_SLIPPED },
	{ &paced, "20/100 2/100", MSG_FIGURE_SLIPPED },
	{ &ceiling, "38 3.8", MSG_FIGURE_SLIPPED },
	{ &ceiling, "38 380", MSG_FIGURE_SLIPPED },
	/* Less than it was. */
	{ &standard, "1800 1799", MSG_FIGURE_FELL_BACK },
	{ &standard, "1800 1340", MSG_FIGURE_FELL_BACK },
	{ &standard, "1800 - 1500", MSG_FIGURE_FELL_BACK },
	{ &standard, "1800 0", MSG_FIGURE_FELL_BACK },
	{ &share, "91.4/100 19.4/100", MSG_FIGURE_FELL_BACK },
	{ &share, "91.4/100 41.9/100", MSG_FIGURE_FELL_BACK },
	{ &share, "900/1000 849/1000", MSG_FIGURE_FELL_BACK },
	{ &share, "310/310 309/310", MSG_FIGURE_FELL_BACK },
	{ &share, "40/40 38/40", MSG_FIGURE_FELL_BACK },
	{ &share, "386/400 0/400", MSG_FIGURE_FELL_BACK },
	{ &share, "1128/1150 1028/1150", MSG_FIGURE_FELL_BACK },
	{ &share, "500/1000 600/2000", MSG_FIGURE_FELL_BACK },
	{ &relative, "780/1000 700/1000", MSG_FIGURE_FELL_BACK },
	{ &relative, "780/1000 0/1000", MSG_FIGURE_FELL_BACK },
	{ &per_head, "5720/4561.7 5270/4561.7", MSG_FIGURE_FELL_BACK },
	{ &paced, "60/100 50/100", MSG_FIGURE_FELL_BACK },
	{ &paced, "20/100 40/100 14/100", MSG_FIGURE_FELL_BACK },
	/* More than it may. */
	{ &standard, "1340 1700", MSG_FIGURE_LEAPT },
	{ &standard, "1340 2300", MSG_FIGURE_LEAPT },
	{ &standard, "1800 2251", MSG_FIGURE_LEAPT },
	{ &standard, "1000 - 1501", MSG_FIGURE_LEAPT }, /* 25 % a month, two of them */
	{ &ceiling, "38 48", MSG_FIGURE_LEAPT },
	{ &ceiling, "38 28", MSG_FIGURE_LEAPT },
	{ &ceiling, "38 83", MSG_FIGURE_LEAPT },
	{ &share, "47.4/100 74.4/100", MSG_FIGURE_LEAPT },
	{ &share, "500/1000 651/1000", MSG_FIGURE_LEAPT },
	{ &share, "50/100 - 81/100", MSG_FIGURE_LEAPT },
	{ &share, "3/10 5/10", MSG_FIGURE_LEAPT },
	{ &relative, "780/1000 940/1000", MSG_FIGURE_LEAPT },
	{ &relative, "1536/960 1800/960", MSG_FIGURE_LEAPT },
	{ &per_head, "1000/4561.7 2000/4561.7 5100/4561.7", MSG_FIGURE_LEAPT },
	{ &paced, "5/100 10/100 30/100", MSG_FIGURE_LEAPT },
	/* What was done, and what it was a part of. */
	{ &step, "是 否", MSG_FIGURE_UNDONE },
	{ &step, "否 是 否", MSG_FIGURE_UNDONE },
	{ &step, "是 - 否", MSG_FIGURE_UNDONE },
	{ &words, "是 否", MSG_FIGURE_UNDONE },
	{ &share, "50/100 0/0", MSG_BASE_LOST },
	{ &share, "50/100 - 0/0", MSG_BASE_LOST },
	{ &relative, "780/1000 0/0", MSG_BASE_LOST },
	{ &share, "50/100 50/99", MSG_BASE_MOVED },
	{ &share, "50/100 5/10", MSG_BASE_MOVED },
	{ &share, "18071/38126 47.4/100", MSG_BASE_MOVED },
	{ &share, "50/100 500/1000", MSG_BASE_MOVED },
	{ &share, "386/400 3860/4000", MSG_BASE_MOVED },

	/* Right as they are. */
	{ &standard, "1340", NOTHING },
	{ &standard, "1340 1340", NOTHING },
	{ &standard, "1340 1341", NOTHING },
	{ &standard, "1340 1675", NOTHING }, /* 25 % */
	{ &standard, "1340 1800", NOTHING }, /* to its target */
	{ &standard, "1340 1850", NOTHING },
	{ &standard, "1340 2250", NOTHING },
	{ &standard, "1000 1800", NOTHING },
	{ &standard, "1000 - 1500", NOTHING },
	{ &standard, "- 2250", NOTHING },
	{ &standard, "0 2250", NOTHING },
	{ &standard, "1800 1800 1800 1850", NOTHING },
	{ &standard, "1800 1800.5", NOTHING },
	{ &standard, "2250 -", NOTHING },
	{ &ceiling, "38 38", NOTHING },
	{ &ceiling, "38 36", NOTHING },
	{ &ceiling, "38 47.5", NOTHING },
	{ &ceiling, "38 28.5", NOTHING },
	{ &ceiling, "52 40", NOTHING },
	{ &ceiling, "38 - 26", NOTHING },
	{ &share, "91.4/100", NOTHING },
	{ &share, "91.4/100 91.4/100", NOTHING },
	{ &share, "91.4/100 92/100", NOTHING },
	{ &share, "91.4/100 87/100", NOTHING }, /* may give way a little */
	{ &share, "900/1000 850/1000", NOTHING },
	{ &share, "500/1000 650/1000", NOTHING },
	{ &share, "850/1000 1000/1000", NOTHING },
	{ &share, "5/6 6/6", NOTHING }, /* one case of a small base */
	{ &share, "3/4 4/4", NOTHING },
	{ &share, "6/6 5/5", MSG_BASE_MOVED },
	{ &share, "102/102 192/193", NOTHING }, /* new ones came, one of them is open */
	{ &share, "21/21 36/37", NOTHING },
	{ &share, "347/347 487/488", NOTHING },
	{ &share, "100/100 150/150", NOTHING },
	{ &share, "0/100 47/100", NOTHING },
	{ &share, "- 47/100", NOTHING },
	{ &share, "0/0 47/100", NOTHING },
	{ &share, "0/0 0/0", MSG_BASE_ZERO },
	{ &share, "10/100 20/100", NOTHING },
	{ &share, "50/100 - 80/100", NOTHING },
	{ &share, "50/100 75/150", NOTHING },
	{ &share, "18071/38126 18071/38126", NOTHING },
	{ &share, "18071/38126 18200/38200", NOTHING },
	{ &share, "1/1000 2/1000", NOTHING },
	{ &relative, "780/1000 780/1000", NOTHING },
	{ &relative, "780/1000 800/1000", NOTHING },
	{ &relative, "780/1000 930/1000", NOTHING },
	{ &relative, "780/1000 780/1040", NOTHING },
	{ &relative, "1440/900 1536/960", NOTHING },
	{ &per_head, "2010/4561.7 3050/4561.7", NOTHING },
	{ &per_head, "2010/4561.7 3050/4561.7 5720/4561.7 8760/4561.7 11860/4561.7", NOTHING },
	{ &per_head, "1000/4561.7 3900/4561.7", NOTHING },
	{ &per_head, "1000/4561.7 - 3000/4561.7", NOTHING },
	{ &paced, "8/100 16/100", NOTHING },
	{ &paced, "8/100 30/100", NOTHING },
	{ &paced, "20/100 40/100 60/100 80/100", NOTHING },
	{ &paced, "0/100 30/100", NOTHING },
	{ &paced, "20/100 19/100", NOTHING },
	{ &step, "否 否", NOTHING },
	{ &step, "否 是", NOTHING },
	{ &step, "是 是", NOTHING },
	{ &step, "是", NOTHING },
	{ &step, "- 否", NOTHING },
	{ &words, "否 是", NOTHING },
	{ &words, "是 是", NOTHING },
};

static int months_of(const char *series)
{
	int months = 1;

	for (; *series; series++)
		months += *series == ' ';
	return months;
}

Test(plausible, wrong_figures_are_asked_back_once_and_right_ones_never)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = world_new(arena);
		const struct indicator *indicator = world_indicator(world, rows[i].like);
		world_series(world, LEAD, indicator, rows[i].series);
		const struct ledger *ledger = world_ledger(world, diag, months_of(rows[i].series));
		cr_expect_eq(ledger->doubt_count, rows[i].message == NOTHING ? 0 : 1, "%s %s: %s",
		        indicator->name, rows[i].series, kit_records(arena, diag));
		if (rows[i].message != NOTHING)
			cr_expect_eq(kit_count(diag, rows[i].message), 1, "%s %s: %s",
			        indicator->name, rows[i].series, kit_records(arena, diag));
		diag_free(diag);
		arena_free(arena);
	}
}

/* What the receipt and the bulletin print: both figures, when, and what to look at. */
Test(plausible, the_words_name_both_figures)
{
	static const struct {
		const struct indicator *like;
		const char *series;
		const char *text;
	} said[] = {
		{ &standard, "2250 225",
		        "市甲局填报的标准为225元/月，约为上月数（2250元/月）的1/"
		        "10，请核对位数、小数点和计量单位" },
		{ &standard, "2250 - 225000",
		        "市甲局填报的标准为225000元/月，约为1月数（2250元/"
		        "月）的100倍，请核对位数、小数点和计量单位" },
		{ &standard, "1800 1340", "市甲局填报的标准由上月的1800元/月降至1340元/月" },
		{ &share, "500/1000 651/1000",
		        "市甲局填报的覆盖率由上月的500/1000（50.0%）变为651/"
		        "1000（65.1%），变动超过15个百分点" },
		{ &standard, "1340 2300",
		        "市甲局填报的标准由上月的1340元/月变为2300元/月，变动超过25%" },
		{ &step, "是 否", "市甲局填报的建成由“是”变为“否”" },
		{ &share, "50/100 0/0", "市甲局填报的覆盖率分母为0，而此前为100，本月不计比例" },
	};

	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = world_new(arena);
		const struct indicator *indicator = world_indicator(world, said[i].like);
		world_series(world, LEAD, indicator, said[i].series);
		const struct ledger *ledger = world_ledger(world, diag, months_of(said[i].series));
		cr_assert_eq(ledger->doubt_count, 1, "%s", kit_records(arena, diag));
		cr_expect_str_eq(
		        ledger->doubts[0].text, said[i].text, "%s", ledger->doubts[0].text);
		diag_free(diag);
		arena_free(arena);
	}
}

/* The rules move the bounds. */
Test(plausible, rules_set_the_bounds)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct world *world = world_new(arena);
	struct rules *rules = &world_catalogue(world)->rules;
	const struct indicator *first = world_indicator(world, &standard);
	const struct indicator *second = world_indicator(world, &share);

	rules->level_percent = world_decimal("50");
	rules->ratio_points = world_decimal("30.5");
	rules->fall_points = world_decimal("10");
	world_series(world, LEAD, first, "2000 3000 4501");
	world_series(world, LEAD, second, "500/1000 805/1000 704/1000");
	cr_expect_eq(world_ledger(world, diag, 2)->doubt_count, 0, "%s", kit_records(arena, diag));
	cr_expect_eq(world_ledger(world, diag, 3)->doubt_count, 2, "%s", kit_records(arena, diag));
	diag_free(diag);
	arena_free(arena);
}

static const struct indicator each = { .kind = KIND_LEVEL,
	.name = "标准",
	.measure = "元",
	.comparison = COMPARE_AT_LEAST,
	.has_target = true,
	.target = { .digits = 900 },
	.districts_report = true,
	.combine = COMBINE_MIN,
	.pace = PACE_AT_DEADLINE };
static const struct indicator together = { .kind = KIND_COUNT,
	.name = "建设",
	.measure = "家",
	.comparison = COMPARE_AT_LEAST,
	.has_target = true,
	.target = { .digits = 12 },
	.districts_report = true,
	.combine = COMBINE_SUM };

/* Four districts would be needed for a median of three others: the small city has three. */
Test(plausible, few_siblings_say_nothing)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct world *world = world_new(arena);
	const struct indicator *indicator = world_indicator(world, &each);

	world_give(world, 1, EAST, indicator, "900");
	world_give(world, 1, SOUTH, indicator, "900");
	world_give(world, 1, WEST, indicator, "9000");
	cr_expect_eq(world_ledger(world, diag, 1)->doubt_count, 0, "%s", kit_records(arena, diag));
	diag_free(diag);
	arena_free(arena);
}

Test(plausible, one_district_does_not_reach_the_target_of_all_at_once)
{
	static const struct {
		const char *series;
		size_t doubts;
	} cases[] = {
		{ "12", 1 },
		{ "15", 1 },
		{ "2 12", 1 },
		{ "2 4 6 12", 0 },
		{ "2 4 5 12", 1 },
		{ "12 13", 0 },
		{ "11", 0 },
		{ "2 11", 0 },
		{ "0 12", 1 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = world_new(arena);
		const struct indicator *indicator = world_indicator(world, &together);
		world_series(world, EAST, indicator, cases[i].series);
		(void)world_ledger(world, diag, months_of(cases[i].series));
		cr_expect_eq(kit_count(diag, MSG_FIGURE_OF_ALL), cases[i].doubts, "%s: %s",
		        cases[i].series, kit_records(arena, diag));
		diag_free(diag);
		arena_free(arena);
	}
}
