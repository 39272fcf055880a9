#include "figures/intake/submission.h"

#include "base/file.h"
#include "base/text.h"
#include "figures/targets/lookup.h"
#include "kit/intake.h"

#include <criterion/criterion.h>

static const char district[] =
        "{\n"
        "  \"unit\": \"东湖区\", \"period\": \"2031-05\", \"revision\": 1,\n"
        "  \"submitted_at\": \"2031-06-03T16:20:00+08:00\", \"reporter\": \"填报人\",\n"
        "  \"tasks\": [\n"
        "    { \"no\": 1, \"values\": { \"1.2\": 12000, \"1.10\": false },\n"
        "      \"progress\": \"第一行\\r\\n第二行\", \"problems\": \"无\" },\n"
        "    { \"no\": 7, \"values\": { \"7.2\": 60.50, \"7.3\": true, \"7.5\": true,\n"
        "      \"7.6\": { \"numerator\": 96, \"denominator\": 60 } } }\n"
        "  ]\n"
        "}\n";

static const char lead[] =
        "{ \"unit\": \"市教育局(市体育局)\", \"period\": \"2031-05\",\n"
        "  \"submitted_at\": \"2031-06-03\", \"sample\": true,\n"
        "  \"tasks\": [ { \"no\": 7, \"values\": {\n"
        "    \"7.1\": { \"numerator\": \"79.5万\", \"denominator\": 312.5 },\n"
        "    \"7.4\": { \"value\": 12.5, \"corrects\": \"重复统计\" }, \"7.5\": 1 } } ] }\n";

struct parsed {
	struct arena *arena;
	struct diag *diag;
	const struct submission *submission;
	size_t kept; /* bytes of the arena that the submission took */
};

static struct parsed parse_bytes(const char *bytes, size_t length)
{
	struct parsed parsed = { .arena = arena_new(), .diag = kit_diag() };
	const struct catalogue *catalogue =
	        catalogue_read(parsed.arena, parsed.diag, &root_here, OTHER_CITY, NULL);

	cr_assert_not_null(catalogue);
	const struct submission_source source = {
		.file = "in/x.json", .bytes = bytes, .length = length
	};
	const size_t before = arena_used(parsed.arena);
	parsed.submission = submission_parse(parsed.arena, parsed.diag, catalogue,
	        (struct period){ .year = 2031, .month = 5 }, &source);
	parsed.kept = arena_used(parsed.arena) - before;
	return parsed;
}

static struct parsed parse(const char *text, const char *from, const char *to)
{
	struct arena *arena = arena_new();
	const char *changed = kit_replace(arena, text, from, to);

	cr_assert_not_null(changed, "the text holds no %s", from);
	const struct parsed parsed = parse_bytes(changed, strlen(changed));
	arena_free(arena);
	return parsed;
}

static void drop(struct parsed *parsed)
{
	diag_free(parsed->diag);
	arena_free(parsed->arena);
}

Test(submission, a_districts_report)
{
	struct parsed parsed = parse(district, "", "");
	const struct submission *submission = parsed.submission;

	cr_assert_not_null(submission, "%s", kit_records(parsed.arena, parsed.diag));
	cr_expect_eq(diag_count(parsed.diag), 0);
	cr_expect_str_eq(submission->unit->name, "东湖区");
	cr_expect(submission->revision == 1 && !submission->sample);
	cr_expect_str_eq(date_format(parsed.arena, submission->submitted_day), "2031-06-03");
	cr_expect_str_eq(submission->approver, "");
	cr_assert_eq(submission->task_count, 2);
	const struct task_report *jobs = &submission->tasks[0];
	cr_expect(text_equal(jobs->task->no, "1") && jobs->value_count == 2);
	cr_expect_str_eq(jobs->progress, "第一行\n第二行");
	cr_expect_str_eq(jobs->next, "");
	cr_expect_eq(jobs->progress_place.line, 6);
	cr_expect_str_eq(jobs->problems_place.pointer, "/tasks/0/problems");
	const struct value *fraction = &submission->tasks[1].values[3];
	cr_expect_eq(fraction->kind, VALUE_FRACTION);
	cr_expect(fraction->numerator.digits == 96 && fraction->denominator.digits == 60);
	cr_expect_eq(submission->tasks[1].values[0].number.scale, 1, "60.50 is normalised");
	cr_expect_str_eq(fraction->place.pointer, "/tasks/1/values/7.6");
	drop(&parsed);
}

