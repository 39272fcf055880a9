/*
 * What a message adds in each language when what was written is nearly something that there is.
 *
 * Owns the words “did you mean”, and lists that fit into a message. Knows no kind of name.
 */
#ifndef DIAG_HINT_H
#define DIAG_HINT_H

#include "base/arena.h"

#include <stdbool.h>

/* " (did you mean x?)" and “（是否应为 x？）”, or both "". */
struct hint {
	const char *english;
	const char *chinese;
};

/* `list` as messages have it: "a, b, c" or "a | b". All strings live in the arena. */
struct hint hint_near(struct arena *arena, const char *word, const char *list);
/* Is the word an item of the list "a, b"? */
bool hint_lists(struct arena *arena, const char *list, const char *word);
/* The item of the list that is near; NULL: none. */
const char *hint_meant(struct arena *arena, const char *word, const char *list);
/* For a word that is known. */
struct hint hint_of(struct arena *arena, const char *meant);
/* The list whole, or as many whole items as fit and how many there are: "a, b, … (62)". */
const char *hint_list(struct arena *arena, const char *list);

#endif
