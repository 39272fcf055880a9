#include "base/sums.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define MARKS 2 /* between digits and name */

void sums_add(struct arena *arena, struct sum_list *sums, const struct sum *sum)
{
	assert(sum->file);
	sums->list =
	        arena_grow(arena, sums->list, &sums->capacity, sums->count, sizeof *sums->list);
	sums->list[sums->count++] = *sum;
}

static int compare_sums(const void *left, const void *right)
{
	const struct sum *a = left, *b = right;

	return strcmp(a->file, b->file);
}

void sums_sort(struct sum_list *sums)
{
	if (sums->count > 0)
		qsort(sums->list, sums->count, sizeof *sums->list, compare_sums);
}

static int compare_file(const void *key, const void *element)
{
	const struct sum *sum = element;

	return strcmp(key, sum->file);
}

const struct sum *sums_lookup(const struct sum_list *sums, const char *file)
{
	if (sums->count == 0)
		return NULL;
	return bsearch(file, sums->list, sums->count, sizeof *sums->list, compare_file);
}

static void add_line(struct text *out, const struct sum *sum)
{
	char hex[DIGEST_HEX];

	digest_hex(&sum->digest, hex);
	text_printf(out, "%s%s  ", strpbrk(sum->file, "\\\n") ? "\\" : "", hex);
	for (const char *at = sum->file; *at; at++) {
		if (*at == '\n')
			text_add(out, "\\n");
		else if (*at == '\\')
			text_add(out, "\\\\");
		else
			text_add_char(out, *at);
	}
	text_add_char(out, '\n');
}

void sums_write(const struct sum_list *sums, struct text *out)
{
	for (size_t i = 0; i < sums->count; i++)
		add_line(out, &sums->list[i]);
}

bool sums_next_line(struct sums_lines *lines)
{
	if (lines->rest_length == 0)
		return false;
	const char *end = memchr(lines->rest, '\n', lines->rest_length);
	lines->line = lines->rest;
	lines->length = end ? (size_t)(end - lines->rest) : lines->rest_length;
	lines->number++;
	const size_t taken = lines->length + (end ? 1 : 0);
	lines->rest += taken;
	lines->rest_length -= taken;
	return true;
}

/* "\\" and "\n" of an escaped name; NULL when another letter follows a backslash. */
static const char *unescape(struct arena *arena, const char *name, size_t length)
{
	char *out = arena_alloc(arena, length + 1);
	size_t written = 0;

	for (size_t i = 0; i < length; i++) {
		char byte = name[i];
		if (byte == '\\') {
			if (++i == length || (name[i] != '\\' && name[i] != 'n'))
				return NULL;
			byte = name[i] == 'n' ? '\n' : '\\';
		}
		out[written++] = byte;
	}
	return out;
}

bool sums_parse_line(struct arena *arena, const char *line, size_t length, struct sum *out)
{
	const size_t digits = DIGEST_HEX - 1;
	const size_t before = digits + MARKS;
	const bool escaped = length > 0 && line[0] == '\\';

	line += escaped;
	length -= escaped;
	if (length <= before || memchr(line, '\0', length) || line[digits] != ' '
	        || (line[digits + 1] != ' ' && line[digits + 1] != '*')
	        || !digest_parse(line, &out->digest))
		return false;
	out->file = escaped ? unescape(arena, line + before, length - before)
	                    : arena_strndup(arena, line + before, length - before);
	return out->file;
}

struct sum_list sums_parse(struct arena *arena, const char *bytes, size_t length)
{
	struct sums_lines lines = { .rest = bytes, .rest_length = length };
	struct sum_list sums = { .count = 0 };
	struct sum sum;

	while (sums_next_line(&lines))
		if (sums_parse_line(arena, lines.line, lines.length, &sum))
			sums_add(arena, &sums, &sum);
	return sums;
}
