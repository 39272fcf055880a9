#include "press/telling/receipts.h"

#include "base/file.h"
#include "base/text.h"
#include "base/utf8.h"
#include "figures/json/json.h"
#include "figures/targets/lookup.h"
#include "kit/intake.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <unistd.h>

/* May 2031 of the other city, due on 2031-06-08: who reports what, and the receipts of it. */
struct desk {
	struct arena *arena;
	struct diag *diag;
	const char *root;
	const struct catalogue *catalogue;
	struct receipts receipts;
};

static const struct period may = { .year = 2031, .month = 5 };

static struct desk desk_new(void)
{
	struct desk desk = { .arena = arena_new(), .diag = kit_diag() };

	desk.root = kit_temporary_folder(desk.arena);
	desk.catalogue = catalogue_read(desk.arena, desk.diag, &root_here, OTHER_CITY, NULL);
	cr_assert_not_null(desk.catalogue);
	return desk;
}

static void put(const struct desk *desk, const char *name, const char *unit, const char *rest)
{
	kit_write(desk->arena, desk->root, arena_printf(desk->arena, "2031-05/%s.json", name),
	        arena_printf(desk->arena,
	                "{\"unit\":\"%s\",\"period\":\"2031-05\",\"revision\":1,\n"
	                "\"submitted_at\":\"2031-06-02T09:00:00+08:00\",\"tasks\":[%s]}",
	                unit, rest));
}

static const struct inbox *inbox_of(const struct desk *desk)
{
	return desk->receipts.assessment->ledger->inboxes[may.month - 1];
}

/* The digests a night would have made of the folder. */
static const struct input_list *hash(const struct desk *desk)
{
	const struct inbox *inbox = inbox_of(desk);
	struct input *inputs =
	        arena_alloc_array(desk->arena, inbox->entry_count + 1, sizeof *inputs);
	struct input_list *list = arena_alloc(desk->arena, sizeof *list);

	for (size_t i = 0; i < inbox->entry_count; i++) {
		const char *content = kit_read(desk->arena, inbox->entries[i].file);
		inputs[i] = (struct input){ .file = inbox->entries[i].file,
			.kind = INPUT_FILE,
			.digest = digest_of(content, strlen(content)),
			.link = "" };
	}
	*list = (struct input_list){ .inputs = inputs, .count = inbox->entry_count };
	return list;
}

static void read_month(struct desk *desk, bool overdue)
{
	const struct ledger *ledger =
	        kit_ledger(desk->arena, desk->diag, desk->catalogue, desk->root, may);

	desk->receipts = (struct receipts){ .arena = desk->arena,
		.assessment = assess(desk->arena, desk->diag, ledger),
		.overdue = overdue };
	desk->receipts.inputs = hash(desk);
}

static const struct unit *unit_of(const struct desk *desk, const char *name)
{
	return name[0] ? lookup_unit(desk->catalogue, name) : NULL;
}

static const char *text_of(const struct desk *desk, const char *unit)
{
	struct text out;

	text_init(&out);
	receipts_text(&desk->receipts, unit_of(desk, unit), &out);
	const char *copy = arena_strdup(desk->arena, out.bytes);
	text_release(&out);
	return copy;
}

static const struct json *json_of(const struct desk *desk, const char *unit)
{
	struct text out;

	text_init(&out);
	receipts_json(&desk->receipts, unit_of(desk, unit), &out);
	const char *copy = arena_strdup(desk->arena, out.bytes);
	const struct json *root = json_parse(desk->arena, desk->diag, "receipt", copy, out.length);
	text_release(&out);
	cr_assert_not_null(root, "no JSON: %s", copy);
	return root;
}

static const char *result_of(const struct desk *desk, const char *unit)
{
	return json_lookup(json_of(desk, unit), "result")->string;
}

static void drop(struct desk *desk)
{
	kit_remove(desk->root);
	diag_free(desk->diag);
	arena_free(desk->arena);
}

