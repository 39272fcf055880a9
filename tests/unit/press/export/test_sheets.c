/* A month as tables: which figures are numbers, and what stands where. */
#include "press/export/sheets.h"

#include "base/common.h"
#include "figures/assess/assess.h"
#include "figures/facts/walk.h"
#include "kit/intake.h"
#include "press/export/export.h"

#include <criterion/criterion.h>
#include <string.h>

#define FOLDER "tests/golden/facts/"

Test(sheets, takes_for_a_number_what_is_one)
{
	static const struct {
		const char *words, *measure, *want;
	} rows[] = {
		{ "42400", "例", "42400" },
		{ "42400例", "例", "42400" },
		{ "56.3%", "%", "56.3" },
		{ "50.0%", "", "50.0" },
		{ "≥75%", "%", "75" },
		{ "≤6", "天", "6" },
		{ "+1.3", "", "1.3" },
		{ "−0.1", "", "-0.1" },
		{ "-13.1", "", "-13.1" },
		{ "1.6倍", "倍", "1.6" },
		{ "3/7%", "%", "" },
		{ "未报送", "例", "" },
		{ "已完成", "", "" },
		{ "—", "", "" },
		{ "", "", "" },
		{ "第3项", "项", "" },
		{ "2020-05-31", "", "" },
		{ "约900", "元", "" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *found = sheets_digits(arena, rows[i].words, rows[i].measure);
		cr_expect_str_eq(found, rows[i].want, "%s -> %s", rows[i].words, found);
	}
	arena_free(arena);
}

/*
 * February of the small city of tests/golden/facts: 西山县 was refused in both months, a share has
 * no base, a target is not set, the last task has no indicator.
 */
struct city {
	struct arena *arena;
	struct diag *diag;
	struct facts *facts;
};

static struct city city_new(void)
{
	struct city city = { .arena = arena_new(), .diag = kit_diag() };
	const struct period period = { .year = 2031, .month = 2 };
	const struct facts_options none = { .reason = "", .despite = "" };
	const struct catalogue *catalogue =
	        catalogue_read(city.arena, city.diag, &root_here, FOLDER "targets.json", NULL);

	cr_assert(catalogue);
	const struct ledger *ledger =
	        kit_ledger(city.arena, city.diag, catalogue, FOLDER "submissions", period);
	city.facts = facts_new(assess(city.arena, city.diag, ledger), &none);
	sheets_ask(city.facts);
	return city;
}

static void city_free(struct city *city)
{
	facts_free(city->facts);
	diag_free(city->diag);
	arena_free(city->arena);
}

static const struct export_cell *cell(
        const struct export_sheet *sheet, size_t row, const char *title)
{
	for (size_t i = 0; i < sheet->column_count; i++)
		if (strcmp(sheet->columns[i].title, title) == 0)
			return &sheet->cells[row * sheet->column_count + i];
	cr_assert_fail("no column %s", title);
	return NULL;
}

/* In the row of an indicator, or of the task that has none. */
static const struct export_cell *of(
        const struct export_sheet *sheet, const char *indicator, const char *title)
{
	for (size_t i = 0; i < sheet->row_count; i++)
		if (strcmp(cell(sheet, i, "编号")->words, indicator) == 0)
			return cell(sheet, i, title);
	cr_assert_fail("no row %s", indicator);
	return NULL;
}

Test(sheets, tells_each_indicator_and_each_task_without_any)
{
	static const struct {
		const char *indicator, *title, *words, *number;
	} rows[] = {
		{ "1.1", "年度目标", "240", "240" },
		{ "1.1", "累计完成", "12", "12" },
		{ "1.1", "完成率", "5.0%", "5.0" },
		{ "1.1", "差距", "-11.7", "-11.7" },
		{ "1.1", "较上月", "+2", "2" },
		{ "1.1", "信号灯", "黄灯", "" },
		{ "1.1", "数据来历", "西山县未报送", "" },
		{ "1.1", "东湖区", "11", "11" },
		{ "1.1", "西山县", "未报送", "" },
		{ "1.2", "年度目标", "≥90%", "90" },
		{ "1.2", "累计完成", "89.9%", "89.9" },
		{ "1.2", "较上月", "−0.1", "-0.1" },
		{ "1.2", "分母", "1000", "1000" },
		{ "1.3", "年度目标", "待定", "" },
		{ "1.4", "累计完成", "—", "" },
		{ "1.4", "东湖区", "—", "" },
		{ "2.1", "累计完成", "未完成", "" },
		{ "2.1", "东湖区", "不涉及", "" },
		{ "2.2", "年度目标", "≤4.3%", "4.3" },
		{ "2.3", "累计完成", "无基数", "" },
		{ "2.3", "信号灯", "—", "" },
		{ "", "序号", "3", "3" },
		{ "", "累计完成", "", "" },
		{ "", "状态", "未报送", "" },
		{ "", "完成时限", "2031-12-31", "" },
	};
	struct city city = city_new();
	const struct export_sheet sheet = sheets_progress(city.arena, city.facts, true);

	cr_assert_eq(sheet.row_count, 8);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct export_cell *found = of(&sheet, rows[i].indicator, rows[i].title);
		cr_expect_str_eq(found->words, rows[i].words, "%s %s: %s", rows[i].indicator,
		        rows[i].title, found->words);
		cr_expect_str_eq(found->number, rows[i].number, "%s %s: %s", rows[i].indicator,
		        rows[i].title, found->number);
	}
	city_free(&city);
}