/* Its tasks stay as the file has them, and are found in whatever order that is. */
Test(submission, tasks_in_any_order)
{
	static const char backwards[] =
	        "{ \"unit\": \"东湖区\", \"period\": \"2031-05\", \"submitted_at\": "
	        "\"2031-06-03\",\n"
	        "  \"tasks\": [ { \"no\": 7, \"values\": { \"7.2\": 60 } },\n"
	        "    { \"no\": 1, \"values\": { \"1.2\": 12 } } ] }\n";
	struct parsed parsed = parse(backwards, "", "");
	const struct submission *submission = parsed.submission;

	cr_assert_not_null(submission, "%s", kit_records(parsed.arena, parsed.diag));
	cr_assert_eq(submission->task_count, 2);
	cr_expect_str_eq(submission->tasks[0].task->no, "7");
	for (size_t i = 0; i < submission->task_count; i++)
		cr_expect_eq(submission_report(submission, submission->tasks[i].task),
		        &submission->tasks[i]);
	const struct task unknown = { .index = 1, .no = "2" };
	cr_expect_null(submission_report(submission, &unknown));
	drop(&parsed);
}

Test(submission, a_leads_report)
{
	struct parsed parsed = parse(lead, "", "");

	cr_assert_not_null(parsed.submission, "%s", kit_records(parsed.arena, parsed.diag));
	const struct value *values = parsed.submission->tasks[0].values;
	cr_expect_str_eq(decimal_format(parsed.arena, values[0].numerator), "795000");
	cr_expect_not_null(kit_lookup(parsed.diag, MSG_VALUE_NORMALISED));
	cr_expect_str_eq(values[1].corrects, "重复统计");
	cr_expect_eq(values[1].number.digits, 125);
	cr_expect(values[2].kind == VALUE_NUMBER && values[2].number.digits == 1,
	        "the lead's own count of districts");
	cr_expect(parsed.submission->sample && parsed.submission->revision == 1);
	drop(&parsed);
}

Test(submission, the_catalogue_may_give_the_denominator)
{
	struct parsed parsed = parse(lead, ", \"denominator\": 312.5", "");

	cr_assert_not_null(parsed.submission, "%s", kit_records(parsed.arena, parsed.diag));
	cr_expect_eq(parsed.submission->tasks[0].values[0].denominator.digits, 3125);
	drop(&parsed);
}

/* An instant is a day where the catalogue's clock stands. */
Test(submission, the_day_is_the_catalogues)
{
	struct parsed parsed = parse(district, "2031-06-03T16:20:00+08:00", "2031-06-03T16:00:00Z");

	cr_assert_not_null(parsed.submission);
	cr_expect_str_eq(date_format(parsed.arena, parsed.submission->submitted_day), "2031-06-04");
	drop(&parsed);
}

struct row {
	const char *from;
	const char *to;
	enum message message;
};

