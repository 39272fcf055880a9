/*
 * Fonts of one document: which glyphs were used, cut by HarfBuzz, written as libharu objects.
 *
 * Owns the subset, the codes, widths, descriptors and ToUnicode maps (ARCHITECTURE.md “Libraries”).
 * A glyph that says two different characters gets a second font resource over the same font file,
 * so that copied text stays exact. Text is drawn before the subset exists: pages write glyph ids,
 * and ask for the final codes afterwards.
 */
#ifndef PAPER_PDF_FONT_H
#define PAPER_PDF_FONT_H

#include "base/digest.h"
#include "paper/font/face.h"

#include <hpdf.h>

struct pdf_fonts;

struct cut;

struct deflater;
struct stock;
/* The deflater is the document's and outlives the fonts, as the run's stock does; NULL: none. */
struct pdf_fonts *pdf_fonts_new(
        struct diag *diag, struct faces *faces, struct stock *stock, struct deflater *deflater);
void pdf_fonts_free(struct pdf_fonts *fonts);
/* How many faces are open: numbers below it may be used. */
size_t pdf_fonts_faces(const struct pdf_fonts *fonts);
/* Two characters as one, for pdf_fonts_use: what a glyph with a mark says. */
uint32_t pdf_fonts_pair(struct pdf_fonts *fonts, uint32_t codepoint, uint32_t mark);
/* Note that `glyph` of `face` says `codepoint`: the number n of its font resource, named /Fn. */
size_t pdf_fonts_use(struct pdf_fonts *fonts, size_t face, uint32_t glyph, uint32_t codepoint);
/* Advance as the PDF will state it, in thousandths of an em. */
int pdf_fonts_width(const struct pdf_fonts *fonts, size_t face, uint32_t glyph);
/* Where the fonts go: entries /Fn of `resources`; the subsets' bytes enter `digest`. */
struct pdf_font_target {
	HPDF_Doc document;
	HPDF_Dict resources;
	struct digest_state *digest;
};

/* Cut every used face and add its objects. False when anything failed (said). */
bool pdf_fonts_build(struct pdf_fonts *fonts, struct pdf_font_target *target);
/* After pdf_fonts_build: the cut of a used face, borrowed as long as the fonts. */
const struct cut *pdf_fonts_cut(const struct pdf_fonts *fonts, size_t face);
/* After pdf_fonts_build: the two-byte code of a glyph in its resource. */
uint16_t pdf_fonts_code(const struct pdf_fonts *fonts, size_t resource, uint32_t glyph);

#endif
