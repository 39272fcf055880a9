/* The cells of a form, as programs of all makes write them, and files that are no form. */
#include "press/intray/filled_grid.h"

#include "base/common.h"
#include "kit/kit.h"
#include "paper/ofd/ofd_zip.h"

#include <criterion/criterion.h>
#include <string.h>

#define FILE_NAME "form.xlsx"
#define WORKBOOK \
	"<workbook xmlns:r='urn:r'>%s<sheets><other/><sheet name='a' r:id='rId1'/>" \
	"</sheets></workbook>"
#define RELATIONS \
	"<Relationships><Relationship Id='rId0' Target='none.xml'/><Relationship Id='rId1' " \
	"Target='%s'/></Relationships>"
#define MARKED \
	"<row r='1'><c r='I1' t='inlineStr'><is><t>" ENTRY_IDENTITY "2020-05 1 甲</t></is></c>" \
	"</row>"
/* Formats of their own have numbers from 164 on. */
#define STYLES \
	"<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy\"年\"m\"月\"'/>" \
	"<numFmt numFmtId='165' formatCode='0.0,'/>" \
	"<numFmt numFmtId='166' formatCode='#,##0'/>" \
	"<numFmt numFmtId='167' formatCode='[Red]0\"%\"'/>" \
	"<numFmt numFmtId='168' formatCode='0.0%%'/></numFmts><cellXfs><other/>" \
	"<xf numFmtId='0'/><xf numFmtId='9'/><xf numFmtId='10'/><xf numFmtId='14'/>" \
	"<xf numFmtId='22'/><xf numFmtId='27'/><xf numFmtId='36'/><xf numFmtId='45'/>" \
	"<xf numFmtId='50'/><xf numFmtId='23'/><xf numFmtId='59'/><xf numFmtId='164'/>" \
	"<xf numFmtId='165'/><xf numFmtId='166'/><xf numFmtId='167'/><xf numFmtId='168'/>" \
	"<xf numFmtId='999'/></cellXfs></styleSheet>"
#define STRINGS \
	"<sst><si><t>甲_x000D_\n乙</t></si><other/><si><r><t>丙</t></r><r/><r><t>丁</t></r>" \
	"<rPh><t>音</t></rPh></si><si><t>_x4E2D__x0000__xD800__x12G4_</t></si></sst>"

/* A workbook of one sheet; of what is NULL there is no part. */
struct book {
	const char *properties, *target, *rows, *behind, *styles, *strings;
};

static const struct book usual = { .properties = "",
	.target = "worksheets/sheet1.xml",
	.rows = "",
	.behind = "",
	.styles = STYLES,
	.strings = STRINGS };

static void add_part(struct ofd_zip *zip, const char *name, const char *content)
{
	if (content)
		ofd_zip_add(zip, name, content, strlen(content));
}

/* The form's head, then the rows, as a file's bytes; false (said): it is no form. */
static bool read(struct arena *arena, struct diag *diag, const struct book *book, const char *head,
        struct filled_grid *out)
{
	struct ofd_zip *zip = ofd_zip_new();
	struct text bytes;

	text_init(&bytes);
	add_part(zip, "xl/workbook.xml", arena_printf(arena, WORKBOOK, book->properties));
	add_part(zip, "xl/_rels/workbook.xml.rels", arena_printf(arena, RELATIONS, book->target));
	add_part(zip, "xl/worksheets/sheet1.xml",
	        arena_printf(arena, "<worksheet><sheetData>%s%s</sheetData>%s</worksheet>", head,
	                book->rows, book->behind));
	add_part(zip, "xl/styles.xml", book->styles);
	add_part(zip, "xl/sharedStrings.xml", book->strings);
	cr_assert(ofd_zip_end(zip, &bytes));
	struct package *package = package_open(arena, diag, FILE_NAME, bytes.bytes, bytes.length);
	cr_assert(package, "%s", kit_records(arena, diag));
	const bool done = filled_grid_read(arena, diag, FILE_NAME, package, out);
	package_close(package);
	text_release(&bytes);
	return done;
}

/* What one cell, at A4, is read as. */
static struct filled_cell cell_of(struct arena *arena, struct book book, const char *cell)
{
	struct diag *diag = kit_diag();
	struct filled_grid grid;

