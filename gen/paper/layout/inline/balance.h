/*
 * Balance: the lines of a title.
 *
 * Owns the choice of a shape for a centred title of a few lines (GB/T 9704 7.3.1: 梯形 or 菱形,
 * broken by sense). The sense is the template's: it puts U+200B where a title may be parted.
 */
#ifndef PAPER_LAYOUT_INLINE_BALANCE_H
#define PAPER_LAYOUT_INLINE_BALANCE_H

#include "paper/layout/inline/wrap.h"

/*
 * Append the lines of a title: as few as it needs, broken only at U+200B when the title has any
 * and its parts fit, else at any legal break. Falls back on wrap_segment when nothing fits or the
 * title is too long to weigh every way.
 */
void balance_segment(struct arena *arena, const struct characters *characters,
        const struct segment *segment, struct wrapped *out);

#endif
