#include "press/template/template_facts.h"

#include "base/file.h"
#include "base/text.h"
#include "paper/markup/schema.h"
#include "paper/markup/xml.h"
#include "press/template/expand.h"
#include "press/template/program_image.h"
#include "press/template/vocabulary.h"
#include "press/template/xpath.h"

#include "kit/kit.h"

#include <criterion/criterion.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "tests/golden/expand"
#define ROOT \
	"<template xmlns='urn:minsheng:template' styles='common/styles.xml' layout='1' " \
	"file='a.pdf'>"
#define META             "<meta title='t' date='2020-06-05'/>"
#define HEAD             ROOT META "<section master='portrait'>"
#define TAIL             "</section></template>"
#define BODY(inline_xml) HEAD "<paragraph style='body'>" inline_xml "</paragraph>" TAIL
#define CELL(content_xml) \
	HEAD "<table style='grid'><columns><column " \
	     "width='auto'/></columns><body><row><cell>" content_xml \
	     "</cell></row></body></table>" TAIL

struct run {
	struct arena *arena;
	struct diag *diag;
	struct program *program;
};

static struct run run_text(const char *xml)
{
	struct run run = { .arena = arena_new(), .diag = diag_new(&(struct diag_options){ 0 }) };

	run.program = template_parse(run.diag, FOLDER, "t", xml, strlen(xml));
	return run;
}

static void run_free(struct run *run)
{
	template_free(run->program);
	arena_free(run->arena);
	diag_free(run->diag);
}

/* Does templates/template.rng accept the text too? */
static bool schema_accepts(const char *xml)
{
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	struct xml_tree *tree = xml_parse(diag, "t.xml", xml, strlen(xml));
	const bool fine = tree
	        && schema_check_tree(diag, &root_here, "templates/template.rng", "t.xml", tree);

	xml_free(tree);
	diag_free(diag);
	return fine;
}

