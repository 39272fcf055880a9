#include "figures/published/draft_json.h"

#include "base/common.h"
#include "base/json_out.h"
#include "base/text.h"
#include "figures/targets/catalogue.h"
#include "figures/targets/words.h"

#include <string.h>

/* How an indicator of a kind is put together where the districts report it. */
static enum combine combine_for(enum indicator_kind kind)
{
	if (kind == KIND_QUALITATIVE)
		return COMBINE_ALL;
	if (kind == KIND_RATIO)
		return COMBINE_WEIGHTED;
	return kind == KIND_LEVEL || kind == KIND_RELATIVE_LEVEL ? COMBINE_MIN : COMBINE_SUM;
}

static const struct named_unit *unit_of(const struct drafter *drafter, size_t unit)
{
	return &drafter->units.list[unit];
}

static bool is_group(const struct drafter *drafter, size_t unit)
{
	const enum named_kind kind = unit_of(drafter, unit)->kind;

	return kind == NAMED_DISTRICTS || kind == NAMED_VAGUE;
}

/* 2020年市十件民生实事任务分解表（共21项） is a table of 2020年市十件民生实事. */
static const char *subject_of(struct arena *arena, const char *title)
{
	static const char *const tails[] = { "任务分解表", "责任分解表", "分解表", "任务清单",
		"责任清单", "工作台账", "台账", "一览表", "清单", "任务表", "表" };
	const char *subject = heads_plain(arena, title);
	const char *bracket = strstr(subject, "（");

	if (bracket && bracket > subject)
		subject = arena_strndup(arena, subject, (size_t)(bracket - subject));
	for (size_t i = 0; i < COUNT_OF(tails); i++)
		if (text_ends_with(subject, tails[i]) && strlen(subject) > strlen(tails[i]))
			return arena_strndup(arena, subject, strlen(subject) - strlen(tails[i]));
	return subject;
}

static void write_head(struct drafter *drafter, struct json_out *json)
{
	const struct printed_table *table = drafter->table;
	struct arena *arena = drafter->arena;
	const char *title = table->title;

	if (!title[0]) {
		title = "任务分解表";
		draft_parts_decide(drafter, "表上方没有标题，暂写“任务分解表”（title）。");
	}
	json_out_string(json, "$schema", "../schema/targets.schema.json");
	json_out_string(json, "title", heads_plain(arena, title));
	json_out_string(json, "city", drafter->city);
	json_out_integer(json, "year", drafter->draft->year);
	json_out_string(json, "subject", subject_of(arena, title));
	json_out_string(json, "issuer", arena_printf(arena, "%s人民政府办公室", drafter->city));
	draft_parts_decide(drafter,
	        arena_printf(arena,
	                "发文单位（issuer）暂写“%"
	                "s人民政府办公室”；主送（recipients）、抄送（copies）、"
	                "通报名称（series）没有写，需要时填写。",
	                drafter->city));
	json_out_string(json, "source",
	        arena_printf(arena, "任务、单位、责任人、时限照录公开的任务分解表“%s”。%s%s", title,
	                table->outside[0] ? "表外文字：\n" : "", table->outside));
}

static void write_spellings(const struct named_unit *entry, struct json_out *json)
{
	if (entry->spelling_count == 0)
		return;
	json_out_array(json, "aliases", JSON_LINE);
	for (size_t i = 0; i < entry->spelling_count; i++)
		json_out_string(json, NULL, entry->spellings[i]);
	json_out_close(json);
}

static void say_spellings(struct drafter *drafter, const struct named_unit *entry)
{
	if (entry->kind != NAMED_BUREAU)
		return;
	for (size_t i = 0; i < entry->spelling_count; i++)
		draft_parts_decide(drafter,
		        arena_printf(drafter->arena, "“%s”按“%s”的另一写法处理（aliases）。",
		                entry->spellings[i], entry->name));
}

static void write_units(struct drafter *drafter, struct json_out *json)
{
	const char *districts = "";

	json_out_array(json, "units", JSON_LINES);
	for (size_t i = 0; i < drafter->units.count; i++) {
		const struct named_unit *entry = unit_of(drafter, i);
		if (is_group(drafter, i))
			continue;
		drafter->draft->units++;
		json_out_object(json, NULL, JSON_SPACED);
		json_out_string(json, "name", entry->name);
		json_out_string(
		        json, "kind", entry->kind == NAMED_DISTRICT ? "district" : "bureau");
		write_spellings(entry, json);
		json_out_close(json);
		say_spellings(drafter, entry);
		if (entry->kind == NAMED_DISTRICT)
			districts = arena_printf(drafter->arena, "%s%s%s", districts,
			        districts[0] ? "、" : "", entry->name);
	}
	json_out_close(json);
	if (districts[0])
		draft_parts_decide(drafter,
		        arena_printf(drafter->arena,
		                "这些单位按下级政府（district）处理：%"
		                "s；其余按部门（bureau）处理。",
		                districts));
}

