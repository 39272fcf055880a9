#include "press/month/changes.h"

#include "base/file.h"
#include "base/text.h"
#include "figures/facts/figures.h"
#include "figures/facts/phrase.h"
#include "figures/targets/lookup.h"

#include <string.h>

enum step { STEP_ADDED, STEP_CHANGED, STEP_REMOVED };

struct comparing {
	struct arena *arena;
	const struct changes_side *before, *after;
	struct facts_changes found;
};

static void add(
        struct comparing *comparing, const char *kind, const char *subject, const char *text)
{
	facts_changes_add(&comparing->found, comparing->arena,
	        &(struct facts_change){ .kind = kind, .subject = subject, .text = text });
}

static void compare_figure(struct comparing *comparing, const struct indicator_result *after)
{
	const struct assessment *earlier = comparing->before->month->assessment;
	const struct indicator *indicator = after->indicator;
	const struct indicator *same = lookup_indicator(earlier->catalogue, indicator->id);

	if (!same)
		return;
	const char *was =
	        figure_print(comparing->arena, same, &earlier->indicators[same->index].figure)
	                .words;
	const char *is = figure_print(comparing->arena, indicator, &after->figure).words;
	if (!text_equal(was, is))
		add(comparing, "figure", indicator->id,
		        arena_printf(comparing->arena, "第%s项“%s”由%s改为%s", indicator->task->no,
		                indicator->name, was, is));
}

static const struct inbox_entry *entry_of(const struct month *month, const char *file)
{
	for (size_t i = 0; i < month->ledger->month_count; i++) {
		const struct inbox *inbox = month->ledger->inboxes[i];
		for (size_t j = 0; j < inbox->entry_count; j++)
			if (text_equal(inbox->entries[j].file, file))
				return &inbox->entries[j];
	}
	return NULL;
}

/* "市民政局2020年5月报送材料"; for a file of nobody known its own name stands for the unit. */
static const char *name_report(
        struct comparing *comparing, const struct changes_side *side, const char *file)
{
	const struct inbox_entry *entry = entry_of(side->month, file);
	const char *slash = strrchr(file, '/');
	const char *folder = arena_strndup(comparing->arena, file, (size_t)(slash - file));
	struct period period = side->month->period;

	(void)period_parse(strrchr(folder, '/') ? strrchr(folder, '/') + 1 : folder, &period);
	return arena_printf(comparing->arena, "%s%s报送材料",
	        entry && entry->unit ? entry->unit->name : slash + 1,
	        phrase_period(comparing->arena, period));
}

static const char *state_words(const struct changes_side *side, const char *file)
{
	static const char *const words[] = {
		[ENTRY_ACCEPTED] = "已采用",
		[ENTRY_SUPERSEDED] = "已被后次报送取代",
		[ENTRY_COPY] = "与另一份相同",
		[ENTRY_REFUSED] = "有误，未采用",
		[ENTRY_REPLACED] = "有误，已由后来报送的材料取代",
		[ENTRY_TOO_LATE] = "逾期，未采用",
	};
	const struct inbox_entry *entry = entry_of(side->month, file);

	return entry ? words[entry->state] : "未采用";
}

static void compare_report(struct comparing *comparing, const char *file, enum step step)
{
	static const char *const verbs[] = {
		[STEP_ADDED] = "新增",
		[STEP_CHANGED] = "改动",
		[STEP_REMOVED] = "撤去",
	};
	const struct changes_side *side =
	        step == STEP_REMOVED ? comparing->before : comparing->after;
	const char *name = name_report(comparing, side, file);
	const char *text = step == STEP_REMOVED
	        ? arena_printf(comparing->arena, "%s%s", verbs[step], name)
	        : arena_printf(
	                comparing->arena, "%s%s（%s）", verbs[step], name, state_words(side, file));

	add(comparing, "report", file, text);
}

static void compare_file(struct comparing *comparing, const char *file, enum step step)
{
	static const char *const words[] = {
		[STEP_ADDED] = "增加",
		[STEP_CHANGED] = "改动",
		[STEP_REMOVED] = "删去",
	};

	if (text_starts_with(file, "input/targets/"))
		add(comparing, "targets", file, "任务目录有改动");
	else if (text_starts_with(file, ANSWERS_FOLDER "/"))
		add(comparing, "answers", file, "数据核实记录有改动");
	else if (text_starts_with(file, WORDS_FOLDER "/"))
		add(comparing, "words", file, "办公室文字有改动");
	else if (text_starts_with(file, TEMPLATES_FOLDER "/"))
		add(comparing, "template", file,
		        arena_printf(comparing->arena, "文件版式%s：%s", words[step],
		                file + strlen(TEMPLATES_FOLDER "/")));
}

/* Merges two sorted lists; what is in one alone was added or removed. */
static void compare_files(struct comparing *comparing, bool reports,
        void (*compare)(struct comparing *, const char *, enum step))
{
	const struct sum_list *earlier = &comparing->before->sums, *later = &comparing->after->sums;

	for (size_t i = 0, j = 0; i < earlier->count || j < later->count;) {
		int order = i == earlier->count ? 1
		        : j == later->count     ? -1
		                            : strcmp(earlier->list[i].file, later->list[j].file);
		const char *file = order <= 0 ? earlier->list[i].file : later->list[j].file;
		enum step step = order < 0 ? STEP_REMOVED : order > 0 ? STEP_ADDED : STEP_CHANGED;
		bool same = order == 0
		        && digest_equal(&earlier->list[i].digest, &later->list[j].digest);
		if (!same && text_starts_with(file, SUBMISSIONS_FOLDER "/") == reports)
			compare(comparing, file, step);
		i += order <= 0;
		j += order >= 0;
	}
}

struct facts_changes changes_between(
        struct arena *arena, const struct changes_side *before, const struct changes_side *after)
{
	struct comparing comparing = { .arena = arena, .before = before, .after = after };
	const struct assessment *assessment = after->month->assessment;

	for (size_t i = 0; i < assessment->catalogue->indicator_count; i++)
		compare_figure(&comparing, &assessment->indicators[i]);
	compare_files(&comparing, true, compare_report);
	compare_files(&comparing, false, compare_file);
	return comparing.found;
}
