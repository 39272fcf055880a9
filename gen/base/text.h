/*
 * Text: a growable byte string on the heap, always NUL-terminated.
 *
 * Invariants: `bytes` is never NULL after text_init; bytes[length] == '\0'; capacity > length.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct text {
	char *bytes;
	size_t length;
	size_t capacity;
};

void text_init(struct text *text);
void text_release(struct text *text);
void text_clear(struct text *text);
/* Gives back the room that it does not need; it may grow again. */
void text_shrink(struct text *text);
void text_add(struct text *text, const char *string);
void text_add_bytes(struct text *text, const char *bytes, size_t length);
void text_add_char(struct text *text, char byte);
/* So many NUL bytes. */
void text_add_zeros(struct text *text, size_t count);
void text_add_codepoint(struct text *text, unsigned codepoint);
void text_printf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Nearly every question ends at the first byte. */
static inline bool text_equal(const char *a, const char *b)
{
	return a[0] == b[0] && strcmp(a, b) == 0;
}
bool text_starts_with(const char *string, const char *prefix);
bool text_ends_with(const char *string, const char *suffix);
/* All bytes of both, NULs too. */
bool text_same_bytes(const struct text *a, const struct text *b);
/* Each * of the pattern stands for any bytes, none too, but for no slash; all else for itself. */
bool text_matches(const char *string, const char *pattern);

/* Length of a string without `end` as often as it ends so: "已核实。。" without "。" is 已核实. */
size_t text_length_without(const char *string, const char *end);
/* Cuts off what stands before `mark` in a string that may be changed, and moves behind it; NULL:
 * there is none. */
char *text_cut(char **at, char mark);

#endif
