#include "base/common.h"
#include "base/file.h"
#include "base/text.h"
#include "kit/kit.h"
#include "paper/markup/schema.h"
#include "paper/markup/xml.h"
#include "paper/style/records.h"
#include "paper/style/stylesheet.h"

#include <criterion/criterion.h>
#include <string.h>

#define STYLES "tests/golden/expand/common/styles.xml"

struct run {
	struct arena *arena;
	struct diag *diag;
	const struct stylesheet *sheet;
};

static struct run run_file(const char *file)
{
	struct run run = { .arena = arena_new(), .diag = diag_new(&(struct diag_options){ 0 }) };

	run.sheet = stylesheet_read(run.arena, run.diag, &root_here, file, place_file(file));
	return run;
}

static struct run run_text(const char *records)
{
	struct run run = { .arena = arena_new(), .diag = diag_new(&(struct diag_options){ 0 }) };
	const char *xml = arena_printf(
	        run.arena, "<styles xmlns='urn:minsheng:style'>\n%s</styles>", records);
	struct xml_tree *tree = xml_parse(run.diag, "s.xml", xml, strlen(xml));

	run.sheet = tree ? stylesheet_parse(run.arena, run.diag, "s.xml", tree) : NULL;
	xml_free(tree);
	return run;
}

static void run_free(struct run *run)
{
	arena_free(run->arena);
	diag_free(run->diag);
}

Test(stylesheet, lengths_are_resolved_after_inheritance)
{
	struct run run = run_file(STYLES);

	cr_assert(run.sheet);
	const struct paragraph_style *body = style_lookup(run.sheet, STYLE_PARAGRAPH, "body");
	const struct paragraph_style *h1 = style_lookup(run.sheet, STYLE_PARAGRAPH, "h1");
	cr_expect_eq(body->indent_first, 32000);
	cr_expect_eq(body->han_latin_gap, 250);
	cr_expect_eq(body->glue_limit, 10000);
	cr_expect_eq(body->widows, 2);
	cr_expect(body->squeeze && !body->hang && !body->has_top);
	cr_expect_eq(body->align, ALIGN_JUSTIFY);
	cr_expect_eq(body->breaking, BREAK_LEVEL_GB);
	cr_expect(h1->keep_with_next && !body->keep_with_next);
	cr_expect_eq(h1->indent_first, 32000);
	cr_expect_str_eq(h1->role->name, "hei");
	cr_expect_eq(h1->role->index, 1);
	const struct paragraph_style *head = style_lookup(run.sheet, STYLE_PARAGRAPH, "head");
	cr_expect_eq(head->align, ALIGN_CENTER);
	run_free(&run);
}

/* An heir's em is its own size, even for what the parent wrote. */
Test(stylesheet, em_and_ln_are_the_heirs)
{
	struct run run = run_text(
	        "<role name='r'><face file='f'/></role>"
	        "<paragraph name='b' based-on='a' size='10pt'/>"
	        "<paragraph name='a' role='r' size='16pt' leading='1.5em' indent-first='2em' "
	        "space-before='2ln' tracking='-0.21pt' top='-1mm'/>");

	cr_assert(run.sheet);
	const struct paragraph_style *b = style_lookup(run.sheet, STYLE_PARAGRAPH, "b");
	const struct paragraph_style *a = style_lookup(run.sheet, STYLE_PARAGRAPH, "a");
	cr_expect_eq(a->leading, 24000);
	cr_expect_eq(b->leading, 15000);
	cr_expect_eq(b->indent_first, 20000);
	cr_expect_eq(b->space_before, 30000);
	cr_expect_eq(b->tracking, -210);
	cr_expect(b->has_top);
	cr_expect_eq(b->top, -2835);
	run_free(&run);
}

