/*
 * The only voice. Every message of the program is one line of messages.def, said through
 * diag_say; the sink keeps the worst, which becomes the exit status, and every record, from which
 * receipts and run.json are made.
 *
 * Texts hold {0} … {4}, replaced by the string arguments. Control characters in arguments are
 * printed as \u{XX}: a user's text cannot drive a terminal.
 */
#ifndef DIAG_DIAG_H
#define DIAG_DIAG_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdio.h>

enum severity {
	SEVERITY_INFO,  /* result or progress, printed with -v */
	SEVERITY_NOTE,  /* something was understood in a charitable way; nobody need act */
	SEVERITY_DOUBT, /* a figure or report a person must look at */
	SEVERITY_FAULT, /* a submission was refused, a unit is missing */
	SEVERITY_ERROR, /* nothing was published */
};

/* ARCHITECTURE.md “Exit statuses”; a message names the one it leads to. */
enum exit_status {
	EXIT_DONE = 0,
	EXIT_PERSON = 3,
	EXIT_USAGE = 64,
	EXIT_DATA = 65,
	EXIT_NO_INPUT = 66,
	EXIT_BUG = 70,
	EXIT_CANNOT_CREATE = 73,
	EXIT_IO = 74,
	EXIT_BUSY = 75,
};

/* Message codes: MSG_JSON_SYNTAX and so on; the code printed is the name without MSG_. */
enum message {
#define MESSAGE(code, severity, exit, english, chinese) MSG_##code,
#include "diag/messages.def"
#undef MESSAGE
	MESSAGE_COUNT
};

/* Where something stands. Strings are never NULL; line 0 = unknown; pointer "" = none. */
struct place {
	const char *file;
	unsigned line;
	unsigned column;     /* in characters, 1-based; 0 = unknown */
	const char *pointer; /* JSON pointer (RFC 6901) or "" */
};

/* No place at all. */
#define PLACE_NONE ((struct place){ .file = "", .pointer = "" })
/* A whole file. */
struct place place_file(const char *file);
struct place place_line(const char *file, unsigned line);
/* "file:12:5 (/tasks/0/values)", leaving out what is unknown; "" for PLACE_NONE. */
char *place_format(struct arena *arena, struct place place);

struct record {
	enum message message;
	enum severity severity;
	struct place place;
	const char *english;
	const char *chinese;
};

enum diag_language { DIAG_ENGLISH, DIAG_CHINESE };

struct diag_options {
	enum diag_language language;
	bool quiet;   /* print faults and errors only */
	bool verbose; /* print info too */
	bool color;
	bool json;    /* one JSON object a line */
	bool journal; /* lines begin with their level, "<4>", as sd-daemon(3) has it */
	FILE *stream; /* NULL: keep records, print nothing (tests) */
};

struct diag;

struct diag *diag_new(const struct diag_options *options);
void diag_free(struct diag *diag);
/* For a process that works for another: what a library prints to stderr is heard by nobody. */
void diag_silence(void);

/* diag_say(diag, MSG_X, place, "a", "b"): arguments are non-NULL strings, copied. */
#define diag_say(diag, message, place, ...) \
	diag_say_all((diag), (message), (place), (const char *const[]){ __VA_ARGS__, NULL })
/*
 * While a template looks at data: what a record that has no pointer gets as its pointer, such as
 * "task/17, indicator 17.1". NULL: nothing any more.
 */
typedef const char *diag_where(void *data, struct arena *arena);
void diag_set_where(struct diag *diag, diag_where *where, void *data);

/* For messages without arguments. */
#define diag_say_plain(diag, message, place) \
	diag_say_all((diag), (message), (place), (const char *const[]){ NULL })
void diag_say_all(
        struct diag *diag, enum message message, struct place place, const char *const *arguments);

/* Says again what another voice, or an earlier run, has recorded. */
void diag_repeat(struct diag *diag, const struct record *record);
/*
 * Says again, in the order of lines within each file, what `aside` has recorded and nobody has said
 * yet, and frees it: what is met twice is told once.
 */
void diag_pour(struct diag *diag, struct diag *aside);
/* Was the same said of the same place? Times do not count. */
bool diag_has(const struct diag *diag, const struct record *record);

/*
 * A file made to be wrong cannot flood the log: until diag_cap_end at most `most` records below a
 * fault are kept, and as many from a fault up; the others are only counted. Caps do not nest.
 */
void diag_cap_begin(struct diag *diag, size_t most);
struct diag_unsaid {
	size_t notes;  /* below a fault */
	size_t faults; /* and worse */
};
/* Ends the cap; how many records were left unsaid under it. */
struct diag_unsaid diag_cap_end(struct diag *diag);

/* Someone is watching: the stream is a terminal, and neither quiet nor JSON was asked for. */
bool diag_is_watched(const struct diag *diag);
/*
 * One line on a watched terminal, written over in place: "2020-05  12/38  9.6/s  3 s left", without
 * rate and time until there are any; wiped by the next message and by diag_progress_end. Elsewhere
 * nothing. The rate counts from the last call with `done` 0.
 */
void diag_progress(struct diag *diag, const char *what, size_t done, size_t total);
void diag_progress_end(struct diag *diag);

size_t diag_count(const struct diag *diag);
const struct record *diag_record(const struct diag *diag, size_t index);
/* How many records of at least this severity. */
size_t diag_count_at_least(const struct diag *diag, enum severity severity);
/* The worst of all records: 70 > 74 > 73 > 75 > 66 > 65 > 64 > 3 > 0. */
enum exit_status diag_exit_status(const struct diag *diag);
/* "doubt" */
const char *severity_name(enum severity severity);
/* "JSON_SYNTAX" */
const char *message_name(enum message message);
/* Replaces every control character of `string` by \u{XX}. */
char *diag_clean(struct arena *arena, const char *string);

#endif