static void write_members(const struct drafter *drafter, struct json_out *json)
{
	json_out_array(json, "members", JSON_LINE);
	for (size_t i = 0; i < drafter->units.count; i++)
		if (unit_of(drafter, i)->kind == NAMED_DISTRICT)
			json_out_string(json, NULL, unit_of(drafter, i)->name);
	json_out_close(json);
}

static void write_groups(struct drafter *drafter, struct json_out *json)
{
	struct arena *arena = drafter->arena;
	const size_t districts = named_units_count_of(&drafter->units, NAMED_DISTRICT);

	json_out_array(json, "groups", JSON_LINES);
	for (size_t i = 0; i < drafter->units.count; i++) {
		const struct named_unit *entry = unit_of(drafter, i);
		if (!is_group(drafter, i))
			continue;
		const bool has_members = entry->kind == NAMED_DISTRICTS && districts > 0;
		json_out_object(json, NULL, JSON_SPACED);
		json_out_string(json, "name", entry->name);
		write_spellings(entry, json);
		if (has_members)
			write_members(drafter, json);
		else
			json_out_bool(json, "undefined", true);
		json_out_close(json);
		draft_parts_decide(drafter,
		        has_members ? arena_printf(arena,
		                "“%s”暂指表中点名的%zu个单位，请在units和groups里补全。",
		                entry->name, districts)
		                    : arena_printf(arena,
		                            "“%s”指哪些单位表中没有写，暂不计；请在units里列出，"
		                            "再在groups的members里写明。",
		                            entry->name));
	}
	json_out_close(json);
}

static void write_target(
        const struct drafter *drafter, const struct proposal *proposal, struct json_out *json)
{
	if (proposal->target.scale == 0)
		json_out_integer(json, "target", proposal->target.digits);
	else
		json_out_string(json, "target", decimal_format(drafter->arena, proposal->target));
}

static bool districts_report(const struct drafter *drafter, const struct draft_task *task)
{
	return is_group(drafter, task->lead)
	        || unit_of(drafter, task->lead)->kind == NAMED_DISTRICT;
}

/* The lead's own figure; where no bureau has the task, that of the districts which have it. */
static void write_reporters(const struct drafter *drafter, const struct draft_task *task,
        enum indicator_kind kind, struct json_out *json)
{
	const bool by_districts = districts_report(drafter, task);

	json_out_string(json, "reporters", by_districts ? "districts" : "lead");
	json_out_string(json, "combine",
	        combine_name(by_districts ? combine_for(kind) : COMBINE_LEAD_ONLY));
}

/* Both parts of a fraction have a name, which the table does not give. */
static void write_parts(enum indicator_kind kind, struct json_out *json)
{
	if (kind == KIND_RATIO) {
		json_out_string(json, "numerator", "达到要求的数");
		json_out_string(json, "denominator", "总数");
	} else if (kind == KIND_RELATIVE_LEVEL) {
		json_out_string(json, "numerator", "本项标准");
		json_out_string(json, "denominator", "对照标准");
	}
}

static const char *unique_name(
        const struct drafter *drafter, const struct draft_task *task, size_t index)
{
	const char *name = task->proposals.list[index].name;
	size_t same = 0;

	for (size_t i = 0; i < index; i++)
		same += text_equal(task->proposals.list[i].name, name);
	return same > 0 ? arena_printf(drafter->arena, "%s（%zu）", name, same + 1) : name;
}

static void write_proposal(
        struct drafter *drafter, const struct draft_task *task, size_t index, struct json_out *json)
{
	const struct proposal *proposal = &task->proposals.list[index];

	json_out_object(json, NULL, JSON_LINES);
	json_out_string(json, "id", arena_printf(drafter->arena, "%d.%zu", task->no, index + 1));
	json_out_string(json, "name", unique_name(drafter, task, index));
	json_out_string(json, "unit", proposal->measure);
	json_out_string(json, "kind", kind_word_list.words[proposal->kind]);
	json_out_string(json, "comparison",
	        comparison_name(proposal->at_most ? COMPARE_AT_MOST : COMPARE_AT_LEAST));
	write_target(drafter, proposal, json);
	write_parts(proposal->kind, json);
	write_reporters(drafter, task, proposal->kind, json);
	json_out_string(json, "phrase", proposal->phrase);
	json_out_string(json, "note",
	        proposal->each ? "由原文这一句提出，名称、类型、由谁报送请核对；原文有“各”字，可能"
	                         "是几项指标。"
	                       : "由原文这一句提出，名称、类型、由谁报送请核对。");
	json_out_close(json);
	drafter->draft->indicators++;
}

static void write_qualitative(
        struct drafter *drafter, const struct draft_task *task, struct json_out *json)
{
	json_out_object(json, NULL, JSON_LINES);
	json_out_string(json, "id", arena_printf(drafter->arena, "%d.1", task->no));
	json_out_string(json, "name",
	        proposals_subject(drafter->arena,
	                draft_parts_line(drafter->arena, task->entry->cells[HEAD_TASK])));
	json_out_string(json, "kind", kind_word_list.words[KIND_QUALITATIVE]);
	json_out_null(json, "comparison");
	json_out_null(json, "target");
	write_reporters(drafter, task, KIND_QUALITATIVE, json);
	json_out_string(json, "note", "原文没有可计量的数，按定性任务处理，请核对。");
	json_out_close(json);
	drafter->draft->indicators++;
}

