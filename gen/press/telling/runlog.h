/*
 * run.json: what a run read, made and found, for machines and for the morning after.
 *
 * output/<period>/run.json belongs to the documents it lies beside and changes only with them;
 * output/run.json tells the last night, month by month, whatever became of it. Both carry clock
 * times (UTC, or the day of --today, as "clock" says): nothing is ever made from them.
 */
#ifndef PRESS_TELLING_RUNLOG_H
#define PRESS_TELLING_RUNLOG_H

#include "press/month/edition.h"
#include "press/month/inputs.h"
#include "press/state/published.h"

#define RUNLOG_NAME "run.json"

/* When a run took place. */
struct runlog_clock {
	bool given;        /* by --today; start and end are then that day */
	const char *today; /* 2020-06-08 */
	const char *start; /* 2020-06-07T18:00:00Z */
};

/* The run begins; `today` is the day of --today or "". */
struct runlog_clock runlog_clock_start(const struct run *run);
/* The same with the day at the office. */
struct runlog_clock runlog_clock_today(const struct run *run, int utc_offset);

/* The outputs are set only after runlog_stage; the rest is the caller's. */
struct runlog_month {
	const struct run *run; /* whose voice heard the month */
	struct runlog_clock clock;
	const struct month *month;
	const struct edition *edition;
	struct input_list inputs;
	int revision; /* that the set is issued as, 0: the month is open */
	enum exit_status exit;
	/* By runlog_stage: the set as it will stand, run.json last. */
	struct published_file *outputs;
	size_t output_count;
};

/* How the night went for a month. */
enum runlog_state {
	RUNLOG_SAME,      /* nothing new: not read further */
	RUNLOG_PUBLISHED, /* news: receipts and stale documents were made */
	RUNLOG_FAILED,    /* nothing was published, the old set stands */
	RUNLOG_ISSUED,    /* closed: left alone */
};

struct runlog_outcome {
	struct period period;
	enum runlog_state state;
	enum exit_status exit;
	size_t rendered;
	const char *run_json; /* output/2020-05/run.json, "" when there is none */
};

struct runlog_night {
	const struct run *run;    /* whose voice told persons */
	const struct diag *notes; /* what nobody need know */
	struct runlog_clock clock;
	const struct runlog_outcome *outcomes;
	size_t outcome_count;
	const char *hook; /* the program that was run, "" for none yet */
	int hook_status;
	bool hook_is_too_late; /* it was ended at its limit */
	enum exit_status exit;
};

/* Measures what is staged and stays; stages run.json that tells it, and the record of the set. */
bool runlog_stage(struct runlog_month *log, struct publication *publication);

/* Appended. */
void runlog_month_json(const struct runlog_month *log, struct text *out);
void runlog_night_json(const struct runlog_night *log, struct text *out);
const char *runlog_state_name(enum runlog_state state);

#endif