/* Charitable readings: accepted, with or without a note. */
static const struct row accepted_rows[] = {
	{ "12000", "\"1.2万\"", MSG_VALUE_NORMALISED },
	{ "12000", "\"12,000\"", MSG_VALUE_NORMALISED },
	{ "12000", "\"１２０００\"", MSG_VALUE_NORMALISED },
	{ "12000", "0", MESSAGE_COUNT },
	{ "12000", "{ \"at_least\": 12000, \"words\": \"12000人以上\" }", MESSAGE_COUNT },
	{ "12000", "{ \"at_least\": \"1.2万\", \"words\": \"超过12000人\" }",
	        MSG_VALUE_NORMALISED },
	{ "12000", "12.000e3", MSG_VALUE_NORMALISED },
	{ "12000", "12000.0", MESSAGE_COUNT },
	{ "\"numerator\": 96, \"denominator\": 60", "\"numerator\": 0, \"denominator\": 0",
	        MESSAGE_COUNT },
	{ "\"revision\": 1,", "\"x-from\": \"excel\", \"$schema\": \"s\",", MESSAGE_COUNT },
	{ "\"revision\": 1", "\"revision\": 2, \"reason\": \"补报\"", MESSAGE_COUNT },
	{ "\"东湖区\"", "\" 东 湖区 \"", MESSAGE_COUNT },
	{ "\"东湖区\"", "\"东湖区人民政府\"", MSG_VALUE_NORMALISED },
	{ "\"东湖区\"", "\"东湖区政府\"", MSG_VALUE_NORMALISED },
	{ "\"progress\"", "\"进展情况\"", MSG_FIELD_READ_AS },
	{ "\"progress\"", "\" Progress：\"", MSG_FIELD_READ_AS },
	{ "\"tasks\"", "\"任务\"", MSG_FIELD_READ_AS },
	{ "\"no\": 1", "\"no\": \"1\"", MESSAGE_COUNT },
	{ "\"no\": 1", "\"no\": \"第一项\"", MSG_VALUE_NORMALISED },
	{ "\"no\": 1", "\"序号\": \"第１项\"", MSG_FIELD_READ_AS },
	{ "2031-05", "2031年5月", MSG_VALUE_NORMALISED },
	{ "2031-05", "２０３１－０５", MSG_VALUE_NORMALISED },
	{ "2031-05", "5月", MSG_VALUE_NORMALISED },
	{ "2031-06-03T16:20:00+08:00", "2031年6月3日", MSG_VALUE_NORMALISED },
	{ "2031-06-03T16:20:00+08:00", "2031/6/3 15:09", MSG_VALUE_NORMALISED },
	{ "2031-06-03T16:20:00+08:00", "2031-06-03", MESSAGE_COUNT },
	{ "\"1.10\"", "\"1．10 \"", MSG_VALUE_NORMALISED },
	{ "\"1.10\"", "\"１.１０\"", MSG_VALUE_NORMALISED },
	{ "\"填报人\"", "\"填报人\", \"phone\": 3128888", MESSAGE_COUNT },
	{ "2031-06-03T16:20:00+08:00", "2031-05-01T00:00:00+08:00", MESSAGE_COUNT },
	{ "\"values\": { \"1.2\": 12000, \"1.10\": false },", "", MESSAGE_COUNT },
};

/* Its faults are told with the brackets around it. */
Test(submission, a_report_in_brackets)
{
	struct arena *arena = arena_new();
	const char *wrapped =
	        arena_printf(arena, "[ %s ]", kit_replace(arena, district, "12000", "\"约900\""));
	struct parsed parsed = parse_bytes(wrapped, strlen(wrapped));

	cr_expect_null(parsed.submission);
	cr_expect_eq(kit_count(parsed.diag, MSG_SUBMISSION_WRAPPED), 1);
	cr_expect_eq(kit_count(parsed.diag, MSG_VALUE_APPROXIMATE), 1);
	drop(&parsed);
	const char *two = "[ {}, {} ]";
	parsed = parse_bytes(two, strlen(two));
	cr_expect_eq(kit_count(parsed.diag, MSG_SUBMISSION_ROOT), 1);
	drop(&parsed);
	arena_free(arena);
}

/* What came out of a web page is printed as it stands: somebody is asked. */
Test(submission, marks_of_web_pages)
{
	static const struct {
		const char *text;
		size_t said;
	} words[] = { { "<b>第一行</b>", 1 }, { "第一行&nbsp;", 1 }, { "第一行&#160;", 1 },
		{ "<br/>", 1 }, { "合格率<90%", 0 }, { "A&B", 0 }, { "<<办法>>", 0 }, { "<>", 0 },
		{ "&;", 0 }, { "a < b > c", 0 }, { "&amp", 0 } };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct parsed parsed = parse(district, "第一行", words[i].text);
		cr_expect_not_null(parsed.submission, "%s", words[i].text);
		cr_expect_eq(kit_count(parsed.diag, MSG_TEXT_MARKUP), words[i].said, "%s",
		        words[i].text);
		drop(&parsed);
	}
}

