/*
 * Lists of digests as sha256sum writes and checks them: "hex  name", a line each.
 *
 * Owns the form of a line and its escapes. Knows no file and no folder: what is read and written
 * are bytes, and a name is whatever stands there; whether it leads out of a folder is the reader's
 * to ask.
 */
#ifndef BASE_SUMS_H
#define BASE_SUMS_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct sum {
	struct digest digest;
	const char *file;
};

/*
 * `list` has `count` sums in the order in which they were added, or by name after sums_sort; NULL
 * is as good as empty. A zeroed one is an empty list. List and names live in an arena.
 */
struct sum_list {
	struct sum *list;
	size_t count, capacity;
};

/* Appends; the name is the caller's, and lives as long as the list. */
void sums_add(struct arena *arena, struct sum_list *sums, const struct sum *sum);
/* Bytewise by name, which sums_lookup and all that is written to last ask for. */
void sums_sort(struct sum_list *sums);
/* NULL when the file is not in the list, which is sorted. */
const struct sum *sums_lookup(const struct sum_list *sums, const char *file);
/* As sha256sum -c reads them. Appended. */
void sums_write(const struct sum_list *sums, struct text *out);

/* A walk over the lines of a text: zeroed but for `rest` and `rest_length`. */
struct sums_lines {
	const char *rest;
	size_t rest_length;
	const char *line; /* this one, without its line feed; NUL may be in it */
	size_t length;
	unsigned number; /* 1, 2, … */
};
/* False at the end. */
bool sums_next_line(struct sums_lines *lines);
/*
 * One line: 64 digits, two blanks or a blank and a star, a name. A name with a backslash or a line
 * break is escaped, and the line then begins with a backslash. False when it is none.
 */
bool sums_parse_line(struct arena *arena, const char *line, size_t length, struct sum *out);
/* All lines of a text that are sums; others are passed over. */
struct sum_list sums_parse(struct arena *arena, const char *bytes, size_t length);

#endif