Test(program, faults_name_file_and_line)
{
	static const struct {
		const char *xml;
		enum message message;
		unsigned line;
		bool by_schema; /* the schema refuses it too */
	} rows[] = {
		{ "<template", MSG_XML_TAG_OPEN, 1, true },
		{ "", MSG_XML_EMPTY, 1, true },
		{ "<template xmlns='urn:minsheng:template'>&x;</template>", MSG_XML_ENTITY, 1,
		        true },
		{ "<!DOCTYPE template [<!ENTITY a 'b'>]>\n" BODY("&a;"), MSG_XML_DOCTYPE, 1, true },
		{ "<!DOCTYPE template SYSTEM 'http://example.org/x.dtd'>\n" BODY("a"),
		        MSG_XML_DOCTYPE, 1, true },
		{ "<template/>", MSG_XML_ROOT, 1, true },
		{ BODY("\n<unknown/>"), MSG_XML_ELEMENT, 2, true },
		{ BODY("<h:span xmlns:h='urn:x'/>"), MSG_XML_ELEMENT, 1, true },
		{ BODY("<rule style='red'/>"), MSG_XML_ELEMENT, 1, true },
		{ CELL("\n<table style='grid'><columns><column width='auto'/></columns><body/>"
		       "</table>"),
		        MSG_XML_ELEMENT, 2, true },
		{ CELL("<if test='a'><group><rule style='red'/></group></if>"), MSG_XML_ELEMENT, 1,
		        true },
		{ CELL("<page-break/>"), MSG_XML_ELEMENT, 1, true },
		{ BODY("<text><span/></text>"), MSG_XML_ELEMENT, 1, true },
		{ BODY("<sort select='a'/>"), MSG_XML_ELEMENT, 1, true },
		{ BODY("<choose><span/></choose>"), MSG_XML_ELEMENT, 1, true },
		{ HEAD "\n\nbare" TAIL, MSG_XML_TEXT, 3, true },
		{ ROOT "</template>", MSG_XML_CONTENT, 1, true },
		{ ROOT META META "</template>", MSG_XML_CONTENT, 1, true },
		{ HEAD "<table style='grid'><columns/></table>" TAIL, MSG_XML_CONTENT, 1, true },
		{ HEAD "<table style='grid'><body/><columns/></table>" TAIL, MSG_XML_CONTENT, 1,
		        true },
		{ BODY("<choose><otherwise>a</otherwise><when test='1'>b</when></choose>"),
		        MSG_XML_CONTENT, 1, true },
		{ BODY("<for-each select='a'>b<sort select='c'/></for-each>"), MSG_XML_CONTENT, 1,
		        true },
		{ BODY("<for-each select='a' separator='、'>b<sort select='c'/></for-each>"),
		        MSG_XML_CONTENT, 1, true },
		{ BODY("<for-each-group select='a'>b</for-each-group>"), MSG_XML_ATTRIBUTE_MISSING,
		        1, true },
		{ HEAD "<for-each select='a' separator='、'><rule style='red'/></for-each>" TAIL,
		        MSG_XML_ELEMENT, 1, false },
		{ HEAD "<item>a</item>" TAIL, MSG_XML_ELEMENT, 1, true },
		{ CELL("<tiles style='grid' columns='2'/>"), MSG_XML_ELEMENT, 1, true },
		{ HEAD "<tiles style='grid' columns='0'/>" TAIL, MSG_XML_VALUE, 1, true },
		{ HEAD "<list style='body'><paragraph style='body'/></list>" TAIL, MSG_XML_ELEMENT,
		        1, true },
		{ BODY("<marked name='x'/>"), MSG_TEMPLATE_MARK, 1, false },
		{ HEAD "<mark name='x'><span>a</span></mark>" TAIL, MSG_XML_ELEMENT, 1, true },
		{ BODY("<mark name='x'>a</mark>"), MSG_XML_ELEMENT, 1, true },
		{ BODY("<note>a</note>"), MSG_XML_ATTRIBUTE_MISSING, 1, true },
		{ BODY("<note style='cell' marker=''>a</note>"), MSG_XML_VALUE, 1, true },
		{ BODY("<let name='x'/>"), MSG_XML_CONTENT, 1, false },
		{ BODY("<let name='x'>\n</let>"), MSG_XML_CONTENT, 1, false },
		{ BODY("<let name='x' select='1'>a</let>"), MSG_XML_CONTENT, 1, true },
		{ BODY("<let name='x'><span>a</span></let>"), MSG_XML_ELEMENT, 1, true },
		{ BODY("<with name='x' select='1'/>"), MSG_XML_ELEMENT, 1, true },
		{ BODY("<include href='parts/greeting.xml'><let name='label'>a</let></include>"),
		        MSG_XML_ELEMENT, 1, true },
		{ BODY("<include href='parts/line.xml'><with name='x' select='1'/></include>{$x}"),
		        MSG_TEMPLATE_VARIABLE, 1, false },
		{ BODY("<span colour='red'>a</span>"), MSG_XML_ATTRIBUTE, 1, true },
		{ BODY("<text xml:space='preserve'>a</text>"), MSG_XML_ATTRIBUTE, 1, true },
		{ HEAD "<paragraph>a</paragraph>" TAIL, MSG_XML_ATTRIBUTE_MISSING, 1, false },
		{ BODY("<gap/>"), MSG_XML_ATTRIBUTE_MISSING, 1, true },
		{ HEAD "<paragraph style='none'>a</paragraph>" TAIL, MSG_XML_VALUE, 1, false },
		{ BODY("<span style='body'>a</span>"), MSG_XML_VALUE, 1, false },
		{ BODY("<light style='blue'/>"), MSG_XML_VALUE, 1, false },
		{ BODY("<gap width='2'/>"), MSG_XML_VALUE, 1, true },
		{ BODY("<gap width='-2mm'/>"), MSG_XML_VALUE, 1, true },
		{ BODY("<span link='nowhere'>a</span>"), MSG_XML_VALUE, 1, true },
		{ BODY("<let name='1a' select='1'/>"), MSG_XML_VALUE, 1, true },
		{ BODY("<include href='../x.xml'/>"), MSG_XML_VALUE, 1, true },
		{ BODY("<include href='/x.xml'/>"), MSG_XML_VALUE, 1, true },
		{ BODY("<include href='parts/none.xml'/>"), MSG_XML_ABSENT, 1, false },
		{ BODY("<include href='common/facts.xml'/>"), MSG_XML_ROOT, 2, false },
		{ BODY("<include href='parts/loop.xml'/>"), MSG_TEMPLATE_INCLUDE, 3, false },
		{ BODY("<include href='parts/greeting.xml'/>"), MSG_TEMPLATE_VARIABLE, 3, false },
		{ BODY("a\n{b"), MSG_TEMPLATE_BRACE, 2, false },
		{ BODY("a } b"), MSG_TEMPLATE_BRACE, 1, false },
		{ BODY("{}"), MSG_TEMPLATE_BRACE, 1, false },
		{ BODY("a\n<span>b\nc {1 +} </span>"), MSG_TEMPLATE_ENDS, 3, false },
		{ BODY("<span>a\n</span>\n<!-- \n -->{@}"), MSG_TEMPLATE_ENDS, 4, false },
		{ BODY("<if test='('>a</if>"), MSG_TEMPLATE_ENDS, 1, false },
		{ BODY("{document('x')}"), MSG_TEMPLATE_FUNCTION, 1, false },
		{ BODY("{cn-numbr(1)}"), MSG_TEMPLATE_FUNCTION, 1, false },
		{ BODY("{$x}"), MSG_TEMPLATE_VARIABLE, 1, false },
		{ BODY("<span><let name='x' select='1'/></span>{$x}"), MSG_TEMPLATE_VARIABLE, 1,
		        false },
		{ BODY("\n<image href='images/none.png' width='2mm' alt=''/>"), MSG_IMAGE_MISSING,
		        2, false },
		{ BODY("<image href='images/words.png' width='2mm' alt=''/>"), MSG_IMAGE_NOT_PNG, 1,
		        false },
		{ BODY("<image href='../emblem.png' width='2mm' alt=''/>"), MSG_XML_VALUE, 1,
		        true },
		{ BODY("<image href='images/emblem.png' width='2mm'/>"), MSG_XML_ATTRIBUTE_MISSING,
		        1, true },
		{ BODY("<image href='images/emblem.png' alt=''/>"), MSG_XML_ATTRIBUTE_MISSING, 1,
		        true },
		{ BODY("<image href='images/emblem.png' width='0.0mm' alt=''/>"), MSG_XML_VALUE, 1,
		        true },
		{ BODY("<image href='images/emblem.png' height='1ln' width='0' alt=''/>"),
		        MSG_XML_VALUE, 1, true },
		{ BODY("<image href='images/emblem.png' height='1ln' alt=''>a</image>"),
		        MSG_XML_TEXT, 1, true },
		{ BODY("<let name='x'><image href='images/emblem.png' width='1mm' alt=''/></let>"),
		        MSG_XML_ELEMENT, 1, true },
		{ HEAD "<image href='images/emblem.png' width='1mm' alt=''/>" TAIL, MSG_XML_ELEMENT,
		        1, true },
		{ "<template xmlns='urn:minsheng:template' styles='../x.xml' layout='1' "
		  "file='a.pdf'>" META "</template>",
		        MSG_XML_VALUE, 1, true },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_text(rows[i].xml);
		cr_expect_null(run.program, "row %zu: %s", i, rows[i].xml);
		cr_assert_gt(diag_count(run.diag), 0, "row %zu: %s", i, rows[i].xml);
		const struct record *record = diag_record(run.diag, 0);
		cr_expect_eq(record->message, rows[i].message, "row %zu: %s: %s", i,
		        message_name(record->message), record->english);
		cr_expect_eq(record->place.line, rows[i].line, "row %zu: line %u of %s", i,
		        record->place.line, rows[i].xml);
		cr_expect_eq(schema_accepts(rows[i].xml), !rows[i].by_schema, "row %zu: %s", i,
		        rows[i].xml);
		run_free(&run);
	}
}

