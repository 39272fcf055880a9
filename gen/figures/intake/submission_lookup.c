/* What a submission says of one task or indicator. */
#include "figures/intake/submission.h"

#include <stdlib.h>

static int compare_reports(const void *left, const void *right)
{
	const struct task_report *a = *(const struct task_report *const *)left;
	const struct task_report *b = *(const struct task_report *const *)right;

	return (a->task->index > b->task->index) - (a->task->index < b->task->index);
}

void submission_sort(struct arena *arena, struct submission *submission)
{
	const size_t count = submission->task_count;
	const struct task_report **sorted =
	        arena_alloc_array(arena, count, sizeof(const struct task_report *));

	for (size_t i = 0; i < count; i++)
		sorted[i] = &submission->tasks[i];
	if (count > 0)
		qsort(sorted, count, sizeof(const struct task_report *), compare_reports);
	submission->by_task = sorted;
}

const struct task_report *submission_report(
        const struct submission *submission, const struct task *task)
{
	size_t first = 0, behind = submission->task_count;

	while (first < behind) {
		const size_t middle = first + (behind - first) / 2;
		const struct task_report *report = submission->by_task[middle];
		if (report->task == task)
			return report;
		if (task->index < report->task->index)
			behind = middle;
		else
			first = middle + 1;
	}
	return NULL;
}

const struct value *submission_report_value(
        const struct task_report *report, const struct indicator *indicator)
{
	for (size_t i = 0; report && i < report->value_count; i++)
		if (report->values[i].indicator == indicator)
			return &report->values[i];
	return NULL;
}

const struct value *submission_value(
        const struct submission *submission, const struct indicator *indicator)
{
	return submission_report_value(submission_report(submission, indicator->task), indicator);
}

bool submission_withdraws(const struct submission *submission, const struct indicator *indicator)
{
	for (size_t i = 0; i < submission->withdrawal_count; i++)
		if (submission->withdrawals[i].indicator == indicator)
			return true;
	return false;
}