Test(stylesheet, sides_share_no_page_or_meet_on_one)
{
	static const struct {
		enum page_side a, b;
		bool meet;
	} rows[] = {
		{ SIDE_BOTH, SIDE_FIRST, true },
		{ SIDE_ODD, SIDE_EVEN, false },
		{ SIDE_ODD, SIDE_FIRST, true },
		{ SIDE_FIRST, SIDE_NOT_FIRST, false },
		{ SIDE_FIRST, SIDE_ODD_NOT_FIRST, false },
		{ SIDE_EVEN_NOT_FIRST, SIDE_ODD_NOT_FIRST, false },
		{ SIDE_EVEN_NOT_FIRST, SIDE_NOT_FIRST, true },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(style_sides_meet(rows[i].a, rows[i].b), rows[i].meet, "row %zu", i);
	cr_expect(style_side_covers(SIDE_EVEN_NOT_FIRST, false, false));
	cr_expect_not(style_side_covers(SIDE_EVEN_NOT_FIRST, false, true));
	cr_expect_not(style_side_covers(SIDE_EVEN, true, true));
	cr_expect(style_side_covers(SIDE_FIRST, false, true));
}

Test(stylesheet, every_kind_of_record_is_read)
{
	struct run run = run_file(STYLES);
	const struct page_master *page = style_lookup(run.sheet, STYLE_PAGE, "portrait");
	const struct font_role *hei = &run.sheet->roles[1];

	cr_expect_eq(run.sheet->em_ascent, 880);
	cr_assert_eq(run.sheet->font_folder_count, 1);
	cr_expect_str_eq(run.sheet->font_folders[0].name, "fonts");
	cr_assert_eq(hei->face_count, 2);
	cr_expect_eq(hei->faces[0].scope, FACE_LATIN);
	cr_expect_eq(hei->faces[0].embolden, 20);
	cr_expect_str_eq(hei->faces[0].except, "￥");
	cr_expect_str_eq(hei->faces[0].only, "Aa￥");
	cr_expect_str_eq(hei->faces[0].features, "hwid zero");
	cr_expect_str_eq(hei->faces[1].except, "");
	cr_expect_str_eq(hei->faces[1].features, "");
	cr_expect_str_eq(hei->faces[0].package, "fonts-hei");
	cr_expect_eq(hei->faces[1].index, 2);
	cr_expect_eq(page->width, 595276);
	cr_expect_eq(page->area_width, 442205);
	cr_expect_eq(page->binding, BINDING_LEFT);
	cr_assert_eq(page->region_count, 3);
	cr_expect_eq(page->regions[1].side, SIDE_EVEN);
	cr_expect_eq(page->regions[2].turn, 1);
	cr_expect_str_eq(page->regions[2].style->name, "head");
	const struct rule_style *red = style_lookup(run.sheet, STYLE_RULE, "red");
	const struct character_style *small = style_lookup(run.sheet, STYLE_CHARACTER, "small");
	const struct bar_style *progress = style_lookup(run.sheet, STYLE_BAR, "progress");
	const struct light_style *light = style_lookup(run.sheet, STYLE_LIGHT, "red");
	const struct table_style *grid = style_lookup(run.sheet, STYLE_TABLE, "grid");
	cr_assert(red && small && progress && light && grid);
	cr_expect_eq(red->color.red, 0xd7);
	cr_expect_eq(small->size, 8000);
	cr_expect_eq(progress->height, 5000);
	cr_expect_eq(light->shape, SHAPE_TRIANGLE);
	cr_expect_eq(grid->valign, VALIGN_TOP);
	cr_expect_str_eq(grid->head_cell->name, "head");
	cr_expect_null(style_lookup(run.sheet, STYLE_TABLE, "none"));
	run_free(&run);
}

/* Does templates/styles/style.rng accept the records too? */
static bool schema_accepts(const char *records)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	const char *xml =
	        arena_printf(arena, "<styles xmlns='urn:minsheng:style'>%s</styles>", records);
	struct xml_tree *tree = xml_parse(diag, "s.xml", xml, strlen(xml));
	const bool fine =
	        schema_check_tree(diag, &root_here, "templates/styles/style.rng", "s.xml", tree);

	xml_free(tree);
	diag_free(diag);
	arena_free(arena);
	return fine;
}

