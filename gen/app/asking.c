#include "app/asking.h"

#include "press/archive/archive.h"

const struct ledger *asking_ledger(
        struct run *run, const struct catalogue *catalogue, struct period period)
{
	struct run quiet = *run;

	quiet.diag = diag_new(&(struct diag_options){ 0 });
	const struct ledger *ledger = month_ledger(&quiet, catalogue, period, false);
	asking_end(run, quiet.diag);
	return ledger;
}

void asking_end(struct run *run, struct diag *quiet)
{
	for (size_t i = 0; i < diag_count(quiet); i++)
		if (diag_record(quiet, i)->severity >= SEVERITY_ERROR)
			diag_repeat(run->diag, diag_record(quiet, i));
	diag_free(quiet);
}

bool asking_is_open(struct run *run, struct period period)
{
	struct archive_stand stand;

	if (!archive_find(run->arena, run->diag, run->root, period, &stand))
		return false;
	if (stand.is_closed)
		diag_say(run->diag, MSG_FORM_ISSUED, PLACE_NONE, period_format(run->arena, period));
	return !stand.is_closed;
}
