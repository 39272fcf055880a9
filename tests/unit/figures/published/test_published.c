/* A published table as a first catalogue: cells, heads, who does it, what may be counted. */
#include "base/date.h"
#include "base/json_out.h"
#include "figures/published/draft.h"
#include "figures/published/draft_json.h"
#include "figures/published/draft_parts.h"
#include "figures/published/heads.h"
#include "figures/published/named_units.h"
#include "figures/published/parties.h"
#include "figures/published/printed_table.h"
#include "figures/published/proposal.h"
#include "figures/published/sheet.h"
#include "figures/targets/catalogue.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(published);

static bool reads(
        struct arena *arena, struct diag *diag, const char *text, char mark, struct sheet *out)
{
	const struct sheet_source source = { .file = "t.csv", .bytes = text };

	return sheet_read(arena, diag, &source, mark, out);
}

static struct sheet sheet_of(struct arena *arena, struct diag *diag, const char *text, char mark)
{
	struct sheet sheet = { 0 };

	cr_assert(reads(arena, diag, text, mark, &sheet), "%s", kit_records(arena, diag));
	return sheet;
}

Test(published, cells_are_parted_as_rfc_4180_says)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const struct sheet sheet = sheet_of(
	        arena, diag, "甲, 乙 ,\"丙,\r\n\"\"丁\"\"\"\r\n,,\r\n\"十四五\"规划,戊\r己", ',');

	cr_assert_eq(sheet.count, 3, "an empty row is left out, a CR alone ends one");
	cr_expect_str_eq(sheet_text(&sheet.rows[0], 1), "乙");
	cr_expect_str_eq(sheet_text(&sheet.rows[0], 2), "丙,\n\"丁\"");
	cr_expect_str_eq(sheet_text(&sheet.rows[1], 0), "\"十四五\"规划");
	cr_expect_str_eq(sheet_text(&sheet.rows[2], 0), "己");
	cr_expect_str_eq(sheet_text(&sheet.rows[2], 7), "", "a short row");
	cr_expect_eq(sheet.rows[1].line, 4);
	cr_expect_eq(sheet.rows[1].cells[1].column, 2);
	diag_free(diag);
	arena_free(arena);
}

Test(published, a_sheet_beyond_its_limits_is_told_with_the_line)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct sheet sheet;

	cr_expect_not(reads(arena, diag, "甲\n乙,\"丙\n", ',', &sheet));
	cr_assert(kit_has(diag, MSG_SHEET_QUOTE));
	cr_expect_eq(kit_lookup(diag, MSG_SHEET_QUOTE)->place.line, 2);
	char *wide = arena_alloc(arena, SHEET_COLUMNS + 2);
	memset(wide, ',', SHEET_COLUMNS);
	cr_expect_not(reads(arena, diag, wide, ',', &sheet));
	cr_expect(kit_has(diag, MSG_SHEET_LIMIT));
	wide[SHEET_COLUMNS - 1] = '\0';
	cr_expect(reads(arena, diag, wide, ',', &sheet), "as many as are allowed");
	diag_free(diag);
	arena_free(arena);
}

Test(published, the_word_that_says_most_heads_its_column)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const struct sheet sheet = sheet_of(arena, diag,
	        "标题,,,\n项目,工作任务,任务,责任 单位\n甲,乙,丙,丁\n项目,工作任务,任务,责任单位\n",
	        ',');
	struct heads heads;

	cr_assert(heads_find(arena, &sheet, &heads));
	cr_expect_eq(heads.head, 1);
	cr_expect_eq(heads.kinds[0], HEAD_CATEGORY);
	cr_expect_eq(heads.kinds[1], HEAD_TASK);
	cr_expect_eq(heads.kinds[2], HEAD_OTHER, "says less than 工作任务");
	cr_expect_eq(heads.kinds[3], HEAD_UNITS);
	cr_expect_not(heads_is_head(arena, &heads, &sheet.rows[2]));
	cr_expect(heads_is_head(arena, &heads, &sheet.rows[3]));
	cr_expect(strstr(heads_words(arena, HEAD_TASK), "工作任务、"));
	diag_free(diag);
	arena_free(arena);
}

