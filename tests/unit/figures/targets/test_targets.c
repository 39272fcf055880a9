#include "figures/targets/catalogue.h"

#include "base/file.h"
#include "figures/targets/calendar.h"
#include "figures/targets/duties.h"
#include "figures/targets/lookup.h"
#include "kit/intake.h"

#include <criterion/criterion.h>
#include <stdio.h>

struct city {
	struct arena *arena;
	struct diag *diag;
	const struct catalogue *catalogue;
};

/* The other city, with `from` replaced by `to`. */
static struct city read_city(const char *from, const char *to)
{
	struct city city = { .arena = arena_new(), .diag = kit_diag() };
	struct file_bytes content = { .bytes = "" };

	cr_assert_eq(file_read(city.arena, &root_here, OTHER_CITY, 1 << 20, &content), FILE_OK);
	const char *text = kit_replace(city.arena, content.bytes, from, to);
	cr_assert_not_null(text, "the catalogue holds no %s", from);
	city.catalogue = catalogue_parse(city.arena, city.diag,
	        &(struct catalogue_source){
	                .file = OTHER_CITY, .bytes = text, .length = strlen(text) });
	return city;
}

static void drop_city(struct city *city)
{
	diag_free(city->diag);
	arena_free(city->arena);
}

Test(targets, another_citys_table_loads)
{
	struct city city = read_city("", "");
	const struct catalogue *catalogue = city.catalogue;

	cr_assert_not_null(catalogue, "%s", kit_records(city.arena, city.diag));
	cr_expect_eq(diag_count(city.diag), 0);
	cr_expect_eq(catalogue->year, 2031);
	cr_expect_str_eq(catalogue->copies, "");
	cr_expect(catalogue->numbers[0] == 1 && catalogue->numbers[1] == 9);
	cr_expect(catalogue->task_count == 3 && catalogue->indicator_count == 9);
	const struct task *bare = lookup_task(catalogue, "2");
	cr_expect(!bare->lead && bare->indicator_count == 0);
	cr_expect_str_eq(bare->leader, "");
	cr_expect_str_eq(bare->label, "");
	cr_expect_str_eq(date_format(city.arena, bare->deadline), "2031-12-31");
	cr_expect_str_eq(bare->duties[0].person, "某某");
	cr_expect_str_eq(bare->duties[0].printed, "市档案馆");
	const struct task *sport = lookup_task(catalogue, "7");
	cr_expect_str_eq(sport->label, "体育惠民");
	cr_expect_str_eq(sport->lead->name, "市教育局（市体育局）");
	cr_expect_str_eq(sport->category->name, "体育");
	drop_city(&city);
}

/* Whatever order the table has them in: 10 comes behind 9, but as text before 2. */
Test(targets, each_task_is_found_by_its_number)
{
	static const char *const files[] = { "input/targets/2020.json",
		"tests/catalogues/county.json", "tests/catalogues/district.json",
		"tests/catalogues/province.json", OTHER_CITY };
	static const char *const others[] = { "", "0", "99", "1-99", "x" };

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		const struct catalogue *catalogue =
		        catalogue_read(arena, diag, &root_here, files[i], NULL);
		cr_assert_not_null(catalogue, "%s", files[i]);
		for (size_t t = 0; t < catalogue->task_count; t++) {
			const struct task *task = catalogue->tasks[t];
			const char *spaced = arena_printf(arena, " %s ", task->no);
			cr_expect_eq(lookup_task(catalogue, task->no), task, "%s", task->no);
			cr_expect_eq(lookup_task(catalogue, spaced), task, "%s", spaced);
		}
		for (size_t t = 0; t < sizeof others / sizeof *others; t++)
			cr_expect_null(lookup_task(catalogue, others[t]), "%s", others[t]);
		diag_free(diag);
		arena_free(arena);
	}
}

