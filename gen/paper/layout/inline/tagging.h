/*
 * Tagging: which part of the document's structure the items of a paragraph are.
 *
 * Owns what within a line is a part of its own: links, figures, the marks of notes. Knows no page.
 * Where the setting has no structure nothing is tagged: what is set to be measured, or on trial.
 */
#ifndef PAPER_LAYOUT_INLINE_TAGGING_H
#define PAPER_LAYOUT_INLINE_TAGGING_H

#include "paper/layout/inline/characters.h"

/*
 * What is set from now on is within a new part of what it was within before, which is returned, to
 * be put back into setting->within.
 */
uint32_t tagging_begin(struct setting *setting, enum tag_role role);
/*
 * The next heading, of a level: 1 … 6, deeper ones are 6, and none is passed over (ISO 14289-1,
 * 7.4.2).
 */
enum tag_role tagging_heading(struct setting *setting, int level);

/* Tags of spans, one for each of the paragraph's `count` items. */
void tagging_spans(struct setting *setting, struct span *spans, size_t count);

#endif
