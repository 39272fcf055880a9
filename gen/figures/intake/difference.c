#include "figures/intake/difference.h"
#include "figures/targets/stages.h"

#include "base/common.h"
#include "base/text.h"

#include <string.h>

/* Differences that are named; of more there are dots. */
#define NAMED_MOST 5

struct differing {
	struct arena *arena;
	struct text words;
	struct text subject;
	size_t count, figures;
	struct place place;
};

/* `place` of the difference in the one; NULL: it is not there. */
static void note(struct differing *differing, const char *words, const struct place *place)
{
	if (place && place->line > 0 && differing->place.line == 0)
		differing->place = *place;
	if (differing->count < NAMED_MOST)
		text_printf(&differing->words, "%s%s", differing->count > 0 ? "; " : "", words);
	else if (differing->count == NAMED_MOST)
		text_add(&differing->words, "; …");
	differing->count++;
}

static void note_figure(
        struct differing *differing, const char *id, const char *words, const struct value *value)
{
	if (differing->figures < NAMED_MOST)
		text_printf(&differing->subject, "%s%s", differing->figures > 0 ? "、" : "", id);
	else if (differing->figures == NAMED_MOST)
		text_add(&differing->subject, "等");
	differing->figures++;
	note(differing, words, value ? &value->place : NULL);
}

static const char *show_value(struct arena *arena, const struct value *value)
{
	if (!value)
		return "—";
	switch (value->kind) {
	case VALUE_FRACTION:
		return arena_printf(arena, "%s÷%s", decimal_format(arena, value->numerator),
		        decimal_format(arena, value->denominator));
	case VALUE_YES_NO:
		return value->yes ? "true" : "false";
	case VALUE_STAGE:
		return stages_name(value->indicator, value->number);
	case VALUE_NUMBER:
		break;
	}
	if (value->is_bound)
		return value->words;
	return decimal_format(arena, value->number);
}

static void compare_value(struct differing *differing, const struct indicator *indicator,
        const struct value *a, const struct value *b)
{
	const char *left = show_value(differing->arena, a);
	const char *right = show_value(differing->arena, b);

	if (!text_equal(left, right))
		note_figure(differing, indicator->id,
		        arena_printf(differing->arena, "%s (%s / %s)", indicator->id, left, right),
		        a);
	else if (a && b && !text_equal(a->corrects, b->corrects))
		note_figure(differing, indicator->id,
		        arena_printf(differing->arena, "%s corrects", indicator->id), a);
	else if (a && b && !text_equal(a->confirms, b->confirms))
		note_figure(differing, indicator->id,
		        arena_printf(differing->arena, "%s confirms", indicator->id), a);
}

static void compare_text(
        struct differing *differing, const char *name, const char *left, const char *right)
{
	if (!text_equal(left, right))
		note(differing, name, NULL);
}

/* Either may be missing, not both. */
static void compare_reports(
        struct differing *differing, const struct task_report *a, const struct task_report *b)
{
	static const struct task_report none = {
		.progress = "", .problems = "", .next = "", .expected = ""
	};
	const struct task *task = a ? a->task : b->task;
	const struct task_report *left = a ? a : &none;
	const struct task_report *right = b ? b : &none;
	const char *no = arena_printf(differing->arena, "no %s", task->no);

	for (size_t i = 0; i < left->value_count; i++)
		compare_value(differing, left->values[i].indicator, &left->values[i],
		        submission_report_value(right, left->values[i].indicator));
	for (size_t i = 0; i < right->value_count; i++)
		if (!submission_report_value(left, right->values[i].indicator))
			compare_value(
			        differing, right->values[i].indicator, NULL, &right->values[i]);
	const struct {
		const char *name, *left, *right;
	} texts[] = {
		{ "progress", left->progress, right->progress },
		{ "problems", left->problems, right->problems },
		{ "next", left->next, right->next },
		{ "expected", left->expected, right->expected },
	};
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		compare_text(differing, arena_printf(differing->arena, "%s %s", no, texts[i].name),
		        texts[i].left, texts[i].right);
	if (!a != !b && left->value_count + right->value_count == 0)
		compare_text(differing, no, a ? "+" : "", b ? "+" : "");
}

static const char *list_withdrawals(struct arena *arena, const struct submission *submission)
{
	const char *list = "";

	for (size_t i = 0; i < submission->withdrawal_count; i++)
		list = arena_printf(arena, "%s %s", list, submission->withdrawals[i].indicator->id);
	return list;
}

static void compare_heads(
        struct differing *differing, const struct submission *one, const struct submission *other)
{
	const struct {
		const char *name, *left, *right;
	} texts[] = {
		{ "reporter", one->reporter, other->reporter },
		{ "approver", one->approver, other->approver },
		{ "phone", one->phone, other->phone },
		{ "reason", one->reason, other->reason },
		{ "confirms", one->confirms, other->confirms },
		{ "withdraw", list_withdrawals(differing->arena, one),
		        list_withdrawals(differing->arena, other) },
		{ "sample", one->sample ? "true" : "", other->sample ? "true" : "" },
	};

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		compare_text(differing, texts[i].name, texts[i].left, texts[i].right);
}

struct difference difference_between(
        struct arena *arena, const struct submission *one, const struct submission *other)
{
	struct differing differing = { .arena = arena };

	text_init(&differing.words);
	text_init(&differing.subject);
	for (size_t i = 0; i < one->task_count; i++)
		compare_reports(
		        &differing, &one->tasks[i], submission_report(other, one->tasks[i].task));
	for (size_t i = 0; i < other->task_count; i++)
		if (!submission_report(one, other->tasks[i].task))
			compare_reports(&differing, NULL, &other->tasks[i]);
	compare_heads(&differing, one, other);
	const struct difference difference = { .place = differing.place.line > 0 ? differing.place
		                                                                 : one->place,
		.count = differing.count,
		.words = arena_strdup(arena, differing.words.bytes),
		.subject = differing.figures > 0 ? arena_strdup(arena, differing.subject.bytes)
		                                 : "文字" };
	text_release(&differing.words);
	text_release(&differing.subject);
	return difference;
}
