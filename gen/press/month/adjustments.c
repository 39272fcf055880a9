#include "press/month/adjustments.h"

#include "base/common.h"
#include "base/kept.h"
#include "base/text.h"
#include "figures/facts/figures.h"
#include "figures/facts/phrase.h"
#include "figures/targets/aim.h"
#include "figures/targets/lookup.h"
#include "press/archive/archive.h"

#include <string.h>

struct adjusting {
	struct arena *arena;
	struct facts_changes found;
};

static void add(
        struct adjusting *adjusting, const char *kind, const char *subject, const char *text)
{
	facts_changes_add(&adjusting->found, adjusting->arena,
	        &(struct facts_change){ .kind = kind, .subject = subject, .text = text });
}

/* 27370批次; 待定 where there is none. */
static const char *target_words(struct arena *arena, const struct indicator *indicator)
{
	if (!indicator->has_target)
		return "待定";
	if (indicator->comparison == COMPARE_YES)
		return "完成";
	return aim_words(arena, indicator);
}

/* The deadline is its task's, whose change is said once for all its indicators. */
static bool is_of_task(const struct indicator *indicator)
{
	return date_compare(indicator->deadline, indicator->task->deadline) == 0;
}

static void compare_indicator(
        struct adjusting *adjusting, const struct indicator *before, const struct indicator *now)
{
	struct arena *arena = adjusting->arena;
	const char *was = target_words(arena, before), *is = target_words(arena, now);

	if (!text_equal(was, is))
		add(adjusting, "target", now->id,
		        arena_printf(arena, "第%s项“%s”目标由%s调整为%s", now->task->no, now->name,
		                was, is));
	if (date_compare(before->deadline, now->deadline) != 0
	        && !(is_of_task(before) && is_of_task(now)))
		add(adjusting, "deadline", now->id,
		        arena_printf(arena, "第%s项“%s”完成时限由%s调整为%s", now->task->no,
		                now->name, phrase_date(arena, before->deadline),
		                phrase_date(arena, now->deadline)));
}

static const struct indicator *indicator_of(const struct task *task, const char *id)
{
	for (size_t i = 0; i < task->indicator_count; i++)
		if (text_equal(task->indicators[i]->id, id))
			return task->indicators[i];
	return NULL;
}

static void compare_indicators(
        struct adjusting *adjusting, const struct task *before, const struct task *now)
{
	struct arena *arena = adjusting->arena;

	for (size_t i = 0; i < now->indicator_count; i++) {
		const struct indicator *is = now->indicators[i];
		const struct indicator *was = indicator_of(before, is->id);
		if (was)
			compare_indicator(adjusting, was, is);
		else
			add(adjusting, "indicator", is->id,
			        arena_printf(arena, "第%s项增设指标“%s”", now->no, is->name));
	}
	for (size_t i = 0; i < before->indicator_count; i++) {
		const struct indicator *was = before->indicators[i];
		if (!indicator_of(now, was->id))
			add(adjusting, "indicator", was->id,
			        arena_printf(arena, "第%s项取消指标“%s”", before->no, was->name));
	}
}

static const char *duties_words(struct arena *arena, const struct task *task)
{
	const char *words = "";

	for (size_t i = 0; i < task->duty_count; i++)
		words = arena_printf(
		        arena, "%s%s%s", words, i > 0 ? "、" : "", task->duties[i].printed);
	return words;
}

static const char *lead_words(const struct task *task)
{
	return task->lead ? task->lead->name : "无牵头单位";
}

/* Of a task: its kind of change, and its name in print. */
struct aspect {
	const char *kind, *name;
};

static void compare_words(struct adjusting *adjusting, const struct task *task,
        struct aspect aspect, const char *was, const char *is)
{
	struct arena *arena = adjusting->arena;

	if (!text_equal(was, is))
		add(adjusting, aspect.kind, task->no,
		        arena_printf(
		                arena, "第%s项%s由%s调整为%s", task->no, aspect.name, was, is));
}

static void compare_task(
        struct adjusting *adjusting, const struct task *before, const struct task *now)
{
	struct arena *arena = adjusting->arena;

	compare_words(adjusting, now, (struct aspect){ "deadline", "完成时限" },
	        phrase_date(arena, before->deadline), phrase_date(arena, now->deadline));
	compare_words(adjusting, now, (struct aspect){ "lead", "牵头单位" }, lead_words(before),
	        lead_words(now));
	compare_words(adjusting, now, (struct aspect){ "units", "责任单位" },
	        duties_words(arena, before), duties_words(arena, now));
	compare_indicators(adjusting, before, now);
}