	book.rows = arena_printf(arena, "<row r='4'>%s</row>", cell);
	cr_assert(
	        read(arena, diag, &book, MARKED, &grid), "%s: %s", cell, kit_records(arena, diag));
	cr_assert_gt(grid.count, ENTRY_FIRST_ROW);
	diag_free(diag);
	return grid.rows[ENTRY_FIRST_ROW][0];
}

#define NUMBER(style, raw) "<c r='A4' s='" style "'><v>" raw "</v></c>"
#define TYPED(type, raw)   "<c r='A4' t='" type "'><v>" raw "</v></c>"

Test(filled_grid, each_way_of_writing_a_cell_is_read)
{
	static const struct {
		const char *cell;
		enum filled_kind kind;
		const char *words;
	} rows[] = {
		{ "<c r='A4'/>", GRID_EMPTY, "" },
		{ TYPED("inlineStr", "x"), GRID_LONG, "x" },
		{ TYPED("s", "0"), GRID_WORDS, "甲\n乙" },
		{ TYPED("s", "1"), GRID_WORDS, "丙丁" },
		{ TYPED("s", "2"), GRID_WORDS, "中_x12G4_" },
		{ TYPED("s", "3"), GRID_ERROR, "3" },
		{ TYPED("s", "x"), GRID_ERROR, "x" },
		{ TYPED("str", "算出"), GRID_WORDS, "算出" },
		{ TYPED("d", "2020-05-31"), GRID_WORDS, "2020-05-31" },
		{ TYPED("b", "1"), GRID_YES_NO, "1" },
		{ TYPED("e", "#REF!"), GRID_ERROR, "#REF!" },
		{ "<c r='A4'><f>A1+1</f><v>3</v></c>", GRID_FORMULA, "" },
		/* Digits that a spreadsheet keeps. */
		{ TYPED("n", "940"), GRID_NUMBER, "940" },
		{ TYPED("n", "-0.50"), GRID_NUMBER, "-0.5" },
		{ TYPED("n", "+12"), GRID_NUMBER, "12" },
		{ TYPED("n", "0"), GRID_NUMBER, "0" },
		{ TYPED("n", "0.000"), GRID_NUMBER, "0" },
		{ TYPED("n", "1.1000000000000001"), GRID_NUMBER, "1.1" },
		{ TYPED("n", "0.99999999999999999"), GRID_NUMBER, "1" },
		{ TYPED("n", "2.5E-3"), GRID_NUMBER, "0.0025" },
		{ TYPED("n", "2.5e+3"), GRID_NUMBER, "2500" },
		{ TYPED("n", "1234567890123456789"), GRID_LONG, "1234567890123456789" },
		{ TYPED("n", "1E41"), GRID_LONG, "1E41" },
		{ TYPED("n", "1E-41"), GRID_LONG, "1E-41" },
		{ TYPED("n", "1E20"), GRID_LONG, "1E20" },
		{ TYPED("n", "1E-20"), GRID_LONG, "1E-20" },
		{ TYPED("n", "1E"), GRID_LONG, "1E" },
		{ TYPED("n", "1E2x"), GRID_LONG, "1E2x" },
		{ TYPED("n", "1.2.3"), GRID_LONG, "1.2.3" },
		{ TYPED("n", "111111111122222222223333333333444444444455555555556666666666777777"),
		        GRID_LONG,
		        "111111111122222222223333333333444444444455555555556666666666777777" },
		/* Formats that are known by number. */
		{ NUMBER("0", "43982"), GRID_NUMBER, "43982" },
		{ NUMBER("1", "0.5"), GRID_PERCENT, "0.5" },
		{ NUMBER("2", "0.5"), GRID_PERCENT, "0.5" },
		{ NUMBER("3", "43982"), GRID_DAY, "2020年5月31日" },
		{ NUMBER("4", "43982"), GRID_DAY, "2020年5月31日" },
		{ NUMBER("5", "43982"), GRID_DAY, "2020年5月31日" },
		{ NUMBER("6", "43982"), GRID_DAY, "2020年5月31日" },
		{ NUMBER("7", "43982"), GRID_DAY, "2020年5月31日" },
		{ NUMBER("8", "43982"), GRID_DAY, "2020年5月31日" },
		{ NUMBER("9", "43982"), GRID_NUMBER, "43982" },
		{ NUMBER("10", "43982"), GRID_NUMBER, "43982" },
		/* Formats of the file's own. */
		{ NUMBER("11", "43982"), GRID_DAY, "2020年5月31日" },
		{ NUMBER("12", "42000"), GRID_PERCENT, "42000" },
		{ NUMBER("13", "42000"), GRID_NUMBER, "42000" },
		{ NUMBER("14", "42"), GRID_NUMBER, "42" },
		{ NUMBER("15", "0.42"), GRID_PERCENT, "0.42" },
		{ NUMBER("16", "42"), GRID_NUMBER, "42" },
		{ NUMBER("17", "42"), GRID_NUMBER, "42" },
		/* A day beyond the calendar, or with an hour, is shown as something else. */
		{ NUMBER("3", "2958466"), GRID_PERCENT, "2958466" },
		{ NUMBER("3", "43982.5"), GRID_PERCENT, "43982.5" },
		{ NUMBER("3", "-1"), GRID_PERCENT, "-1" },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena *arena = arena_new();
		const struct filled_cell cell = cell_of(arena, usual, rows[i].cell);
		cr_expect_eq(cell.kind, rows[i].kind, "%s: %d", rows[i].cell, (int)cell.kind);
		cr_expect_str_eq(cell.words, rows[i].words, "%s: “%s”", rows[i].cell, cell.words);
		arena_free(arena);
	}
}

