#include "base/text.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CAPACITY_FIRST ((size_t)64)

void text_init(struct text *text)
{
	*text = (struct text){ .bytes = memory_zeroed(CAPACITY_FIRST), .capacity = CAPACITY_FIRST };
}

void text_release(struct text *text)
{
	free(text->bytes);
	*text = (struct text){ .bytes = NULL };
}

void text_clear(struct text *text)
{
	text->length = 0;
	text->bytes[0] = '\0';
}

void text_shrink(struct text *text)
{
	text->bytes = memory_resize(text->bytes, text->length + 1);
	text->capacity = text->length + 1;
}

/* Room for `more` bytes and the NUL. */
static void reserve(struct text *text, size_t more)
{
	assert(text->bytes);
	if (more < text->capacity - text->length)
		return;
	if (more > SIZE_MAX / 2 - text->length - 1)
		memory_exhausted();
	const size_t needed = text->length + more + 1;
	size_t capacity = text->capacity;
	while (capacity < needed)
		capacity = capacity > SIZE_MAX / 4 ? needed : capacity * 2;
	text->bytes = memory_resize(text->bytes, capacity);
	text->capacity = capacity;
}

void text_add(struct text *text, const char *string)
{
	text_add_bytes(text, string, strlen(string));
}

void text_add_bytes(struct text *text, const char *bytes, size_t length)
{
	if (length == 0)
		return;
	reserve(text, length);
	memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
}

void text_add_char(struct text *text, char byte)
{
	text_add_bytes(text, &byte, 1);
}

void text_add_zeros(struct text *text, size_t count)
{
	reserve(text, count);
	memset(text->bytes + text->length, 0, count + 1);
	text->length += count;
}

void text_add_codepoint(struct text *text, unsigned codepoint)
{
	char bytes[4] = { 0 };
	const size_t length = utf8_encode(codepoint, bytes);

	text_add_bytes(text, bytes, length);
}

void text_printf(struct text *text, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	const size_t room = text->capacity - text->length;
	const int length = vsnprintf(text->bytes + text->length, room, format, arguments);
	va_end(arguments);
	if (length < 0)
		memory_exhausted();
	if ((size_t)length >= room) {
		reserve(text, (size_t)length);
		va_start(arguments, format);
		(void)vsnprintf(text->bytes + text->length, (size_t)length + 1, format, arguments);
		va_end(arguments);
	}
	text->length += (size_t)length;
}

bool text_same_bytes(const struct text *a, const struct text *b)
{
	return a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0;
}

bool text_starts_with(const char *string, const char *prefix)
{
	return strncmp(string, prefix, strlen(prefix)) == 0;
}

bool text_ends_with(const char *string, const char *suffix)
{
	const size_t length = strlen(string);
	const size_t tail = strlen(suffix);

	return length >= tail && strcmp(string + length - tail, suffix) == 0;
}

bool text_matches(const char *string, const char *pattern)
{
	const char *star = NULL; /* the last one met, and where the bytes begin that it leaves */
	const char *rest = NULL;

	while (*string != '\0' || *pattern != '\0') {
		if (*pattern == '*') {
			star = pattern++;
			rest = string;
		} else if (*string != '\0' && *string == *pattern) {
			string++;
			pattern++;
		} else if (star && *rest != '\0' && *rest != '/') {
			string = ++rest;
			pattern = star + 1;
		} else {
			return false;
		}
	}
	return true;
}

size_t text_length_without(const char *string, const char *end)
{
	const size_t tail = strlen(end);
	size_t length = strlen(string);

	assert(tail > 0);
	while (length >= tail && memcmp(string + length - tail, end, tail) == 0)
		length -= tail;
	return length;
}

char *text_cut(char **at, char mark)
{
	char *start = *at;
	char *end = strchr(start, mark);

	if (!end)
		return NULL;
	*end = '\0';
	*at = end + 1;
	return start;
}
