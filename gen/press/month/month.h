/*
 * A month as far as facts: catalogue, ledger, assessment, and what every stage of a run is handed.
 *
 * Each stage says what is wrong itself and returns NULL or false; a command stops then. All paths
 * are below the root that is handed down. Knows no command and no option of one.
 */
#ifndef PRESS_MONTH_MONTH_H
#define PRESS_MONTH_MONTH_H

#include "base/common.h"
#include "base/file.h"
#include "base/root.h"
#include "figures/assess/assess.h"
#include "figures/facts/facts.h"
#include "press/month/readings.h"
#include "press/state/folders.h"

struct ending;
struct fontfile_cuts;
struct lock;
struct stock;
struct options;

/*
 * One run of a command. Strings are never NULL; everything is borrowed. `readings` are of `root`,
 * always: who hands down another root hands down readings of it. What is written is written below
 * `live`, by whoever holds the lock.
 */
struct run {
	struct arena *arena;
	struct diag *diag;
	struct readings *readings;        /* below the root, of this run; borrowed */
	size_t jobs;                      /* processes at a time; 0 is 1 */
	struct stock *stock;              /* what was cut out of fonts; NULL: nothing is kept */
	const struct root *root;          /* what is read: the live tree, or an archived one */
	const struct fontfile_cuts *cuts; /* fonts of an archive; NULL: those of the system */
	const struct root *live;          /* where output/ and fonts are; mostly the same */
	const struct lock *lock;          /* held while something is written; else NULL */
	const char *today;                /* the day given instead of the clock's, "" = the clock */
	const char *command;              /* its name */
	struct ending *ending; /* what --json prints at the end; NULL: it was not asked for */
	bool has_told_end;     /* the command has said itself how it went */
	const struct options *options; /* the command's own; press/ never looks into them */
};

/* The catalogue as it is in a month; NULL when missing or unusable. */
const struct catalogue *month_catalogue(struct run *run, struct period period);
/* What lies in input/submissions; none when it is not there. False (said): it cannot be told. */
MUST_USE bool month_names(struct run *run, struct file_list *out);
/* Does anything stand where the submissions of a month belong? Says when it does not. */
bool month_has_submissions(struct run *run, struct period period);
/* Months that have a folder of submissions, sorted. */
struct periods {
	const struct period *list;
	size_t count;
};
MUST_USE bool month_periods(struct run *run, struct periods *out);
/* A month as far as facts. */
struct month {
	struct period period;
	const struct catalogue *catalogue;
	size_t first_record; /* in the run's voice: where what was said of the inbox begins */
	const struct ledger *ledger;
	const struct assessment *assessment;
	struct facts_options told; /* what the facts are made with */
	struct facts *facts;       /* the caller frees */
};
/*
 * The ledger of January … period, issued months from their archives (sources.h); what was
 * said of the period's own inbox is said. NULL (said) when
 * an archive is not what was frozen, or anything of these months cannot be read.
 */
const struct ledger *month_ledger(
        struct run *run, const struct catalogue *catalogue, struct period period, bool issued);
/*
 * Catalogue -> ledger -> assessment -> facts of a month, that of an issued one from its archive.
 * False when it cannot be told.
 */
bool month_read(struct run *run, struct period period, struct month *out);
/* The same with the catalogue at hand. */
bool month_read_issued(struct run *run, const struct catalogue *catalogue, struct period period,
        struct month *out);
/* The same, of the reports that arrived; `options` are those of the
 * facts, NULL: none. */
bool month_read_reported(struct run *run, const struct catalogue *catalogue, struct period period,
        const struct facts_options *options, struct month *out);
/* The same of an open month's ledger that is at hand. */
bool month_of_ledger(struct run *run, const struct ledger *ledger, struct month *out);
/* An open month as it would be with another ledger; all else is the month's. */
void month_with_ledger(
        struct run *run, const struct month *month, const struct ledger *ledger, struct month *out);
/* As far as the assessment, for who prints no document: `facts` is NULL. False: said. */
bool month_read_figures(struct run *run, struct period period, struct month *out);
/* Today by --today, else by the clock at the catalogue's offset from UTC (minutes). */
struct date month_today(const struct run *run, int utc_offset);
/* Path of an output file as the user sees it from where he stands. */
const char *month_output_path(struct run *run, struct period period, const char *file);

#endif
