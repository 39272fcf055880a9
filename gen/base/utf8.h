/*
 * UTF-8 as Unicode 15, table 3-7 defines it: no overlong forms, no surrogates, at most U+10FFFF.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Code points from first to last, both among them. */
struct utf8_range {
	uint32_t first, last;
};

/* Offset of the first byte that is not valid UTF-8, or `length` when all is valid. */
size_t utf8_invalid(const char *bytes, size_t length);
/* Reads one code point of a valid NUL-terminated string and moves on; 0 at the end. */
uint32_t utf8_next(const char **cursor);
/* Number of code points in a valid string. */
size_t utf8_count(const char *string);
/* Writes 1 to 4 bytes, returns how many. */
size_t utf8_encode(uint32_t codepoint, char out[4]);
/* A Han character, incl. extensions A to H, compatibility ideographs, U+3007 and U+3005. */
bool utf8_is_han(uint32_t codepoint);
/*
 * C0, DEL, C1 controls, the bidirectional/format controls that must not reach a terminal, and the
 * noncharacters (Unicode 15, 23.7), which are no text.
 */
bool utf8_is_control(uint32_t codepoint);
/* Quickly: no control is in it. False where one may be, which utf8_is_control tells. */
bool utf8_is_plain(const char *text, size_t length);
/* White space (Unicode 15, PropList), and U+200B and U+FEFF, which part words and show nothing. */
bool utf8_is_blank(uint32_t codepoint);
/* Variation selectors (Unicode 15, 23.4): 葛󠄀 is 葛 and one of these. */
bool utf8_is_selector(uint32_t codepoint);
bool utf8_is_within(const struct utf8_range *ranges, size_t count, uint32_t codepoint);
/* For comparing what people type: full-width forms as ASCII, blanks as ' '; others unchanged. */
uint32_t utf8_plain(uint32_t codepoint);

#endif