static void expect(const char *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		cr_expect(strstr(text, words[i]), "“%s” is not in:\n%s", words[i], text);
}
#define EXPECT(text, ...) \
	expect((text), (const char *const[]){ __VA_ARGS__ }, \
	        sizeof(const char *const[]){ __VA_ARGS__ } / sizeof(const char *))

Test(receipts, a_refused_report_is_told_place_fault_and_remedy)
{
	struct desk desk = desk_new();

	put(&desk, "a", "东湖区", "{\"no\":1,\n  \"values\":{\"1.2\":\"约900\"}}");
	read_month(&desk, false);
	const char *text = text_of(&desk, "东湖区");
	char hex[DIGEST_HEX];
	digest_hex(&desk.receipts.inputs->inputs[0].digest, hex);
	EXPECT(text, "单位：东湖区", "月份：2031年5月", "报送截止：2031年6月8日", "结果：退回", hex,
	        "第3行第19列：1.2 新增就业 填的是“约900”", "应填一个准确的数", "应填数据",
	        "未填的数据：", "1.2 新增就业（人）");
	const struct json *root = json_of(&desk, "东湖区");
	const struct json *file = json_lookup(root, "files")->first;
	const struct json *fault = json_lookup(file, "faults")->first;
	cr_expect_str_eq(json_lookup(root, "result")->string, "refused");
	cr_expect_str_eq(json_lookup(root, "period")->string, "2031-05");
	cr_expect_str_eq(json_lookup(root, "due")->string, "2031-06-08");
	cr_expect_str_eq(json_lookup(root, "cut")->string, "2031-06-16");
	cr_expect_str_eq(json_lookup(file, "sha256")->string, hex);
	cr_expect_str_eq(json_lookup(fault, "code")->string, "VALUE_APPROXIMATE");
	cr_expect_str_eq(json_lookup(fault, "pointer")->string, "/tasks/0/values/1.2");
	drop(&desk);
}

Test(receipts, an_accepted_report_is_told_when_doubts_and_what_is_owed)
{
	struct desk desk = desk_new();

	kit_write(desk.arena, desk.root, "2031-04/a.json",
	        "{\"unit\":\"东湖区\",\"period\":\"2031-04\",\"revision\":1,"
	        "\"submitted_at\":\"2031-05-02T09:00:00+08:00\","
	        "\"tasks\":[{\"no\":1,\"values\":{\"1.2\":900}}]}");
	put(&desk, "a", "东湖区", "{\"no\":1,\"values\":{\"1.2\":\"８００\"}}");
	read_month(&desk, true);
	const char *text = text_of(&desk, "东湖区");
	EXPECT(text, "结果：已受理", "报送时间：2031-06-02T09:00:00+08:00（第1次报送）", "说明：",
	        "已读作 800", "【请核实】", "由900人降至800人", "本月填报：800人；4月为900人",
	        "\"corrects\"", "未报告进展的任务：第7项");
	cr_expect_null(strstr(text, "须改正"), "%s", text);
	const struct json *root = json_of(&desk, "东湖区");
	cr_expect_eq(json_lookup(root, "doubts")->count, 1);
	cr_expect_eq(json_lookup(root, "owed_tasks")->count, 1);
	drop(&desk);
}

/* No word of an earlier report, for there is none. */
Test(receipts, figures_that_count_are_told_as_they_were_given)
{
	struct desk desk = desk_new();

	put(&desk, "a", "东湖区", "{\"no\":1,\"values\":{\"1.2\":900}}");
	read_month(&desk, false);
	EXPECT(text_of(&desk, "东湖区"), "已计入的数据：\n", "1.2 新增就业：900人\n");
	drop(&desk);
}

