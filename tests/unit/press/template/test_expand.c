#include "press/template/expand.h"

#include "base/common.h"
#include "base/file.h"
#include "base/text.h"
#include "paper/markup/xml.h"
#include "press/template/xpath.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "tests/golden/expand"

struct run {
	struct arena *arena;
	struct diag *diag;
	struct xml_tree *facts;
	struct program *program;
};

static struct run run_new(const char *facts)
{
	struct run run = { .arena = arena_new(), .diag = diag_new(&(struct diag_options){ 0 }) };

	run.facts = !facts ? xml_read(run.diag, &root_here, FOLDER "/common/facts.xml", PLACE_NONE)
	                   : xml_parse(run.diag, "facts.xml", facts, strlen(facts));
	cr_assert(run.facts, "facts must parse");
	return run;
}

static void run_free(struct run *run)
{
	template_free(run->program);
	xml_free(run->facts);
	arena_free(run->arena);
	diag_free(run->diag);
}

static const char *said(const struct run *run)
{
	const char *all = "";

	for (size_t i = 0; i < diag_count(run->diag); i++) {
		const struct record *record = diag_record(run->diag, i);
		all = arena_printf(run->arena, "%s%s %s: %s\n", all, message_name(record->message),
		        place_format(run->arena, record->place), record->english);
	}
	return all;
}

static bool has_said(const struct run *run, enum message message)
{
	for (size_t i = 0; i < diag_count(run->diag); i++) {
		if (diag_record(run->diag, i)->message == message)
			return true;
	}
	return false;
}

static void dump_all(struct run *run, struct text *out)
{
	const struct document_names names =
	        expand_documents(run->arena, run->diag, run->program, run->facts);

	for (size_t i = 0; i < names.count; i++) {
		const struct document *document = expand_document(
		        run->arena, run->diag, run->program, run->facts, names.names[i].index);
		if (document)
			document_dump(document, out);
	}
	text_add(out, said(run));
}

static void check_golden(const char *name)
{
	struct run run = run_new(NULL);
	const char *file = arena_printf(run.arena, FOLDER "/%s.txt", name);
	struct file_bytes golden = { .bytes = "" };
	struct text out;
	int error;

	text_init(&out);
	run.program = template_load(run.diag, &root_here, FOLDER, name);
	cr_assert(run.program, "%s: %s", name, said(&run));
	dump_all(&run, &out);
	if (getenv("UPDATE"))
		cr_assert_eq(
		        file_write_whole(&root_here, file, out.bytes, out.length, &error), FILE_OK);
	cr_assert_eq(file_read(run.arena, &root_here, file, (size_t)1 << 20, &golden), FILE_OK,
	        "%s", file);
	cr_expect_str_eq(out.bytes, golden.bytes, "%s differs; UPDATE=1 rewrites it", file);
	text_release(&out);
	run_free(&run);
}

/* Each template beside its dump: tests/golden/expand/<name>.xml and .txt. */
Test(expand, goldens)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	struct template_names names;

	cr_assert(template_list(arena, diag, &root_here, FOLDER, &names));
	diag_free(diag);
	cr_assert_geq(names.count, 5);
	for (size_t i = 0; i < names.count; i++)
		check_golden(names.names[i]);
	arena_free(arena);
}

#define HEAD \
	"<template xmlns='urn:minsheng:template' styles='common/styles.xml' layout='1' " \
	"file='a.pdf'><meta title='t' date='2020-06-05'/><section master='portrait'>"
#define TAIL             "</section></template>"
#define BODY(inline_xml) HEAD "<paragraph style='body'>" inline_xml "</paragraph>" TAIL
#define GRID(rows_xml) \
	HEAD "<table style='grid'><columns><column width='1*'/><column width='1*'/></columns>" \
	     "<body>" rows_xml "</body></table>" TAIL

static void expect_fault(const char *xml, const char *facts, enum message expected)
{
	struct run run = run_new(facts);

	run.program = template_parse(run.diag, FOLDER, "t", xml, strlen(xml));
	cr_assert(run.program, "%s\n%s", xml, said(&run));
	const struct document *document =
	        expand_document(run.arena, run.diag, run.program, run.facts, 0);
	cr_expect_null(document, "a fault must keep the document back: %s", xml);
	cr_expect(has_said(&run, expected), "%s not said for %s\n%s", message_name(expected), xml,
	        said(&run));
	run_free(&run);
}

