/* Each row of the table as a task: number, category, who, until when, what may be counted. */
#include "figures/published/draft.h"

#include "base/common.h"
#include "base/text.h"
#include "base/utf8.h"
#include "figures/intake/promised.h"
#include "figures/published/draft_json.h"
#include "figures/published/draft_parts.h"
#include "figures/targets/catalogue.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* 一、 in front of a category tells it, however its words are printed; without one its words do. */
static const char *category_key(struct arena *arena, const char *plain)
{
	static const char mark[] = "、";
	const char *end = strstr(plain, mark);

	if (end && end - plain <= (long)strlen("二十一")
	        && utf8_is_han(utf8_next(&(const char *){ plain })))
		return arena_strndup(arena, plain, (size_t)(end - plain) + sizeof mark - 1);
	return plain;
}

static void take_category(struct drafter *drafter, struct draft_task *task)
{
	struct arena *arena = drafter->arena;
	const char *printed = task->entry->cells[HEAD_CATEGORY];
	const char *plain = heads_plain(arena, printed);
	const char *key = category_key(arena, plain);

	for (size_t i = 0; i < drafter->category_count; i++) {
		const char *known = drafter->categories[i];
		if (!text_equal(category_key(arena, known), key))
			continue;
		task->category = i;
		if (!text_equal(known, plain))
			draft_parts_decide_of(drafter, task,
			        arena_printf(arena, "大类印作“%s”，与“%s”按同一大类处理。",
			                draft_parts_line(arena, printed), known));
		else if (!text_equal(known, printed))
			text_add(&task->note,
			        arena_printf(
			                arena, "大类印作“%s”。", draft_parts_line(arena, printed)));
		return;
	}
	task->category = drafter->category_count;
	drafter->categories[drafter->category_count++] = plain;
}

static bool is_taken(const struct drafter *drafter, size_t before, int no)
{
	for (size_t i = 0; i < before; i++)
		if (drafter->tasks[i].no == no)
			return true;
	return false;
}

/* The printed number, else the next that is free. */
static void take_number(struct drafter *drafter, size_t index)
{
	struct draft_task *task = &drafter->tasks[index];
	const char *printed = heads_plain(drafter->arena, task->entry->cells[HEAD_NUMBER]);
	const size_t digits = strspn(printed, "0123456789");

	task->no = digits > 0 && digits <= 4 ? (int)strtol(printed, NULL, 10) : 0;
	const bool is_plain = printed[digits] == '\0' && task->no > 0;
	if (is_plain && !is_taken(drafter, index, task->no))
		return;
	task->no = (int)index + 1;
	while (is_taken(drafter, index, task->no))
		task->no++;
	if (printed[0])
		draft_parts_decide_of(drafter, task,
		        arena_printf(
		                drafter->arena, "表中序号为“%s”，暂编为%d。", printed, task->no));
}

static void add_duty(struct draft_task *task, const struct draft_duty *duty)
{
	for (size_t i = 0; i < task->duty_count; i++)
		if (task->duties[i].unit == duty->unit)
			return;
	task->duties[task->duty_count++] = *duty;
}

static size_t unit_index(struct drafter *drafter, const char *printed)
{
	const struct named_unit *entry = named_units_take(&drafter->units, printed);

	return (size_t)(entry - drafter->units.list);
}

static void say_unpaired(
        struct drafter *drafter, struct draft_task *task, const struct parties *parties)
{
	draft_parts_decide_of(drafter, task,
	        arena_printf(drafter->arena,
	                "责任单位%zu个、责任人%zu个，未能一一对应，责任人原文为“%s”，请逐个填入。",
	                parties->count, parties->person_count,
	                draft_parts_line(drafter->arena, parties->persons)));
}

static void take_duties(
        struct drafter *drafter, struct draft_task *task, const struct parties *parties)
{
	struct arena *arena = drafter->arena;

	task->duties = arena_alloc_array(arena, parties->count + 2, sizeof *task->duties);
	for (size_t i = 0; i < parties->count; i++) {
		const struct party *party = &parties->list[i];
		if (party->helps)
			text_add(&task->note, arena_printf(arena, "“%s”为配合单位。", party->unit));
		add_duty(task,
		        &(struct draft_duty){ .unit = unit_index(drafter, party->unit),
		                .printed = party->unit,
		                .person = party->person,
		                .helps = party->helps });
	}
	if (!parties->paired)
		say_unpaired(drafter, task, parties);
}

/* The first duty that is one unit's, else the first. */
static size_t first_named(const struct drafter *drafter, const struct draft_task *task)
{
	for (size_t i = 0; i < task->duty_count; i++) {
		const enum named_kind kind = drafter->units.list[task->duties[i].unit].kind;
		if (kind == NAMED_BUREAU || kind == NAMED_DISTRICT)
			return i;
	}
	return 0;
}