Test(submission, charitable_readings)
{
	for (size_t i = 0; i < sizeof accepted_rows / sizeof accepted_rows[0]; i++) {
		const struct row *row = &accepted_rows[i];
		struct parsed parsed = parse(district, row->from, row->to);
		cr_expect_not_null(parsed.submission, "%s: %s", row->to,
		        kit_records(parsed.arena, parsed.diag));
		if (row->message == MESSAGE_COUNT)
			cr_expect_eq(diag_count(parsed.diag), 0, "%s: %s", row->to,
			        kit_records(parsed.arena, parsed.diag));
		else
			cr_expect_not_null(kit_lookup(parsed.diag, row->message));
		drop(&parsed);
	}
}

static const struct row refused_rows[] = {
	{ "\"progress\"", "\"progres\"", MSG_FIELD_UNKNOWN_NEAR },
	{ "\"progress\"", "\"情况说明\"", MSG_FIELD_UNKNOWN },
	{ "\"progress\": ", "\"进展\": \"已完成\", \"progress\": ", MSG_FIELD_TWICE },
	{ "\"period\": \"2031-05\", ", "", MSG_FIELD_MISSING },
	{ "\"reporter\": \"填报人\"", "\"reporter\": 12", MSG_FIELD_TYPE },
	{ "\"reporter\": \"填报人\"", "\"reporter\": \"填报人\", \"values\": {}",
	        MSG_FIELD_ELSEWHERE },
	{ "\"tasks\": [", "\"tasks\": [ 3,", MSG_FIELD_TYPE },
	{ "\"no\": 1", "\"no\": \"某\"", MSG_SUBMISSION_NO_TASK },
	{ "\"no\": 1", "\"no\": []", MSG_FIELD_TYPE },
	{ "\"无\"", "\"\\u001b[31m\"", MSG_FIELD_CONTROL },
	{ "\"revision\": 1", "\"revision\": 0", MSG_FIELD_RANGE },
	{ "\"revision\": 1", "\"revision\": 1.5", MSG_FIELD_RANGE },
	{ "\"revision\": 1", "\"revision\": 99999999999999999999", MSG_FIELD_RANGE },
	{ "\"revision\": 1", "\"revision\": 2", MSG_SUBMISSION_REASON },
	{ "\"revision\": 1", "\"revision\": 2, \"reason\": \"　 \\n\"", MSG_SUBMISSION_REASON },
	{ "东湖区", "西湖区", MSG_SUBMISSION_UNIT_NEAR },
	{ "东湖区", "财政部", MSG_SUBMISSION_UNIT },
	{ "2031-05", "2031年第二季度", MSG_SUBMISSION_PERIOD_FORM },
	{ "2031-05", "2031-04", MSG_SUBMISSION_PERIOD },
	{ "2031-05", "2031年4月", MSG_SUBMISSION_PERIOD },
	{ "2031-05", "4月", MSG_SUBMISSION_PERIOD },
	{ "2031-06-03T16:20:00+08:00", "6月3日", MSG_SUBMISSION_TIME },
	{ "2031-06-03T16:20:00+08:00", "2031年6月31日", MSG_SUBMISSION_TIME },
	{ "2031-06-03T16:20:00+08:00", "2031-06-31T16:20:00+08:00", MSG_SUBMISSION_TIME },
	{ "2031-06-03T16:20:00+08:00", "昨天", MSG_SUBMISSION_TIME },
	{ "2031-06-03T16:20:00+08:00", "2031-04-30T23:59:59+08:00", MSG_SUBMISSION_TIME_EARLY },
	{ "\"no\": 7", "\"no\": 3", MSG_SUBMISSION_NO_TASK },
	{ "\"no\": 7", "\"no\": 2", MSG_SUBMISSION_NO_DUTY },
	{ "\"no\": 7", "\"no\": 1", MSG_SUBMISSION_TASK_TWICE },
	{ "\"1.10\"", "\"1.11\"", MSG_SUBMISSION_NO_INDICATOR },
	{ "\"1.10\"", "\"1-10\"", MSG_SUBMISSION_INDICATOR_NEAR },
	{ "\"1.10\"", "\"指标1.10\"", MSG_SUBMISSION_INDICATOR_NEAR },
	{ "\"1.10\": false", "\"1．2\": 2", MSG_JSON_DUPLICATE_KEY },
	{ "\"1.10\"", "\"7.4\"", MSG_SUBMISSION_OTHER_TASK },
	{ "12000", "null", MSG_VALUE_NULL },
	{ "12000", "true", MSG_VALUE_NOT_A_NUMBER },
	{ "12000", "[]", MSG_VALUE_NOT_A_NUMBER },
	{ "12000", "\"\"", MSG_VALUE_EMPTY },
	{ "12000", "\"一万\"", MSG_VALUE_HAN },
	{ "12000", "\"约900\"", MSG_VALUE_APPROXIMATE },
	{ "12000", "1.2e4", MSG_VALUE_SCIENTIFIC },
	{ "12000", "\"1.2E+04\"", MSG_VALUE_SCIENTIFIC },
	{ "12000", "{}", MSG_VALUE_HOLLOW },
	{ "12000", "\"95%\"", MSG_VALUE_PERCENT },
	{ "12000", "1e20", MSG_VALUE_RANGE },
	{ "12000", "0.1234567891", MSG_VALUE_RANGE },
	{ "12000", "-1", MSG_VALUE_NEGATIVE },
	{ "12000", "12000.5", MSG_VALUE_WHOLE },
	{ "12000", "1.2", MSG_VALUE_WHOLE_WAN },
	{ "12000", "\"12000人\"", MSG_VALUE_MEASURE },
	{ "12000", "\"1,2000\"", MSG_VALUE_GROUPING },
	{ "12000", "\"12 000\"", MSG_VALUE_BLANKS },
	{ "12000", "\"12OOO\"", MSG_VALUE_LETTERS },
	{ "12000", "\"12000（含补报）\"", MSG_VALUE_WITH_NOTE },
	{ "12000", "\"11000-12000\"", MSG_VALUE_RANGE_OF_TWO },
	{ "12000", "\"1/2\"", MSG_VALUE_QUOTIENT },
	{ "12000", "\"无\"", MSG_VALUE_NOTHING },
	{ "12000", "{\"numerator\": 1, \"denominator\": 2}", MSG_VALUE_PLAIN },
	{ "12000", "{\"value\": 10, \"numerator\": 99, \"denominator\": 1}", MSG_VALUE_TWICE },
	{ "12000", "{\"value\": 10, \"numerator\": 10, \"denominator\": 1}", MSG_VALUE_TWICE },
	{ "12000", "{\"value\": 10, \"denominator\": 1}", MSG_VALUE_TWICE },
	{ "\"numerator\": 96,", "\"value\": 1.6, \"numerator\": 96,", MSG_VALUE_TWICE },
	{ "第一行", "第一\\u0001行", MSG_FIELD_CONTROL },
	{ "12000", "{\"valeu\": 1}", MSG_FIELD_UNKNOWN_NEAR },
	{ "{ \"numerator\": 96, \"denominator\": 60 }", "160", MSG_VALUE_FRACTION },
	{ "{ \"numerator\": 96, \"denominator\": 60 }", "\"160%\"", MSG_VALUE_FRACTION },
	{ "{ \"numerator\": 96, \"denominator\": 60 }", "{}", MSG_VALUE_FRACTION_PART },
	{ ", \"denominator\": 60", "", MSG_VALUE_FRACTION_PART },
	{ "\"numerator\": 96, ", "", MSG_VALUE_FRACTION_PART },
	{ "\"denominator\": 60", "\"denominator\": \"甲\"", MSG_VALUE_NOT_A_NUMBER },
	{ "\"denominator\": 60", "\"denominator\": 0", MSG_VALUE_NO_BASE },
	{ "\"7.5\": true", "\"7.5\": \"是\"", MSG_VALUE_YES_NO_MEANT },
	{ "\"7.5\": true", "\"7.5\": 1", MSG_VALUE_YES_NO_MEANT },
	{ "\"7.5\": true", "\"7.5\": \"一半\"", MSG_VALUE_YES_NO },
	{ "12000", "{ \"at_least\": 12000, \"words\": \"约12000人\" }", MSG_VALUE_BOUND_WORDS },
	{ "12000", "{ \"at_least\": 12000, \"words\": \"12000人\" }", MSG_VALUE_BOUND_WORDS },
	{ "12000", "{ \"at_least\": 12000, \"words\": \"112000人以上\" }", MSG_VALUE_BOUND_WORDS },
	{ "12000", "{ \"at_least\": 12000 }", MSG_VALUE_BOUND_WORDS },
	{ "12000", "{ \"value\": 12000, \"words\": \"12000人以上\" }", MSG_VALUE_BOUND_WORDS },
	{ "12000", "{ \"value\": 1, \"at_least\": 1, \"words\": \"1人以上\" }", MSG_VALUE_TWICE },
	{ "\"7.5\": true", "\"7.5\": { \"at_least\": 1, \"words\": \"1个以上\" }",
	        MSG_VALUE_YES_NO_MEANT },
	{ "\"7.3\": true", "\"7.3\": 12", MSG_VALUE_YES_NO },
	{ "\"tasks\": [", "\"tasks\": [],\n\"x-tasks\": [", MSG_SUBMISSION_EMPTY },
	{ "\"1.10\": false", "\"1.2\": 2", MSG_JSON_DUPLICATE_KEY },
};

