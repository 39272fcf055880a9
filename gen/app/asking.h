/* What is asked of units for an open month: what form and import have in common. */
#ifndef APP_ASKING_H
#define APP_ASKING_H

#include "press/month/month.h"

/*
 * What came of the month so far, of which nothing is told but what keeps it from being known. NULL:
 * said.
 */
const struct ledger *asking_ledger(
        struct run *run, const struct catalogue *catalogue, struct period period);
/* Of what was said aside repeats the errors; frees the voice. */
void asking_end(struct run *run, struct diag *quiet);
/* False (said): the month is issued, and asks for no reports; or that cannot be told. */
bool asking_is_open(struct run *run, struct period period);

#endif
