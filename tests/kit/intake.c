#include "kit/intake.h"

#include "base/file.h"
#include "figures/ledger/build.h"

const struct inbox *kit_inbox(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, const char *submissions, struct period period)
{
	const char *folder = file_join(arena, submissions, period_format(arena, period));
	struct arrivals *arrivals = arrivals_read(arena, &root_here, folder);
	const struct inbox_source source = { .arrivals = arrivals };

	arrivals_open(arena, &root_here, arrivals);
	return inbox_read(arena, diag, catalogue, &source, period);
}

const struct ledger *kit_ledger(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, const char *submissions, struct period period)
{
	const struct inbox **inboxes =
	        arena_alloc_array(arena, (size_t)period.month, sizeof(struct inbox *));
	struct diag *silent = kit_diag();

	for (int month = 1; month <= period.month; month++)
		inboxes[month - 1] = kit_inbox(arena, month < period.month ? silent : diag,
		        catalogue, submissions, (struct period){ period.year, month });
	diag_free(silent);
	return ledger_build(arena, diag, catalogue, inboxes, period);
}
