/* A workbook: the same order gives the same bytes, nothing is torn, and the proof finds what is. */
#include "press/export/workbook.h"

#include "base/common.h"
#include "kit/kit.h"
#include "press/export/workbook_proof.h"

#include <criterion/criterion.h>
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

Test(workbook, names_its_library)
{
	struct arena *arena = arena_new();

	cr_expect(text_starts_with(xlsx_library_version(arena), "libxlsxwriter 1."));
	arena_free(arena);
}
