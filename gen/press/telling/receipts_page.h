/*
 * A receipt for a browser: the lines of the text (receipts.h), set as a page.
 *
 * Owns how lines become elements: a heading in 【】 begins a section, a line further in stands
 * further in, what is quoted of a report keeps its places. Adds no word of its own but the links:
 * a clerk reads the same on paper, in an editor and in a browser.
 */
#ifndef PRESS_TELLING_RECEIPTS_PAGE_H
#define PRESS_TELLING_RECEIPTS_PAGE_H

#include "base/arena.h"
#include "base/text.h"

/* Appends the body; `verdict` is "accepted", "refused" …, "" for nobody's. */
void receipts_page_body(
        struct arena *arena, const char *lines, const char *verdict, struct text *out);

#endif