/* The lead answers for the sum: it hears what its districts are asked, and owes no answer. */
Test(receipts, a_lead_is_told_what_others_are_asked)
{
	struct desk desk = desk_new();

	kit_write(desk.arena, desk.root, "2031-04/a.json",
	        "{\"unit\":\"东湖区\",\"period\":\"2031-04\",\"revision\":1,"
	        "\"submitted_at\":\"2031-05-02T09:00:00+08:00\","
	        "\"tasks\":[{\"no\":1,\"values\":{\"1.2\":900}}]}");
	put(&desk, "a", "东湖区", "{\"no\":1,\"values\":{\"1.2\":800}}");
	read_month(&desk, true);
	const char *lead = lookup_task(desk.catalogue, "1")->lead->name;
	const char *text = text_of(&desk, lead);
	EXPECT(text, "【牵头指标中其他单位的存疑数据】", "1. 指标1.2：东湖区", "由900人降至800人");
	cr_expect_null(strstr(text, "属实的"), "%s", text);
	const struct json *others = json_lookup(json_of(&desk, lead), "doubts_of_others");
	cr_assert_eq(others->count, 1);
	cr_expect_str_eq(json_lookup(others->first, "unit")->string, "东湖区");
	cr_expect_str_eq(json_lookup(others->first, "code")->string, "FIGURE_FELL");
	cr_expect_eq(json_lookup(json_of(&desk, lead), "doubts")->count, 0);
	cr_expect_eq(json_lookup(json_of(&desk, "东湖区"), "doubts_of_others")->count, 0);
	drop(&desk);
}

/* 7.4 is the lead's to report. */
Test(receipts, a_figure_that_does_not_count_is_told_to_its_unit)
{
	struct desk desk = desk_new();
	const char *unit = "东湖区";

	put(&desk, "a", unit, "{\"no\":7,\"values\":{\"7.4\":12}}");
	read_month(&desk, true);
	const char *text = text_of(&desk, unit);
	EXPECT(text, "未计入总数的填报", "仅供参考", "   7.4 ");
	cr_expect_null(strstr(text, "已计入的数据"), "%s", text);
	cr_expect_eq(kit_count(desk.diag, MSG_FIGURE_ASIDE), 1, "%s",
	        kit_records(desk.arena, desk.diag));
	const struct json *aside = json_lookup(json_of(&desk, unit), "figures_aside");
	cr_assert_eq(aside->count, 1);
	cr_expect_str_eq(aside->first->string, "7.4");
	drop(&desk);
}

Test(receipts, silence_is_waited_for_until_the_due_day)
{
	struct desk desk = desk_new();

	put(&desk, "a", "东湖区", "{\"no\":1}");
	read_month(&desk, false);
	cr_expect_str_eq(result_of(&desk, "西山县"), "waiting");
	EXPECT(text_of(&desk, "西山县"), "结果：尚未报送", "应填数据",
	        "未报告进展的任务：第1、7项");
	read_month(&desk, true);
	cr_expect_str_eq(result_of(&desk, "西山县"), "overdue");
	EXPECT(text_of(&desk, "西山县"), "结果：逾期未报送");
	drop(&desk);
}

Test(receipts, the_same_inputs_give_the_same_words)
{
	struct desk desk = desk_new();

	put(&desk, "a", "东湖区", "{\"no\":1,\"values\":{\"1.2\":800}}");
	read_month(&desk, true);
	const char *first = text_of(&desk, "东湖区");
	read_month(&desk, true);
	cr_expect_str_eq(text_of(&desk, "东湖区"), first);
	drop(&desk);
}

Test(receipts, files_of_nobody_known_share_one)
{
	struct desk desk = desk_new();

	put(&desk, "a", "某某局", "{\"no\":1}");
	kit_write(desk.arena, desk.root, "2031-05/b.json", "");
	read_month(&desk, false);
	const char *text = text_of(&desk, "");
	EXPECT(text, "2031-05/a.json", "2031-05/b.json", "文件是空的", "单位：未能识别单位的材料");
	cr_expect_null(strstr(text, "应填数据"), "%s", text);
	cr_expect_eq(json_lookup(json_of(&desk, ""), "files")->count, 2);
	drop(&desk);
}