Test(submission, every_fault_refuses_with_its_message)
{
	for (size_t i = 0; i < sizeof refused_rows / sizeof refused_rows[0]; i++) {
		const struct row *row = &refused_rows[i];
		struct parsed parsed = parse(district, row->from, row->to);
		cr_expect_null(parsed.submission, "accepted %s", row->to);
		cr_expect_not_null(kit_lookup(parsed.diag, row->message), "%s: want %s, said %s",
		        row->to, message_name(row->message),
		        kit_records(parsed.arena, parsed.diag));
		cr_expect_eq(diag_exit_status(parsed.diag), EXIT_PERSON);
		drop(&parsed);
	}
}

/* A project's stage is given by its name, or false for none. */
Test(submission, a_stage_is_one_of_those_there_are)
{
	static const struct {
		const char *given;
		int stage; /* -1: refused */
	} rows[] = { { "\"开工\"", 2 }, { "false", 0 }, { "\"封顶\"", -1 }, { "true", -1 },
		{ "2", -1 }, { "{ \"value\": \"立项\" }", 1 } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct file_bytes content = { .bytes = "" };
		cr_assert_eq(file_read(arena, &root_here, OTHER_CITY, 1 << 20, &content), FILE_OK);
		const char *text = kit_replace(arena, content.bytes, "\"kind\": \"milestone\"",
		        "\"kind\": \"staged\", \"stages\": [\"立项\", \"开工\", \"竣工\"]");
		const struct catalogue *catalogue = catalogue_parse(arena, diag,
		        &(struct catalogue_source){
		                .file = OTHER_CITY, .bytes = text, .length = strlen(text) });
		cr_assert_not_null(catalogue, "%s", kit_records(arena, diag));
		const char *report = kit_replace(arena, district, "\"1.10\": false",
		        arena_printf(arena, "\"1.10\": %s", rows[i].given));
		cr_assert_not_null(report);
		const struct submission *submission = submission_parse(arena, diag, catalogue,
		        (struct period){ .year = 2031, .month = 5 },
		        &(struct submission_source){
		                .file = "in/x.json", .bytes = report, .length = strlen(report) });
		cr_expect_eq(
		        !submission, rows[i].stage < 0, "row %zu: %s", i, kit_records(arena, diag));
		cr_expect_eq(!kit_lookup(diag, MSG_VALUE_STAGE), rows[i].stage >= 0);
		const struct value *value = submission
		        ? submission_value(submission, lookup_indicator(catalogue, "1.10"))
		        : NULL;
		cr_expect(
		        !value || decimal_compare(value->number, decimal_from(rows[i].stage)) == 0);
		diag_free(diag);
		arena_free(arena);
	}
}