/* All that is wrong is said at once. */
Test(program, one_load_shows_every_fault)
{
	struct run run = run_text(BODY("{$a}<x/>{b(}<gap/>\n<span style='no'/>"));

	cr_expect_null(run.program);
	cr_expect_eq(diag_count(run.diag), 5);
	run_free(&run);
}

Test(program, entity_bombs_are_refused_before_they_grow)
{
	struct run run = run_text("<!DOCTYPE t [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>"
	                          "<!ENTITY c '&b;&b;&b;&b;'>]><t a='&c;'/>");

	cr_expect_null(run.program);
	cr_assert_eq(diag_count(run.diag), 1);
	cr_expect_eq(diag_record(run.diag, 0)->message, MSG_XML_DOCTYPE);
	run_free(&run);
}

Test(program, nesting_has_a_limit)
{
	struct text xml;
	struct run run;

	text_init(&xml);
	text_add(&xml, HEAD "<paragraph style='body'>");
	for (int i = 0; i < 220; i++)
		text_add(&xml, "<if test='1'>");
	for (int i = 0; i < 220; i++)
		text_add(&xml, "</if>");
	text_add(&xml, "</paragraph>" TAIL);
	run = run_text(xml.bytes);
	cr_expect_null(run.program);
	cr_assert_gt(diag_count(run.diag), 0);
	cr_expect_eq(diag_record(run.diag, 0)->message, MSG_TEMPLATE_TOO_LARGE);
	run_free(&run);
	text_release(&xml);
}

