#include "figures/ledger/reports.h"

#include "base/common.h"
#include "base/text.h"
#include "base/utf8.h"
#include "figures/intake/chain.h"
#include "figures/targets/calendar.h"

/* Indicators that are named in full; of more their numbers stand alone. */
#define NAMED_MOST 3

/* Figures that should have grown and texts this long are no accident. */
#define GROWING_LEAST    2
#define CHARACTERS_LEAST 12

struct left_out {
	const struct value **values;
	size_t count;
	int revision; /* that gave them all; 0: they are of several */
};

static struct left_out find_left_out(struct arena *arena, const struct submission *submission)
{
	const size_t kept = chain_kept(submission);
	struct left_out left = { .values = arena_alloc_array(
		                         arena, kept + 1, sizeof(struct value *)) };

	for (size_t t = 0; t < submission->task_count; t++) {
		const struct task_report *report = &submission->tasks[t];
		for (size_t v = 0; v < report->value_count; v++) {
			const struct value *value = &report->values[v];
			if (value->revision == submission->revision)
				continue;
			left.revision = left.count == 0 || left.revision == value->revision
			        ? value->revision
			        : 0;
			left.values[left.count++] = value;
		}
	}
	return left;
}

/* 食品抽检批次（7.1）为2250批次、…; more of them by their numbers: 7.1、7.2、8.1 */
static const char *list_left_out(struct arena *arena, const struct left_out *left)
{
	const char *list = "";

	for (size_t i = 0; i < left->count; i++) {
		const struct indicator *indicator = left->values[i]->indicator;
		const char *mark = i > 0 ? "、" : "";
		list = left->count > NAMED_MOST
		        ? arena_printf(arena, "%s%s%s", list, mark, indicator->id)
		        : arena_printf(arena, "%s%s%s（%s，%s）", list, mark, indicator->name,
		                indicator->id, amount_format_value(arena, left->values[i]));
	}
	return list;
}

static bool is_same_value(const struct value *a, const struct value *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case VALUE_FRACTION:
		return decimal_compare(a->numerator, b->numerator) == 0
		        && decimal_compare(a->denominator, b->denominator) == 0;
	case VALUE_YES_NO:
		return a->yes == b->yes;
	case VALUE_STAGE:
	case VALUE_NUMBER:
		break;
	}
	return decimal_compare(a->number, b->number) == 0 && text_equal(a->words, b->words);
}

/* Work that goes on: counted up, and short of its target. */
static bool should_grow(const struct value *value)
{
	const struct indicator *indicator = value->indicator;

	return value->kind == VALUE_NUMBER && kind_row(indicator->kind)->cumulative
	        && indicator->comparison == COMPARE_AT_LEAST && indicator->has_target
	        && decimal_compare(value->number, indicator->target) < 0
	        && decimal_sign(value->number) > 0;
}

/* Every figure is last month's, and some of them should have grown. */
static bool repeats_figures(const struct submission *now, const struct submission *before)
{
	size_t growing = 0;

	for (size_t t = 0; t < now->task_count; t++)
		for (size_t v = 0; v < now->tasks[t].value_count; v++) {
			const struct value *value = &now->tasks[t].values[v];
			const struct value *was = submission_value(before, value->indicator);
			if (!was || !is_same_value(value, was))
				return false;
			growing += should_grow(value);
		}
	return growing >= GROWING_LEAST;
}

/* Every text is last month's; a few words may well be the same. */
static bool repeats_texts(const struct submission *now, const struct submission *before)
{
	size_t characters = 0;

	for (size_t t = 0; t < now->task_count; t++) {
		const struct task_report *report = &now->tasks[t];
		const struct task_report *was = submission_report(before, report->task);
		const char *const texts[] = { report->progress, report->problems, report->next };
		const char *const then[] = { was ? was->progress : "", was ? was->problems : "",
			was ? was->next : "" };
		for (size_t i = 0; i < COUNT_OF(texts); i++) {
			if (!text_equal(texts[i], then[i]))
				return false;
			characters += utf8_count(texts[i]);
		}
	}
	return characters >= CHARACTERS_LEAST;
}

/* April's file, sent again as May's. */
static void check_repeated(
        struct checks *checks, const struct unit *unit, const struct submission *submission)
{
	const struct ledger *ledger = checks->ledger;
	const int last = ledger_before(ledger, ledger->period.month);
	const struct submission *before =
	        last > 0 ? ledger->inboxes[last - 1]->accepted[unit->index] : NULL;
	struct arena *arena = checks->arena;

