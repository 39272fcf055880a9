/*
 * Glyphs of a paragraph's cells: words of Latin and digits shaped (kerned), the rest looked up.
 *
 * Says GLYPH_MISSING for each character that no face of its role has, once a place, and sets
 * setting->failed; the cell keeps glyph 0, one em wide, so that all faults are found in one run.
 */
#ifndef LAYOUT_GLYPHS_H
#define LAYOUT_GLYPHS_H

#include "layout/cells.h"

void glyphs_find(struct setting *setting, struct cells *cells);

#endif