/* A template and the parts within each other that it reads: eight files are open at most. */
Test(program, parts_within_parts_have_a_limit)
{
	for (int parts = 6; parts <= 12; parts++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		char *folder = kit_temporary_folder(arena);
		for (int i = 1; i <= parts; i++) {
			const char *next = i < parts
			        ? arena_printf(arena, "<include href='p%d.xml'/>", i + 1)
			        : "<paragraph style='body'>甲</paragraph>";
			kit_write(arena, folder, arena_printf(arena, "p%d.xml", i),
			        arena_printf(arena, "<part xmlns='urn:minsheng:template'>%s</part>",
			                next));
		}
		struct file_bytes styles;
		cr_assert_eq(
		        file_read(arena, &root_here, FOLDER "/common/styles.xml", 1 << 20, &styles),
		        FILE_OK);
		kit_write(arena, folder, "common/styles.xml", styles.bytes);
		const char *xml = HEAD "<include href='p1.xml'/>" TAIL;
		struct program *program = template_parse(diag, folder, "t", xml, strlen(xml));
		cr_expect_eq(kit_has(diag, MSG_TEMPLATE_INCLUDE_DEEP), parts > 7, "%d parts: %s",
		        parts, kit_records(arena, diag));
		cr_expect_eq(!program, parts > 7, "%d parts", parts);
		template_free(program);
		kit_remove(folder);
		diag_free(diag);
		arena_free(arena);
	}
}

/* A brace within the words of an expression ends nothing, in either kind of quotes. */
Test(program, braces_in_words_are_words)
{
	static const char *const rows[] = { BODY("{concat('}', 'a')}"),
		BODY("{concat(\"}\", 'a')}"), BODY("{concat('{', \"'}\")}"),
		BODY("{concat(\"a'}\", '\"}')}") };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_text(rows[i]);
		cr_expect_not_null(run.program, "%s", rows[i]);
		cr_expect_eq(diag_count(run.diag), 0, "%s: %s", rows[i],
		        kit_records(run.arena, run.diag));
		run_free(&run);
	}
}

