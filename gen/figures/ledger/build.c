#include "figures/ledger/build.h"

#include "figures/ledger/checks.h"

#include <assert.h>

const struct ledger *ledger_build(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, const char *submissions, struct period period)
{
	struct inbox_source *sources =
	        arena_alloc_array(arena, (size_t)period.month, sizeof *sources);

	for (int month = 1; month <= period.month; month++)
		sources[month - 1].folder = submissions;
	return ledger_build_from(arena, diag, catalogue, sources, period);
}

const struct ledger *ledger_build_from(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, const struct inbox_source *sources, struct period period)
{
	const struct inbox **inboxes =
	        arena_alloc_array(arena, (size_t)period.month, sizeof(struct inbox *));
	/* What was wrong in earlier months was said when they were read. */
	struct diag *silent = diag_new(&(struct diag_options){ .stream = NULL });

	for (int month = 1; month <= period.month; month++)
		inboxes[month - 1] = inbox_read(arena, month < period.month ? silent : diag,
		        catalogue, &sources[month - 1], (struct period){ period.year, month });
	diag_free(silent);

	struct ledger *ledger = ledger_fill(arena, catalogue, inboxes, period);
	checks_run(arena, diag, ledger);
	return ledger;
}
