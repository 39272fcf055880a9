#include "base/nearest.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>

/* Longer words are never compared. */
#define WORD_LIMIT 40

struct spelling {
	uint32_t characters[WORD_LIMIT];
	size_t length;
};

static bool word_init(struct spelling *word, const char *string)
{
	word->length = 0;
	for (uint32_t next = utf8_next(&string); next != 0; next = utf8_next(&string)) {
		if (word->length == WORD_LIMIT)
			return false;
		word->characters[word->length++] = next;
	}
	return true;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * Edits from one word to the other: a character put in, left out, changed, or two neighbours
 * swapped (optimal string alignment). Three rows of the table are kept: i - 2, i - 1 and i.
 */
static size_t distance(const struct spelling *a, const struct spelling *b)
{
	size_t rows[3][WORD_LIMIT + 1];

	for (size_t j = 0; j <= b->length; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a->length; i++) {
		size_t *row = rows[i % 3];
		const size_t *above = rows[(i + 2) % 3];
		const size_t *higher = rows[(i + 1) % 3];
		const uint32_t *left = a->characters + i - 1;
		row[0] = i;
		for (size_t j = 1; j <= b->length; j++) {
			const uint32_t *right = b->characters + j - 1;
			row[j] = least(
			        above[j - 1] + (*left != *right), least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && *left == right[-1] && left[-1] == *right)
				row[j] = least(row[j], higher[j - 2] + 1);
		}
	}
	return rows[a->length % 3][b->length];
}

const char *nearest_word(const char *word, const char *const *candidates, size_t count)
{
	struct spelling wanted;
	struct spelling candidate;
	const char *nearest = NULL;
	size_t best = SIZE_MAX;

	if (!word_init(&wanted, word) || wanted.length == 0)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		if (!word_init(&candidate, candidates[i]))
			continue;
		const size_t found = distance(&wanted, &candidate);
		const size_t longest =
		        wanted.length + candidate.length - least(wanted.length, candidate.length);
		if (found < best && found <= 1 + longest / 5 && found < longest) {
			best = found;
			nearest = candidates[i];
		}
	}
	return nearest;
}