Test(program, list_and_files_are_sorted)
{
	struct run run = { .arena = arena_new(), .diag = diag_new(&(struct diag_options){ 0 }) };
	struct template_names names;

	cr_assert(template_list(run.arena, run.diag, &root_here, FOLDER, &names));
	cr_assert_geq(names.count, 5);
	cr_expect_str_eq(names.names[0], "blocks");
	for (size_t i = 1; i < names.count; i++)
		cr_expect_lt(strcmp(names.names[i - 1], names.names[i]), 0);
	run.program = template_load(run.diag, &root_here, FOLDER, "control");
	const struct template_names files = template_files(run.arena, run.program);
	cr_assert_eq(files.count, 3);
	cr_expect_str_eq(files.names[0], FOLDER "/common/styles.xml");
	cr_expect_str_eq(files.names[1], FOLDER "/control.xml");
	cr_expect_str_eq(files.names[2], FOLDER "/parts/greeting.xml");
	cr_expect(template_list(run.arena, run.diag, &root_here, FOLDER "/none", &names));
	cr_expect_eq(names.count, 0);
	cr_expect_null(template_load(run.diag, &root_here, FOLDER, "none"));
	run_free(&run);
}

/* They are hashed, frozen and looked at as its other files are, but no schema is asked of them. */
Test(program, images_are_files_of_the_template)
{
	struct run run = { .arena = arena_new(), .diag = kit_diag() };

	run.program = template_load(run.diag, &root_here, FOLDER, "images");
	cr_assert(run.program);
	const struct template_names files = template_files(run.arena, run.program);
	cr_assert_eq(files.count, 4);
	cr_expect_str_eq(files.names[2], FOLDER "/images/code.png");
	cr_expect_str_eq(files.names[3], FOLDER "/images/emblem.png");
	run_free(&run);
}

/* A template that shows the same grey image of 4096 × 4096 pixels under `count` names. */
static void write_large(struct arena *arena, const char *folder, size_t count)
{
	const png_image format = { .version = PNG_IMAGE_VERSION,
		.width = IMAGE_PIXEL_LIMIT,
		.height = IMAGE_PIXEL_LIMIT,
		.format = PNG_FORMAT_GRAY };
	unsigned char *pixels = calloc(IMAGE_PIXEL_LIMIT, IMAGE_PIXEL_LIMIT);
	struct text xml;

	cr_assert(pixels);
	text_init(&xml);
	text_add(&xml, HEAD "<paragraph style='body'>");
	for (size_t i = 0; i < count; i++) {
		png_image image = format;
		const char *name = arena_printf(arena, "images/%zu.png", i);
		const char *path = kit_write(arena, folder, name, "");
		cr_assert(png_image_write_to_file(&image, path, 0, pixels, 0, NULL));
		text_printf(&xml, "\n<image href='%s' width='1mm' alt=''/>", name);
	}
	text_add(&xml, "</paragraph>" TAIL);
	kit_write(arena, folder, "large.xml", xml.bytes);
	text_release(&xml);
	free(pixels);
}

Test(program, images_have_a_common_limit)
{
	struct run run = { .arena = arena_new(), .diag = kit_diag() };
	const char *folder = kit_temporary_folder(run.arena);
	const size_t most = PROGRAM_IMAGES_LIMIT / IMAGE_PIXEL_LIMIT / IMAGE_PIXEL_LIMIT;

	kit_write(run.arena, folder, "common/styles.xml",
	        kit_read(run.arena, FOLDER "/common/styles.xml"));
	write_large(run.arena, folder, most);
	run.program = template_load(run.diag, &root_here, folder, "large");
	cr_expect(run.program, "%s", kit_records(run.arena, run.diag));
	template_free(run.program);
	write_large(run.arena, folder, most + 1);
	run.program = template_load(run.diag, &root_here, folder, "large");
	cr_expect_null(run.program);
	cr_assert_eq(diag_count(run.diag), 1);
	cr_expect_eq(diag_record(run.diag, 0)->message, MSG_IMAGE_TOTAL);
	cr_expect_eq(diag_record(run.diag, 0)->place.line, most + 2);
	kit_remove(folder);
	run_free(&run);
}

