/* reopen PERIOD --reason TEXT: an issued month is open again, for its next revision. */
#include "app/run.h"
#include "press/archive/archive.h"
#include "press/month/printable.h"
#include "press/state/lock.h"

static void reopen(struct run *run, struct period period)
{
	struct arena *arena = run->arena;
	const char *month = period_format(arena, period);
	struct archive_stand stand;

	if (!archive_find(arena, run->diag, run->root, period, &stand))
		return;
	const int revision = stand.revision;
	if (revision == 0) {
		diag_say(run->diag, MSG_NOT_ISSUED, PLACE_NONE, month);
		return;
	}
	if (!stand.is_closed) {
		diag_say(run->diag, MSG_REOPEN_OPEN,
		        place_file(archive_reopening_path(arena, period, revision + 1)), month);
		return;
	}
	/* The year's offset from UTC is the catalogue's; a broken one must not stop a reopening. */
	struct diag *mute = diag_new(&(struct diag_options){ 0 });
	struct run silent = *run;
	silent.diag = mute;
	const struct catalogue *catalogue = month_catalogue(&silent, period);
	const struct archive_reopening reopening = { .reason = run->options->reason,
		.date = month_today(run, catalogue ? catalogue->rules.utc_offset : 0) };
	diag_free(mute);
	if (archive_reopen(arena, run->diag, run->root, period, &reopening))
		diag_say(run->diag, MSG_REOPENED, PLACE_NONE, month,
		        arena_printf(arena, "%d", revision));
}

void command_reopen(struct run *run)
{
	struct period period;
	struct lock lock;

	if (!options_period(run->options, run->diag, &period)
	        || !printable_check(run->diag, run->live, "--reason", run->options->reason)
	        || !lock_take(&lock, run->diag, run->live, run->command, 0))
		return;
	reopen(run, period);
	lock_release(&lock);
}
