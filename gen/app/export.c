/*
 * export PERIOD --to DIR|FILE.zip: an issued month as a package for the archivist. Reads the
 * archive alone and writes nothing else.
 */
#include "app/ending.h"
#include "app/options.h"
#include "app/run.h"
#include "base/text.h"
#include "press/archive/handover.h"

#include <stdlib.h>

/* The targets of the month as they were archived; NULL: said. */
static const struct catalogue *read_targets(struct run *run, const struct handover_order *order)
{
	const char *folder = archive_path(run->arena, order->period, order->revision);
	struct run frozen = *run;
	struct root tree;

	if (!archive_open(&tree, run->arena, run->diag, run->root, folder))
		return NULL;
	frozen.diag = diag_new(&(struct diag_options){ 0 });
	frozen.root = &tree;
	frozen.readings = readings_new(run->arena, &tree, run->live);
	const struct catalogue *catalogue = month_catalogue(&frozen, order->period);
	for (size_t i = 0; !catalogue && i < diag_count(frozen.diag); i++)
		archive_repeat(run->diag, run->arena, folder, diag_record(frozen.diag, i));
	readings_free(frozen.readings);
	diag_free(frozen.diag);
	root_close(&tree);
	return catalogue;
}

/* False (said): the month has no such revision. */
static bool find_revision(struct run *run, struct period period, int *revision)
{
	const char *month = period_format(run->arena, period);
	const char *asked = run->options->revision;
	struct archive_stand stand;

	if (!archive_find(run->arena, run->diag, run->root, period, &stand))
		return false;
	*revision = asked[0] ? (int)strtol(asked, NULL, 10) : stand.revision;
	if (stand.revision == 0)
		diag_say(run->diag, MSG_NOT_ISSUED, PLACE_NONE, month);
	else if (*revision > stand.revision)
		diag_say(run->diag, MSG_NO_REVISION, PLACE_NONE, month, asked,
		        arena_printf(run->arena, "%d", stand.revision));
	return stand.revision > 0 && *revision <= stand.revision;
}

static bool write_package(struct run *run, const struct handover *package)
{
	const char *to = run->options->to;
	struct ending_document document = { .period = &package->manifest->period,
		.path = root_shown(run->live, run->arena, to) };
	struct handover_file file = { .length = 0 };
	const bool is_zip = text_ends_with(to, ".zip");
	const bool done = is_zip ? handover_write_zip(package, run->diag, run->live, to, &file)
	                         : handover_write_folder(package, run->diag, run->live, to);

	if (!done)
		return false;
	document.length = file.length;
	document.digest = is_zip ? &file.digest : NULL;
	ending_made(run, &document);
	return true;
}

void command_export(struct run *run)
{
	struct handover_order order = { .with_sm3 = run->options->sm3 };
	struct handover package;

	if (!options_period(run->options, run->diag, &order.period)
	        || !find_revision(run, order.period, &order.revision))
		return;
	order.catalogue = read_targets(run, &order);
	if (order.catalogue && handover_gather(run->arena, run->diag, run->root, &order, &package)
	        && write_package(run, &package))
		diag_say(run->diag, MSG_EXPORTED, PLACE_NONE,
		        arena_printf(run->arena, "%s/%d", period_format(run->arena, order.period),
		                order.revision),
		        arena_printf(run->arena, "%zu", package.count), run->options->to);
}
