/*
 * Fonts of one package: the cuts that the PDF of the same pages embeds, each as a whole font file.
 *
 * Owns the tables that viewers want besides (cmap, name, OS/2), since a reader finds a glyph by its
 * character unless it is told the glyph's number in the file, and browsers take no font without
 * them. The cut is made once, and proved once, for both.
 */
#ifndef PAPER_OFD_OFD_FONTS_H
#define PAPER_OFD_OFD_FONTS_H

#include "paper/font/face.h"

struct ofd_fonts;
struct pdf;

struct ofd_fonts *ofd_fonts_new(struct diag *diag, struct faces *faces);
void ofd_fonts_free(struct ofd_fonts *fonts);
/* The face is open: one that could not be read is said already, and nothing set with it is
 * published. */
bool ofd_fonts_knows(const struct ofd_fonts *fonts, size_t face);
/*
 * Note that `glyph` of `face` says `codepoint`, and with it `mark` (0: nothing). True: the file's
 * own cmap leads from the character to the glyph.
 */
bool ofd_fonts_use(
        struct ofd_fonts *fonts, size_t face, uint32_t glyph, uint32_t codepoint, uint32_t mark);
/* The number of a face that was used: they count by the order in which they were. */
size_t ofd_fonts_number(const struct ofd_fonts *fonts, size_t face);
/* All files, of the cuts of a pdf that was written of the same pages. False when one cannot be
 * (said). */
bool ofd_fonts_build(struct ofd_fonts *fonts, const struct pdf *pdf);

/* After ofd_fonts_build, by number of a file. */
struct ofd_font_file {
	const char *name; /* of the face */
	const char *bytes;
	size_t length;
	bool is_truetype;
};
struct ofd_font_file ofd_fonts_file(const struct ofd_fonts *fonts, size_t number);
/* The number that a glyph has in its file. */
uint32_t ofd_fonts_glyph(const struct ofd_fonts *fonts, size_t face, uint32_t glyph);

#endif
