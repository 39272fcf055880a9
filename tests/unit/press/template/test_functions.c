/* What each function of templates gives, and what it refuses. */
#include "base/common.h"
#include "paper/markup/xml.h"
#include "press/template/xpath.h"

#include <criterion/criterion.h>
#include <libxml/tree.h>
#include <string.h>

#define FACTS \
	"<facts date='2020-09-28' empty=''>" \
	"<calendar holidays='2020-10-01 2020-10-02 2020-10-05 2020-10-06 2020-10-07 2020-10-08' " \
	"workdays='2020-09-27 2020-10-10'/>" \
	"<task no='1' lead='甲' value='153020' gap='-20.66'/>" \
	"<task no='2' lead='乙' value='9800' gap='0.04'/>" \
	"<task no='3' lead='甲' value='99999999' gap='3'/></facts>"

struct bench {
	struct arena *arena;
	struct diag *diag;
	struct xml_tree *facts;
	struct xpath_compiler *compiler;
	struct xpath *xpath;
};

static struct bench bench_new(void)
{
	struct bench bench = { .arena = arena_new(),
		.diag = diag_new(&(struct diag_options){ 0 }) };

	bench.facts = xml_parse(bench.diag, "facts.xml", FACTS, strlen(FACTS));
	cr_assert(bench.facts);
	bench.compiler = xpath_compiler_new(bench.arena);
	bench.xpath = xpath_new(bench.arena, bench.diag, (xmlDocPtr)bench.facts);
	xpath_set_focus(
	        bench.xpath, (struct focus){ xmlDocGetRootElement((xmlDocPtr)bench.facts), 1, 1 });
	return bench;
}

static void bench_free(struct bench *bench)
{
	xpath_free(bench->xpath);
	xpath_compiler_free(bench->compiler);
	xml_free(bench->facts);
	diag_free(bench->diag);
	arena_free(bench->arena);
}

/* NULL: a fault. */
static const char *words_of(struct bench *bench, const char *source)
{
	const struct written written = { source, source, place_line("t.xml", 1) };
	const struct expression *expression = xpath_compile(bench->compiler, bench->diag, &written);
	struct found found;

	if (!expression || !xpath_words(bench->xpath, expression, &found))
		return NULL;
	return arena_strdup(bench->arena, found.text);
}

struct row {
	const char *expression;
	const char *words; /* NULL: refused */
};

static void check(const struct row *rows, size_t count)
{
	struct bench bench = bench_new();

	for (size_t i = 0; i < count; i++) {
		const char *words = words_of(&bench, rows[i].expression);
		if (rows[i].words)
			cr_expect(words && strcmp(words, rows[i].words) == 0, "%s gives %s, not %s",
			        rows[i].expression, words ? words : "a fault", rows[i].words);
		else
			cr_expect_null(words, "%s gives %s", rows[i].expression, words);
	}
	bench_free(&bench);
}

