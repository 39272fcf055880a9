/*
 * render PERIOD [DOCUMENT…]: facts -> templates -> documents -> pages -> PDF -> output/PERIOD/.
 *
 * A document that cannot be made costs itself; nothing is published over a month that is issued.
 */
#include "app/ending.h"
#include "app/run.h"
#include "base/text.h"
#include "press/archive/archive.h"
#include "press/desk/desk.h"
#include "press/desk/desk_year.h"
#include "press/month/edition.h"
#include "press/state/lock.h"
#include "press/telling/runlog.h"

static void print_paths(struct run *run, struct period period, const struct edition *edition)
{
	for (size_t i = 0; i < edition->count; i++)
		if (edition->documents[i].rendered)
			ending_made_of(run, period, &edition->documents[i],
			        month_output_path(run, period, edition->documents[i].file));
}

static bool stage_log(struct run *run, const struct month *month, const struct edition *edition,
        struct publication *publication)
{
	struct runlog_month log = { .run = run,
		.clock = runlog_clock_today(run, month->catalogue->rules.utc_offset),
		.month = month,
		.edition = edition,
		.exit = diag_exit_status(run->diag) };

	return inputs_all(inputs_new(run->arena, run->root, run->readings), run->diag,
	               month->period, &log.inputs)
	        && runlog_stage(&log, publication);
}

/* The month's page, with how the documents stand that were not asked for. */
static bool stage_page(struct run *run, const struct month *month,
        const struct edition_order *order, const struct edition *edition,
        struct publication *publication)
{
	struct desk desk = {
		.run = run, .month = month, .edition = edition, .prints = order->prints
	};
	size_t failed = 0;

	if (order->name_count > 0) {
		desk.standing = freshness_read(run->arena, run->diag, run->root, month->period);
		if (!desk.standing)
			return false;
	}
	return desk_stage(&desk, publication, &failed);
}

static void publish(struct run *run, const struct month *month)
{
	const struct edition_order order = { .names = run->options->arguments + 1,
		.name_count = run->options->argument_count - 1,
		.prints = fontprints_new(run->arena, run->live),
		.watcher = run->diag };
	struct edition edition;
	struct publication *publication =
	        publish_begin(run->arena, run->diag, run->live, month->period);

	if (!publication)
		return;
	if (!edition_render(run, month, &order, publication, &edition) || edition.rendered == 0
	        || !stage_page(run, month, &order, &edition, publication)
	        || !stage_log(run, month, &edition, publication)) {
		publish_drop(publication);
	} else if (publish_commit(publication, run->lock)) {
		print_paths(run, month->period, &edition);
		(void)desk_year_write(run);
	}
}

void command_render(struct run *run)
{
	struct period period;
	struct archive_stand stand;
	struct month month;
	struct lock lock;

	if (!options_period(run->options, run->diag, &period))
		return;
	if (!archive_find(run->arena, run->diag, run->root, period, &stand))
		return;
	if (stand.is_closed) {
		diag_say(run->diag, MSG_MONTH_CLOSED, PLACE_NONE, run->options->arguments[0]);
		return;
	}
	if (!month_read(run, period, &month))
		return;
	if (lock_take(&lock, run->diag, run->live, run->command, 0)) {
		run->lock = &lock;
		if (publish_sweep(run->arena, run->diag, run->live, NULL))
			publish(run, &month);
		run->lock = NULL;
		lock_release(&lock);
	}
	facts_free(month.facts);
}