Test(expand, faults_of_data_and_template_are_said)
{
	static const struct {
		const char *xml;
		enum message message;
	} rows[] = {
		{ BODY("<image href='images/code.png' width='{0}mm' alt=''/>"), MSG_XML_VALUE },
		{ BODY("{@missing}"), MSG_TEMPLATE_EMPTY },
		{ BODY("{percent(@missing)}"), MSG_TEMPLATE_EMPTY },
		{ BODY("{join(nothing, '、')}"), MSG_TEMPLATE_EMPTY },
		{ BODY("{task/@no}"), MSG_TEMPLATE_SEVERAL },
		{ BODY("{1 div 0}"), MSG_TEMPLATE_TYPE },
		{ BODY("{number('x')}"), MSG_TEMPLATE_TYPE },
		{ BODY("{1 = 1}"), MSG_TEMPLATE_TRUTH },
		{ BODY("<for-each select='1'>a</for-each>"), MSG_TEMPLATE_TYPE },
		{ BODY("{namespace::*}"), MSG_TEMPLATE_TYPE },
		{ BODY("{percent('many')}"), MSG_TEMPLATE_ARGUMENT },
		{ BODY("{percent(task/@rate)}"), MSG_TEMPLATE_ARGUMENT },
		{ BODY("{cn-date('2020-02-30')}"), MSG_TEMPLATE_ARGUMENT },
		{ BODY("{cn-number('1.5')}"), MSG_TEMPLATE_ARGUMENT },
		{ BODY("{percent()}"), MSG_TEMPLATE_ARGUMENT },
		{ BODY("{join('a', 'b')}"), MSG_TEMPLATE_ARGUMENT },
		{ BODY("{count(1)}"), MSG_TEMPLATE_EXPRESSION },
		{ BODY("<span link='#nowhere'>a</span>"), MSG_TEMPLATE_ANCHOR },
		{ BODY("<page-of anchor='nowhere'/>"), MSG_TEMPLATE_ANCHOR },
		{ HEAD "<heading style='h1' anchor='a'>1</heading>"
		       "<heading style='h1' anchor='{\"a\"}'>2</heading>" TAIL,
		        MSG_TEMPLATE_ANCHOR_TWICE },
		{ HEAD "<paragraph style='{@issuer}'>a</paragraph>" TAIL, MSG_XML_VALUE },
		{ BODY("<light style='{@issuer}'/>"), MSG_XML_VALUE },
		{ BODY("<bar style='progress' share='{@issuer}'/>"), MSG_XML_VALUE },
		{ HEAD "<running region='nowhere'>a</running>" TAIL, MSG_XML_VALUE },
		{ HEAD "<group even='yes'/>" TAIL, MSG_XML_VALUE },
		{ HEAD "<running region='folio'><rule style='red'/>a</running>" TAIL,
		        MSG_XML_ELEMENT },
		{ HEAD "<running region='folio'>a<rule style='red'/></running>" TAIL,
		        MSG_XML_ELEMENT },
		{ GRID("<row><cell>1<note style='cell'>a</note></cell><cell/></row>"),
		        MSG_XML_ELEMENT },
		{ BODY("a<note style='cell'>b<note style='cell'>c</note></note>"),
		        MSG_XML_ELEMENT },
		{ HEAD "<running region='folio'>a<note style='cell'>b</note></running>" TAIL,
		        MSG_XML_ELEMENT },
		{ GRID("<row><cell>1</cell></row>"), MSG_TEMPLATE_COLUMNS },
		{ HEAD "<table style='grid'><columns><for-each select='nothing'><column "
		       "width='1*'/></for-each></columns><body/></table>" TAIL,
		        MSG_TEMPLATE_COLUMNS },
		{ GRID("<row><cell/><cell/><cell/></row>"), MSG_TEMPLATE_COLUMNS },
		{ GRID("<row><cell span='3'/></row>"), MSG_TEMPLATE_COLUMNS },
		{ GRID("<row><cell rows='2'/><cell/></row>"), MSG_TEMPLATE_COLUMNS },
		{ GRID("<row><cell/><cell rows='2'/></row><row><cell span='2'/></row>"),
		        MSG_TEMPLATE_COLUMNS },
		{ HEAD "<table style='bare'><columns><column width='auto'/></columns><body><row>"
		       "<cell>a</cell></row></body></table>" TAIL,
		        MSG_XML_ATTRIBUTE_MISSING },
		{ "<template xmlns='urn:minsheng:template' styles='common/styles.xml' layout='1' "
		  "file='{@period}/../x.pdf'><meta title='t' date='2020-06-05'/></template>",
		        MSG_TEMPLATE_FILE_NAME },
		{ "<template xmlns='urn:minsheng:template' styles='common/styles.xml' layout='1' "
		  "file='a.pdf' for='nothing'><meta title='t' date='2020-06-05'/></template>",
		        MSG_TEMPLATE_NO_DOCUMENT },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_fault(rows[i].xml, NULL, rows[i].message);
}

Test(expand, functions_are_those_of_xpath_and_ours)
{
	static const struct {
		const char *name;
		bool known;
	} rows[] = { { "count", true }, { "normalize-space", true }, { "last", true },
		{ "cn-number", true }, { "join", true }, { "optional", true },
		{ "cn-nothing", false }, { "document", false }, { "", false } };
	struct arena *arena = arena_new();
	struct xpath_compiler *compiler = xpath_compiler_new(arena);

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		cr_expect_eq(xpath_knows_function(compiler, rows[i].name), rows[i].known, "%s",
		        rows[i].name);
	xpath_compiler_free(compiler);
	arena_free(arena);
}

/* In a line the blanks before a sort once hid it, in silence. */
Test(expand, blanks_before_a_sort_are_nothing)
{
	static const char *const rows[] = { "<for-each select='t' separator='、'>\n "
		                            "<!-- --> <sort select='@no'/> {@no}</for-each>",
		"<for-each-group select='t' group-by='@no' separator='、'>\n <sort "
		"select='@no'/>\n "
		"<sort select='name()'/>{@no}</for-each-group>" };

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct run run = run_new("<facts><t no='3'/><t no='1'/><t no='2'/></facts>");
		const char *xml = arena_printf(
		        run.arena, HEAD "<paragraph style='body'>%s</paragraph>" TAIL, rows[i]);
		struct text out;
		text_init(&out);
		run.program = template_parse(run.diag, FOLDER, "t", xml, strlen(xml));
		cr_assert(run.program, "%s", said(&run));
		dump_all(&run, &out);
		const char *first = strstr(out.bytes, "\"1\"");
		const char *second = first ? strstr(first, "\"2\"") : NULL;
		cr_expect(second && strstr(second, "\"3\""), "%s", out.bytes);
		text_release(&out);
		run_free(&run);
	}
}

