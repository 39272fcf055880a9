/* What a lead is told that the bulletin will say of its task, and what it is asked before. */
#include "press/telling/prospect.h"

#include "kit/kit.h"
#include "kit/world.h"

#include <criterion/criterion.h>
#include <string.h>

/* May, in which the lead's task lags: what it wrote, and by when it says that it will be done. */
static const char *prospect_of(
        struct arena *arena, enum pace_kind pace, const char *problems, const char *expected)
{
	struct world *world = world_new(arena);
	struct diag *diag = kit_diag();
	struct task *task = world_task(world);
	const struct indicator *indicator = world_indicator(world,
	        &(struct indicator){ .kind = KIND_COUNT,
	                .measure = "例",
	                .comparison = COMPARE_AT_LEAST,
	                .pace = pace,
	                .has_target = true,
	                .target = { .digits = 1000 },
	                .lead_reports = true });
	struct text out;

	world_catalogue(world)->districts = "县区";
	world_give(world, 5, LEAD, indicator, "100");
	world_tell(world, 5, LEAD, task, "推进中");
	world_promise(world, 5, LEAD, task, expected);
	const struct ledger *ledger = world_ledger(world, diag, 5);
	struct task_report *report =
	        (struct task_report *)ledger_report(ledger, 5, world_unit(world, LEAD), task);
	report->problems = problems;
	text_init(&out);
	prospect_text(arena, assess(arena, diag, ledger), world_unit(world, LEAD), &out);
	const char *words = arena_strdup(arena, out.bytes);
	text_release(&out);
	diag_free(diag);
	return words;
}

#define NO_REASON "通报将写“牵头单位未说明原因”"
#define NO_WORD   "通报将照此刊印为原因"
#define NO_DAY    "通报将写“未报预计完成时间”"
#define PAST      "该日期已过而任务尚未完成"
#define NEVER     "没有这一天或这个月"

Test(prospect, a_lagging_lead_is_asked_for_its_reason_and_a_day_to_come)
{
	static const char *const asks[] = { NO_REASON, NO_WORD, NO_DAY, PAST, NEVER };
	static const struct {
		const char *problems, *expected;
		const char *asked[2];
	} rows[] = {
		{ "", "", { NO_REASON, NO_DAY } },
		{ "暂无", "9月30日", { NO_WORD } },
		{ "无。", "", { NO_WORD, NO_DAY } },
		{ "雨季误工", "9月30日", { NULL } },
		{ "雨季误工", "2020年4月30日", { PAST } },
		{ "雨季误工", "2020年5月31日", { PAST } },
		{ "雨季误工", "2020年6月1日", { NULL } },
		{ "雨季误工", "9月31日", { NEVER } },
		{ "雨季误工", "年内", { NULL } },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		const char *words =
		        prospect_of(arena, PACE_LINEAR, rows[i].problems, rows[i].expected);
		for (size_t j = 0; j < sizeof asks / sizeof *asks; j++) {
			bool wanted = false;
			for (size_t k = 0; k < 2 && rows[i].asked[k]; k++)
				wanted |= strcmp(asks[j], rows[i].asked[k]) == 0;
			cr_expect_eq(strstr(words, asks[j]) != NULL, wanted, "row %zu, “%s”:\n%s",
			        i, asks[j], words);
		}
		arena_free(arena);
	}
}

/* Rate, pace and gap belong together: of what has no pace none of them is told. */
Test(prospect, what_has_no_pace_has_no_gap)
{
	struct arena *arena = arena_new();
	const char *paced = prospect_of(arena, PACE_LINEAR, "雨", "9月30日");
	const char *held = prospect_of(arena, PACE_AT_DEADLINE, "雨", "9月30日");

	cr_expect(strstr(paced, "完成10.0%，序时进度41.7%，落后31.7个百分点"), "%s", paced);
	cr_expect(strstr(held, "（牵头）：推进中\n"), "%s", held);
	cr_expect_null(strstr(held, "序时进度"), "%s", held);
	arena_free(arena);
}
