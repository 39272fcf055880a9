/*
 * Shaping: which glyphs a font's own tables give a row of characters, and how they are kerned.
 *
 * The only user of HarfBuzz's shaper. Knows no role and no chain; says nothing.
 */
#ifndef PAPER_FONT_SHAPING_H
#define PAPER_FONT_SHAPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hb_font_t;
struct shaping;

struct shaping *shaping_new(void);
void shaping_free(struct shaping *shaping);

/* A row of one script's characters, and the font's features they are set with: "hwid zero". */
struct shaping_row {
	const uint32_t *codepoints;
	size_t count;
	const char *features;
};

struct shaped_glyph {
	uint32_t id;
	int32_t advance; /* font units */
};

/*
 * One glyph a character, in order, kerned, without ligatures and compositions; false when the font
 * gave anything else.
 */
bool shaping_set(struct shaping *shaping, struct hb_font_t *font, const struct shaping_row *row,
        struct shaped_glyph *out);
/* Figures are not kerned: columns of digits must stand under each other. */
bool shaping_kerns(const uint32_t *codepoints, size_t count);

#endif
