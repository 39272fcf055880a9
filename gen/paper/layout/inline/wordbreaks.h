/*
 * Where the words of Chinese text part, by ICU's dictionary (Unicode Standard Annex #29 names the
 * need and leaves it to a dictionary): 市|住房|城乡|建设|局.
 *
 * Owns the only use of ICU. In running text Chinese lines end anywhere; in a narrow cell or a title
 * 住|房 catches the eye. A word that the dictionary lacks is its single characters.
 */
#ifndef PAPER_LAYOUT_INLINE_WORDBREAKS_H
#define PAPER_LAYOUT_INLINE_WORDBREAKS_H

#include "paper/layout/inline/characters.h"

/*
 * Mark CHARACTER_TORN on each character from `first` to before `end` that goes on with a word, with
 * a suffix of one character or with a short remark in brackets.
 */
void wordbreaks_mark(struct characters *characters, struct arena *arena, size_t first, size_t end);
/* "ICU 72.1" */
char *wordbreaks_library_version(struct arena *arena);

#endif