#define ROLE      "<role name='r'><face file='f'/></role>"
#define PARAGRAPH "<paragraph name='p' role='r' size='1pt' leading='1pt' "
#define PAGE \
	"<page name='p' width='1mm' height='1mm' left='1mm' top='1mm' area-width='1mm' " \
	"area-height='1mm'>"

Test(stylesheet, faults_name_file_and_line)
{
	static const struct {
		const char *records;
		enum message message;
		unsigned line;
		bool by_schema; /* the schema sees it too */
	} rows[] = {
		{ "<nothing/>", MSG_XML_ELEMENT, 2, true },
		{ "word", MSG_XML_TEXT, 2, true },
		{ "\n<role name='r'/>", MSG_XML_ELEMENT_MISSING, 3, true },
		{ "<role name='r'><face file='f'/><x/></role>", MSG_XML_ELEMENT, 2, true },
		{ "<role name='r'><face file='f'><x/></face></role>", MSG_XML_ELEMENT, 2, true },
		{ ROLE PARAGRAPH "><x/></paragraph>", MSG_XML_ELEMENT, 2, true },
		{ "<role name='r' colour='x'><face file='f'/></role>", MSG_XML_ATTRIBUTE, 2, true },
		{ "<role><face file='f'/></role>", MSG_XML_ATTRIBUTE_MISSING, 2, true },
		{ "<role name=''><face file='f'/></role>", MSG_XML_VALUE, 2, true },
		{ "<role name='r'><face file='f' features='half'/><face file='f' "
		  "features='half width'/></role>",
		        MSG_XML_VALUE, 2, true },
		{ ROLE ROLE, MSG_STYLE_TWICE, 2, false },
		{ ROLE "<paragraph name='p' role='r' size='1pt'/>", MSG_XML_ATTRIBUTE_MISSING, 2,
		        false },
		{ ROLE "<paragraph name='p' role='s' size='1pt' leading='1pt'/>", MSG_XML_VALUE, 2,
		        false },
		{ ROLE PARAGRAPH "based-on='q'/>", MSG_XML_VALUE, 2, false },
		{ ROLE PARAGRAPH "based-on='p'/>", MSG_STYLE_CIRCLE, 2, false },
		{ ROLE PARAGRAPH "based-on='q'/><paragraph name='q' based-on='p'/>",
		        MSG_STYLE_CIRCLE, 2, false },
		{ ROLE PARAGRAPH "based-on='a'/><paragraph name='a' based-on='b'/>"
		                 "<paragraph name='b' based-on='a'/>",
		        MSG_STYLE_CIRCLE, 2, false },
		{ ROLE PARAGRAPH "align='left'/>", MSG_XML_VALUE, 2, true },
		{ ROLE PARAGRAPH "hang='maybe'/>", MSG_XML_VALUE, 2, true },
		{ ROLE PARAGRAPH "color='red'/>", MSG_XML_VALUE, 2, true },
		{ ROLE PARAGRAPH "color='#12345'/>", MSG_XML_VALUE, 2, true },
		{ ROLE PARAGRAPH "indent-left='2'/>", MSG_XML_VALUE, 2, true },
		{ ROLE PARAGRAPH "indent-left='2.1234mm'/>", MSG_XML_VALUE, 2, true },
		{ ROLE PARAGRAPH "indent-left='99999999999999999999mm'/>", MSG_XML_VALUE, 2,
		        false },
		{ ROLE PARAGRAPH "space-after='-2mm'/>", MSG_XML_VALUE, 2, true },
		{ ROLE PARAGRAPH "widows='2.5'/>", MSG_XML_VALUE, 2, true },
		{ ROLE PARAGRAPH "glue-limit='10'/>", MSG_XML_VALUE, 2, true },
		{ ROLE "<paragraph name='p' role='r' size='1em' leading='1pt'/>", MSG_XML_VALUE, 2,
		        true },
		{ "<table name='t' split-share='500%'/>", MSG_XML_VALUE, 2, false },
		{ "<bar name='b' width='1mm' height='1em'/>", MSG_XML_VALUE, 2, false },
		{ ROLE PARAGRAPH "/>" PAGE "<region name='g' x='0' y='0' width='1mm' style='p'/>"
		                 "<region name='g' side='odd' x='0' y='0' width='1mm' style='p'/>"
		                 "</page>",
		        MSG_STYLE_TWICE, 2, false },
		{ ROLE PARAGRAPH
		        "/>" PAGE
		        "<region name='g' side='first' x='0' y='0' width='1mm' style='p'/>"
		        "<region name='g' side='odd-not-first' x='0' y='0' width='1mm' style='p'/>"
		        "<region name='g' side='not-first' x='0' y='0' width='1mm' style='p'/>"
		        "</page>",
		        MSG_STYLE_TWICE, 2, false },
		{ PAGE "<region name='g' x='0' y='0' width='1mm' turn='4' style='p'/></page>",
		        MSG_XML_VALUE, 2, true },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_text(rows[i].records);
		cr_expect_null(run.sheet, "row %zu", i);
		cr_assert_gt(diag_count(run.diag), 0, "row %zu", i);
		const struct record *record = diag_record(run.diag, 0);
		cr_expect_eq(record->message, rows[i].message, "row %zu: %s: %s", i,
		        message_name(record->message), record->english);
		cr_expect_str_eq(record->place.file, "s.xml");
		cr_expect_eq(record->place.line, rows[i].line, "row %zu: line %u", i,
		        record->place.line);
		cr_expect_eq(schema_accepts(rows[i].records), !rows[i].by_schema, "row %zu: %s", i,
		        rows[i].records);
		run_free(&run);
	}
}