/*
 * Each key decides where all before it tie, however many there are: the ninth was once dropped
 * in silence. Task 1 and 2 differ in the attribute `last` only.
 */
Test(expand, sorts_have_no_limit)
{
	for (size_t ties = 0; ties <= 20; ties++) {
		struct run run = run_new("<facts><t no='1' last='b'/><t no='2' last='a'/></facts>");
		const char *sorts = "";
		struct text out;
		for (size_t i = 0; i < ties; i++)
			sorts = arena_printf(run.arena, "%s<sort select='name()'/>", sorts);
		const char *xml = arena_printf(run.arena,
		        HEAD "<paragraph style='body'><for-each select='t'>%s<sort "
		             "select='@last'/>{@no}</for-each></paragraph>" TAIL,
		        sorts);
		text_init(&out);
		run.program = template_parse(run.diag, FOLDER, "t", xml, strlen(xml));
		cr_assert(run.program, "%s", said(&run));
		dump_all(&run, &out);
		const char *second = strstr(out.bytes, "\"2\"");
		cr_assert(second, "%s", out.bytes);
		cr_expect(strstr(second, "\"1\""), "%zu ties:\n%s", ties, out.bytes);
		text_release(&out);
		run_free(&run);
	}
}

/* What a sort does not tell apart stays as the document has it. */
Test(expand, equals_keep_their_order)
{
	struct run run = run_new("<facts><t no='1'/><t no='2'/><t no='3'/></facts>");
	static const char xml[] = HEAD "<paragraph style='body'><for-each select='t'>"
	                               "<sort select='name()'/>{@no}</for-each></paragraph>" TAIL;
	struct text out;

	text_init(&out);
	run.program = template_parse(run.diag, FOLDER, "t", xml, strlen(xml));
	cr_assert(run.program, "%s", said(&run));
	dump_all(&run, &out);
	const char *first = strstr(out.bytes, "\"1\"");
	const char *second = first ? strstr(first, "\"2\"") : NULL;
	cr_expect(second && strstr(second, "\"3\""), "%s", out.bytes);
	text_release(&out);
	run_free(&run);
}

/* In either order: a figure that is not there is neither the least nor the most. */
Test(expand, what_is_no_number_is_sorted_last)
{
	static const char *const rows[] = { "ascending", "descending" };

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct run run = run_new("<facts><t no='x'/><t no='3'/><t no='1'/></facts>");
		const char *xml = arena_printf(run.arena,
		        HEAD
		        "<for-each select='t'><sort select='@no' data-type='number' order='%s'/>"
		        "<paragraph style='body'>{@no}</paragraph></for-each>" TAIL,
		        rows[i]);
		struct text out;
		text_init(&out);
		run.program = template_parse(run.diag, FOLDER, "t", xml, strlen(xml));
		cr_assert(run.program, "%s", said(&run));
		dump_all(&run, &out);
		const char *x = strstr(out.bytes, "\"x\""), *one = strstr(out.bytes, "\"1\"");
		const char *three = strstr(out.bytes, "\"3\"");
		cr_assert(x && one && three, "%s", out.bytes);
		cr_expect(x > one && x > three, "%s: %s", rows[i], out.bytes);
		cr_expect_eq(one < three, i == 0, "%s", rows[i]);
		text_release(&out);
		run_free(&run);
	}
}

