/*
 * The stock: what a run has cut out of its fonts so far, kept for the documents that follow.
 *
 * A CFF font has its outlines in subroutines and with hints, and to take them apart is most of what
 * a small document costs. The first document that a face is cut for is cut by HarfBuzz out of the
 * font; its flat outlines stay here. From the second on only the glyphs that are missing are cut,
 * and the table is put together of what is here (cff_build.h). The bytes are those that HarfBuzz
 * would have written, whatever was set before; a face that this does not hold for is cut out of
 * the font each time, as TrueType is, whose outlines are copied anyway.
 *
 * Owns nothing of a font but copies. Faces are told apart by their files, so that a font that is
 * opened again is known again, and one that has changed is another.
 */
#ifndef PAPER_PDF_STOCK_H
#define PAPER_PDF_STOCK_H

#include "paper/font/face.h"
#include "paper/pdf/cut.h"

struct stock;

struct stock *stock_new(void);
void stock_free(struct stock *stock);
/* Drops everything: a font was found unsound, and what came out of it may be so, too. */
void stock_forget(struct stock *stock);

/* As cut_face, of a face of `faces`; a NULL stock keeps nothing. */
bool stock_cut(struct stock *stock, const struct faces *faces, size_t face,
        const struct used_glyphs *used, struct cut *out);
/* Are cuts of the face put together of what is kept, from now on? */
bool stock_serves(const struct stock *stock, const struct faces *faces, size_t face);

#endif
