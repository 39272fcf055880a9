/* Charts of templates: what is wrong with one, with template, data and words; what a specimen
 * draws. */
#include "base/common.h"
#include "base/file.h"
#include "base/text.h"
#include "kit/fake_metrics.h"
#include "kit/kit.h"
#include "paper/layout/layout.h"
#include "paper/markup/xml.h"
#include "press/template/expand.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "tests/golden/expand"
#define HEAD \
	"<template xmlns='urn:minsheng:template' styles='common/styles.xml' layout='1' " \
	"file='a.pdf'><meta title='t' date='2020-06-05'/><section master='portrait'>"
#define TAIL "</section></template>"
#define CHART(kind, inside) \
	HEAD "\n<chart kind='" kind "' style='plain' alt='图'>" inside "</chart>" TAIL
#define ROWS(kind, points) CHART(kind, "<series name='甲'>" points "</series>")
#define P(month)           "<point month='2020-" month "' value='1'/>"
#define P4                 "<point label='a' value='1'/><point value='1'/><point value='1'/><point value='1'/>"
#define S2                 "<series/><series/>"

struct wrong {
	const char *xml;
	const char *said; /* code, place, English */
};

static const char *records_of(struct arena *arena, const struct diag *diag)
{
	const char *all = "";

	for (size_t i = 0; i < diag_count(diag); i++) {
		const struct record *record = diag_record(diag, i);
		all = arena_printf(arena, "%s%s %s: %s\n", all, message_name(record->message),
		        place_format(arena, record->place), record->english);
	}
	return all;
}

static void expect_said(const struct wrong *wrong)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct xml_tree *facts = xml_read(diag, &root_here, FOLDER "/common/facts.xml", PLACE_NONE);
	struct program *program = template_parse(diag, FOLDER, "t", wrong->xml, strlen(wrong->xml));

	if (program)
		cr_expect_null(expand_document(arena, diag, program, facts, 0), "%s", wrong->xml);
	cr_expect(strstr(records_of(arena, diag), wrong->said), "%s\nnot said: %s\nsaid: %s",
	        wrong->xml, wrong->said, records_of(arena, diag));
	template_free(program);
	xml_free(facts);
	diag_free(diag);
	arena_free(arena);
}

Test(charts, faults_name_template_and_data)
{
	static const struct wrong rows[] = {
		{ HEAD "<chart kind='pie' style='plain' alt='a'/>" TAIL,
		        "XML_VALUE tests/golden/expand/t.xml:1:167: kind=\"pie\"" },
		{ HEAD "<chart kind='line' style='plain'/>" TAIL, "needs the attribute alt" },
		{ HEAD "<chart kind='line' style='plain' alt='{optional(@no)}'/>" TAIL,
		        "alt=\"\" is not possible" },
		{ CHART("line", "words"), "XML_TEXT" },
		{ CHART("line", "<point month='2020-01' value='1'/>"), "XML_ELEMENT" },
		{ CHART("line",
		          "<series><for-each select='month'><point month='{@period}' "
		          "value='{@value}'/></for-each></series>"),
		        "CHART_VALUE tests/golden/expand/t.xml:2:75 (a): chart, 2020-04: "
		        "value=\"未报送\" (from tests/golden/expand/t.xml:2:108) is no figure" },
		{ CHART("line",
		          "<series name='甲'><point month='2020-01' "
		          "value='{month[1]/@value}人'/></series>"),
		        "chart, 甲 2020-01: value=\"1200人\" (from in/甲:1.json:7:3 "
		        "(/tasks/0/values/1.1)) is no figure" },
		{ ROWS("bar", "<point label='东' value='1000000000000'/>"), "CHART_VALUE" },
		{ ROWS("bar", "<point label='东' value='5%'/>"), "CHART_VALUE" },
		{ ROWS("bar", "<point label='东'/>"), "chart, 甲 东: value=\"\"" },
		{ CHART("bar", "<level value='x'/>"), "CHART_VALUE" },
		{ ROWS("stacked", "<point label='东' value='-1'/>"),
		        "CHART_SIGN tests/golden/expand/t.xml:2:62 (a): a chart of kind stacked "
		        "cannot "
		        "show the negative figure -1 (甲 东, from "
		        "tests/golden/expand/t.xml:2:62)" },
		{ ROWS("line", P("13")), "CHART_MONTH" },
		{ ROWS("line", P("02") P("01")),
		        "chart, 甲 2020-01: month=\"2020-01\" is no month, or not behind" },
		{ ROWS("line", P("02") P("02")), "CHART_MONTH" },
		{ ROWS("line", "<point value='1'/>"), "CHART_MONTH" },
		{ ROWS("line", "<point label='a' value='1'/>"),
		        "CHART_PART tests/golden/expand/t.xml:2:59 (a): a chart of kind line has "
		        "no "
		        "label" },
		{ ROWS("bar", P("01")), "a chart of kind bar has no month" },
		{ ROWS("bar", "<point value='1' target='2'/>"), "kind bar has no target" },
		{ CHART("bar", "<pace/>"), "a chart of kind bar has no pace" },
		{ CHART("bullet", "<level value='80'/><level value='60'/>"),
		        "the band that ends at 60 stands behind the one that ends at 80" },
		{ CHART("bullet", "<level value='60'/><level value='60'/>"), "CHART_LEVELS" },
		{ CHART("dots", "<level value='1'/>"), "a chart of kind dots has no level" },
		{ CHART("line", "<pace/><pace/>"),
		        "CHART_MANY tests/golden/expand/t.xml:2:49 (a): a chart of kind line holds "
		        "at "
		        "most 1 pace" },
		{ CHART("line", S2 S2 "<series/>"), "kind line holds at most 4 series" },
		{ ROWS("bar", P4 P4 P4 P4 P4 P4 P4 P4), "kind bar holds at most 31 point" },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		expect_said(&rows[i]);
}

/* One golden for all kinds: where each stands, with a Han character one em wide. */
Test(charts, specimen_draws_what_it_drew)
{
	static const char file[] = "tests/golden/chart/charts.txt";
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct fake_metrics fake = { 0 };
	const struct metrics metrics = fake_metrics(&fake);
	const char *bytes = kit_read(arena, "tests/golden/chart/charts.xml");
	struct xml_tree *facts = xml_parse(diag, "facts.xml", "<facts/>", strlen("<facts/>"));
	struct program *program = template_parse(diag, "templates", "charts", bytes, strlen(bytes));
	struct file_bytes golden = { .bytes = "" };
	struct text out;
	int error;

	cr_assert(program, "%s", kit_records(arena, diag));
	const struct document *document = expand_document(arena, diag, program, facts, 0);
	cr_assert(document, "%s", kit_records(arena, diag));
	text_init(&out);
	const struct page_sink sink = page_dump_sink(&out);
	cr_assert(layout_document(arena, diag, document, &metrics, &sink), "%s",
	        kit_records(arena, diag));
	cr_expect_eq(diag_count(diag), 0, "%s", kit_records(arena, diag));
	if (getenv("UPDATE"))
		cr_assert_eq(
		        file_write_whole(&root_here, file, out.bytes, out.length, &error), FILE_OK);
	cr_assert_eq(file_read(arena, &root_here, file, (size_t)1 << 20, &golden), FILE_OK);
	cr_expect(text_equal(out.bytes, golden.bytes), "%s differs; UPDATE=1 rewrites it", file);
	text_release(&out);
	template_free(program);
	xml_free(facts);
	diag_free(diag);
	arena_free(arena);
}