static struct printed_table table_of(struct arena *arena, const char *text)
{
	struct diag *diag = kit_diag();
	const struct sheet_source source = {
		.file = "t.csv",
		.bytes = text,
		.length = strlen(text),
	};
	struct printed_table table;

	cr_assert(printed_table_read(arena, diag, &source, &table), "%s", kit_records(arena, diag));
	diag_free(diag);
	return table;
}

Test(published, merged_cells_headings_and_footnotes_of_a_table)
{
	struct arena *arena = arena_new();
	const struct printed_table table = table_of(arena,
	        "附件\n甲市2021年清单表\n类别,序号,任务,责任单位,资金\n一类,1,做甲事,甲局,市级\n"
	        ",2,做乙事,乙局,\n,,,丙局,省级\n（二）二类,,,,\n,3,做丙事,丙局,\n注：以实际为准\n");

	cr_expect_str_eq(table.title, "甲市2021年清单表");
	cr_expect_str_eq(table.outside, "附件\n注：以实际为准");
	cr_assert_eq(table.count, 3);
	cr_expect_str_eq(table.entries[1].cells[HEAD_CATEGORY], "一类", "filled down");
	cr_expect_str_eq(table.entries[1].cells[HEAD_UNITS], "乙局\n丙局", "a row that goes on");
	cr_expect_str_eq(table.entries[1].remarks[0].text, "省级");
	cr_expect_str_eq(table.entries[0].remarks[0].name, "资金");
	cr_expect_str_eq(table.entries[2].cells[HEAD_CATEGORY], "（二）二类");
	arena_free(arena);
}

static struct parties parties_in(struct arena *arena, const char *lead, const char *units,
        const char *helpers, const char *persons)
{
	const struct printed_entry entry = { .cells = { [HEAD_CATEGORY] = "",
		                                     [HEAD_NUMBER] = "",
		                                     [HEAD_TASK] = "做事。（牵头单位：丁局）",
		                                     [HEAD_LEADER] = "",
		                                     [HEAD_LEAD] = lead,
		                                     [HEAD_UNITS] = units,
		                                     [HEAD_HELPERS] = helpers,
		                                     [HEAD_PERSONS] = persons,
		                                     [HEAD_DEADLINE] = "" } };

	return parties_of(arena, &entry);
}

Test(published, units_and_persons_are_paired_by_count)
{
	struct arena *arena = arena_new();
	struct parties found = parties_in(arena, "", "甲局 市直各单位 各市（县、区）政府", "",
	        "张三 市直各单位 负责人 各市（县、区）长");

	cr_assert_eq(found.count, 3);
	cr_expect(found.paired);
	cr_expect_str_eq(found.list[1].person, "市直各单位负责人");
	cr_expect_str_eq(found.lead, "丁局", "of the task's words");
	found = parties_in(arena, "乙局", "甲局（牵头）、乙局；丙局等", "戊局", "刘 兵");
	cr_assert_eq(found.count, 4);
	cr_expect_str_eq(found.lead, "乙局", "a column of its own says more");
	cr_expect_str_eq(found.list[2].unit, "丙局");
	cr_expect(found.list[3].helps);
	cr_expect_not(found.paired, "one person of four units");
	cr_expect_str_eq(found.persons, "刘 兵");
	found = parties_in(arena, "", "责任单位：甲局，配合单位：乙局", "", "刘 兵 李四");
	cr_assert_eq(found.count, 2);
	cr_expect(found.list[1].helps && found.paired);
	cr_expect_str_eq(found.list[0].person, "刘兵");
	arena_free(arena);
}

