/*
 * Alerts: what the calendar asks of the office and no month's own reading tells.
 *
 * A month past its cut that is not issued, one that was overtaken by a later month, one for which
 * nobody reported at all, targets that the coming year lacks. Each is told every night until it is
 * answered, one line a cause. Reads no submission.
 */
#ifndef APP_ALERTS_H
#define APP_ALERTS_H

#include "app/run.h"

/* A month that a night has looked at. */
struct alert_month {
	struct period period;
	bool is_issued;
	struct date cut; /* of an open month; year 0: not known */
};

/* `months` in order of period; said to the run's voice. */
void alerts_tell(
        struct run *run, const struct alert_month *months, size_t count, struct date today);

#endif
