/*
 * The grammar of JSON (RFC 8259), strictly, and the place of every value.
 *
 * Owns: finding the first fault and saying it so that a clerk can mend it; size limits; the marks.
 * Refuses to build values: json.c lets cJSON do that and then lays the marks beside its tree.
 */
#ifndef FIGURES_JSON_GRAMMAR_H
#define FIGURES_JSON_GRAMMAR_H

#include "figures/json/encoding.h"

/* No honest file comes near; bounds the memory of a hostile one. */
#define GRAMMAR_VALUE_LIMIT 200000
/* cJSON reads no longer number. */
#define GRAMMAR_NUMBER_LIMIT 60

/* One value, in document order. Columns count characters; all 1-based. */
struct grammar_mark {
	size_t offset;
	size_t length; /* of a number: its source text */
	unsigned line;
	unsigned column;
	unsigned key_line; /* of its key; 0 in arrays and at the root */
	unsigned key_column;
};

struct grammar_marks {
	struct grammar_mark *marks;
	size_t count;
	size_t capacity;
};

/* The ASCII mark that a Chinese one at `at` stands for: "," for ， and so on; NULL: none does. */
const char *grammar_full_width(const char *at);
/* A number from its first character to its last, as JSON writes it. */
bool grammar_is_number(const char *text);
/* A word as JSON writes it: 12 for +12, 12000 for 1.2万; in double quotes when it is no number. */
const char *grammar_number(struct arena *arena, const char *word);
/* Bytes of the escape at a backslash; 0: it is none that means a character. */
size_t grammar_escape_length(const char *at);
/* Checks valid UTF-8; false when a fault was said. */
bool grammar_scan(struct arena *arena, struct diag *diag, const char *file,
        const struct encoding_text *text, struct grammar_marks *out);

#endif