Test(published, spellings_of_one_unit_are_one)
{
	struct arena *arena = arena_new();
	struct named_units units = { .arena = arena };

	cr_expect_eq(named_units_take(&units, "市住房城乡建设局")->kind, NAMED_BUREAU);
	const struct named_unit *same = named_units_take(&units, "市住房和城乡建设局");
	cr_expect_eq(units.count, 1);
	cr_expect_str_eq(same->spellings[0], "市住房和城乡建设局");
	const struct named_unit *district = named_units_take(&units, "甲区人民政府");
	cr_expect_str_eq(district->name, "甲区");
	cr_expect_eq(district->kind, NAMED_DISTRICT);
	cr_expect_eq(named_units_take(&units, "各市（区）政府")->kind, NAMED_DISTRICTS);
	cr_expect_eq(named_units_take(&units, "各市(区)政府")->spelling_count, 1);
	cr_expect_eq(named_units_take(&units, "市直各相关单位")->kind, NAMED_VAGUE);
	cr_expect_eq(named_units_take(&units, "市政府办公室")->kind, NAMED_BUREAU);
	cr_expect_neq(
	        named_units_take(&units, "区")->kind, NAMED_DISTRICT, "a word alone names none");
	cr_expect_eq(named_units_count_of(&units, NAMED_DISTRICT), 1);
	arena_free(arena);
}

static void expect_proposal(struct arena *arena, const char *words, size_t index, const char *name,
        const char *measure, const char *target, enum indicator_kind kind)
{
	const struct proposals found = proposals_of(arena, words);

	cr_assert_gt(found.count, index, "%s", words);
	const struct proposal *one = &found.list[index];
	cr_expect_str_eq(one->name, name);
	cr_expect_str_eq(one->measure, measure);
	cr_expect_str_eq(decimal_format(arena, one->target), target);
	cr_expect_eq(one->kind, kind, "%s", words);
}

Test(published, each_number_with_a_measure_is_an_indicator)
{
	struct arena *arena = arena_new();

	expect_proposal(arena, "2020 年底前，建设 7 家养老中心、12 家食堂。", 0, "建设养老中心",
	        "家", "7", KIND_COUNT);
	expect_proposal(arena, "2020 年底前，建设 7 家养老中心、12 家食堂。", 1, "食堂", "家", "12",
	        KIND_COUNT);
	expect_proposal(
	        arena, "低保标准不低于900元/人/月", 0, "低保标准", "元/人/月", "900", KIND_LEVEL);
	expect_proposal(arena, "并且100%实现退出（牵头单位：甲局3科）", 0, "实现退出", "%", "100",
	        KIND_RATIO);
	expect_proposal(arena, "受益人口6.4万人", 0, "受益人口", "人", "64000", KIND_COUNT);
	expect_proposal(arena, "新增绿地12.5公顷", 0, "新增绿地", "公顷", "12.5", KIND_AMOUNT);
	expect_proposal(arena, "新增学位1,200个", 0, "新增学位", "个", "1200", KIND_INCREMENT);
	expect_proposal(arena, "达到最低标准的1.6倍", 0, "达到最低标准的倍数", "倍", "1.6",
	        KIND_RELATIVE_LEVEL);
	cr_expect(proposals_of(arena, "失业率控制在4.3%以内").list[0].at_most);
	cr_expect(proposals_of(arena, "完成甲、乙各42400例").list[0].each);
	cr_expect_eq(proposals_of(arena, "2020年第3批，达到B级，12月底完成").count, 0);
	cr_expect_str_eq(proposals_subject(arena, "年底前，居住证业务全程网上办理。"),
	        "居住证业务全程网上办理");
	arena_free(arena);
}

/* The draft of a table, read as a catalogue. */
static const struct catalogue *drafted(struct arena *arena, struct diag *diag,
        const struct printed_table *table, struct draft *draft)
{
	const struct draft_options options = { .city = "", .this_year = 2021 };
	struct text json;

	text_init(&json);
	draft_write(arena, table, &options, &json, draft);
	const char *bytes = arena_strndup(arena, json.bytes, json.length);
	const struct catalogue *catalogue = catalogue_parse(arena, diag,
	        &(struct catalogue_source){
	                .file = "t.json", .bytes = bytes, .length = json.length });
	text_release(&json);
	cr_assert(catalogue, "%s\n%s", kit_records(arena, diag), bytes);
	return catalogue;
}