Test(functions, format_number)
{
	static const struct row rows[] = {
		{ "format-number('153020', '#,##0')", "153,020" },
		{ "format-number(task[1]/@value, '#,##0.0')", "153,020.0" },
		{ "format-number('999', '#,##0')", "999" },
		{ "format-number('1000', '#,##0')", "1,000" },
		{ "format-number('1234567.891', '#,##0.##')", "1,234,567.89" },
		{ "format-number('1234.5', '0')", "1235" },
		{ "format-number('-1234.5', '0')", "-1235" },
		{ "format-number('0.4', '#')", "0" },
		{ "format-number('0.5', '#.0')", ".5" },
		{ "format-number('7', '000')", "007" },
		{ "format-number('2.50', '0.0#')", "2.5" },
		{ "format-number('2.00', '0.0#')", "2.0" },
		{ "format-number('2', '0.##')", "2" },
		{ "format-number('0.417', '0.0%')", "41.7%" },
		{ "format-number('0.9996', '0.0%')", "100.0%" },
		/* the nought that is left of -0.04 has no sign */
		{ "format-number('-0.04', '0.0')", "0.0" },
		{ "format-number('-0.04', '+0.0;-0.0;0.0')", "0.0" },
		{ "format-number('0', '+0.0;-0.0;持平')", "持平" },
		{ "format-number('20.66', '+0.0;-0.0;持平')", "+20.7" },
		{ "format-number(task[1]/@gap, '高于0.0个百分点;低于0.0个百分点')",
		        "低于20.7个百分点" },
		{ "format-number(task[1]/@value div 3, '0.00')", "51006.67" },
		{ "format-number(count(task), '第0项')", "第3项" },
		{ "format-number('12', '')", NULL },
		{ "format-number('12', '项')", NULL },
		{ "format-number('12', '0#')", NULL },
		{ "format-number('12', '0.#0')", NULL },
		{ "format-number('12', '0.0.0')", NULL },
		{ "format-number('12', '#,')", NULL },
		{ "format-number('12', '0.0000000000')", NULL },
		{ "format-number('12', '0;0;0;0')", NULL },
		{ "format-number('12', '0;')", "12" },
		{ "format-number('12例', '0')", NULL },
		{ "format-number(1 div 0, '0')", NULL },
		{ "format-number('12')", NULL },
		{ "optional(format-number(task/@nothing, '0'))", "" },
		{ "format-number(task/@nothing, '0')", NULL },
		{ "format-number(task/@value, '0')", NULL },
	};

	check(rows, COUNT_OF(rows));
}

Test(functions, shorten)
{
	static const struct row rows[] = {
		{ "shorten('用地未批', 10)", "用地未批" },
		{ "shorten('一二三四五六七八九十', 10)", "一二三四五六七八九十" },
		{ "shorten('一二三四五六七八九十', 11)", "一二三四五六七八九十" },
		{ "shorten('省级接口未开放，制证支付通道未开通', 10)", "省级接口未开放" },
		{ "shorten('一二，三四五六七八九十十一', 10)", "一二，三四五六七……" },
		{ "shorten('评审耗时。招标耗时，五月进场', 12)", "评审耗时。招标耗时" },
		{ "shorten('评审招标耗时。五月，进场晚了', 12)", "评审招标耗时" },
		{ "shorten('一二三四五六七八九十。后', 10)", "一二三四五六七八九十" },
		{ "shorten('', 10)", "" },
		{ "shorten('一', 9)", NULL },
		{ "shorten('一', 10.5)", NULL },
		{ "shorten('一', '十')", NULL },
		{ "shorten(task/@nothing, 10)", NULL },
		{ "optional(shorten(task/@nothing, 10))", "" },
		{ "shorten('一')", NULL },
	};

	check(rows, COUNT_OF(rows));
}

Test(functions, cn_wan)
{
	static const struct row rows[] = {
		{ "cn-wan('27370', 1)", "2.7万" },
		{ "cn-wan('27370', 3)", "2.737万" },
		{ "cn-wan('20000', 1)", "2万" },
		{ "cn-wan('9999', 1)", "9999" },
		{ "cn-wan('9999.96', 1)", "9999.96" },
		{ "cn-wan('-153020', 1)", "-15.3万" },
		{ "cn-wan(task[3]/@value, 1)", "1亿" },
		{ "cn-wan('99990000', 1)", "9999万" },
		{ "cn-wan('123456789', 2)", "1.23亿" },
		{ "cn-wan('27370', -1)", NULL },
		{ "cn-wan('27370', 'x')", NULL },
		{ "cn-wan('x', 1)", NULL },
		{ "optional(cn-wan(@nothing, 1))", "" },
	};

	check(rows, COUNT_OF(rows));
}

