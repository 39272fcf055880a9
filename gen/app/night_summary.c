#include "app/night_summary.h"

#include "app/options.h"
#include "press/telling/attention.h"

void night_summary_tell(
        struct run *run, const struct diag *notes, const struct night_summary *summary)
{
	const enum exit_status status = diag_exit_status(run->diag);
	size_t news = 0, rendered = 0;
	const bool watched = diag_is_watched(run->diag) || run->options->verbose;

	if (status == EXIT_DONE && !watched)
		return;
	if (watched)
		attention_repeat_heard(run->diag, notes, 0);
	for (size_t i = 0; i < summary->count; i++) {
		news += summary->outcomes[i].state == RUNLOG_PUBLISHED;
		rendered += summary->outcomes[i].rendered;
	}
	diag_say(run->diag, run->options->dry_run ? MSG_NIGHT_WOULD : MSG_NIGHT_DONE, PLACE_NONE,
	        summary->today, arena_printf(run->arena, "%zu", summary->count),
	        arena_printf(run->arena, "%zu", news), arena_printf(run->arena, "%zu", rendered),
	        arena_printf(run->arena, "%d", (int)status));
}
