/* What paper/pdf needs of an open face beyond the metrics. */
#ifndef PAPER_FONT_FACE_HB_H
#define PAPER_FONT_FACE_HB_H

#include "paper/font/face.h"

#include <hb.h>

/* Borrowed; valid as long as the faces. */
hb_face_t *faces_hb(const struct faces *faces, size_t face);
hb_font_t *faces_hb_font(const struct faces *faces, size_t face);

#endif