Test(functions, days_and_months)
{
	static const struct row rows[] = {
		{ "date-add('2020-05-31', 10)", "2020-06-10" },
		{ "date-add('2020-03-01', -1)", "2020-02-29" },
		{ "cn-date(date-add(@date, 3))", "2020年10月1日" },
		{ "date-add('2020-05', 1)", NULL },
		{ "date-add('2020-05-31', 1.5)", NULL },
		{ "date-add('2020-05-31', 100000)", NULL },
		{ "month-add('2020-05', 8)", "2021-01" },
		{ "month-add('2020-05-31', 1)", "2020-06-30" },
		{ "month-add('2020-03-31', -1)", "2020-02-29" },
		{ "month-add('May', 1)", NULL },
		{ "days-between('2020-05-31', '2020-06-05')", "5" },
		{ "days-between('2020-06-05', '2020-05-31')", "-5" },
		{ "days-between(@date, @date)", "0" },
		{ "days-between(@date, 'x')", NULL },
		/* Monday 28 September; the feast; Saturday 10 October is worked */
		{ "workday-add(@date, 0)", "2020-09-28" },
		{ "workday-add(@date, 3)", "2020-10-09" },
		{ "workday-add(@date, 4)", "2020-10-10" },
		{ "workday-add(@date, 5)", "2020-10-12" },
		{ "workday-add('2020-10-01', 0)", "2020-10-09" },
		{ "workday-add(@date, -1)", NULL },
		{ "workdays-between(@date, '2020-10-12')", "5" },
		{ "workdays-between('2020-10-12', @date)", "-5" },
		{ "workdays-between(@date, @date)", "0" },
		{ "workdays-between('1900-01-01', '2020-01-01')", NULL },
		{ "optional(workday-add(@nothing, 1))", "" },
		{ "optional(date-add(@date, @nothing))", "" },
		{ "optional(days-between(@nothing, @date))", "" },
		/* One argument, or one that is no day and no number of steps. */
		{ "date-add(@date)", NULL },
		{ "date-add(@date, 'x')", NULL },
		{ "date-add(@date, -100000)", NULL },
		{ "month-add('2020-05')", NULL },
		{ "month-add('2020-05', 'x')", NULL },
		{ "days-between(@date)", NULL },
		{ "days-between('x', @date)", NULL },
		{ "workday-add(@date)", NULL },
		{ "workday-add('x', 1)", NULL },
		{ "workday-add(@date, 'x')", NULL },
		{ "workdays-between(@date)", NULL },
		{ "workdays-between('x', @date)", NULL },
		{ "workdays-between(@date, 'x')", NULL },
	};

	check(rows, COUNT_OF(rows));
}

Test(functions, if_and_current)
{
	static const struct row rows[] = {
		{ "if(task[1]/@no = 1, '是', '否')", "是" },
		{ "if(@nothing, '是', '否')", "否" },
		{ "if(count(task) > 2, count(task), '少')", "3" },
		{ "if(true(), task[2]/@lead, '无')", "乙" },
		{ "if(1, 2)", NULL },
		{ "count(task[@lead = current()/task[1]/@lead])", "2" },
		{ "current(1)", NULL },
	};

	check(rows, COUNT_OF(rows));
}

/* What a function takes from the data keeps the place that the data names. */
Test(functions, a_number_keeps_its_origin)
{
	struct bench bench = bench_new();
	xmlNodePtr root = xmlDocGetRootElement((xmlDocPtr)bench.facts);
	struct found found;

	(void)xmlNewProp(root, (const xmlChar *)"source", (const xmlChar *)"in/a.json:120:7#/x");
	(void)xmlNewProp(root, (const xmlChar *)"value", (const xmlChar *)"153020");
	const char *source = "format-number(@value, '#,##0')";
	const struct written written = { source, source, PLACE_NONE };
	const struct expression *expression = xpath_compile(bench.compiler, bench.diag, &written);
	cr_assert(xpath_words(bench.xpath, expression, &found));
	cr_expect_str_eq(found.source.file, "in/a.json");
	cr_expect_eq(found.source.line, 120);
	bench_free(&bench);
}