/* A Mac's workbook counts days from 1904: what it shows is not what is read. */
Test(filled_grid, days_of_another_epoch_are_none)
{
	static const char *const properties[] = { "<workbookPr date1904='1'/>",
		"<workbookPr date1904='true'/>", "<workbookPr date1904='0'/>", "<workbookPr/>" };

	for (size_t i = 0; i < COUNT_OF(properties); i++) {
		struct arena *arena = arena_new();
		struct book book = usual;
		book.properties = properties[i];
		const struct filled_cell cell = cell_of(arena, book, NUMBER("3", "43982"));
		cr_expect_eq(cell.kind, i < 2 ? GRID_PERCENT : GRID_DAY, "%s", properties[i]);
		arena_free(arena);
	}
}

/* Without styles and strings numbers are numbers, and a string is an error. */
Test(filled_grid, parts_that_are_not_there_are_not_missed)
{
	struct arena *arena = arena_new();
	struct book book = usual;

	book.styles = book.strings = NULL;
	cr_expect_eq(cell_of(arena, book, NUMBER("3", "43982")).kind, GRID_NUMBER);
	cr_expect_eq(cell_of(arena, book, TYPED("s", "0")).kind, GRID_ERROR);
	book.target = "/xl/worksheets/sheet1.xml";
	cr_expect_eq(cell_of(arena, book, TYPED("n", "1")).kind, GRID_NUMBER);
	arena_free(arena);
}

/* Cells and rows that do not say where they are follow the last; those out of the form are left. */
Test(filled_grid, cells_stand_where_they_say_or_behind_the_last)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct book book = usual;
	struct filled_grid grid;

	book.rows =
	        "<other/><row r='4'><other/><c><v>1</v></c><c><v>2</v></c><c r='D4'><v>3</v></c>"
	        "<c><v>4</v></c><c r='d9'><v>5</v></c><c r='5'><v>6</v></c><c r='B0'><v>7</v></c>"
	        "<c r='AAAAA4'><v>8</v></c><c r='ZZ4'><v>9</v></c></row>"
	        "<row><c r='A5'><v>10</v></c></row><row r='30000'><c><v>11</v></c></row>"
	        "<row r='x'><c><v>12</v></c></row>";
	book.behind =
	        "<mergeCells><other/><mergeCell ref='A1:C2'/><mergeCell ref='B4:C4'/>"
	        "<mergeCell ref='D4'/><mergeCell ref='E4-E5'/><mergeCell ref='E4:x'/></mergeCells>";
	cr_assert(read(arena, diag, &book, MARKED, &grid), "%s", kit_records(arena, diag));
	const struct filled_cell *row = grid.rows[ENTRY_FIRST_ROW];
	cr_expect_str_eq(row[0].words, "1");
	cr_expect_eq(row[1].kind, GRID_MERGED);
	cr_expect_eq(row[2].kind, GRID_MERGED);
	cr_expect_str_eq(row[3].words, "3");
	cr_expect_eq(row[3].kind, GRID_NUMBER, "it is merged with nothing");
	cr_expect_str_eq(row[4].words, "4");
	cr_expect_eq(row[4].kind, GRID_NUMBER);
	cr_expect_str_eq(grid.rows[4][0].words, "10");
	cr_expect_eq(grid.rows[0][0].kind, GRID_EMPTY, "a title is merged as it was made");
	cr_expect_str_eq(grid.rows[5][0].words, "11", "a row beyond the form is the next");
	cr_expect_str_eq(grid.rows[6][0].words, "12");
	diag_free(diag);
	arena_free(arena);
}

