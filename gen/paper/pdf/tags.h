/*
 * Tags: the structure tree of a document (ISO 32000-1, 14.7; ISO 19005-1, 6.8).
 *
 * Owns which marked content belongs to which tag, and the objects that say so: elements,
 * ParentTree, IDTree. What is a part of what, and in which order, the display list's structure has
 * decided.
 */
#ifndef PAPER_PDF_TAGS_H
#define PAPER_PDF_TAGS_H

#include "paper/page/page.h"
#include "paper/pdf/meta.h"

struct tags;
/* Never NULL; lives in the arena, to which the structure's words are borrowed. */
struct tags *tags_new(struct arena *arena);
void tags_release(struct tags *tags);

/* The structure of the pages to come. */
void tags_begin_page(struct tags *tags, const struct structure *structure);
/* The number, on the page begun last, of marked content that is a tag's. */
uint32_t tags_mark(struct tags *tags, uint32_t tag);
/* The box that a figure fills, on the page begun last, from its bottom left corner. */
void tags_place(struct tags *tags, uint32_t tag, struct box box);
/* An annotation that is a link's: an area to press, on a page by its index. */
struct tagged_area {
	uint32_t tag;
	size_t page;
	HPDF_Dict annotation;
};
/* After the last page: the annotation is given the link's words. False: libharu failed. */
bool tags_link(struct tags *tags, HPDF_Doc document, const struct tagged_area *area);

/*
 * The tree, once all pages and links are known; nothing where no page was tagged. False: libharu
 * failed, or a page has more marked content than PDF/A-1 can number. The tags and the array of
 * pages are asked again when the file is written.
 */
bool tags_write(struct tags *tags, HPDF_Doc document, const struct pdf_pages *pages);

#endif