/* What is to be kept below a limit is not shown to be kept by what it is at least. */
Test(submission, a_bound_says_nothing_of_a_limit)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct file_bytes content = { .bytes = "" };

	cr_assert_eq(file_read(arena, &root_here, OTHER_CITY, 1 << 20, &content), FILE_OK);
	const char *text =
	        kit_replace(arena, content.bytes, "\"kind\": \"count\", \"comparison\": \">=\"",
	                "\"kind\": \"count\", \"comparison\": \"<=\"");
	cr_assert_not_null(text);
	const struct catalogue *catalogue = catalogue_parse(arena, diag,
	        &(struct catalogue_source){
	                .file = OTHER_CITY, .bytes = text, .length = strlen(text) });
	cr_assert_not_null(catalogue);
	const char *report = kit_replace(
	        arena, district, "12000", "{ \"at_least\": 12000, \"words\": \"12000人以上\" }");
	cr_expect_null(submission_parse(arena, diag, catalogue,
	        (struct period){ .year = 2031, .month = 5 },
	        &(struct submission_source){
	                .file = "in/x.json", .bytes = report, .length = strlen(report) }));
	cr_expect_not_null(kit_lookup(diag, MSG_VALUE_BOUND_LIMIT), "%s", kit_records(arena, diag));
	diag_free(diag);
	arena_free(arena);
}