Test(sheets, sets_the_districts_side_by_side)
{
	struct city city = city_new();
	const struct export_sheet sheet = sheets_matrix(city.arena, city.facts);

	cr_assert_eq(sheet.row_count, 3, "only what concerns a district has a row");
	cr_expect_str_eq(of(&sheet, "1.1", "东湖区")->number, "11");
	cr_expect_str_eq(of(&sheet, "1.1", "西山县")->words, "未报送");
	cr_expect_str_eq(of(&sheet, "1.1", "西山县")->number, "", "未报送 is not 0");
	city_free(&city);
}

Test(sheets, tells_ranks_reports_and_what_the_month_is)
{
	struct city city = city_new();
	const struct export_sheet ranks = sheets_ranks(city.arena, city.facts);
	const struct export_sheet reports = sheets_reports(city.arena, city.facts);
	const struct export_sheet notes = sheets_notes(city.arena, city.facts);

	cr_assert_eq(ranks.row_count, 2);
	cr_expect_str_eq(cell(&ranks, 0, "平均完成率")->number, "99.9");
	cr_expect_str_eq(cell(&ranks, 1, "位次")->words, "—", "not ranked is no place 0");
	cr_expect_str_eq(cell(&ranks, 1, "平均完成率")->words, "未报送");
	cr_assert_eq(reports.row_count, 5);
	cr_expect_str_eq(cell(&reports, 4, "报送状态")->words, "退回");
	cr_expect_str_eq(cell(&notes, 1, "说明")->words, "2031年2月");
	cr_expect_str_neq(
	        ranks.name, reports.name, "sheets of one workbook are told by their names");
	cr_expect_str_neq(ranks.name, notes.name);
	cr_expect(ranks.name[0] && reports.name[0] && notes.name[0]);
	city_free(&city);
}

Test(walk, goes_from_element_to_element)
{
	struct city city = city_new();
	const struct fact_element *root = walk_root(city.facts);
	const struct fact_element *category = walk_first(root, NODE_CATEGORY);
	const struct fact_element *task = walk_first(category, NODE_TASK);

	cr_assert(task && walk_next(category));
	cr_expect_str_eq(walk_text(task, FACT_NO), "1");
	cr_expect_str_eq(walk_text(walk_first(walk_next(category), NODE_TASK), FACT_NO), "2");
	cr_expect_str_eq(walk_text(task, FACT_WORKDAYS_LEFT), "", "nobody asked for it");
	cr_expect_not(walk_next(task));
	cr_expect_not(walk_first(task, NODE_RANK));
	city_free(&city);
}

Test(exported, makes_the_same_bytes_twice)
{
	struct city city = city_new();
	struct text once, again;

	cr_assert_geq(export_count(), 2);
	for (size_t i = 0; i < export_count(); i++) {
		const struct export_kind *kind = export_at(i);
		text_init(&once);
		text_init(&again);
		cr_expect(text_starts_with(export_file(kind), "summary."));
		cr_assert(export_make(kind, city.diag, city.facts, &once));
		cr_assert(export_make(kind, city.diag, city.facts, &again));
		cr_assert_gt(once.length, 100);
		cr_expect(once.length == again.length
		                && memcmp(once.bytes, again.bytes, once.length) == 0,
		        "%s", export_file(kind));
		text_release(&once);
		text_release(&again);
	}
	city_free(&city);
}