	if (!before)
		return;
	const bool figures = repeats_figures(submission, before);
	const bool texts = repeats_texts(submission, before);
	if (!figures && !texts)
		return;
	const char *what = figures && texts ? "数据和文字" : figures ? "数据" : "文字";
	const char *english = figures && texts ? "figures and texts"
	        : figures                      ? "the figures"
	                                       : "the texts";
	const char *month = period_format(arena, before->period);
	doubts_put(checks,
	        (struct doubt){ .kind = DOUBT_REPEATED,
	                .unit = unit,
	                .text = arena_printf(arena, "%s本月报送的%s与%s完全相同", unit->name, what,
	                        ledger_month_word(arena, ledger->period.month, last)),
	                .found = what,
	                .other = month,
	                .place = submission->place },
	        submission->confirms,
	        (const char *const[]){ unit->name, month, english, what, NULL });
}

static void check_left_out(
        struct checks *checks, const struct unit *unit, const struct submission *submission)
{
	struct arena *arena = checks->arena;
	const struct left_out left = find_left_out(arena, submission);

	if (left.count == 0)
		return;
	const char *list = list_left_out(arena, &left);
	const char *revision = arena_printf(arena, "%d", submission->revision);
	const char *count = arena_printf(arena, "%zu", left.count);
	const char *giver =
	        left.revision > 0 ? arena_printf(arena, "第%d次报送", left.revision) : "此前报送";
	doubts_put(checks,
	        (struct doubt){ .kind = DOUBT_LEFT_OUT,
	                .unit = unit,
	                .text = arena_printf(arena,
	                        "%s第%s次报送未列出%s的%s，共%s项数据，沿用原数", unit->name,
	                        revision, giver, list, count),
	                .found = count,
	                .other = "",
	                .place = submission->place },
	        submission->confirms,
	        (const char *const[]){ unit->name, revision, count, list, NULL });
}

/* Of the last report's, each that there was to withdraw. */
static void tell_withdrawn(
        struct checks *checks, const struct unit *unit, const struct submission *submission)
{
	struct arena *arena = checks->arena;

	for (size_t i = 0; submission->earlier && i < submission->withdrawal_count; i++) {
		const struct withdrawal *withdrawal = &submission->withdrawals[i];
		const struct indicator *indicator = withdrawal->indicator;
		const struct value *was = submission_value(submission->earlier, indicator);
		if (!was)
			continue;
		const char *found = arena_printf(arena, "%d", submission->revision);
		const char *other = amount_format_value(arena, was);
		doubts_put(checks,
		        (struct doubt){ .kind = DOUBT_WITHDRAWN,
		                .unit = unit,
		                .indicator = indicator,
		                .task = indicator->task->no,
		                .text = arena_printf(arena,
		                        "%s第%s次报送撤回%s（原为%s），原因：%s", unit->name, found,
		                        indicator->name, other,
		                        doubts_clause(checks, submission->reason)),
		                .found = found,
		                .other = other,
		                .place = withdrawal->place },
		        "",
		        (const char *const[]){
		                unit->name, indicator->id, indicator->name, found, other, NULL });
	}
}

/* Figures as of the month's end cannot be known before it. */
static void check_early(
        struct checks *checks, const struct unit *unit, const struct submission *submission)
{
	struct arena *arena = checks->arena;
	const struct rules *rules = &checks->ledger->catalogue->rules;
	const struct date end = calendar_as_of(rules, submission->period);
	const struct date day = submission->submitted_day;

	if (date_compare(day, end) >= 0)
		return;
	const char *reach = rules->as_of_day > 0 ? arena_printf(arena, "%d日", end.day) : "月末";
	doubts_put(checks,
	        (struct doubt){ .kind = DOUBT_EARLY,
	                .unit = unit,
	                .text = arena_printf(arena,
	                        "%s报送时间为%d月%d日，早于%s，需确认数据截至%s", unit->name,
	                        day.month, day.day, reach, reach),
	                .found = date_format(arena, day),
	                .other = date_format(arena, end),
	                .place = submission->place },
	        submission->confirms,
	        (const char *const[]){
	                unit->name, date_format(arena, day), date_format(arena, end), NULL });
}

void reports_check(struct checks *checks)
{
	const struct ledger *ledger = checks->ledger;
	const struct inbox *inbox = ledger->inboxes[ledger->month_count - 1];

	for (size_t i = 0; i < ledger->catalogue->unit_count; i++) {
		if (!inbox->accepted[i])
			continue;
		check_early(checks, ledger->catalogue->units[i], inbox->accepted[i]);
		check_repeated(checks, ledger->catalogue->units[i], inbox->accepted[i]);
		check_left_out(checks, ledger->catalogue->units[i], inbox->accepted[i]);
		tell_withdrawn(checks, ledger->catalogue->units[i], inbox->accepted[i]);
	}
}
