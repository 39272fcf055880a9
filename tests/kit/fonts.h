/* Small fonts made of real ones, to be damaged. */
#ifndef KIT_FONTS_H
#define KIT_FONTS_H

#include "base/text.h"

#include <stdint.h>

#define KIT_NOTO   "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"
#define KIT_ARPHIC "/usr/share/fonts/truetype/arphic/ukai.ttc"

/* Face `index` of a font file cut to `count` code points from `first` on, all tables kept. */
void kit_cut_font(struct text *out, const char *path, unsigned index, uint32_t first, size_t count);
/* The same without the hints of its outlines. */
void kit_cut_unhinted(
        struct text *out, const char *path, unsigned index, uint32_t first, size_t count);
/* Where a table of such a font begins, and how long it is. */
size_t kit_font_table(const struct text *font, const char tag[4], size_t *length);

#endif
