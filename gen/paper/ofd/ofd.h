/*
 * OFD (GB/T 33190-2016): the display list turned into a package of XML parts, fonts and images.
 *
 * Owns the parts, their identifiers and the subsets that are embedded. Decides no position: what
 * stands where on a page is what the PDF shows. The same pages give the same bytes: no clock, no
 * random value, no counter that outlives the document.
 */
#ifndef PAPER_OFD_OFD_H
#define PAPER_OFD_OFD_H

#include "base/text.h"
#include "paper/font/face.h"
#include "paper/page/page.h"

struct ofd;
struct pdf;

/* One document. Title, author and date come from `document`, which may be dropped after layout. */
struct ofd *ofd_new(struct diag *diag, struct faces *faces, const struct document *document);
void ofd_free(struct ofd *ofd);
/* The sink to hand to layout_document. */
struct page_sink ofd_sink(struct ofd *ofd);
/*
 * After layout, and after the PDF of the same pages, whose fonts it embeds too: the whole package
 * in `out`, which it empties first. False when anything failed (said).
 */
bool ofd_write(struct ofd *ofd, const struct pdf *pdf, struct text *out);

#endif