Test(targets, indicators_are_sorted_by_number_and_complete)
{
	struct city city = read_city("", "");
	const struct catalogue *catalogue = city.catalogue;

	cr_assert_not_null(catalogue);
	static const char *const order[] = { "1.1", "1.2", "1.10", "7.1", "7.2", "7.3", "7.4",
		"7.5", "7.6" };
	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
		cr_expect_str_eq(catalogue->indicators[i]->id, order[i]);
		cr_expect_eq(catalogue->indicators[i]->index, i);
	}
	const struct indicator *rate = lookup_indicator(catalogue, "1.1");
	cr_expect_eq(rate->comparison, COMPARE_AT_MOST);
	cr_expect_str_eq(date_format(city.arena, rate->deadline), "2031-12-31", "the task's");
	cr_expect_str_eq(decimal_format(city.arena, rate->target), "4.3");
	const struct indicator *jobs = lookup_indicator(catalogue, "1.2");
	cr_expect_str_eq(decimal_format(city.arena, jobs->target), "35000");
	cr_expect(jobs->district_count == 3 && jobs->pace == PACE_LINEAR);
	cr_expect_str_eq(date_format(city.arena, jobs->deadline), "2032-01-31", "its own");
	const struct indicator *unset = lookup_indicator(catalogue, "7.2");
	cr_expect(!unset->has_target, "the parameter is not given: 待定");
	cr_expect_str_eq(unset->parameter, "省定标准");
	cr_expect_eq(unset->district_count, 2, "districts with the task's duty by default");
	const struct indicator *path = lookup_indicator(catalogue, "7.4");
	cr_expect_str_eq(decimal_format(city.arena, path->plan[5]), "45.5");
	drop_city(&city);
}

Test(targets, names_are_found_in_any_spelling)
{
	struct city city = read_city("", "");
	const struct catalogue *catalogue = city.catalogue;
	static const struct {
		const char *name;
		const char *want;
	} rows[] = {
		{ "市教育局(市体育局)", "市教育局（市体育局）" },
		{ " 市 人社局　", "市人社局" },
		{ "市人力资源和社会保障局", "市人社局" },
		{ "西山县人民政府", "西山县" },
		{ "市教育局", NULL },
		{ "", NULL },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct unit *unit = lookup_unit(catalogue, rows[i].name);
		cr_assert_eq(unit == NULL, rows[i].want == NULL, "%s", rows[i].name);
		if (unit)
			cr_expect_str_eq(unit->name, rows[i].want);
	}
	cr_expect_not_null(lookup_group(catalogue, "各县(市、区)政府"));
	drop_city(&city);
}

Test(targets, duties_and_reporters)
{
	struct city city = read_city("", "");
	const struct catalogue *catalogue = city.catalogue;
	const struct unit *lead = lookup_unit(catalogue, "市人社局");
	const struct unit *south = lookup_unit(catalogue, "南浦市");
	const struct unit *east = lookup_unit(catalogue, "东湖区");
	const struct task *jobs = lookup_task(catalogue, "1");

	cr_expect(unit_has_duty(jobs, south), "through the group");
	cr_expect_not(unit_has_duty(lookup_task(catalogue, "7"), south));
	cr_expect_not(unit_has_duty(lookup_task(catalogue, "2"), lead), "undefined group");
	cr_expect(unit_must_report(lookup_indicator(catalogue, "1.1"), lead));
	cr_expect(unit_must_report(lookup_indicator(catalogue, "1.2"), lead),
	        "districts are summed up: the lead owes the total");
	const struct unit *sports = lookup_task(catalogue, "7")->lead;
	cr_expect_not(unit_must_report(lookup_indicator(catalogue, "7.5"), sports),
	        "districts are counted");
	cr_expect(unit_must_report(lookup_indicator(catalogue, "1.10"), east));
	cr_expect_not(unit_must_report(lookup_indicator(catalogue, "1.10"), south));
	drop_city(&city);
}

