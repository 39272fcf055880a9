/*
 * PDF: the display list turned into a file's bytes through libharu's objects.
 *
 * Owns page content streams, links, outline, metadata (Info, XMP), the document ID derived from
 * the content, deflate. Decides no position. The same pages give the same bytes: no clock, no
 * random value, no counter that outlives the document.
 */
#ifndef PAPER_PDF_PDF_H
#define PAPER_PDF_PDF_H

#include "base/digest.h"
#include "base/text.h"
#include "paper/font/face.h"
#include "paper/page/page.h"

struct pdf;

struct stock;

/*
 * One document. Title, author, dates and language come from `document`, which may be dropped after
 * layout. The stock is the run's, for
 * one that makes several; NULL: none. It changes no byte.
 */
struct pdf *pdf_new(struct diag *diag, struct faces *faces, struct stock *stock,
        const struct document *document);
void pdf_free(struct pdf *pdf);
/* The sink to hand to layout_document. */
struct page_sink pdf_sink(struct pdf *pdf);
/*
 * After layout: the whole file appended to `out`, which it empties first. False when anything
 * failed (said), the faces included: a font that was asked for and broken, or that changed in use.
 */
bool pdf_write(struct pdf *pdf, struct text *out);
size_t pdf_page_count(const struct pdf *pdf);
/* After pdf_write: of what is on its pages, its fonts, images and title; what its /ID begins with.
 */
const struct digest *pdf_identity(const struct pdf *pdf);
/* After pdf_write: a face of its pages, cut to what they use; borrowed as long as the pdf. */
struct cut;
const struct cut *pdf_cut(const struct pdf *pdf, size_t face);

/* Library versions for --version and the manifest: "libharu 2.3.0, HarfBuzz 6.0.0 …". */
char *pdf_library_versions(struct arena *arena);

#endif
