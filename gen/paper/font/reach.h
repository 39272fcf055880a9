/*
 * Reach: how high and how deep the ink of a glyph goes. Asked only where a position is that of the
 * ink (发文机关标志), for outlines must be drawn to know.
 */
#ifndef PAPER_FONT_REACH_H
#define PAPER_FONT_REACH_H

#include "paper/font/face.h"

/* For metrics.h; `faces` are the struct faces. */
bool reach_of_ink(void *faces, const struct glyph *glyph, mpt size, struct reach *out);

#endif
