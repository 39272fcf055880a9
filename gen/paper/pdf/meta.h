/*
 * What a document says of itself: Info, XMP, language, outline, labels, ID. Titles are written as
 * UTF-16BE strings of our own, since libharu's text encoder stops at the BMP.
 */
#ifndef PAPER_PDF_META_H
#define PAPER_PDF_META_H

#include "base/arena.h"
#include "base/digest.h"
#include "paper/page/page.h"
#include "paper/pdf/stream.h"

#include <hpdf.h>

/* Info dictionary, XMP stream, /Lang, viewer preferences. */
bool pdf_meta_write(HPDF_Doc document, const struct document *source);
/* A text string as an entry; none for "". */
bool pdf_meta_text(HPDF_Doc document, HPDF_Dict dictionary, const char *key, const char *string);
/* The outline; pages by number from `pages`. */
struct pdf_pages {
	HPDF_Page *pages;
	size_t count;
};
bool pdf_meta_outline(HPDF_Doc document, const struct pdf_pages *pages,
        const struct bookmark *bookmarks, size_t count);
/* The two equal halves of the ID from a content digest. */
bool pdf_meta_identify(HPDF_Doc document, const struct digest *digest);
/* A destination at `y` from the page's top, zoom kept as 1. */
HPDF_Destination pdf_meta_destination(HPDF_Page page, mpt y);

#endif
