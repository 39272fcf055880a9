/*
 * What the codes of a font say: its ToUnicode map (ISO 32000-1, 9.10.3; Adobe Technical Note 5411),
 * by which copied and searched text is what was written. Knows no glyph and no font.
 */
#ifndef PAPER_PDF_UNICODE_H
#define PAPER_PDF_UNICODE_H

#include "base/text.h"

#include <stdint.h>

/* A code and the characters it says: one, or one and a mark on it (0 none). */
struct said_code {
	uint16_t code;
	uint32_t codepoint, mark;
};

/* The map as a CMap, appended to `out`; the codes ascend. */
void unicode_map(struct text *out, const struct said_code *codes, size_t count);

/*
 * A text string (ISO 32000-1, 7.9.2.2), UTF-16BE behind its byte order mark, appended to `out`: at
 * most so many characters of it, the last then being ….
 */
void unicode_text_string(struct text *out, const char *string, size_t most);

#endif
