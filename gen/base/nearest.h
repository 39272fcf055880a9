/*
 * What was meant: the word of a list that is nearest to what somebody wrote.
 *
 * Owns the measure of nearness, for the names in reports and in templates alike. Knows no language.
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

/*
 * The candidate nearest to `word` by edits of characters, the first of several; NULL when none is
 * near: more than one edit and another one for every five characters. Borrowed from the list.
 */
const char *nearest_word(const char *word, const char *const *candidates, size_t count);

#endif
