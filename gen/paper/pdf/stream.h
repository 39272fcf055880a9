/* Streams deflated by libdeflate and passed through libharu as they are. */
#ifndef PAPER_PDF_STREAM_H
#define PAPER_PDF_STREAM_H

#include "base/text.h"

#include <hpdf.h>
#include <stdbool.h>
#include <stddef.h>

struct deflater;
/* Never NULL. */
struct deflater *deflater_new(void);
void deflater_free(struct deflater *deflater);

/* Fill an empty stream dictionary with `length` deflated bytes and mark it FlateDecode. */
bool pdf_stream_fill(struct deflater *deflater, HPDF_Dict stream, const void *bytes, size_t length);
/* A new indirect stream object, filled. NULL on failure. */
HPDF_Dict pdf_stream_new(
        struct deflater *deflater, HPDF_Doc document, const void *bytes, size_t length);

/* Memory for what waits to be written: the text packed, and as it was, of `length` bytes. */
void deflater_pack(struct deflater *deflater, struct text *text);
void deflater_unpack(struct deflater *deflater, struct text *text, size_t length);

#endif