Test(stylesheet, files_that_are_no_style_sheet)
{
	static const struct {
		const char *file;
		enum message message;
	} rows[] = {
		{ "tests/golden/expand/common/none.xml", MSG_XML_ABSENT },
		{ "tests/golden/expand", MSG_XML_UNREADABLE },
		{ "tests/golden/expand/common/facts.xml", MSG_XML_ROOT },
		{ "Makefile", MSG_XML_NONE },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_file(rows[i].file);
		cr_expect_null(run.sheet);
		cr_assert_eq(diag_count(run.diag), 1, "%s", rows[i].file);
		cr_expect_eq(
		        diag_record(run.diag, 0)->message, rows[i].message, "%s", rows[i].file);
		run_free(&run);
	}
}

/* A record's fault is said where it was written, not again by each heir. */
Test(stylesheet, a_fault_is_said_once)
{
	struct run run = run_text(ROLE PARAGRAPH "align='left'/>"
	                                         "<paragraph name='q' based-on='p'/>");

	cr_expect_null(run.sheet);
	cr_expect_eq(diag_count(run.diag), 1);
	run_free(&run);
}

Test(stylesheet, shipped_sheets_satisfy_the_schema)
{
	static const char *const files[] = { STYLES, "templates/styles/official.xml" };
	struct run run = run_file(files[1]);

	cr_expect(run.sheet);
	cr_expect(schema_check(run.diag, &root_here, "templates/styles/style.rng", files, 2));
	for (size_t i = 0; i < diag_count(run.diag); i++)
		cr_log_error("%s", diag_record(run.diag, i)->english);
	run_free(&run);
}

/* A folder with sheets of these names and records. */
static struct run run_sheets(const char *const sheets[][2], size_t count)
{
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);
	struct run run;

	for (size_t i = 0; i < count; i++)
		kit_write(arena, folder, sheets[i][0],
		        arena_printf(arena, "<styles xmlns='urn:minsheng:style' %s</styles>",
		                sheets[i][1]));
	run = run_file(file_join(arena, folder, sheets[0][0]));
	kit_remove(folder);
	arena_free(arena);
	return run;
}

#define BASE \
	{ \
		"base.xml", \
		        "em-ascent='0.8em'>" \
		        "<role name='song'><face file='a.otf'/></role>" \
		        "<paragraph name='body' role='song' size='16pt' leading='28pt' " \
		        "indent-first='2em'/>" \
		        "<paragraph name='note' based-on='body' size='12pt'/>" \
		        "<light name='red' shape='circle' color='#f00'/>" \
	}

