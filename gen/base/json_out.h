/*
 * The writer of JSON (RFC 8259): every byte of JSON that the program writes comes from here.
 *
 * Owns commas, escapes, blanks and line breaks, and what an author of JSON by hand gets wrong:
 * asserts that every container is closed, that a value in an object has a key and one in an array
 * has none, that no key stands twice in an object. Knows no document's shape.
 *
 *   struct json_out json = json_out_begin(&text);
 *   json_out_object(&json, NULL, JSON_LINES);
 *   json_out_string(&json, "period", "2020-05");
 *   json_out_close(&json);
 *   json_out_end(&json);                          ->  {\n  "period": "2020-05"\n}\n
 */
#ifndef BASE_JSON_OUT_H
#define BASE_JSON_OUT_H

#include "base/digest.h"
#include "base/text.h"

#include <stdint.h>

/* How the values in a container are set. */
enum json_layout {
	JSON_TIGHT,   /* {"a":1,"b":2} */
	JSON_LINE,    /* {"a": 1, "b": 2} */
	JSON_BESIDE,  /* as JSON_LINE; its further lines stand behind the bracket */
	JSON_SPACED,  /* { "a": 1, "b": 2 } */
	JSON_LINES,   /* a line each, two blanks further in; the closing bracket on its own */
	JSON_HANGING, /* a line each; the closing bracket behind the last */
};

/* Where the next value stands. */
enum json_next { JSON_NEXT_AS_LAID_OUT, JSON_NEXT_ON_NEW_LINE, JSON_NEXT_ON_SAME_LINE };

#define JSON_OUT_DEPTH 8
#define JSON_OUT_KEYS  128

struct json_out_level {
	enum json_layout layout;
	bool is_object;
	size_t count;     /* values so far */
	size_t first_key; /* of this object, in json_out.keys */
	/* Blanks before: the line with the opening bracket, further lines, the current line. */
	size_t outer, inner, line;
};

/*
 * Where a value comes next: in levels[depth - 1], or at the top when depth is 0. keys[0, key_count)
 * are those of all open objects, the innermost last. Writes at the end of `text`, which is the
 * caller's and must stay where it is; keys must live until their object is closed.
 */
struct json_out {
	struct text *text;
	struct json_out_level levels[JSON_OUT_DEPTH];
	size_t depth;
	const char *keys[JSON_OUT_KEYS];
	size_t key_count;
	enum json_next next;
};

struct json_out json_out_begin(struct text *text);
/* The document is complete: a line feed is added. */
void json_out_end(struct json_out *json);

/* `key` is NULL in an array and at the top. */
void json_out_object(struct json_out *json, const char *key, enum json_layout layout);
void json_out_array(struct json_out *json, const char *key, enum json_layout layout);
/* Closes the innermost container. */
void json_out_close(struct json_out *json);
/* UTF-8; what utf8_is_control names becomes \uXXXX. */
void json_out_string(struct json_out *json, const char *key, const char *value);
void json_out_integer(struct json_out *json, const char *key, int64_t value);
void json_out_size(struct json_out *json, const char *key, size_t value);
/* A decimal as it is written, "-0.3", of digits that JSON takes for a number; null for "". */
void json_out_number(struct json_out *json, const char *key, const char *digits);
void json_out_bool(struct json_out *json, const char *key, bool value);
void json_out_null(struct json_out *json, const char *key);
/* "sha256": "…" */
void json_out_digest(struct json_out *json, const struct digest *digest);

/* The next value begins a line, or does not, against the layout of its container. */
void json_out_new_line(struct json_out *json);
void json_out_same_line(struct json_out *json);

#endif
