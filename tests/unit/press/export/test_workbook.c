/* A workbook: the same order gives the same bytes, nothing is torn, and the proof finds what is. */
#include "press/export/workbook.h"

#include "base/common.h"
#include "kit/kit.h"
#include "press/export/workbook_proof.h"
#include "press/intray/package.h"

#include <criterion/criterion.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

static struct export_column columns[] = {
	{ .group = "", .title = "编号", .measure = "", .zero = "", .width = 7 },
	{ .group = "数",
	        .title = "差距",
	        .measure = "百分点",
	        .zero = "",
	        .width = 9,
	        .type = EXPORT_FIGURE },
	{ .group = "数",
	        .title = "灯",
	        .measure = "",
	        .zero = "",
	        .width = 7,
	        .type = EXPORT_STATUS },
};
static const struct export_cell cells[] = {
	{ .words = "15.10", .number = "" },
	{ .words = "−13.1", .number = "-13.1" },
	{ .words = "红灯", .number = "" },
	{ .words = "=1+1", .number = "" },
	{ .words = "12345678901234567", .number = "12345678901234567" },
	{ .words = "绿灯", .number = "" },
};
static const struct export_sheet sheet = { .name = "进展",
	.title = "表",
	.subtitle = "",
	.columns = columns,
	.column_count = COUNT_OF(columns),
	.cells = cells,
	.row_count = COUNT_OF(cells) / COUNT_OF(columns),
	.frozen = 1,
	.printed = COUNT_OF(columns) };
static const struct xlsx_order order = { .title = "表",
	.author = "印发单位",
	.created = { .year = 2031, .month = 3, .day = 8 },
	.sheets = &sheet,
	.sheet_count = 1 };

static struct text written(void)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct text bytes;

	text_init(&bytes);
	cr_assert(workbook_write(diag, "summary.xlsx", &order, &bytes), "%s",
	        kit_records(arena, diag));
	diag_free(diag);
	arena_free(arena);
	return bytes;
}

Test(workbook, has_the_same_bytes_each_time)
{
	struct text first = written(), second = written();

	cr_expect_eq(first.length, second.length);
	cr_expect(memcmp(first.bytes, second.bytes, first.length) == 0);
	text_release(&first);
	text_release(&second);
}

Test(workbook, is_proved_by_its_cells)
{
	struct arena *arena = arena_new();
	struct text bytes = written();
	struct export_sheet longer = sheet;
	struct xlsx_order other = order;

	cr_expect_null(workbook_proof(arena, &order, &bytes));
	cr_expect_eq(xlsx_cell_count(&sheet), 2 * 3 + 2 * 3 + 2 * 3);
	longer.row_count++;
	other.sheets = &longer;
	cr_expect_str_eq(workbook_proof(arena, &other, &bytes), "xl/worksheets/sheet1.xml");
	other = order;
	other.sheet_count = 2;
	cr_expect_str_eq(workbook_proof(arena, &other, &bytes), "xl/worksheets/sheet2.xml");
	text_release(&bytes);
	arena_free(arena);
}

Test(workbook, is_torn_wherever_a_byte_is_lost)
{
	struct arena *arena = arena_new();
	struct text bytes = written();

	for (size_t cut = 1; cut < bytes.length; cut += 97) {
		struct text torn = { .bytes = bytes.bytes, .length = bytes.length - cut };
		cr_expect(workbook_proof(arena, &order, &torn), "without the last %zu bytes", cut);
	}
	text_release(&bytes);
	arena_free(arena);
}

Test(workbook, says_why_it_could_not_be_saved)
{
	cr_expect_not_null(xlsx_save(&order, "/nowhere/at/all.xlsx"));
}

/* The words of all that lies in a node, one after the other. */
static void add_words(struct text *out, const xmlNode *node)
{
	for (; node; node = node->next) {
		if (node->type == XML_TEXT_NODE)
			text_add(out, (const char *)node->content);
		add_words(out, node->children);
	}
}

/* Height of the n-th row of the sheet, 0-based, in points. */
static int height_of(const xmlNode *sheet_root, int row)
{
	for (const xmlNode *data = sheet_root->children; data; data = data->next) {
		if (strcmp((const char *)data->name, "sheetData") != 0)
			continue;
		const xmlNode *at = data->children;
		for (int i = 0; at && i < row; i++)
			at = at->next;
		xmlChar *height = at ? xmlGetProp(at, BAD_CAST "ht") : NULL;
		const int points = height ? atoi((const char *)height) : 0;
		xmlFree(height);
		return points;
	}
	return 0;
}

/* Read back by another library than wrote it: heads with their measure, rows as high as their
 * words. */
Test(workbook, has_heads_with_measures_and_rows_as_high_as_their_words)
{
	static const struct export_cell high[] = {
		{ .words = "1", .number = "" },
		{ .words = "2", .number = "2" },
		{ .words = "绿灯", .number = "" },
		{ .words = "三个字的话要四行才写得完", .number = "" },
		{ .words = "2", .number = "2" },
		{ .words = "绿灯", .number = "" },
	};
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct export_sheet tall = sheet;
	struct xlsx_order other = order;
	struct text bytes, words;

	tall.cells = high;
	other.sheets = &tall;
	text_init(&bytes);
	text_init(&words);
	cr_assert(workbook_write(diag, "summary.xlsx", &other, &bytes));
	struct package *package =
	        package_open(arena, diag, "summary.xlsx", bytes.bytes, bytes.length);
	cr_assert(package, "%s", kit_records(arena, diag));
	add_words(&words, package_part(package, "xl/sharedStrings.xml"));
	cr_expect(strstr(words.bytes, "差距\n（百分点）"), "%s", words.bytes);
	cr_expect_not(
	        strstr(words.bytes, "编号\n（"), "a column without a measure: %s", words.bytes);
	const xmlNode *root = package_part(package, "xl/worksheets/sheet1.xml");
	const int low = height_of(root, 4), twice = height_of(root, 5);
	cr_expect_gt(low, 0);
	cr_expect_geq(twice, 3 * low, "%d and %d", low, twice);
	cr_expect_leq(twice, 5 * low, "%d and %d", low, twice);
	package_close(package);
	text_release(&words);
	text_release(&bytes);
	diag_free(diag);
	arena_free(arena);
}

/* A name that no sheet may have. */
Test(workbook, that_cannot_be_made_is_told_by_its_file)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct export_sheet wrong = sheet;
	struct xlsx_order other = order;
	struct text bytes;

	wrong.name = "进展[一]";
	other.sheets = &wrong;
	text_init(&bytes);
	cr_expect_not(workbook_write(diag, "summary.xlsx", &other, &bytes));
	cr_expect_eq(bytes.length, 0);
	const struct record *said = kit_lookup(diag, MSG_WORKBOOK_FAILED);
	cr_assert(said, "%s", kit_records(arena, diag));
	cr_expect_str_eq(said->place.file, "summary.xlsx");
	text_release(&bytes);
	diag_free(diag);
	arena_free(arena);
}