/* An office's own sheet of a few lines: what it says anew takes the place of what there was. */
Test(stylesheet, extends_another_sheet)
{
	static const char *const sheets[][2] = {
		{ "own.xml",
		        "extends='base.xml'>"
		        "<role name='song'><face file='simsun.ttf'/><face file='a.otf'/></role>"
		        "<paragraph name='body' based-on='body' size='15pt'/>"
		        "<paragraph name='extra' based-on='note' leading='20pt'/>" },
		BASE,
	};
	struct run run = run_sheets(sheets, 2);

	cr_assert(run.sheet);
	const struct paragraph_style *body = style_lookup(run.sheet, STYLE_PARAGRAPH, "body");
	const struct paragraph_style *note = style_lookup(run.sheet, STYLE_PARAGRAPH, "note");
	const struct paragraph_style *extra = style_lookup(run.sheet, STYLE_PARAGRAPH, "extra");
	cr_assert(body && note && extra);
	cr_expect_eq(run.sheet->paragraph_count, 3);
	cr_expect_eq(body->size, 15000);
	cr_expect_eq(body->leading, 28000, "of the one it says anew");
	cr_expect_eq(body->indent_first, 30000, "in its own size");
	cr_expect_eq(note->size, 12000);
	cr_expect_eq(note->indent_first, 24000);
	cr_expect_eq(extra->leading, 20000);
	cr_expect_eq(body->role->face_count, 2);
	cr_expect_str_eq(body->role->faces[0].file, "simsun.ttf");
	cr_expect_eq(note->role, body->role);
	cr_expect_eq(run.sheet->em_ascent, 800);
	cr_assert(style_lookup(run.sheet, STYLE_LIGHT, "red"));
	cr_assert_eq(run.sheet->file_count, 2);
	cr_expect(text_ends_with(run.sheet->files[0], "/own.xml"));
	cr_expect(text_ends_with(run.sheet->files[1], "/base.xml"));
	run_free(&run);
}

Test(stylesheet, extends_names_the_file_of_a_fault)
{
	static const struct {
		const char *const sheets[2][2];
		enum message message;
		const char *file;
	} rows[] = {
		{ { { "own.xml", "extends='none.xml'>" }, BASE }, MSG_XML_ABSENT, "/own.xml" },
		{ { { "own.xml", "extends='../base.xml'>" }, BASE }, MSG_XML_VALUE, "/own.xml" },
		{ { { "own.xml", "extends='own.xml'>" }, BASE }, MSG_XML_VALUE, "/own.xml" },
		{ { { "own.xml", "extends='base.xml'>" }, { "base.xml", "extends='own.xml'>" } },
		        MSG_XML_VALUE, "/base.xml" },
		{ { { "own.xml", "extends='base.xml'>" }, { "base.xml", "><page name='p'/>" } },
		        MSG_XML_ATTRIBUTE_MISSING, "/base.xml" },
		{ { { "own.xml",
		            "extends='base.xml'>"
		            "<paragraph name='x' based-on='x' size='9pt'/>" },
		          BASE },
		        MSG_STYLE_CIRCLE, "/own.xml" },
		{ { { "own.xml",
		            "extends='base.xml'>"
		            "<light name='red' based-on='red'/><light name='red' "
		            "based-on='red'/>" },
		          BASE },
		        MSG_STYLE_TWICE, "/own.xml" },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct run run = run_sheets(rows[i].sheets, 2);
		cr_expect_null(run.sheet, "row %zu", i);
		cr_assert_gt(diag_count(run.diag), 0, "row %zu", i);
		const struct record *record = diag_record(run.diag, 0);
		cr_expect_eq(record->message, rows[i].message, "row %zu: %s %s", i,
		        message_name(record->message), record->english);
		cr_expect(text_ends_with(record->place.file, rows[i].file), "row %zu: %s", i,
		        record->place.file);
		run_free(&run);
	}
}
