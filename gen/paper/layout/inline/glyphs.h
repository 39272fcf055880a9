/*
 * Glyphs of a paragraph's characters: words of Latin and digits shaped (kerned), the rest looked
 * up.
 *
 * Says GLYPH_MISSING for each character that no face of its role has, once a place, and sets
 * setting->failed; the character keeps glyph 0, one em wide, so that all faults are found in one
 * run.
 */
#ifndef PAPER_LAYOUT_INLINE_GLYPHS_H
#define PAPER_LAYOUT_INLINE_GLYPHS_H

#include "paper/layout/inline/characters.h"

void glyphs_find(struct setting *setting, struct characters *characters);

#endif
