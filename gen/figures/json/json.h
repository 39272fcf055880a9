/*
 * JSON read strictly (RFC 8259 and more): the only file that sees cJSON.
 *
 * Owns: decoding (UTF-8; BOM and GB18030 are understood with a note), grammar, duplicate keys,
 * trailing text, nesting and size limits, and the place of every value. Refuses to know what the
 * values mean. cJSON's tree is copied out and freed inside json_read; numbers keep their source
 * text and are never doubles.
 */
#ifndef FIGURES_JSON_JSON_H
#define FIGURES_JSON_JSON_H

#include "base/arena.h"
#include "base/decimal.h"
#include "base/file.h"
#include "base/kept.h"
#include "diag/diag.h"

#include <stdbool.h>
#include <stddef.h>

#define JSON_FILE_LIMIT  KEPT_FILE_LIMIT
#define JSON_DEPTH_LIMIT 32

enum json_kind { JSON_NULL, JSON_BOOLEAN, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json {
	enum json_kind kind;
	bool yes;           /* JSON_BOOLEAN */
	const char *name;   /* key in its object, "" otherwise */
	const char *string; /* JSON_STRING: decoded; JSON_NUMBER: its source text; "" otherwise */
	size_t index;       /* position in its array or object, 0-based */
	size_t count;       /* children */
	const struct json *parent;
	struct json *first;
	struct json *next;
	unsigned line;   /* of the first character of the value, 1-based */
	unsigned column; /* in characters, 1-based */
};

/*
 * Parse `length` bytes (NUL behind them) that came from `file`. Every fault is said with
 * file:line:column; all faults of decoding, grammar (the first), duplicate keys (all) at once.
 * NULL when the bytes cannot be used. The tree lives in the arena; only texts.h changes it.
 */
struct json *json_parse(
        struct arena *arena, struct diag *diag, const char *file, const char *bytes, size_t length);
/* Where a tree lives: its values may be dropped before their names and strings. */
struct json_arenas {
	struct arena *values, *texts;
};
struct json *json_parse_apart(const struct json_arenas *arenas, struct diag *diag, const char *file,
        const char *bytes, size_t length);
/*
 * The same of a text with slips (mend.h): all its faults are said and, where it could be understood
 * all the same, the tree is given, so that its values can be checked too. Whoever asks refuses the
 * file when anything was said of it.
 */
struct json *json_parse_mended(
        struct arena *arena, struct diag *diag, const char *file, const char *bytes, size_t length);
/* Reads the bytes of a regular file of at most JSON_FILE_LIMIT; false when it was said why not. */
bool json_load(struct arena *arena, struct diag *diag, const struct root *root, const char *file,
        struct file_bytes *out);
/* Why a file could not be read; FILE_OK says nothing. */
void json_say_unread(struct arena *arena, struct diag *diag, const char *file,
        enum file_status status, int error);
/* Loads the file and parses it. */
const struct json *json_read(
        struct arena *arena, struct diag *diag, const struct root *root, const char *file);

/* Member of an object by exact key, or NULL; borrows. */
const struct json *json_lookup(const struct json *object, const char *key);
/* JSON pointer (RFC 6901) of a value, "" for the root; keys of more than 40 characters are cut. */
char *json_pointer(struct arena *arena, const struct json *value);
/* Place of a value, for diag. */
struct place json_place(struct arena *arena, const char *file, const struct json *value);
/* "number 12", "string “约900”", "array": what was found, for messages; Chinese or English. */
char *json_describe(struct arena *arena, const struct json *value, enum diag_language language);

#endif
