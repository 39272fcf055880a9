/*
 * Answers: what the office has found out about a month's doubts, and on which day a report really
 * came: input/answers/2020-05.json, typed by a person or by the command acknowledge.
 *
 * Owns the file's shape and its checks. An answer silences what was asked and is printed; it
 * changes no figure. A day that is recorded decides what is late, instead of the report's own word.
 * Reads no file and knows no doubt: codes are those of the messages.
 */
#ifndef FIGURES_INTAKE_ANSWERS_H
#define FIGURES_INTAKE_ANSWERS_H

#include "base/text.h"
#include "figures/intake/office_file.h"
#include "figures/intake/submission.h"

/* The office's word on one doubt. Strings are never NULL. */
struct acknowledgement {
	enum message code;
	const struct unit *unit;           /* NULL: the doubt is of none */
	const struct indicator *indicator; /* NULL: of none */
	const char *figure; /* that was in doubt then; another one is asked again; "" any */
	const char *reason;
	const char *date; /* when it was recorded, "" when that is not told */
	struct place place;
};

/* The day on which a report of the month really came. */
struct recorded_day {
	const struct unit *unit;
	int revision;
	struct date day;
	const char *reason;
	struct place place;
};

/*
 * JSON: { "period": "2020-05",
 *   "answers": [ { "code": "FIGURE_LEAPT", "unit": "蓬江区", "indicator": "7.1", "figure":
 * "58批次", "reason": "…", "date": "2020-06-08" } ], "received": [ { "unit": "市总工会",
 * "revision": 1, "date": "2020-06-02", "reason": "…" } ] }
 */
struct answers {
	const char *file;
	const struct acknowledgement *list;
	size_t count;
	const struct recorded_day *days;
	size_t day_count;
	struct digest digest; /* of the file's bytes; of none: zero */
	bool has_other; /* members of the office's own ("x-…"), which answers_write would lose */
};

/*
 * Never NULL; in the arena. No source, no answers. Each fault is said; of a file with any no answer
 * counts, so that what was asked goes on being asked. What cannot be read is an error (said).
 */
const struct answers *answers_read(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, struct period period, const struct office_file *source);
/* The answer to a doubt, or NULL. */
const struct acknowledgement *answers_find(
        const struct answers *answers, const struct acknowledgement *asked);
/* The day that was recorded for a report, or NULL. */
const struct recorded_day *answers_day(
        const struct answers *answers, const struct unit *unit, int revision);
/* Appended: the file that holds them. */
void answers_write(
        struct arena *arena, const struct answers *answers, struct period period, struct text *out);

#endif