static void compare_tasks(
        struct adjusting *adjusting, const struct catalogue *before, const struct catalogue *now)
{
	struct arena *arena = adjusting->arena;

	for (size_t i = 0; i < now->task_count; i++) {
		const struct task *is = now->tasks[i];
		const struct task *was = lookup_task(before, is->no);
		if (was)
			compare_task(adjusting, was, is);
		else
			add(adjusting, "task", is->no,
			        arena_printf(arena, "增设第%s项任务", is->no));
	}
	for (size_t i = 0; i < before->task_count; i++) {
		const char *no = before->tasks[i]->no;
		if (!lookup_task(now, no))
			add(adjusting, "task", no, arena_printf(arena, "取消第%s项任务", no));
	}
}

static void compare_day(struct adjusting *adjusting, const char *name, int before, int now)
{
	if (before != now)
		add(adjusting, "rule", name,
		        arena_printf(
		                adjusting->arena, "%s由次月%d日调整为次月%d日", name, before, now));
}

static void compare_points(
        struct adjusting *adjusting, const char *name, struct decimal before, struct decimal now)
{
	struct arena *arena = adjusting->arena;

	if (decimal_compare(before, now) != 0)
		add(adjusting, "rule", name,
		        arena_printf(arena, "%s由%s个百分点调整为%s个百分点", name,
		                decimal_format(arena, before), decimal_format(arena, now)));
}

static bool is_same_pace(const struct rules *before, const struct rules *now)
{
	bool same = before->pace == now->pace;

	for (size_t i = 0; same && i < COUNT_OF(now->pace_table); i++)
		same = decimal_compare(before->pace_table[i], now->pace_table[i]) == 0;
	return same;
}

/* Those that decide what is printed of a unit or an indicator; those of doubts ask only. */
static void compare_rules(
        struct adjusting *adjusting, const struct rules *before, const struct rules *now)
{
	compare_day(adjusting, "报送截止日", before->due_day, now->due_day);
	compare_day(adjusting, "截稿日", before->cut_day, now->cut_day);
	compare_points(adjusting, "超序时进度的界限", before->ahead_gap, now->ahead_gap);
	compare_points(adjusting, "进度滞后的界限", before->behind_gap, now->behind_gap);
	compare_points(adjusting, "严重滞后的界限", before->far_behind_gap, now->far_behind_gap);
	if (!is_same_pace(before, now))
		add(adjusting, "rule", "pace", "序时进度的计算办法有调整");
}

struct facts_changes adjustments_between(
        struct arena *arena, const struct catalogue *before, const struct catalogue *now)
{
	struct adjusting adjusting = { .arena = arena };

	compare_tasks(&adjusting, before, now);
	compare_rules(&adjusting, &before->rules, &now->rules);
	return adjusting.found;
}

/* The path of the catalogue that the last issued month before was made with; "" for none. */
static bool find_before(struct arena *arena, struct diag *diag, const struct root *root,
        const struct adjustments_month *now, const char **out)
{
	*out = "";
	for (int month = now->period.month - 1; month >= 1 && !(*out)[0]; month--) {
		const struct period one = { now->period.year, month };
		struct archive_stand stand;
		if (!archive_find(arena, diag, root, one, &stand))
			return false;
		if (stand.revision > 0)
			*out = file_join(arena, archive_path(arena, one, stand.revision),
			        now->catalogue->file);
	}
	return true;
}

bool adjustments_find(struct arena *arena, struct diag *diag, const struct root *root,
        const struct adjustments_month *now, struct facts_changes *out)
{
	const char *path;

	*out = (struct facts_changes){ .count = 0 };
	if (!find_before(arena, diag, root, now, &path))
		return false;
	if (!path[0])
		return true;
	const struct kept_file *then = kept_read(arena, root, path);
	const struct kept_file *live = kept_read(arena, root, now->catalogue->file);
	if (then->status == FILE_FAILED) {
		diag_say(diag, MSG_INPUT_UNREADABLE, place_file(path), strerror(then->error));
		return false;
	}
	if (then->status != FILE_OK || digest_equal(&then->digest, &live->digest))
		return true;
	/* It was judged when it was frozen; what was wrong with it was said then. */
	struct diag *mute = diag_new(&(struct diag_options){ 0 });
	const struct catalogue *before = catalogue_read_as_of(arena, mute, root,
	        &(struct catalogue_file){ .path = path, .month = now->catalogue->month });
	diag_free(mute);
	if (before)
		*out = adjustments_between(arena, before, now->catalogue);
	return true;
}