/* Who leads: as the table says, else the first unit, which a person must confirm. */
static void take_lead(
        struct drafter *drafter, struct draft_task *task, const struct parties *parties)
{
	struct arena *arena = drafter->arena;

	if (parties->lead[0]) {
		task->lead = unit_index(drafter, parties->lead);
		task->has_lead = true;
		const size_t before = task->duty_count;
		add_duty(task,
		        &(struct draft_duty){
		                .unit = task->lead, .printed = parties->lead, .person = "" });
		if (task->duty_count > before)
			draft_parts_decide_of(drafter, task,
			        arena_printf(arena, "牵头单位“%s”不在责任单位栏，已补入，请核对。",
			                parties->lead));
		return;
	}
	if (task->duty_count == 0) {
		draft_parts_decide_of(drafter, task, "表中没有责任单位，暂写“待定单位”，请填写。");
		add_duty(task,
		        &(struct draft_duty){ .unit = unit_index(drafter, "待定单位"),
		                .printed = "待定单位",
		                .person = "" });
	}
	const size_t first = first_named(drafter, task);
	task->lead = task->duties[first].unit;
	if (task->duty_count > 1)
		draft_parts_decide_of(drafter, task,
		        arena_printf(arena, "表中没有写牵头单位，暂以“%s”牵头，请核对。",
		                task->duties[first].printed));
}

/* What the words of the task say of a time, where the column says another. */
static void compare_deadline(struct draft_task *task, int year, struct arena *arena)
{
	static const char *const words[] = { "年底前", "年内", "年底" };

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (!strstr(task->entry->cells[HEAD_TASK], words[i]))
			continue;
		if (task->has_deadline
		        && (task->deadline.year != year || task->deadline.month != 12))
			text_add(&task->note,
			        arena_printf(arena,
			                "正文为“%s”，完成时间栏为“%s”，以完成时间栏为准。",
			                words[i],
			                draft_parts_line(
			                        arena, task->entry->cells[HEAD_DEADLINE])));
		return;
	}
}

static void take_deadline(struct drafter *drafter, struct draft_task *task)
{
	const int year = drafter->draft->year;
	const char *printed = draft_parts_line(drafter->arena, task->entry->cells[HEAD_DEADLINE]);
	const struct period january = { .year = year, .month = 1 };

	task->has_deadline = printed[0] && promised_day(printed, january, &task->deadline)
	        && (task->deadline.year == year || task->deadline.year == year + 1);
	if (!task->has_deadline && printed[0])
		draft_parts_decide_of(drafter, task,
		        arena_printf(drafter->arena,
		                "完成时间“%s”没有读作日期，暂按%d年12月31日计，请填写deadline。",
		                printed, year));
	else if (!printed[0])
		draft_parts_decide_of(drafter, task,
		        arena_printf(drafter->arena,
		                "表中没有完成时间，暂按%d年12月31日计，请核对。", year));
	compare_deadline(task, year, drafter->arena);
}

/* The task's own words, without who does it, and those of columns that no word of the head tells.
 */
static const char *words_to_count(struct arena *arena, const struct printed_entry *entry)
{
	const char *words = draft_parts_line(arena, entry->cells[HEAD_TASK]);

	for (size_t i = 0; i < entry->remark_count; i++)
		if (!strstr(entry->remarks[i].name, "备注"))
			words = arena_printf(arena, "%s。%s", words,
			        draft_parts_line(arena, entry->remarks[i].text));
	return words;
}

static void note_remarks(struct drafter *drafter, struct draft_task *task)
{
	for (size_t i = 0; i < task->entry->remark_count; i++) {
		const struct printed_remark *remark = &task->entry->remarks[i];
		text_add(&task->note,
		        arena_printf(drafter->arena, "表中“%s”栏：%s。",
		                remark->name[0] ? remark->name : "（无表头）",
		                draft_parts_line(drafter->arena, remark->text)));
	}
}

static void take_task(struct drafter *drafter, size_t index)
{
	struct draft_task *task = &drafter->tasks[index];
	const struct printed_entry *entry = &drafter->table->entries[index];

	text_init(&task->note);
	task->entry = entry;
	take_number(drafter, index);
	take_category(drafter, task);
	const struct parties parties = parties_of(drafter->arena, entry);
	take_duties(drafter, task, &parties);
	take_lead(drafter, task, &parties);
	take_deadline(drafter, task);
	note_remarks(drafter, task);
	task->proposals = proposals_of(drafter->arena, words_to_count(drafter->arena, entry));
}

