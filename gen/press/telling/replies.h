/*
 * Replies: an answer set out for a person, in the words of the bulletin, or for a machine.
 *
 * Owns labels, columns and keys. What is true of the figure is figures/answers'.
 */
#ifndef PRESS_TELLING_REPLIES_H
#define PRESS_TELLING_REPLIES_H

#include "base/text.h"
#include "figures/answers/account.h"

/* Some lines, the first with what is printed; Chinese, as the documents are. */
void replies_add_words(struct text *out, const struct account *answer);
/* One object on one line. */
void replies_add_json(struct text *out, const struct account *answer);

#endif