/* What may be skipped unread must be told rightly: "" asks for the template to be loaded. */
Test(program, a_plain_name_stands_in_the_root)
{
	static const struct {
		const char *root, *name;
	} rows[] = {
		{ "<template xmlns='urn:minsheng:template' file='a/b.pdf' for='//unit'/>", "a/b" },
		{ "<template xmlns='urn:minsheng:template' file='b.pdf' name='one'/>", "one" },
		{ "<template xmlns='urn:minsheng:template' file='{@id}.pdf'/>", "" },
		{ "<template xmlns='urn:minsheng:template' file='b.pdf' name='{@id}'/>", "" },
		{ "<template xmlns='urn:minsheng:template' file='b.txt'/>", "" },
		{ "<template xmlns='urn:minsheng:template'/>", "" },
		{ "<template file='b.pdf'/>", "" },
		{ "<template", "" },
	};
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);

	kit_write(arena, folder, "t.xml",
	        "<template xmlns='urn:minsheng:template' file='a/{@no}.pdf' for='//task'/>");
	const struct template_name family = template_name_of(arena, &root_here, folder, "t");
	cr_expect_str_eq(family.start, "a/");
	cr_expect_not(family.is_whole);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		kit_write(arena, folder, "t.xml", rows[i].root);
		cr_expect_str_eq(template_plain_name(arena, &root_here, folder, "t"), rows[i].name,
		        "row %zu", i);
	}
	kit_remove(folder);
	arena_free(arena);
}

Test(program, goldens_satisfy_the_schema)
{
	static const char *const files[] = { FOLDER "/blocks.xml", FOLDER "/words.xml",
		FOLDER "/table.xml", FOLDER "/control.xml", FOLDER "/units.xml",
		FOLDER "/loops.xml", FOLDER "/boxes.xml", FOLDER "/images.xml",
		FOLDER "/parts/greeting.xml" };
	struct diag *diag = diag_new(&(struct diag_options){ 0 });

	cr_expect(schema_check(
	        diag, &root_here, "templates/template.rng", files, sizeof files / sizeof *files));
	for (size_t i = 0; i < diag_count(diag); i++)
		cr_log_error("%s", diag_record(diag, i)->english);
	diag_free(diag);
}

Test(program, schema_faults_carry_file_and_line)
{
	static const char *const files[] = { FOLDER "/common/facts.xml" };
	struct diag *diag = diag_new(&(struct diag_options){ 0 });

	cr_expect_not(schema_check(diag, &root_here, "templates/template.rng", files, 1));
	cr_assert_gt(diag_count(diag), 0);
	cr_expect_eq(diag_record(diag, 0)->message, MSG_TEMPLATE_SCHEMA);
	cr_expect_str_eq(diag_record(diag, 0)->place.file, files[0]);
	cr_expect_eq(diag_record(diag, 0)->place.line, 2);
	cr_expect_not(schema_check(diag, &root_here, FOLDER "/none.rng", files, 1));
	cr_expect_not(schema_check(diag, &root_here, FOLDER "/blocks.xml", files, 1));
	diag_free(diag);
}

/* The tables are the authority: each element and attribute of theirs stands in the schema. */
Test(program, schema_knows_what_the_tables_know)
{
	struct arena *arena = arena_new();
	struct file_bytes schema = { .bytes = "" };

	cr_assert_eq(
	        file_read(arena, &root_here, "templates/template.rng", (size_t)1 << 20, &schema),
	        FILE_OK);
	for (enum element element = 0; element < ELEMENT_COUNT; element++) {
		const struct attribute_rule *rule = element_rules[element].attributes;
		const char *name = element_rules[element].name;
		cr_expect(strstr(schema.bytes, arena_printf(arena, "<element name=\"%s\"", name)),
		        "%s", name);
		for (; rule->attribute != ATTRIBUTE_NONE; rule++)
			cr_expect(strstr(schema.bytes,
			                  arena_printf(arena, "<attribute name=\"%s\"",
			                          attribute_names[rule->attribute])),
			        "%s of %s", attribute_names[rule->attribute], name);
	}
	arena_free(arena);
}

