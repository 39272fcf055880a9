/*
 * One submission: what one unit said for one month, checked against the catalogue.
 *
 * Owns the shape of a submission and every check that needs this file and the catalogue alone.
 * Refuses to know other months and other units (ledger/checks does). A submission with any fault
 * is refused whole and never enters a figure.
 */
#ifndef FIGURES_INTAKE_SUBMISSION_H
#define FIGURES_INTAKE_SUBMISSION_H

#include "base/digest.h"
#include "figures/json/texts.h"
#include "figures/targets/catalogue.h"

/*
 * One reported figure. Invariants: the kind is one that the indicator's kind asks for; the parts of
 * another kind are 0 and no; figures are not negative and normalised; a denominator of 0 has a
 * numerator of 0.
 */
struct value {
	const struct indicator *indicator;
	enum value_kind kind;
	struct decimal number;
	struct decimal numerator;
	struct decimal denominator; /* may be 0: no base */
	bool yes;
	bool is_bound;        /* `number` is the least that it can be */
	const char *words;    /* of a bound, as printed: 92%以上; else "" */
	const char *corrects; /* reason for a fall, "" when none */
	const char *confirms; /* why it stands though it looks wrong, "" when not said */
	int revision;         /* of the report that gave it: below its own where a later one
	                         left it out (chain.h) */
	struct place place;
};

/* A figure that an earlier revision gave and this one takes back. */
struct withdrawal {
	const struct indicator *indicator;
	struct place place;
};

/*
 * What was said on one task. Texts are "" when absent; line breaks kept as '\n'; all can be
 * printed. Invariant: every value is of an indicator of `task`, none twice.
 */
struct task_report {
	const struct task *task;
	const struct value *values;
	size_t value_count;
	const char *progress;
	const char *problems;
	const char *next;
	const char *expected; /* expected date of completion, free words, "" */
	struct place progress_place;
	struct place problems_place;
	struct place next_place;
	struct place expected_place;
	struct place place;
};

/*
 * JSON: { "unit": "市民政局", "period": "2020-05", "revision": 1,
 *   "submitted_at": "2020-06-03T16:20:00+08:00", "reporter": "填报人", "approver": "审核人",
 *   "phone": "…", "sample": true, "reason": "…" (required when revision > 1),
 *   "tasks": [ { "no": 2, "values": { "2.1": 940,
 *       "2.2": {"numerator": 733, "denominator": 940}, "16.1": true,
 *       "8.2": {"value": 120, "corrects": "重复统计"},
 *       "7.1": {"value": 58, "confirms": "集中采购"},
 *       "9.1": {"at_least": 92, "words": "92%以上"} },
 *     "progress": "…", "problems": "…", "next": "…", "expected": "…" } ],
 *   "withdraw": ["7.2"] (of an earlier revision) }
 *
 * Invariants: there is one only if its file has no fault; `unit` is never NULL; each task once; a
 * revision above 1 has a reason, and only such a one withdraws; what is withdrawn is not given.
 * Never changed after; belongs to the arena it was read into.
 */
struct submission {
	const char *file; /* path as given */
	const struct unit *unit;
	struct period period;
	int revision;
	struct date submitted_day;
	long long submitted_seconds; /* since 1970-01-01T00:00:00Z */
	const char *submitted_at;    /* as written */
	const char *recorded; /* why the office set another day (answers.h); NULL: it did not */
	const char *reporter;
	const char *approver;
	const char *phone;
	const char *reason;
	const char *confirms; /* why what was asked of the report as a whole is right; or "" */
	bool sample;
	const struct task_report *tasks;          /* in the order of the file */
	const struct task_report *const *by_task; /* in that of the catalogue */
	size_t task_count;
	const struct withdrawal *withdrawals;
	size_t withdrawal_count;
	const struct submission *earlier; /* what it was joined with (chain.h); NULL: nothing */
	struct losses losses;             /* texts in which 〓 stands for what cannot be printed */
	struct place place;
};

/* Name and bytes of a submission, read or in memory, and what can be printed of its texts. */
struct submission_source {
	const char *file;
	const char *bytes; /* NUL behind them */
	size_t length;
	const struct ink *ink; /* may be NULL */
};

/*
 * Check a file's bytes for `period` (the folder's month). NULL when refused; every fault is said
 * (all at once), each at least MSG severity FAULT, so that the exit status becomes 3. Of a refused
 * file nothing stays in the arena.
 */
const struct submission *submission_parse(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, struct period period,
        const struct submission_source *source);

/* Sets `by_task`, in `arena`, when `tasks` is complete. */
void submission_sort(struct arena *arena, struct submission *submission);

/* What it says on a task, or NULL. */
const struct task_report *submission_report(
        const struct submission *submission, const struct task *task);
/* The value of an indicator, or NULL; of a report that is NULL there is none. */
const struct value *submission_report_value(
        const struct task_report *report, const struct indicator *indicator);
const struct value *submission_value(
        const struct submission *submission, const struct indicator *indicator);
/* It takes the figure of an earlier revision back. */
bool submission_withdraws(const struct submission *submission, const struct indicator *indicator);

/*
 * The unit that a refused file seems to come from, for the list of who reported; NULL when it
 * cannot be told. Says nothing; also looks into text whose grammar is broken.
 */
const struct unit *submission_unit(
        const struct catalogue *catalogue, const struct submission_source *source);

#endif
