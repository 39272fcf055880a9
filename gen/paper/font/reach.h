/*
 * Reach: how high and how deep the ink of a glyph goes. Asked only where a position is that of the
 * ink (发文机关标志), for outlines must be drawn to know.
 */
#ifndef PAPER_FONT_REACH_H
#define PAPER_FONT_REACH_H

#include "paper/font/metrics.h"

struct hb_font_t;

/* Of a glyph of the font, its simulated weight included; false when it has no ink. */
bool reach_of_ink(struct hb_font_t *font, const struct glyph *glyph, mpt size, struct reach *out);

#endif
