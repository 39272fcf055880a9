/*
 * Fields of a JSON object against a table of rows: which there are, of what kind, how long.
 *
 * Owns the checks of shape that targets and submissions share, and the search for the word that
 * was meant. Refuses to know what a field means. Each reader brings its own message codes, for the
 * same slip is a fault in a submission and an error in the targets.
 */
#ifndef FIGURES_JSON_FIELDS_H
#define FIGURES_JSON_FIELDS_H

#include "figures/json/json.h"

/* Characters of a text of several lines, and of a name or number on one line. */
#define FIELDS_TEXT 4000
#define FIELDS_LINE 200

/* Faults said of one file, and notes; a file with more is not read by anybody to the end. */
#define FIELDS_SAID_MAX 100
/* What one voice hears of many files; of each one behind these so many faults, and notes. */
#define FIELDS_SAID_ALL 5000
#define FIELDS_SAID_FEW 3

/* Kinds as a set of bits. */
#define FIELD_OF(kind) (1U << (kind))
#define FIELD_STRING   FIELD_OF(JSON_STRING)
#define FIELD_NUMBER   FIELD_OF(JSON_NUMBER)
#define FIELD_BOOLEAN  FIELD_OF(JSON_BOOLEAN)
#define FIELD_ARRAY    FIELD_OF(JSON_ARRAY)
#define FIELD_OBJECT   FIELD_OF(JSON_OBJECT)
#define FIELD_NULL     FIELD_OF(JSON_NULL)
#define FIELD_FIGURE   (FIELD_NUMBER | FIELD_STRING)
#define FIELD_ANY      0x3FU

struct field {
	const char *name;
	unsigned kinds;
	bool required;
	unsigned limit; /* characters of a string; 0 = FIELDS_LINE; only FIELDS_TEXT may hold lines
	                 */
	const char *meaning; /* in Chinese, for people: progress（进展情况）; NULL: none is said */
	const char *example; /* what one of the right kind looks like; NULL: none is said */
	const char
	        *elsewhere; /* the field that it belongs into, for people; NULL: it belongs here */
};

struct fields_messages {
	enum message unknown;      /* {0} field, {1} the fields there are */
	enum message unknown_near; /* {0} field, {1} the field that was meant */
	enum message missing;      /* {0} field */
	enum message type;      /* {0} field, {1} {2} found, {3} {4} expected: English, Chinese */
	enum message limit;     /* {0} field, {1} characters, {2} limit */
	enum message control;   /* {0} field, {1} U+0007, {2} which character */
	enum message range;     /* {0} field, {1} found, {2} least, {3} most */
	enum message elsewhere; /* {0} field, {1} where; of tables that have such fields */
};

/* What reading one file needs. */
struct fields {
	struct arena *arena;
	struct diag *diag;
	const char *file;
	const struct fields_messages *messages;
};

/* "$schema" or "x-…": not ours to read, to judge or to print. */
bool fields_is_free(const struct json *member);
/*
 * Says every member that is neither free nor known to the table, every one of the wrong kind, every
 * text too long or with control characters, every required one missing.
 */
void fields_check(const struct fields *fields, const struct json *object, const struct field *table,
        size_t count);
/* Is the value of one of the kinds? Else it is said, `name` being the field's. */
bool fields_expect(
        const struct fields *fields, const struct json *value, const char *name, unsigned kinds);
/*
 * Checks the length and the characters of a string; true when no fault was said. Ends of lines in a
 * text of one line become blanks, with a note.
 */
bool fields_check_text(
        const struct fields *fields, struct json *value, const char *name, unsigned limit);

/* The member when it is of the kind, else NULL: fields_check has said so. */
const struct json *fields_member(const struct json *object, const char *key, enum json_kind kind);
/* The string with line ends as '\n', or "". */
const char *fields_string(const struct fields *fields, const struct json *object, const char *key);
/*
 * What something is called: a text, or a number without needless zeros: 3, "9*", "3-1". "" when
 * there is none.
 */
const char *fields_label(const struct fields *fields, const struct json *object, const char *key);
/* True only when the member is true. */
bool fields_yes(const struct json *object, const char *key);

struct fields_range {
	int least;
	int most;
};
/* A whole number in range into *out; false when absent, of another kind or said to be wrong. */
bool fields_integer(const struct fields *fields, const struct json *object, const char *key,
        struct fields_range range, int *out);

/* Says something about a value: FIELDS_SAY(fields, MSG_X, value, "a", "b"). */
#define FIELDS_SAY(fields, message, value, ...) \
	diag_say((fields)->diag, (message), json_place((fields)->arena, (fields)->file, (value)), \
	        __VA_ARGS__)

/* Begins the cap on what is said of one file. */
void fields_begin_cap(struct diag *diag);
/* Ends it and says how many faults, by `message`, and notes were left unsaid; how many faults. */
size_t fields_end_cap(
        struct arena *arena, struct diag *diag, const char *file, enum message message);

/* The strings one after another with 、 between. */
char *fields_join(struct arena *arena, const char *const *strings, size_t count);

#endif