static void write_indicators(
        struct drafter *drafter, struct draft_task *task, struct json_out *json)
{
	json_out_array(json, "indicators", JSON_LINES);
	for (size_t i = 0; i < task->proposals.count; i++)
		write_proposal(drafter, task, i, json);
	if (task->proposals.count == 0)
		write_qualitative(drafter, task, json);
	json_out_close(json);
}

static void write_duty(
        const struct drafter *drafter, const struct draft_duty *duty, struct json_out *json)
{
	const char *name = unit_of(drafter, duty->unit)->name;

	json_out_object(json, NULL, JSON_SPACED);
	json_out_string(json, is_group(drafter, duty->unit) ? "group" : "unit", name);
	if (!text_equal(name, duty->printed))
		json_out_string(json, "printed", duty->printed);
	if (duty->person[0])
		json_out_string(json, "person", duty->person);
	json_out_close(json);
}

static void write_printed(struct drafter *drafter, const struct draft_task *task,
        enum head_kind column, const char *key, struct json_out *json)
{
	const char *printed = draft_parts_line(drafter->arena, task->entry->cells[column]);

	if (printed[0])
		json_out_string(json, key, printed);
}

static void write_task(struct drafter *drafter, struct draft_task *task, struct json_out *json)
{
	const char *category = draft_parts_line(drafter->arena, task->entry->cells[HEAD_CATEGORY]);

	json_out_object(json, NULL, JSON_LINES);
	json_out_integer(json, "no", task->no);
	if (!text_equal(category, drafter->categories[task->category]))
		json_out_string(json, "label", category);
	write_printed(drafter, task, HEAD_TASK, "text", json);
	write_printed(drafter, task, HEAD_LEADER, "leader", json);
	if (!districts_report(drafter, task))
		json_out_string(json, "lead", unit_of(drafter, task->lead)->name);
	json_out_array(json, "duties", JSON_LINES);
	for (size_t i = 0; i < task->duty_count; i++)
		write_duty(drafter, &task->duties[i], json);
	json_out_close(json);
	if (task->has_deadline)
		json_out_string(json, "deadline", date_format(drafter->arena, task->deadline));
	write_printed(drafter, task, HEAD_DEADLINE, "deadline_printed", json);
	write_indicators(drafter, task, json);
	if (task->note.length > 0)
		json_out_string(json, "note", task->note.bytes);
	json_out_close(json);
}

static void write_categories(struct drafter *drafter, struct json_out *json)
{
	json_out_array(json, "categories", JSON_LINES);
	for (size_t i = 0; i < drafter->category_count; i++) {
		json_out_object(json, NULL, JSON_LINES);
		if (drafter->categories[i][0])
			json_out_string(json, "name", drafter->categories[i]);
		json_out_array(json, "tasks", JSON_LINES);
		for (size_t j = 0; j < drafter->table->count; j++)
			if (drafter->tasks[j].category == i)
				write_task(drafter, &drafter->tasks[j], json);
		json_out_close(json);
		json_out_close(json);
	}
	json_out_close(json);
}

/* The tasks in whose words something was counted, or nothing; in their order. */
static const char *tasks_with(const struct drafter *drafter, bool counted)
{
	const char *list = "";

	for (size_t i = 0; i < drafter->table->count; i++)
		if ((drafter->tasks[i].proposals.count > 0) == counted)
			list = arena_printf(drafter->arena, "%s%s%d", list, list[0] ? "、" : "",
			        drafter->tasks[i].no);
	return list;
}

static void say_indicators(struct drafter *drafter)
{
	const char *counted = tasks_with(drafter, true);
	const char *others = tasks_with(drafter, false);

	if (counted[0])
		draft_parts_decide(drafter,
		        arena_printf(drafter->arena,
		                "第%"
		                "s项：指标由正文里的数提出，名称、类型（kind）、由谁报送（reporters"
		                "）、"
		                "怎样汇总（combine）请逐项对照phrase核对。",
		                counted));
	if (others[0])
		draft_parts_decide(drafter,
		        arena_printf(drafter->arena,
		                "第%s项：正文没有可计量的数，各提出1项定性指标，请核对。", others));
}

void draft_json_write(struct drafter *drafter, struct text *out)
{
	struct json_out json = json_out_begin(out);

	json_out_object(&json, NULL, JSON_LINES);
	write_head(drafter, &json);
	write_units(drafter, &json);
	write_groups(drafter, &json);
	write_categories(drafter, &json);
	say_indicators(drafter);
	draft_parts_decide(drafter,
	        "法定节假日和调休（rules里的holidays、workdays）没有写，报送日按周末顺延；报送日和"
	        "亮灯界限用默认值。");
	json_out_array(&json, "x-decide", JSON_LINES);
	for (size_t i = 0; i < drafter->draft->open_count; i++)
		json_out_string(&json, NULL, drafter->draft->open[i]);
	json_out_close(&json);
	json_out_close(&json);
	json_out_end(&json);
}