Test(published, a_draft_is_a_catalogue_with_its_open_questions)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const struct printed_table table = table_of(arena,
	        "序号,任务,责任单位,完成时间\n1,新建学校3所,甲局 "
	        "乙区政府,6月底\n1,持续推进,甲局,长期\n");
	struct draft draft;
	const struct catalogue *catalogue = drafted(arena, diag, &table, &draft);

	cr_expect_eq(catalogue->year, 2021, "nothing names one");
	cr_expect_eq(catalogue->task_count, 2);
	cr_expect_str_eq(catalogue->tasks[1]->no, "2", "a number that is taken");
	cr_expect_eq(draft.units, 2);
	cr_expect_eq(draft.indicators, 2);
	const char *open = "";
	for (size_t i = 0; i < draft.open_count; i++)
		open = arena_printf(arena, "%s\n%s", open, draft.open[i]);
	cr_expect(strstr(open, "按2021年") && strstr(open, "“长期”没有读作日期")
	                && strstr(open, "乙区"),
	        "%s", open);
	diag_free(diag);
	arena_free(arena);
}

/* Words of a time that the column contradicts are told to whoever confirms the draft; others are
 * not. */
Test(published, a_time_in_the_words_is_held_against_the_column)
{
	static const struct {
		const char *column;
		bool is_told;
	} rows[] = { { "6月底", true }, { "12月底", false }, { "11月30日", true } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct draft draft;
		struct text json;
		const struct printed_table table = table_of(arena,
		        arena_printf(arena,
		                "序号,任务,责任单位,完成时间\n1,年底前新建学校3所,甲局,%s\n",
		                rows[i].column));
		const struct draft_options options = { .city = "", .this_year = 2021 };
		text_init(&json);
		draft_write(arena, &table, &options, &json, &draft);
		cr_expect_eq(strstr(json.bytes, "以完成时间栏为准") != NULL, rows[i].is_told,
		        "%s: %s", rows[i].column, json.bytes);
		text_release(&json);
		diag_free(diag);
		arena_free(arena);
	}
}

Test(published, where_no_bureau_has_the_task_its_districts_report)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const struct printed_table table = table_of(arena,
	        "序号,任务,责任单位,完成时间\n1,新建学校3所,各区政府,6月底\n"
	        "2,建学校4所，合格率达到95%,甲区政府,6月底\n3,低保标准不低于900元/人/"
	        "月,乙区政府,6月底\n"
	        "4,建学校5所,丙局,6月底\n");
	struct draft draft;
	const struct catalogue *catalogue = drafted(arena, diag, &table, &draft);

	cr_assert_eq(catalogue->task_count, 4);
	static const enum combine expected[][2] = {
		{ COMBINE_SUM },
		{ COMBINE_SUM, COMBINE_WEIGHTED },
		{ COMBINE_MIN },
		{ COMBINE_LEAD_ONLY },
	};
	for (size_t i = 0; i < catalogue->task_count; i++)
		for (size_t j = 0; j < catalogue->tasks[i]->indicator_count; j++)
			cr_expect_eq(catalogue->tasks[i]->indicators[j]->combine, expected[i][j],
			        "%zu %zu", i, j);
	diag_free(diag);
	arena_free(arena);
}

/* What the files of a draft share. */
Test(published, decisions_are_noted_and_listed)
{
	struct arena *arena = arena_new();
	struct draft draft = { 0 };
	struct drafter drafter = { .arena = arena, .draft = &draft, .city = "甲市" };
	const struct printed_table table = { .title = "甲市表", .outside = "" };
	struct draft_task task = { .no = 7 };
	struct text out;

	text_init(&task.note);
	draft_parts_decide(&drafter, "先定。");
	draft_parts_decide_of(&drafter, &task, "再定。");
	cr_expect_str_eq(task.note.bytes, "再定。");
	cr_assert_eq(draft.open_count, 2);
	cr_expect_str_eq(draft.open[1], "第7项：再定。");
	cr_expect_str_eq(draft_parts_line(arena, "甲\n乙 A\nB"), "甲乙 A B");
	text_init(&out);
	drafter.table = &table;
	draft_json_write(&drafter, &out);
	cr_expect(strstr(out.bytes, "\"x-decide\"") && strstr(out.bytes, "先定。"));
	text_release(&out);
	text_release(&task.note);
	arena_free(arena);
}

Test(published, plain_words_have_no_blanks)
{
	struct arena *arena = arena_new();

	cr_expect_str_eq(heads_plain(arena, " 责任\n单位　"), "责任单位");
	arena_free(arena);
}
