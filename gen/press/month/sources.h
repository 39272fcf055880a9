/*
 * Sources: where the submissions of each month are read from.
 *
 * An open month is read where its reports arrive. A month that is issued is read from the last
 * revision of its archive, so that what came too late for it enters no other month either. Owns
 * that choice and the check that the archive still holds what was frozen; reads no submission.
 */
#ifndef PRESS_MONTH_SOURCES_H
#define PRESS_MONTH_SOURCES_H

#include "base/common.h"
#include "base/date.h"
#include "base/root.h"
#include "diag/diag.h"
#include "figures/intake/inbox.h"
#include "press/archive/archive.h"

struct sources {
	struct arena *arena;
	const struct root *root;
	const char *trees[MONTHS];   /* by month - 1: "" live, or input/archive/2020-01/1 */
	const char *folders[MONTHS]; /* with its reports: <tree>/input/submissions/2020-01 */
	const char *answers[MONTHS]; /* file: <tree>/input/answers/2020-01.json */
	const char *words[MONTHS];   /* file: <tree>/input/words/2020-01.json */
	bool reopened[MONTHS];       /* issued and opened again: no report is too late */
	int revisions[MONTHS];       /* 0: live; -1: it cannot be told, as `stands` says */
	struct archive_stand stands[MONTHS];
};

/*
 * January … period. The period's own reports are those that arrived, or, with `issued`, those of
 * its archive when it is closed.
 */
struct sources sources_of(
        struct arena *arena, const struct root *root, struct period period, bool issued);
/* Of every month up to this one it is known where it is read from; false: said what is not. */
MUST_USE bool sources_are_known(
        struct diag *diag, const struct sources *sources, struct period period);
/* The path of a report as the live tree has it: input/submissions/2020-01/市民政局.json. */
const char *sources_name(
        const struct sources *sources, const struct inbox *inbox, const char *file);
/*
 * The reports, answers and words of an archive are those that were frozen, byte for byte, by its
 * SHA256SUMS; false (each one said) when they are not, or the list cannot be read. A live month
 * holds.
 */
MUST_USE bool sources_hold(
        struct diag *diag, const struct sources *sources, const struct inbox *inbox);

#endif