/* The step limit is what stands between a loop within loops and all of the memory. */
Test(expand, endless_growth_is_stopped)
{
	expect_fault(BODY("<for-each select='//node()|//@*'><for-each select='//node()|//@*'>"
	                  "<for-each select='//node()|//@*'><for-each select='//node()|//@*'>"
	                  "<for-each select='//node()|//@*'><if test='0'/></for-each></for-each>"
	                  "</for-each></for-each></for-each>"),
	        NULL, MSG_TEMPLATE_TOO_LARGE);
}

Test(expand, control_characters_in_data_name_the_data)
{
	struct run run = run_new("<facts a='x' source='in/a.json:7:3#/x'/>");
	const char *xml = BODY("{@a}");

	xmlSetProp(xmlDocGetRootElement((xmlDocPtr)run.facts), (const xmlChar *)"a",
	        (const xmlChar *)"x\x01");
	run.program = template_parse(run.diag, FOLDER, "t", xml, strlen(xml));
	cr_expect_null(expand_document(run.arena, run.diag, run.program, run.facts, 0));
	cr_assert(has_said(&run, MSG_TEMPLATE_CONTROL));
	const struct place place = diag_record(run.diag, 0)->place;
	cr_expect_str_eq(place_format(run.arena, place), "in/a.json:7:3 (/x)");
	run_free(&run);
}

/* Whoever reads a fault learns which document it is, and at what of the data the template stood. */
Test(expand, a_fault_says_where_in_the_data_it_is)
{
	struct run run = run_new("<facts><task no='3'><indicator id='3.1'><x/></indicator></task>"
	                         "</facts>");
	const char *xml = BODY("<for-each select='task/indicator/x'>\n 见 {@a}</for-each>");

	run.program = template_parse(run.diag, FOLDER, "t", xml, strlen(xml));
	cr_expect_null(expand_document(run.arena, run.diag, run.program, run.facts, 0));
	cr_assert_eq(diag_count(run.diag), 1, "%s", said(&run));
	cr_expect_str_eq(place_format(run.arena, diag_record(run.diag, 0)->place),
	        FOLDER "/t.xml:2:5 (a, indicator 3.1)");
	run_free(&run);
}

/* One wrong path in a loop over many nodes is one fault, not many; others are said too. */
Test(expand, each_fault_is_said_once_and_all_of_them)
{
	struct run run = run_new(NULL);
	const char *xml = BODY("<for-each select='task'>\n{@a}\n{@b}</for-each>");

	run.program = template_parse(run.diag, FOLDER, "t", xml, strlen(xml));
	cr_expect_null(expand_document(run.arena, run.diag, run.program, run.facts, 0));
	cr_assert_eq(diag_count(run.diag), 2, "%s", said(&run));
	cr_expect_eq(diag_record(run.diag, 0)->place.line, 2);
	cr_expect_eq(diag_record(run.diag, 1)->place.line, 3);
	run_free(&run);
}

Test(expand, two_documents_in_one_file_are_refused)
{
	static const struct {
		const char *file;
		enum message message;
	} rows[] = {
		{ "same.pdf", MSG_TEMPLATE_FILE_TWICE },
		{ "{@no}.txt", MSG_TEMPLATE_FILE_NAME },
		{ "/{@no}.pdf", MSG_TEMPLATE_FILE_NAME },
		{ "{@dots}/{@no}.pdf", MSG_TEMPLATE_FILE_NAME },
		{ ".{@no}.pdf", MSG_TEMPLATE_FILE_NAME },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run =
		        run_new("<facts><t no='1' dots='..'/><t no='2' dots='..'/></facts>");
		const char *xml = arena_printf(run.arena,
		        "<template xmlns='urn:minsheng:template' styles='common/styles.xml' "
		        "layout='1' for='t' file='%s'><meta title='t' date='2020-06-05'/>"
		        "</template>",
		        rows[i].file);
		run.program = template_parse(run.diag, FOLDER, "t", xml, strlen(xml));
		cr_assert(run.program, "%s", said(&run));
		cr_expect(expand_documents(run.arena, run.diag, run.program, run.facts).failed);
		cr_expect(has_said(&run, rows[i].message), "%s: %s", rows[i].file, said(&run));
		run_free(&run);
	}
}
