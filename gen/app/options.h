/*
 * The command line: argv -> struct options, and the help printed from the same rows.
 *
 * Owns the tables of commands and options; nothing is said twice. Results of help and version go
 * to stdout. Knows nothing of what a command does.
 */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include "base/date.h"
#include "diag/diag.h"

/* A month has nowhere near as many kinds of faults. */
#define OPTIONS_DESPITE_MAX 32

struct options {
	const char *command; /* "" when only help or version was asked for */
	const char *const *arguments;
	size_t argument_count;
	const char *root;                                /* -C */
	const char *today;                               /* --today, "" = the clock */
	const char *language;                            /* --lang, "" = the environment */
	const char *jobs;                                /* --jobs: digits, "" = all processors */
	const char *wait;                                /* --wait: digits, "" = not at all */
	const char *on_done, *on_attention, *on_failure; /* programs to run, "" = none */
	const char *hook_timeout;                        /* --hook-timeout: digits, "" = default */
	const char *reason;                       /* --reason, of issue, reopen and acknowledge */
	const char *date;                         /* --date, "" = not given */
	const char *accept;                       /* --accept-difference: why, "" = no */
	const char *into;                         /* --into, "" = not given */
	const char *revision, *number;            /* digits, "" = not given */
	const char *year;                         /* --year: as given, "" = not given */
	const char *with;                         /* --with: a file, "" = none */
	const char *city;                         /* --city, "" = not given */
	const char *despite[OPTIONS_DESPITE_MAX]; /* --despite: codes */
	size_t despite_count;
	const char *to;  /* --to, "" = not given */
	bool sm3;        /* --sm3 */
	bool all;        /* --all */
	bool with_month; /* --with-month */
	bool changes;    /* --changes */
	bool quiet, verbose, json, no_color, help, version, dry_run;
};

struct command {
	const char *name;
	const char *arguments;         /* as shown in the usage line */
	size_t least, most;            /* how many arguments */
	const char *english, *chinese; /* one line each */
	const char *example, *another;
};

/* Rows of commands end with a NULL name. */
extern const struct command commands[];
const struct command *options_command(const char *name);

/*
 * Read argv. What is wrong is said through `wrong` (message and arguments), since the voice's own
 * options are among those being read; false then.
 */
struct complaint {
	enum message message;
	const char *arguments[4]; /* the last is NULL */
	const char *meant; /* of a command, an option or a code the name that is near, or NULL */
};
bool options_read(int count, char **values, struct options *out, struct complaint *wrong);
/* A word as a period; false (said, with the month that it seems to mean) when it is none. */
bool options_parse_period(struct diag *diag, const char *words, struct period *out);
/* The first argument likewise. */
bool options_period(const struct options *options, struct diag *diag, struct period *out);
/* --year; 0: none was given. False (said) when it is none. */
bool options_year(const struct options *options, struct diag *diag, int *out);
/* Chinese when the environment's LC_ALL, LC_MESSAGES or LANG begins with zh, or --lang says so. */
enum diag_language options_language(const struct options *options);
/* Help for the program or one command, on `stream`. */
void options_print_help(FILE *stream, const struct command *command, enum diag_language language);

#endif
