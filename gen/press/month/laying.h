/*
 * A report judged as a night would judge it, before it is handed in: laid over its month, with the
 * months before and what others have reported. Writes nothing.
 */
#ifndef PRESS_MONTH_LAYING_H
#define PRESS_MONTH_LAYING_H

#include "figures/intake/laid.h"
#include "press/month/month.h"

/*
 * Says of the file what the receipt of its unit would say, and every doubt about the unit's figures
 * of the month. False: it is refused, or the month cannot be told (said). Doubts about others that
 * it brings about are theirs. The arena takes all that comes of it.
 */
bool laying_check(struct run *run, struct arena *arena, const struct catalogue *catalogue,
        struct period period, const struct laid_file *file);
/* What a month would be with the file in it. */
struct laid_month {
	const struct ledger *ledger;
	const struct unit *unit; /* whose file it is */
	struct diag *heard;      /* the voice of its inbox */
};
/*
 * The same said, and the ledger of the month with the file, in the run's arena. False (said): it is
 * refused, would not count, or the month cannot be told. laying_release when true.
 */
MUST_USE bool laying_read(struct run *run, const struct catalogue *catalogue, struct period period,
        const struct laid_file *file, struct laid_month *out);
void laying_release(struct laid_month *laid);

#endif
