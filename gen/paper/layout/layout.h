/*
 * Layout: document tree + metrics -> pages.
 *
 * Knows no file and no PDF. Runs the flow a second time when the document shows page counts,
 * references or a table of contents, until the numbers stand (at most four times, then an
 * error). Ends with the proof that every character of every bound text was placed once and
 * inside its page (ARCHITECTURE.md “Nothing lost”).
 */
#ifndef PAPER_LAYOUT_LAYOUT_H
#define PAPER_LAYOUT_LAYOUT_H

#include "base/arena.h"
#include "diag/diag.h"
#include "paper/font/metrics.h"
#include "paper/page/page.h"

/*
 * False when the document cannot be published; everything wrong has been said: a missing glyph
 * (with submission, line, pointer, character, code point), a box wider than its page, a lost word.
 */
bool layout_document(struct arena *arena, struct diag *diag, const struct document *document,
        const struct metrics *metrics, const struct page_sink *sink);

#endif