/* What is told as unread has no digest: not one of a file that somebody's link leads to. */
Test(receipts, a_link_that_leads_out_is_not_read)
{
	struct desk desk = desk_new();

	kit_write(desk.arena, desk.root, "outside", "secret");
	kit_write(desk.arena, desk.root, "2031-05/c.json", "");
	cr_assert_eq(
	        symlink("../outside", arena_printf(desk.arena, "%s/2031-05/a.json", desk.root)), 0);
	read_month(&desk, false);
	EXPECT(text_of(&desk, ""), "（文件未读取）", "这是指向文件夹之外的链接，没有读取");
	cr_expect_str_eq(
	        json_lookup(json_lookup(json_of(&desk, ""), "files")->first, "sha256")->string, "");
	drop(&desk);
}

Test(receipts, after_the_issue_a_report_is_registered_not_counted)
{
	struct desk desk = desk_new();

	put(&desk, "a", "东湖区", "{\"no\":1,\"values\":{\"1.2\":800}}");
	read_month(&desk, true);
	const struct inbox *frozen = inbox_of(&desk);
	put(&desk, "b", "东湖区", "{\"no\":1,\"values\":{\"1.2\":\"约\"}}");
	read_month(&desk, true);
	const struct input_list later = { .inputs = desk.receipts.inputs->inputs + 1, .count = 1 };
	const struct receipts_issued issued = { .inbox = frozen, .later = &later };
	desk.receipts.issued = &issued;
	const char *text = text_of(&desk, "东湖区");
	EXPECT(text, "结果：已受理", "结果：本月通报已印发，材料已登记，未计入", "须改正：");
	cr_expect_null(strstr(text, "应填数据"), "%s", text);
	cr_expect_str_eq(result_of(&desk, "东湖区"), "registered");
	drop(&desk);
}

Test(receipts, no_name_is_too_long_for_a_file)
{
	struct arena *arena = arena_new();
	struct text name;

	text_init(&name);
	for (int i = 0; i < 60; i++)
		text_add(&name, "民");
	struct unit unit = { .name = arena_strdup(arena, name.bytes) };
	cr_expect_str_eq(receipts_file(arena, &unit, "txt"),
	        arena_printf(arena, "receipts/%s.txt", unit.name));
	text_add(&name, "政");
	unit.name = arena_strdup(arena, name.bytes);
	const char *one = receipts_file(arena, &unit, "json");
	text_add(&name, "局");
	unit.name = name.bytes;
	const char *other = receipts_file(arena, &unit, "json");
	cr_expect_str_neq(one, other);
	cr_expect_eq(utf8_invalid(one, strlen(one)), strlen(one), "cut within a character");
	cr_expect(strlen(one) - strlen("receipts/") < 220, "room for what is staged beside it");
	text_release(&name);
	arena_free(arena);
}

Test(receipts, file_names_stay_in_their_folder)
{
	struct arena *arena = arena_new();
	static const struct {
		const char *unit, *file;
	} rows[] = {
		{ "市民政局", "receipts/市民政局.txt" },
		{ "甲／乙", "receipts/甲／乙.txt" },
		{ "甲/乙", "receipts/甲／乙-26270ecfa26c130d.txt" },
		{ "../../x", "receipts/．.／..／x-9cdf6a50100a862e.txt" },
		{ ".隐", "receipts/．隐-e72c02cbac06f286.txt" },
		{ "未能识别单位的材料", "receipts/未能识别单位的材料-d1e8374de2e3083c.txt" },
		{ "甲-0123456789abcdef", "receipts/甲-0123456789abcdef-7334a6941a3a912f.txt" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct unit unit = { .name = rows[i].unit };
		cr_expect_str_eq(receipts_file(arena, &unit, "txt"), rows[i].file);
	}
	arena_free(arena);
}