Test(submission, one_fault_is_one_message)
{
	static const char *const texts[] = { "约900", "-1", "1.2.3", "12e" };

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct arena *arena = arena_new();
		struct parsed parsed =
		        parse(district, "12000", arena_printf(arena, "\"%s\"", texts[i]));
		cr_expect_eq(diag_count(parsed.diag), 1, "%s: %s", texts[i],
		        kit_records(parsed.arena, parsed.diag));
		drop(&parsed);
		arena_free(arena);
	}
}

/* 不涉及: the task is the unit's, the indicator is other districts'. */
Test(submission, an_indicator_of_other_districts)
{
	struct parsed parsed = parse(district, "东湖区", "西山县");

	cr_expect_null(parsed.submission);
	const struct record *record = kit_lookup(parsed.diag, MSG_SUBMISSION_NOT_CONCERNED);
	cr_assert_not_null(record);
	cr_expect_not_null(strstr(record->chinese, "不涉及"));
	cr_expect_not_null(strstr(record->chinese, "东湖区"), "names who reports");
	cr_expect_eq(diag_count(parsed.diag), 1);
	drop(&parsed);
}

/* A unit of the task may report the lead's indicator for information. */
Test(submission, information_beside_the_leads_figure)
{
	struct parsed parsed = parse(district, "\"7.2\": 60.50", "\"7.4\": 3.5");

	cr_expect_not_null(parsed.submission, "%s", kit_records(parsed.arena, parsed.diag));
	drop(&parsed);
}

/* Nobody can say that a bureau is not among an undefined group. */
Test(submission, a_bureau_of_an_undefined_group)
{
	struct parsed parsed = parse(lead, "\"tasks\": [", "\"tasks\": [ { \"no\": 2 },");

	cr_expect_not_null(parsed.submission, "%s", kit_records(parsed.arena, parsed.diag));
	drop(&parsed);
}