static int year_in(const char *text)
{
	for (const char *at = text; (at = strstr(at, "20")); at += 2) {
		if (strspn(at, "0123456789") != 4 || (at > text && at[-1] >= '0' && at[-1] <= '9'))
			continue;
		const char *next = at + 4;
		while (*next == ' ')
			next++;
		if (text_starts_with(next, "年"))
			return (int)strtol(at, NULL, 10);
	}
	return 0;
}

static int find_year(struct drafter *drafter, const struct draft_options *options)
{
	const struct printed_table *table = drafter->table;
	int year = options->year > 0 ? options->year : year_in(table->title);

	if (year == 0)
		year = year_in(table->outside);
	for (size_t i = 0; i < table->count && year == 0; i++)
		year = year_in(table->entries[i].cells[HEAD_TASK]);
	if (year > 0)
		return year;
	draft_parts_decide(drafter,
	        arena_printf(
	                drafter->arena, "表中没有写年份，暂按%d年（year）。", options->this_year));
	return options->this_year;
}

/* 江门市2020年…: what stands before the year, if it is a place. */
static const char *city_in(struct arena *arena, const char *title)
{
	static const char *const places[] = { "省", "市", "区", "县", "旗", "镇", "乡", "街道" };
	const char *plain = heads_plain(arena, title);
	const char *city = arena_strndup(arena, plain, strcspn(plain, "0123456789"));

	for (size_t i = 0; i < COUNT_OF(places); i++)
		if (text_ends_with(city, places[i]) && utf8_count(city) > 1)
			return city;
	return "";
}

static const char *find_city(struct drafter *drafter, const struct draft_options *options)
{
	const char *city =
	        options->city[0] ? options->city : city_in(drafter->arena, drafter->table->title);

	if (city[0])
		return city;
	draft_parts_decide(drafter, "表中没有写地名，暂写“本市”（city，以及issuer）。");
	return "本市";
}

/* One person with two units' names may be one unit that is printed in two ways. */
static void compare_persons(struct drafter *drafter, const struct draft_duty *duty, size_t before)
{
	const struct named_unit *units = drafter->units.list;

	if (!duty->person[0] || utf8_count(duty->person) > 4
	        || units[duty->unit].kind != NAMED_BUREAU)
		return;
	for (size_t i = 0; i < before; i++)
		for (size_t j = 0; j < drafter->tasks[i].duty_count; j++) {
			const struct draft_duty *other = &drafter->tasks[i].duties[j];
			if (other->unit == duty->unit || !text_equal(other->person, duty->person)
			        || units[other->unit].kind != NAMED_BUREAU)
				continue;
			draft_parts_decide(drafter,
			        arena_printf(drafter->arena,
			                "“%s”和“%s”的责任人都是%"
			                "s，如为同一单位，请写成一个单位的aliases。",
			                units[other->unit].name, units[duty->unit].name,
			                duty->person));
			return;
		}
}

/* 各镇街 that no row names one by one cannot report: until they are listed the word stands for one.
 */
static void name_leads(struct drafter *drafter)
{
	const size_t districts = named_units_count_of(&drafter->units, NAMED_DISTRICT);

	assert(drafter->units.list || drafter->table->count == 0); /* each task has a lead */
	for (size_t i = 0; i < drafter->table->count; i++) {
		struct named_unit *lead = &drafter->units.list[drafter->tasks[i].lead];
		if (lead->kind != NAMED_VAGUE && (lead->kind != NAMED_DISTRICTS || districts > 0))
			continue;
		lead->kind = NAMED_BUREAU;
		draft_parts_decide(drafter,
		        arena_printf(drafter->arena,
		                "“%s”单独承担任务，表中没有列出是哪些单位，暂作一个单位；"
		                "请在units里逐个列出，再写成groups。",
		                lead->name));
	}
}

static void look_over(struct drafter *drafter)
{
	name_leads(drafter);
	for (size_t i = 0; i < drafter->table->count; i++)
		for (size_t j = 0; j < drafter->tasks[i].duty_count; j++)
			compare_persons(drafter, &drafter->tasks[i].duties[j], i);
}

void draft_write(struct arena *arena, const struct printed_table *table,
        const struct draft_options *options, struct text *out, struct draft *draft)
{
	struct drafter drafter = {
		.arena = arena,
		.table = table,
		.draft = draft,
		.units = { .arena = arena },
		.tasks = arena_alloc_array(arena, table->count, sizeof *drafter.tasks),
		.categories = arena_alloc_array(arena, table->count, sizeof *drafter.categories),
	};

	*draft = (struct draft){ .tasks = table->count };
	draft->year = find_year(&drafter, options);
	drafter.city = find_city(&drafter, options);
	for (size_t i = 0; i < table->count; i++)
		take_task(&drafter, i);
	look_over(&drafter);
	draft_json_write(&drafter, out);
	for (size_t i = 0; i < table->count; i++)
		text_release(&drafter.tasks[i].note);
}
