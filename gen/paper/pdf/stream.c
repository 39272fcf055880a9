#include "paper/pdf/stream.h"

#include "base/memory.h"
#include "paper/pdf/objects.h"

#include <assert.h>
#include <libdeflate.h>
#include <stdlib.h>

/*
 * Level 1 of 12: over the bulletin's outlines level 4 takes twice as long and saves 0.7 %, level 6
 * three times as long for 1 % (measured).
 */
#define DEFLATE_LEVEL 1

struct deflater {
	struct libdeflate_compressor *compressor;
	struct libdeflate_decompressor *decompressor; /* NULL: nothing was unpacked yet */
	void *buffer;
	size_t room;
};

struct deflater *deflater_new(void)
{
	struct deflater *deflater = memory_zeroed(sizeof *deflater);

	deflater->compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL);
	if (!deflater->compressor)
		memory_exhausted();
	return deflater;
}

void deflater_free(struct deflater *deflater)
{
	if (!deflater)
		return;
	libdeflate_free_compressor(deflater->compressor);
	libdeflate_free_decompressor(deflater->decompressor);
	free(deflater->buffer);
	free(deflater);
}

static void reserve(struct deflater *deflater, size_t room)
{
	if (room <= deflater->room)
		return;
	deflater->buffer = memory_resize(deflater->buffer, room);
	deflater->room = room;
}

/* How many bytes of the buffer hold them deflated. */
static size_t pack(struct deflater *deflater, const void *bytes, size_t length)
{
	const size_t bound = libdeflate_zlib_compress_bound(deflater->compressor, length);

	reserve(deflater, bound);
	return libdeflate_zlib_compress(
	        deflater->compressor, bytes, length, deflater->buffer, bound);
}

bool pdf_stream_fill(struct deflater *deflater, HPDF_Dict stream, const void *bytes, size_t length)
{
	assert(deflater);
	const size_t packed = pack(deflater, bytes, length);

	if (packed == 0 || packed > INT32_MAX)
		return false;
	return objects_write_deflated(stream, deflater->buffer, packed);
}

HPDF_Dict pdf_stream_new(
        struct deflater *deflater, HPDF_Doc document, const void *bytes, size_t length)
{
	HPDF_Dict stream = objects_stream(document);

	if (!stream || !pdf_stream_fill(deflater, stream, bytes, length))
		return NULL;
	return stream;
}

void deflater_pack(struct deflater *deflater, struct text *text)
{
	const size_t packed = pack(deflater, text->bytes, text->length);

	assert(packed > 0);
	text_release(text);
	text_init(text);
	text_add_bytes(text, deflater->buffer, packed);
	text_shrink(text);
}

void deflater_unpack(struct deflater *deflater, struct text *text, size_t length)
{
	if (!deflater->decompressor)
		deflater->decompressor = libdeflate_alloc_decompressor();
	if (!deflater->decompressor)
		memory_exhausted();
	reserve(deflater, length);
	const enum libdeflate_result result = libdeflate_zlib_decompress(
	        deflater->decompressor, text->bytes, text->length, deflater->buffer, length, NULL);
	assert(result == LIBDEFLATE_SUCCESS);
	(void)result;
	text_clear(text);
	text_add_bytes(text, deflater->buffer, length);
}