Test(filled_grid, a_workbook_that_is_no_form_is_said_to_be_none)
{
	static const char *const heads[] = { "", "<row r='1'/>",
		"<row r='1'><c r='I1' t='inlineStr'><is><t>other</t></is></c></row>" };

	for (size_t i = 0; i < COUNT_OF(heads); i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct book book = usual;
		struct filled_grid grid;
		book.rows = "<row r='4'><c><v>1</v></c></row>";
		cr_expect_not(read(arena, diag, &book, heads[i], &grid), "%s", heads[i]);
		cr_expect(kit_has(diag, MSG_IMPORT_FOREIGN), "%s", heads[i]);
		book.rows = "";
		cr_expect_not(read(arena, diag, &book, MARKED, &grid), "a head alone");
		book.target = "worksheets/none.xml";
		cr_expect_not(read(arena, diag, &book, MARKED, &grid), "no such part");
		diag_free(diag);
		arena_free(arena);
	}
}

/* Each part is XML that may be read, or the whole file is refused, with its name. */
Test(filled_grid, a_part_that_is_no_xml_is_named)
{
	static const char *const broken[] = { "<sst>", "",
		"<!DOCTYPE sst [<!ENTITY a 'b'>]><sst/>" };

	for (size_t i = 0; i < COUNT_OF(broken); i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct book book = usual;
		struct filled_grid grid;
		book.strings = broken[i];
		book.rows = "<row r='4'><c><v>1</v></c></row>";
		cr_expect_not(read(arena, diag, &book, MARKED, &grid), "%s", broken[i]);
		const struct record *record = kit_lookup(diag, MSG_IMPORT_BROKEN);
		cr_assert_not_null(record, "%s", kit_records(arena, diag));
		cr_expect(strstr(record->english, "xl/sharedStrings.xml"), "%s", record->english);
		cr_expect_not(kit_has(diag, MSG_IMPORT_FOREIGN), "what is broken may be ours");
		diag_free(diag);
		arena_free(arena);
	}
}

/* What is no package, or holds what no form does, is refused before anything of it is read. */
Test(package, what_no_form_holds_is_refused)
{
	static const struct {
		const char *name; /* a member beside the workbook; "": none, not even that */
		enum message message;
	} rows[] = {
		{ "xl/vbaProject.bin", MSG_IMPORT_MACROS },
		{ "xl/macrosheets/sheet1.xml", MSG_IMPORT_MACROS },
		{ "xl/externalLinks/externalLink1.xml", MSG_IMPORT_LINKS },
		{ "", MSG_IMPORT_BROKEN },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct ofd_zip *zip = ofd_zip_new();
		struct text bytes;
		text_init(&bytes);
		add_part(zip, rows[i].name[0] ? "xl/workbook.xml" : "a.xml", "<workbook/>");
		if (rows[i].name[0])
			add_part(zip, rows[i].name, "x");
		cr_assert(ofd_zip_end(zip, &bytes));
		cr_expect_null(package_open(arena, diag, FILE_NAME, bytes.bytes, bytes.length));
		cr_expect(kit_has(diag, rows[i].message), "%s: %s", rows[i].name,
		        kit_records(arena, diag));
		cr_expect_null(package_open(arena, diag, FILE_NAME, bytes.bytes, bytes.length / 2),
		        "half a file");
		text_release(&bytes);
		diag_free(diag);
		arena_free(arena);
	}
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	cr_expect_null(package_open(arena, diag, FILE_NAME, "\xD0\xCF\x11\xE0 old", 8));
	cr_expect(kit_has(diag, MSG_IMPORT_LOCKED));
	diag_free(diag);
	arena_free(arena);
}
