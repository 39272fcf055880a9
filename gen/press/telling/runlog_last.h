/*
 * What the night before has left in output/run.json: when it was, and which months it looked at.
 */
#ifndef PRESS_TELLING_RUNLOG_LAST_H
#define PRESS_TELLING_RUNLOG_LAST_H

#include "base/date.h"
#include "base/root.h"
#include "figures/json/json.h"

struct runlog_last {
	struct date day;           /* year 0: not known */
	const struct json *months; /* NULL: none */
};

/* Nothing is known when there is no run.json that can be read: nothing depends on it. */
struct runlog_last runlog_last_read(struct arena *arena, const struct root *root);
/* The night's day when it has looked at the month whole; else year 0. */
struct date runlog_last_day(const struct runlog_last *last, struct period period);

#endif