Test(targets, working_days_to_a_day_and_since)
{
	struct city city = read_city("", "");
	static const struct {
		struct date from, to;
		int days;
	} rows[] = {
		{ { 2031, 3, 7 }, { 2031, 3, 7 }, 0 },
		{ { 2031, 3, 7 }, { 2031, 3, 9 }, 0 },  /* a Saturday and a Sunday */
		{ { 2031, 3, 7 }, { 2031, 3, 11 }, 1 }, /* Monday is a day off */
		{ { 2031, 6, 6 }, { 2031, 6, 9 }, 2 },  /* Sunday is worked */
		{ { 2031, 6, 9 }, { 2031, 6, 6 }, -2 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(
		        calendar_working_days(&city.catalogue->rules, rows[i].from, rows[i].to),
		        rows[i].days, "row %zu", i);
	drop_city(&city);
}

/* 2031-03-08 is a Saturday, 2031-03-10 a day off, 2031-06-08 a Sunday that is worked. */
Test(targets, due_days_move_to_working_days)
{
	struct city city = read_city("", "");
	static const struct {
		int month;
		const char *due;
		const char *cut;
	} rows[] = {
		{ 1, "2031-02-10", "2031-02-17" },
		{ 2, "2031-03-11", "2031-03-17" },
		{ 3, "2031-04-08", "2031-04-15" },
		{ 5, "2031-06-08", "2031-06-16" },
		{ 12, "2032-01-08", "2032-01-15" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct period period = { .year = 2031, .month = rows[i].month };
		cr_expect_str_eq(
		        date_format(city.arena, calendar_due(city.catalogue, period)), rows[i].due);
		cr_expect_str_eq(
		        date_format(city.arena, calendar_cut(city.catalogue, period)), rows[i].cut);
	}
	drop_city(&city);
}

/* "months" of the year that are reported. */
static const char *reported(struct city *city)
{
	return calendar_reported(city->arena, &city->catalogue->rules);
}

Test(targets, a_table_is_reported_when_it_says)
{
	static const struct {
		const char *periods, *months;
	} rows[] = {
		{ "\"monthly\"", "1月、2月、3月、4月、5月、6月、7月、8月、9月、10月、11月、12月" },
		{ "\"quarterly\"", "3月、6月、9月、12月" },
		{ "\"half-yearly\"", "6月、12月" },
		{ "\"yearly\"", "12月" },
		{ "[5, 7, 11]", "5月、7月、11月" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char to[64];
		(void)snprintf(to, sizeof to, "\"periods\": %s, \"due_day\": 8", rows[i].periods);
		struct city city = read_city("\"due_day\": 8", to);
		cr_assert_not_null(city.catalogue, "%s", kit_records(city.arena, city.diag));
		cr_expect_str_eq(reported(&city), rows[i].months);
		drop_city(&city);
	}
}

Test(targets, days_lie_within_the_month_where_the_rules_say_so)
{
	struct city city = read_city("\"due_day\": 8,",
	        "\"periods\": [5, 7, 11], \"as_of_day\": 20, \"due_day\": 25, \"due_month\": "
	        "\"same\",");
	const struct period may = { .year = 2031, .month = 5 };
	const struct period november = { .year = 2031, .month = 11 };

	cr_assert_not_null(city.catalogue, "%s", kit_records(city.arena, city.diag));
	const struct rules *rules = &city.catalogue->rules;
	cr_expect_str_eq(date_format(city.arena, calendar_as_of(rules, may)), "2031-05-20");
	/* The 25th is a Sunday. */
	cr_expect_str_eq(date_format(city.arena, calendar_due(city.catalogue, may)), "2031-05-26");
	cr_expect_str_eq(date_format(city.arena, calendar_cut(city.catalogue, may)), "2031-06-16");
	cr_expect_str_eq(period_format(city.arena, calendar_next(rules, may)), "2031-07");
	cr_expect_str_eq(period_format(city.arena, calendar_next(rules, november)), "2032-05");
	cr_expect(calendar_is_reported(rules, 7) && !calendar_is_reported(rules, 6));
	cr_expect(city.catalogue->numbers[4] == 1, "the first of three");
	cr_expect(city.catalogue->numbers[6] == 2 && city.catalogue->numbers[10] == 3);
	drop_city(&city);
}

Test(targets, rules_and_their_defaults)
{
	struct city city = read_city("\"due_day\": 8, \"cut_day\": 15,",
	        "\"utc_offset\": \"-03:30\", \"ahead_gap\": \"5.5\", \"pace\": \"table\", "
	        "\"pace_table\": [0,5,10,20,30,40,60,70,80,90,95,100],");

	cr_assert_not_null(city.catalogue, "%s", kit_records(city.arena, city.diag));
	const struct rules *rules = &city.catalogue->rules;
	cr_expect(rules->due_day == 5 && rules->cut_day == 8 && rules->utc_offset == -210);
	cr_expect(rules->pace == PACE_BASE_TABLE && rules->pace_table[6].digits == 60);
	cr_expect_str_eq(decimal_format(city.arena, rules->ahead_gap), "5.5");
	cr_expect_str_eq(decimal_format(city.arena, rules->far_behind_gap), "-30");
	cr_expect_str_eq(decimal_format(city.arena, rules->excess_percent), "120");
	cr_expect_str_eq(decimal_format(city.arena, rules->level_percent), "25");
	cr_expect_str_eq(decimal_format(city.arena, rules->ratio_points), "15");
	cr_expect_str_eq(decimal_format(city.arena, rules->fall_points), "5");
	cr_expect_str_eq(decimal_format(city.arena, rules->sibling_factor), "2");
	cr_expect(rules->ranking_shown == 3 && rules->supervise_months == 3);
	drop_city(&city);
}

struct fault_row {
	const char *from;
	const char *to;
	enum message message;
};

static const struct fault_row fault_rows[] = {
	{ "\"units\": [", "\"unitz\": [", MSG_TARGETS_FIELD_UNKNOWN_NEAR },
	{ "\"units\": [", "\"unitz\": [", MSG_TARGETS_FIELD_MISSING },
	{ "\"city\": \"临江市\"", "\"城市\": \"临江市\"", MSG_TARGETS_FIELD_UNKNOWN },
	{ "\"year\": 2031", "\"year\": \"2031\"", MSG_TARGETS_FIELD_TYPE },
	{ "\"year\": 2031", "\"year\": 20310", MSG_TARGETS_FIELD_RANGE },
	{ "\"year\": 2031", "\"year\": 2031.5", MSG_TARGETS_FIELD_RANGE },
	{ "2031-02\": 9", "2030-02\": 9", MSG_TARGETS_MONTH },
	{ "2031-02\": 9", "2031-02\": 0", MSG_TARGETS_FIELD_RANGE },
	{ "督查专报", "督\\u0001", MSG_TARGETS_FIELD_CONTROL },
	{ "\"kind\": \"bureau\" }", "\"kind\": \"office\" }", MSG_TARGETS_WORD },
	{ "西山县人民政府", "市人社局", MSG_TARGETS_TWICE },
	{ "各区县政府\"], \"m", "市(教育局市体育局)\"], \"x-m", MSG_TARGETS_EMPTY },
	{ "\"name\": \"南浦市\"", "\"name\": \"东 湖区\"", MSG_TARGETS_TWICE },
	{ "\"西山县\", \"南浦市\"]", "\"西水县\"]", MSG_TARGETS_UNKNOWN_NAME_NEAR },
	{ "\"西山县\", \"南浦市\"]", "\"某个别处\"]", MSG_TARGETS_UNKNOWN_NAME },
	{ "\"312.5\"", "\"三百\"", MSG_TARGETS_FIGURE },
	{ "\"312.5\"", "1e40", MSG_TARGETS_FIGURE },
	{ "\"due_day\": 8", "\"due_day\": 16", MSG_TARGETS_RULES },
	{ "\"due_day\": 8", "\"behind_gap\": 11", MSG_TARGETS_RULES },
	{ "\"due_day\": 8", "\"utc_offset\": \"8\"", MSG_TARGETS_OFFSET },
	{ "\"due_day\": 8", "\"utc_offset\": \"+08:0x\"", MSG_TARGETS_OFFSET },
	{ "\"due_day\": 8", "\"pace\": \"table\"", MSG_TARGETS_FIELD_MISSING },
	{ "\"due_day\": 8", "\"pace_table\": [1,2,3]", MSG_TARGETS_PLAN },
	{ "\"2031-03-10\",", "\"2031-02-29\",", MSG_TARGETS_DATE },
	{ "\"no\": 2", "\"no\": 7", MSG_TARGETS_TWICE },
	{ "\"lead\": \"市人社局\"", "\"lead\": \"市档案馆\"", MSG_TARGETS_LEAD },
	{ "{ \"unit\": \"市人社局\" }", "{ \"person\": \"甲\" }", MSG_TARGETS_DUTY },
	{ "{ \"unit\": \"市人社局\" }", "{ \"unit\": \"市人社局\", \"group\": \"各区县政府\" }",
	        MSG_TARGETS_DUTY },
	{ "{ \"unit\": \"市人社局\" }", "{ \"group\": \"各县区政府\" }",
	        MSG_TARGETS_UNKNOWN_NAME_NEAR },
	{ "\"deadline\": \"2031-12-31\"", "\"deadline\": \"2042-12-31\"", MSG_TARGETS_DEADLINE },
	{ "\"deadline\": \"2031-06-30\"", "\"deadline\": \"2030-06-30\"", MSG_TARGETS_DEADLINE },
	{ "\"deadline\": \"2031-06-30\"", "\"deadline\": \"6月底\"", MSG_TARGETS_DATE },
	{ "\"id\": \"1.10\"", "\"id\": \"1.2\"", MSG_TARGETS_TWICE },
	{ "\"id\": \"7.3\"", "\"id\": \"1.2\"", MSG_TARGETS_TWICE },
	{ "\"id\": \"1.10\"", "\"id\": \"1.x\"", MSG_TARGETS_ID },
	{ "\"related\": [\"1.2\"]", "\"related\": [\"1.3\"]", MSG_TARGETS_UNKNOWN_NAME_NEAR },
	{ "\"denominator_indicator\": \"7.2\"", "\"denominator_indicator\": \"9999\"",
	        MSG_TARGETS_UNKNOWN_NAME },
	{ "\"denominator_parameter\": \"常住人口\"", "\"denominator_parameter\": \"户籍人口\"",
	        MSG_TARGETS_UNKNOWN_NAME },
	{ "{ \"parameter\": \"省定标准\" }", "{ \"parameter\": \"省定标难\" }",
	        MSG_TARGETS_UNKNOWN_NAME_NEAR },
	{ "\"kind\": \"count\"", "\"kind\": \"counts\"", MSG_TARGETS_WORD },
	{ "\"comparison\": \">=\"", "\"comparison\": \">\"", MSG_TARGETS_WORD },
	{ "\"comparison\": \"<=\"", "\"comparison\": \"yes\"", MSG_TARGETS_KIND },
	{ "\"combine\": \"min\"", "\"combine\": \"sum\"", MSG_TARGETS_KIND },
	{ "\"combine\": \"count\"", "\"combine\": \"sum\"", MSG_TARGETS_KIND },
	{ "\"denominator\": \"劳动力人数\",", "", MSG_TARGETS_FIELD_MISSING },
	{ "\"reporters\": \"lead\"", "\"reporters\": \"districts\"", MSG_TARGETS_REPORTERS },
	{ "\"reporters\": \"districts\", \"combine\": \"sum\"",
	        "\"reporters\": \"lead\", \"combine\": \"sum\"", MSG_TARGETS_REPORTERS },
	{ "{ \"group\": \"市直有关单位\" } ]",
	        "{ \"group\": \"市直有关单位\" } ], \"indicators\": [ { \"id\": \"2.1\", "
	        "\"name\": \"演出\", \"unit\": \"场\", \"kind\": \"count\", \"comparison\": "
	        "\">=\", "
	        "\"target\": 3, \"reporters\": \"lead+districts\", \"combine\": \"sum\" } ]",
	        MSG_TARGETS_NO_LEAD },
	{ "\"combine\": \"sum\"", "\"combine\": \"sum\", \"district_targets\": { \"市档案馆\": 3 }",
	        MSG_TARGETS_DISTRICT_TARGET },
	{ "\"categories\": [", "\"tasks\": [], \"categories\": [", MSG_TARGETS_BOTH },
	{ "\"no\": 7,", "\"no\": 7, \"parts\": [],", MSG_TARGETS_EMPTY },
	{ "\"no\": 7,", "\"no\": 7, \"parts\": [ { \"text\": \"建场地\" } ],", MSG_TARGETS_BOTH },
	{ "\"no\": 7,", "\"no\": 7, \"parts\": [ 3 ],", MSG_TARGETS_FIELD_TYPE },
	{ "\"no\": 7,", "\"no\": \" 1\",", MSG_TARGETS_TWICE },
	{ "\"text\": \"增加体育场地。\",", "", MSG_TARGETS_FIELD_MISSING },
	{ "{ \"unit\": \"东湖区\" }, { \"unit\": \"西山县\" }", "{ \"unit\": \"市档案馆\" }",
	        MSG_TARGETS_NO_DISTRICTS },
	{ "\"districts\": [\"东湖区\"]", "\"districts\": [\"市人社局\"]", MSG_TARGETS_DISTRICT },
	{ "\"target\": true", "\"target\": 1", MSG_TARGETS_TARGET },
	{ "\"target\": null", "\"target\": 5", MSG_TARGETS_TARGET },
	{ "\"target\": 31.5", "\"target\": false", MSG_TARGETS_TARGET },
	{ "\"comparison\": \">=\", \"target\": 2600", "\"comparison\": null, \"target\": 2600",
	        MSG_TARGETS_TARGET },
	{ "\"target\": 31.5", "\"target\": 0", MSG_TARGETS_TARGET_RANGE },
	{ "\"target\": \"4.3\"", "\"target\": -1", MSG_TARGETS_TARGET_RANGE },
	{ "\"target\": \"3.5万\"", "\"target\": 3.5", MSG_TARGETS_TARGET_RANGE },
	{ "\"target\": 2,", "\"target\": 3,", MSG_TARGETS_TARGET_RANGE },
	{ "\"kind\": \"milestone\"", "\"kind\": \"staged\"", MSG_TARGETS_FIELD_MISSING },
	{ "\"kind\": \"milestone\"", "\"kind\": \"staged\", \"stages\": []", MSG_TARGETS_EMPTY },
	{ "\"kind\": \"milestone\"", "\"kind\": \"staged\", \"stages\": [\"开工\", \"开 工\"]",
	        MSG_TARGETS_TWICE },
	{ "\"kind\": \"milestone\"", "\"kind\": \"staged\", \"stages\": [3]",
	        MSG_TARGETS_FIELD_TYPE },
	{ "\"kind\": \"milestone\"",
	        "\"kind\": \"staged\", \"stages\": [{ \"name\": \"开工\", \"month\": \"5月\" }]",
	        MSG_TARGETS_MONTH },
	{ "\"kind\": \"milestone\"",
	        "\"kind\": \"staged\", \"stages\": [{ \"name\": \"开工\", \"month\": \"2031-05\" "
	        "}, "
	        "{ \"name\": \"竣工\", \"month\": \"2031-04\" }]",
	        MSG_TARGETS_STAGE },
	{ "\"id\": \"1.2\"", "\"id\": \"1.2\", \"part_of\": \"1.2\"", MSG_TARGETS_PART },
	{ "\"id\": \"1.2\"", "\"id\": \"1.2\", \"part_of\": \"7.4\"", MSG_TARGETS_PART },
	{ "\"id\": \"1.2\"", "\"id\": \"1.2\", \"part_of\": \"1.22\"",
	        MSG_TARGETS_UNKNOWN_NAME_NEAR },
	{ "\"target\": \"4.3\"", "\"target\": \"4.35\", \"decimals\": 1", MSG_TARGETS_DECIMALS },
	{ "\"target\": \"4.3\"", "\"target\": \"4.3\", \"decimals\": 7", MSG_TARGETS_FIELD_RANGE },
	{ "\"target\": \"3.5万\"", "\"target\": \"3.5万\", \"decimals\": 1",
	        MSG_TARGETS_FIELD_RANGE },
	{ "\"comparison\": \"<=\"", "\"comparison\": \"between\"", MSG_TARGETS_TARGET },
	{ "\"comparison\": \"<=\",\n            \"target\": \"4.3\"",
	        "\"comparison\": \"between\", \"target\": { \"from\": 4 }",
	        MSG_TARGETS_FIELD_MISSING },
	{ "\"comparison\": \"<=\",\n            \"target\": \"4.3\"",
	        "\"comparison\": \"between\", \"target\": { \"from\": 5, \"to\": 4 }",
	        MSG_TARGETS_TARGET_RANGE },
	{ "\"target\": \"4.3\"", "\"target\": { \"from\": 4, \"to\": 5 }",
	        MSG_TARGETS_FIELD_UNKNOWN },
	{ "\"comparison\": \">=\",\n            \"target\": \"3.5万\"",
	        "\"comparison\": \"between\", \"target\": { \"from\": 1, \"to\": 4 }, "
	        "\"district_targets\": { \"东湖区\": 2 }",
	        MSG_TARGETS_BOTH },
	{ "\"due_day\": 8", "\"periods\": \"weekly\"", MSG_TARGETS_PERIODS },
	{ "\"combine\": \"sum\"", "\"combine\": \"sum\", \"verb\": \"建成\"", MSG_TARGETS_VERB },
	{ "\"due_day\": 8", "\"periods\": []", MSG_TARGETS_PERIODS },
	{ "\"due_day\": 8", "\"periods\": [6, 3]", MSG_TARGETS_PERIODS },
	{ "\"due_day\": 8", "\"periods\": [6, 6]", MSG_TARGETS_PERIODS },
	{ "\"due_day\": 8", "\"periods\": [0, 6]", MSG_TARGETS_PERIODS },
	{ "\"due_day\": 8", "\"periods\": [13]", MSG_TARGETS_PERIODS },
	{ "\"due_day\": 8", "\"periods\": [\"六月\"]", MSG_TARGETS_FIGURE },
	{ "\"due_day\": 8", "\"due_month\": \"this\"", MSG_TARGETS_WORD },
	{ "\"due_day\": 8", "\"due_day\": 8, \"due_month\": \"same\"", MSG_TARGETS_RULES },
	{ "\"due_day\": 8", "\"due_day\": 8, \"cut_month\": \"same\"", MSG_TARGETS_RULES },
	{ "\"2031-05\": 30,", "\"2031-05\": 50,", MSG_TARGETS_PLAN },
	{ "\"2031-12\": 100", "\"2031-12\": 101", MSG_TARGETS_PLAN },
	{ "\"2031-12\": 100", "\"2032-12\": 100", MSG_TARGETS_MONTH },
	{ "\"tasks\": [", "\"tasks\": [[],", MSG_TARGETS_FIELD_TYPE },
	{ "\"title\"", "\"title", MSG_JSON_SYNTAX },
};

Test(targets, every_fault_refuses_with_its_message)
{
	for (size_t i = 0; i < sizeof fault_rows / sizeof fault_rows[0]; i++) {
		const struct fault_row *row = &fault_rows[i];
		struct city city = read_city(row->from, row->to);
		cr_expect_null(city.catalogue, "accepted %s", row->to);
		cr_expect_not_null(kit_lookup(city.diag, row->message), "%s: want %s, said %s",
		        row->to, message_name(row->message), kit_records(city.arena, city.diag));
		cr_expect_not_null(kit_lookup(city.diag, MSG_TARGETS_UNUSABLE));
		cr_expect_eq(diag_exit_status(city.diag), EXIT_DATA);
		drop_city(&city);
	}
}

Test(targets, a_text_of_any_length_is_measured)
{
	char text[5000];

	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	struct city city = read_city("丰富群众文化生活。", text);
	cr_expect_not_null(kit_lookup(city.diag, MSG_TARGETS_FIELD_LIMIT));
	drop_city(&city);
}

Test(targets, all_faults_at_once)
{
	struct city city = read_city("\"year\": 2031", "\"year\": 1, \"citi\": 3, \"copies\": []");

	cr_expect_not_null(kit_lookup(city.diag, MSG_TARGETS_FIELD_RANGE));
	cr_expect_not_null(kit_lookup(city.diag, MSG_TARGETS_FIELD_UNKNOWN_NEAR));
	cr_expect_not_null(kit_lookup(city.diag, MSG_TARGETS_FIELD_TYPE));
	drop_city(&city);
}

Test(targets, places_point_at_the_value)
{
	struct city city = read_city("\"target\": 31.5", "\"target\": 0");
	const struct record *record = kit_lookup(city.diag, MSG_TARGETS_TARGET_RANGE);

	cr_assert_not_null(record);
	cr_expect_str_eq(record->place.pointer, "/categories/1/tasks/0/indicators/3/target");
	cr_expect_eq(record->place.line, 61);
	cr_expect_eq(record->place.column, 43);
	drop_city(&city);
}

Test(targets, a_missing_file_is_a_missing_input)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();

	cr_expect_null(catalogue_read(arena, diag, &root_here, "no/such/file.json", NULL));
	cr_expect_not_null(kit_lookup(diag, MSG_TARGETS_MISSING));
	cr_expect_eq(diag_exit_status(diag), EXIT_NO_INPUT);
	cr_expect_null(catalogue_read(arena, diag, &root_here, "tests", NULL));
	cr_expect_not_null(kit_lookup(diag, MSG_TARGETS_UNUSABLE));
	diag_free(diag);
	arena_free(arena);
}

Test(targets, the_shipped_catalogues_load)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct file_list list = { 0 };

	cr_assert_eq(file_list(arena, &root_here, "input/targets", &list), FILE_OK);
	for (size_t i = 0; i < list.count; i++)
		cr_expect_not_null(catalogue_read(arena, diag, &root_here,
		                           file_join(arena, "input/targets", list.names[i]), NULL),
		        "%s", kit_records(arena, diag));
	diag_free(diag);
	arena_free(arena);
}

#define COUNT(id, more) \
	"\"id\": \"" id "\", \"name\": \"数" id "\", \"unit\": \"人\", \"kind\": " \
	"\"count\", \"comparison\": \">=\", \"target\": 100, \"reporters\": \"lead\", " \
	"\"combine\": \"lead_only\"" more " }, { "
#define ONE "\"id\": \"1.10\""

/* A part is held against its whole where both are figures of one measure; a part has no parts. */
Test(targets, a_whole_is_held_against_its_parts)
{
	static const struct {
		const char *to;
		size_t relations;
		enum message fault; /* MESSAGE_COUNT: none */
	} rows[] = {
		{ COUNT("1.3", "") COUNT("1.4", "") ONE, 0, MESSAGE_COUNT },
		{ COUNT("1.3", "") COUNT("1.4", ", \"part_of\": \"1.3\"") ONE, 1, MESSAGE_COUNT },
		{ COUNT("1.4", ", \"part_of\": \"1.10\"") ONE, 0, MESSAGE_COUNT },
		{ COUNT("1.4", ", \"part_of\": \"1.1\"") ONE, 0, MESSAGE_COUNT },
		{ COUNT("1.3", "") COUNT("1.4", ", \"part_of\": \"1.3\"")
		                COUNT("1.5", ", \"part_of\": \"1.4\"") ONE,
		        0, MSG_TARGETS_PART },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct city city = read_city(ONE, rows[i].to);
		const bool sound = rows[i].fault == MESSAGE_COUNT;
		cr_expect_eq(city.catalogue != NULL, sound, "row %zu: %s", i,
		        kit_records(city.arena, city.diag));
		cr_expect(sound || kit_has(city.diag, rows[i].fault), "row %zu", i);
		if (city.catalogue)
			cr_expect_eq(
			        city.catalogue->relation_count, rows[i].relations, "row %zu", i);
		drop_city(&city);
	}
}

/* What stands before a row's words, ★ and the like, and the base that a target is raised from. */
Test(targets, marks_are_kept)
{
	struct city city = read_city(ONE, COUNT("1.3", ", \"mark\": \"★\"") ONE);

	cr_assert_not_null(city.catalogue, "%s", kit_records(city.arena, city.diag));
	cr_expect_str_eq(lookup_indicator(city.catalogue, "1.3")->mark, "★");
	cr_expect_str_eq(lookup_indicator(city.catalogue, "1.2")->mark, "");
	drop_city(&city);
}
