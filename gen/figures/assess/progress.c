#include "figures/assess/progress.h"

#include "base/fraction.h"

void progress_add(struct progress *progress, const struct indicator_result *result)
{
	const struct decimal whole = decimal_from(100);

	if (!result->has_rate || result->indicator->part_of[0] != '\0')
		return;
	/* A rate is at most 100 here and a catalogue has at most millions: the sum always fits. */
	(void)decimal_add(progress->sum,
	        decimal_compare(result->rate, whole) > 0 ? whole : result->rate, &progress->sum);
	progress->count++;
}

void progress_add_task(struct progress *progress, const struct task_result *task)
{
	for (size_t i = 0; i < task->indicator_count; i++)
		progress_add(progress, task->indicators[i]);
}

bool progress_mean(const struct progress *progress, struct decimal *out)
{
	const struct fraction mean = { progress->sum, decimal_from((int64_t)progress->count) };

	return progress->count > 0 && fraction_round_percent(mean, 1, out);
}
