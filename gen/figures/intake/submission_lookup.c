/* What a submission says of one task or indicator. */
#include "figures/intake/submission.h"

const struct task_report *submission_report(
        const struct submission *submission, const struct task *task)
{
	for (size_t i = 0; i < submission->task_count; i++)
		if (submission->tasks[i].task == task)
			return &submission->tasks[i];
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
