#include "figures/ledger/build.h"

#include "figures/ledger/checks.h"

const struct ledger *ledger_build(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, const struct inbox *const *inboxes, struct period period)
{
	struct ledger *ledger = ledger_fill(arena, catalogue, inboxes, period);

	checks_run(arena, diag, ledger);
	return ledger;
}
