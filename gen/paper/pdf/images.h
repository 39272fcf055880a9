/*
 * Images as XObjects (ISO 32000-1, 8.9.5): each is written once a document, whenever a page shows
 * it first, as 8-bit samples in DeviceGray or DeviceRGB, without masks.
 */
#ifndef PAPER_PDF_IMAGES_H
#define PAPER_PDF_IMAGES_H

#include "base/digest.h"
#include "paper/image/image.h"
#include "paper/pdf/stream.h"

struct pdf_images;

/* `deflater` and `document` are borrowed; never NULL. `document` may be NULL while nothing is used.
 */
struct pdf_images *pdf_images_new(struct deflater *deflater, HPDF_Doc document);
void pdf_images_free(struct pdf_images *images);
/* The number of its resource, /I0, /I1 …; its pixels are not needed any more after that. */
size_t pdf_images_use(struct pdf_images *images, const struct image *image);
/* The resource dictionary of all images; NULL: none is used, or libharu failed (its handler knows).
 */
HPDF_Dict pdf_images_resources(const struct pdf_images *images);
/* False: some image could not be written. What the written ones hold goes into the digest. */
bool pdf_images_finish(const struct pdf_images *images, struct digest_state *digest);

#endif