Test(program, readme_names_what_the_tables_know)
{
	struct arena *arena = arena_new();
	struct file_bytes readme = { .bytes = "" };

	cr_assert_eq(file_read(arena, &root_here, "templates/README.md", (size_t)1 << 20, &readme),
	        FILE_OK);
	for (enum element element = 0; element < ELEMENT_COUNT; element++)
		cr_expect(strstr(readme.bytes,
		                  arena_printf(arena, "`%s`", element_rules[element].name)),
		        "%s", element_rules[element].name);
	for (enum attribute at = ATTRIBUTE_NONE + 1; at < ATTRIBUTE_COUNT; at++) {
		/* border-top, -right … are listed in short. */
		if (!text_starts_with(attribute_names[at], "border-"))
			cr_expect(strstr(readme.bytes, attribute_names[at]), "%s",
			        attribute_names[at]);
	}
	arena_free(arena);
}

Test(program, shipped_templates_load_and_pass_the_check)
{
	struct run run = { .arena = arena_new(), .diag = diag_new(&(struct diag_options){ 0 }) };
	struct template_names names;

	cr_assert(template_list(run.arena, run.diag, &root_here, "templates", &names));
	cr_expect_gt(names.count, 0);
	for (size_t i = 0; i < names.count; i++) {
		struct program *program =
		        template_load(run.diag, &root_here, "templates", names.names[i]);
		cr_expect(program && template_check(run.diag, program), "%s", names.names[i]);
		template_free(program);
	}
	for (size_t i = 0; i < diag_count(run.diag); i++)
		cr_log_error("%s", diag_record(run.diag, i)->english);
	run_free(&run);
}

/* What would only be seen when the data comes: a row that does not fill the columns. */
Test(program, the_check_finds_what_loads_and_yet_is_wrong)
{
#define THREE(row_xml) \
	HEAD "<table style='grid'><columns><column width='auto'/><column width='auto'/><column " \
	     "width='auto'/></columns><body>\n<row>" row_xml "</row></body></table>" TAIL
	static const struct {
		const char *xml;
		enum message message;
		bool fine;
	} rows[] = {
		{ THREE("<cell/><cell/><cell/>"), MSG_TEMPLATE_COLUMNS, true },
		{ THREE("<cell span='2'/><cell/>"), MSG_TEMPLATE_COLUMNS, true },
		{ THREE("<cell span='3'/>"), MSG_TEMPLATE_COLUMNS, true },
		{ THREE("<cell/><cell/>"), MSG_TEMPLATE_COLUMNS, false },
		{ THREE("<cell span='2'/><cell/><cell/>"), MSG_TEMPLATE_COLUMNS, false },
		{ THREE("<cell span='2'/>"), MSG_TEMPLATE_COLUMNS, false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_text(rows[i].xml);
		cr_assert(run.program, "row %zu: %s", i, kit_records(run.arena, run.diag));
		const bool fine = template_check_facts(run.diag, run.program);
		cr_expect_eq(
		        fine, rows[i].fine, "row %zu: %s", i, kit_records(run.arena, run.diag));
		cr_expect_eq(kit_has(run.diag, rows[i].message), !rows[i].fine, "row %zu: %s", i,
		        kit_records(run.arena, run.diag));
		if (!rows[i].fine && diag_count(run.diag) > 0)
			cr_expect_eq(diag_record(run.diag, 0)->place.line, 2);
		run_free(&run);
	}
}
