/*
 * The proof that no word is lost (ARCHITECTURE.md “Nothing lost”): what the document says against
 * what was placed.
 *
 * Owns a bit for every character of every bound text, set when a page that is handed over shows
 * it, whole and within the page. Knows nothing of how pages come about: it can be fed any page.
 * Running text need not be on any page (its side may never come), but is checked where it is.
 */
#ifndef PAPER_LAYOUT_PROOF_H
#define PAPER_LAYOUT_PROOF_H

#include "diag/diag.h"
#include "paper/page/page.h"

struct proof;

/* Faults are said to `diag`; both live as long as the proof. */
struct proof *proof_new(const struct document *document, struct diag *diag);
/* Accepts NULL. */
void proof_free(struct proof *proof);

/*
 * Checks a page that is handed over: each glyph's em box and each box within the page
 * (TEXT_OFF_PAGE, BOX_OFF_PAGE), each glyph of a bound text the character that stands there
 * (TEXT_ALTERED). False when a fault was said.
 */
bool proof_page(struct proof *proof, const struct page *page);

/* After the last page: TEXT_LOST for every text with a character on no page. */
bool proof_finish(struct proof *proof);

#endif