Test(submission, the_catalogues_denominator_stands)
{
	struct parsed parsed = parse(lead, "312.5", "312");

	cr_expect_null(parsed.submission);
	cr_expect_not_null(kit_lookup(parsed.diag, MSG_VALUE_BASE));
	drop(&parsed);
}

Test(submission, texts_have_a_limit_that_is_named)
{
	char text[3 * 4001 + 1];

	for (size_t i = 0; i < 4001; i++)
		memcpy(text + 3 * i, "民", 3);
	text[sizeof text - 1] = '\0';
	struct parsed parsed = parse(district, "无", text);
	const struct record *record = kit_lookup(parsed.diag, MSG_FIELD_LIMIT);
	cr_assert_not_null(record);
	cr_expect_not_null(strstr(record->chinese, "4000"));
	drop(&parsed);
	parsed = parse(district, "无", text + 3);
	cr_expect_not_null(parsed.submission);
	drop(&parsed);
}

Test(submission, all_faults_at_once)
{
	struct parsed parsed = parse(district, "\"revision\": 1",
	        "\"revision\": 0, \"phone\": true, \"aprover\": \"甲\", \"reason\": []");

	cr_expect_null(parsed.submission);
	cr_expect_eq(diag_count(parsed.diag), 4, "%s", kit_records(parsed.arena, parsed.diag));
	drop(&parsed);
}

Test(submission, every_truncation_is_refused)
{
	for (size_t length = 0; length + 2 < sizeof district; length++) {
		struct parsed parsed = parse_bytes(district, 0);
		drop(&parsed);
		struct arena *arena = arena_new();
		const char *cut = arena_strndup(arena, district, length);
		parsed = parse_bytes(cut, length);
		cr_expect_null(parsed.submission, "accepted %zu bytes", length);
		cr_expect_gt(diag_count(parsed.diag), 0);
		drop(&parsed);
		arena_free(arena);
		length += length % 7;
	}
}

Test(submission, a_refused_files_unit_is_told)
{
	static const struct {
		const char *text;
		const char *unit;
	} rows[] = {
		{ "{\"unit\":\"西山县人民政府\",\"tasks\":[", "西山县" },
		{ "{\"unit\" : \"东湖区\"} x", "东湖区" },
		{ "{\"period\":1,\"unit\":\"东湖区\"}", "东湖区" },
		{ "{\"unit\":\"\xB6\xAB\xBA\xFE\xC7\xF8\",", "东湖区" },
		{ "{\"unit\":\"别处\"}", NULL },
		{ "{\"unit\":7}", NULL },
		{ "{\"unit\"", NULL },
		{ "", NULL },
	};
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const struct catalogue *catalogue =
	        catalogue_read(arena, diag, &root_here, OTHER_CITY, NULL);

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct submission_source source = {
			.file = "x", .bytes = rows[i].text, .length = strlen(rows[i].text)
		};
		const struct unit *unit = submission_unit(catalogue, &source);
		cr_assert_eq(unit == NULL, rows[i].unit == NULL, "%s", rows[i].text);
		if (unit)
			cr_expect_str_eq(unit->name, rows[i].unit);
	}
	diag_free(diag);
	arena_free(arena);
}

/* 38 files of 2 MB each once took 5 GB. */
Test(submission, of_a_file_only_the_report_is_kept)
{
	struct text text;

	text_init(&text);
	text_add(&text, "\"x-junk\": [");
	for (int i = 0; i < 50000; i++)
		text_printf(&text, "%d,", i);
	text_add(&text, "0],\n  \"unit\"");
	struct parsed accepted = parse(district, "\"unit\"", text.bytes);
	cr_assert_not_null(accepted.submission, "%s", kit_records(accepted.arena, accepted.diag));
	cr_expect_lt(accepted.kept, 4096);
	text_add(&text, ": 7, \"colour\"");
	struct parsed refused = parse(district, "\"unit\"", text.bytes);
	cr_expect_null(refused.submission);
	cr_expect_eq(refused.kept, 0);
	text_release(&text);
	drop(&accepted);
	drop(&refused);
}
