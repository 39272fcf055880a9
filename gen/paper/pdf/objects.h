/*
 * Objects: libharu's object layer, which its headers show but do not promise.
 *
 * Owns every look into libharu's structs, measured for one version; whoever draws asks
 * objects_known first. Refuses to know pages and fonts: what is built of the objects is the
 * callers'. Objects belong to their document and are freed with it. A function that makes one
 * returns NULL when libharu could not; the first error reaches the document's handler.
 */
#ifndef PAPER_PDF_OBJECTS_H
#define PAPER_PDF_OBJECTS_H

#include "base/text.h"

#include <hpdf.h>

/* Whether the library that runs is the one whose structs this was built for. */
bool objects_known(void);
/* A document of PDF 1.4, as PDF/A-1 has it, without compression of its own: streams come deflated.
 */
HPDF_Doc objects_document(HPDF_Error_Handler handler, void *user);
void objects_free(HPDF_Doc document);
/* The whole file appended to `out`. False: not all of it is there. */
bool objects_save(HPDF_Doc document, struct text *out);

HPDF_Dict objects_catalog(HPDF_Doc document);
HPDF_Dict objects_trailer(HPDF_Doc document);
/* The Info dictionary, once a date stands in it; NULL before. */
HPDF_Dict objects_info(HPDF_Doc document);
HPDF_Dict objects_resources(HPDF_Page page);
/* The empty stream of a page's operators. */
HPDF_Dict objects_contents(HPDF_Page page);

/* Objects for a place within another. */
HPDF_Dict objects_dict(HPDF_Doc document);
HPDF_Array objects_array(HPDF_Doc document);
HPDF_String objects_string(HPDF_Doc document, const char *string);
HPDF_Binary objects_bytes(HPDF_Doc document, const void *bytes, size_t length);
/* Objects with a number, which others refer to. */
HPDF_Dict objects_new(HPDF_Doc document);
HPDF_Dict objects_stream(HPDF_Doc document);

/* An object with a number whose entries `write` adds to the file, which finds its record by
 * objects_record. */
HPDF_Dict objects_written(HPDF_Doc document,
        HPDF_STATUS (*write)(HPDF_Dict object, HPDF_Stream stream), void *record);
void *objects_record(HPDF_Dict object);
/*
 * One more number for such an object, which is written once for each, in the order of the numbers:
 * thousands of small objects, which differ in what `write` adds alone, are one in memory. Returns
 * the number; 0: libharu could not.
 */
unsigned objects_again(HPDF_Doc document, HPDF_Dict object);
/* The number by which others refer to an object that has one; of an annotation, too. */
unsigned objects_number(const void *object);

/* Bytes of a stream, as they are or deflated already. */
bool objects_write(HPDF_Dict stream, const void *bytes, size_t length);
bool objects_write_deflated(HPDF_Dict stream, const void *bytes, size_t length);

#endif
