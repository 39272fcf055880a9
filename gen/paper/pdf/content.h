/*
 * Content streams: the operations of a page as PDF operators (ISO 32000-1, 8 and 9).
 *
 * Text is written with glyph ids in place of codes; where runs of them stand is kept, and
 * content_resolve puts the final codes in once the fonts are cut.
 */
#ifndef PAPER_PDF_CONTENT_H
#define PAPER_PDF_CONTENT_H

#include "base/text.h"
#include "paper/page/page.h"
#include "paper/pdf/font.h"
#include "paper/pdf/images.h"
#include "paper/pdf/tags.h"

/* Strings of codes of one font resource, four digits each, with what moves between them. */
struct code_run {
	uint32_t from, to; /* behind the first string's <, before the last one's > */
	uint32_t resource;
};

struct content {
	struct text bytes;
	size_t length; /* of the bytes while they are packed, else 0 */
	struct code_run *runs;
	size_t run_count, run_capacity;
};

/* What the resources of a page are named by. */
struct content_resources {
	struct pdf_fonts *fonts;
	struct pdf_images *images;
	struct tags *tags; /* where the page was begun */
};

/* Write a page's operations; links are left to the caller. True: it shows images. */
bool content_write(struct content *content, const struct content_resources *resources,
        const struct page *page);
void content_resolve(struct content *content, const struct pdf_fonts *fonts);
void content_release(struct content *content);

#endif
