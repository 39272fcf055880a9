#include "figures/intake/chain.h"

#include "base/text.h"

#include <assert.h>
#include <string.h>

#define TEXTS 4

/* A text of a task's report; the loss of letters in it bears its key. */
struct written_text {
	const char *key;
	const char *text;
	struct place place;
};

struct joining {
	struct arena *arena;
	const struct submission *before, *last;
	struct submission *out;
	struct task_report *tasks;
	struct loss *losses;
	bool keeps; /* anything of the earlier ones */
};

static void get_texts(const struct task_report *report, struct written_text out[TEXTS])
{
	out[0] = (struct written_text){ "progress", report->progress, report->progress_place };
	out[1] = (struct written_text){ "problems", report->problems, report->problems_place };
	out[2] = (struct written_text){ "next", report->next, report->next_place };
	out[3] = (struct written_text){ "expected", report->expected, report->expected_place };
}

static void set_texts(struct task_report *report, const struct written_text in[TEXTS])
{
	report->progress = in[0].text;
	report->progress_place = in[0].place;
	report->problems = in[1].text;
	report->problems_place = in[1].place;
	report->next = in[2].text;
	report->next_place = in[2].place;
	report->expected = in[3].text;
	report->expected_place = in[3].place;
}

/* Be it empty: what was not written has no place. */
static bool is_written(const struct written_text *text)
{
	return text->place.line > 0;
}

static void take_losses(struct joining *joining, const struct task_report *before, const char *key)
{
	const struct losses *losses = &joining->before->losses;

	for (size_t i = 0; i < losses->count; i++)
		if (text_equal(losses->list[i].task, before->task->no)
		        && text_equal(losses->list[i].field, key))
			joining->losses[joining->out->losses.count++] = losses->list[i];
}

/* Texts that the later report does not write stand. */
static void take_texts(
        struct joining *joining, const struct task_report *before, struct task_report *out)
{
	struct written_text earlier[TEXTS], later[TEXTS];

	get_texts(before, earlier);
	get_texts(out, later);
	for (size_t i = 0; i < TEXTS; i++) {
		if (is_written(&later[i]) || !is_written(&earlier[i]))
			continue;
		later[i] = earlier[i];
		take_losses(joining, before, earlier[i].key);
		joining->keeps = true;
	}
	set_texts(out, later);
}

/* Figures that the later report neither gives nor withdraws stand, behind its own. */
static void take_values(
        struct joining *joining, const struct task_report *before, struct task_report *out)
{
	struct value *values = arena_alloc_array(
	        joining->arena, out->value_count + before->value_count, sizeof *values);
	const size_t own = out->value_count;

	if (own > 0)
		memcpy(values, out->values, own * sizeof *values);
	for (size_t i = 0; i < before->value_count; i++) {
		const struct indicator *indicator = before->values[i].indicator;
		bool stands = !submission_withdraws(joining->last, indicator);
		for (size_t j = 0; stands && j < own; j++)
			stands = values[j].indicator != indicator;
		if (stands)
			values[out->value_count++] = before->values[i];
	}
	out->values = values;
	if (out->value_count == own)
		return;
	joining->keeps = true;
	take_losses(joining, before, "corrects");
	take_losses(joining, before, "confirms");
}

static void join_task(struct joining *joining, const struct task_report *before)
{
	struct submission *out = joining->out;
	const struct task_report *given = submission_report(joining->last, before->task);
	struct task_report *report =
	        &joining->tasks[given ? (size_t)(given - joining->last->tasks) : out->task_count];

	if (!given) {
		out->task_count++;
		*report = (struct task_report){ .task = before->task,
			.progress = "",
			.problems = "",
			.next = "",
			.expected = "",
			.place = before->place };
		joining->keeps = true;
	}
	take_texts(joining, before, report);
	take_values(joining, before, report);
}

static const struct submission *join(
        struct arena *arena, const struct submission *before, const struct submission *last)
{
	struct submission *out = arena_alloc(arena, sizeof *out);
	const size_t tasks = before->task_count + last->task_count;
	const size_t losses = before->losses.count + last->losses.count;
	struct joining joining = { .arena = arena, .before = before, .last = last, .out = out };

	assert(before->unit == last->unit && before->revision < last->revision);
	*out = *last;
	out->earlier = before;
	joining.tasks = arena_alloc_array(arena, tasks + 1, sizeof *joining.tasks);
	joining.losses = arena_alloc_array(arena, losses + 1, sizeof *joining.losses);
	if (last->task_count > 0)
		memcpy(joining.tasks, last->tasks, last->task_count * sizeof *joining.tasks);
	if (last->losses.count > 0)
		memcpy(joining.losses, last->losses.list,
		        last->losses.count * sizeof *joining.losses);
	out->tasks = joining.tasks;
	out->losses.list = joining.losses;
	for (size_t i = 0; i < before->task_count; i++)
		join_task(&joining, &before->tasks[i]);
	submission_sort(arena, out);
	out->sample = last->sample || (joining.keeps && before->sample);
	return out;
}

const struct submission *chain_join(
        struct arena *arena, const struct submission *const *revisions, size_t count)
{
	const struct submission *joined = revisions[0];

	for (size_t i = 1; i < count; i++)
		joined = join(arena, joined, revisions[i]);
	return joined;
}

bool chain_keeps_text(const struct submission *submission, const struct task *task)
{
	const struct task_report *report = submission_report(submission, task);
	struct written_text all[TEXTS];

	if (!report)
		return false;
	get_texts(report, all);
	for (size_t i = 0; i < TEXTS; i++)
		if (is_written(&all[i]) && all[i].text[0]
		        && !text_equal(all[i].place.file, submission->file))
			return true;
	return false;
}

size_t chain_kept(const struct submission *submission)
{
	size_t count = 0;

	for (size_t t = 0; t < submission->task_count; t++)
		for (size_t v = 0; v < submission->tasks[t].value_count; v++)
			count += submission->tasks[t].values[v].revision < submission->revision;
	return count;
}
