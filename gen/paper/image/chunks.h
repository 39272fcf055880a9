/*
 * Chunks: the pieces that a PNG file is made of (ISO/IEC 15948, 5), judged before libpng sees them.
 *
 * Owns the signature, lengths, checksums, the order of first and last, and the header's size in
 * pixels; what is needed to print is copied, everything else (profiles, words, times) is left out,
 * so that a few bytes cannot ask for much memory. Refuses to know pixels, and says nothing.
 */
#ifndef PAPER_IMAGE_CHUNKS_H
#define PAPER_IMAGE_CHUNKS_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

enum chunks_fault {
	CHUNKS_OK,
	CHUNKS_FOREIGN, /* no PNG file */
	CHUNKS_CUT,     /* ends before its end */
	CHUNKS_DAMAGED, /* a checksum is wrong */
};

struct chunks {
	enum chunks_fault fault;
	size_t at;      /* byte at which the faulty chunk begins, 0-based */
	char name[5];   /* its name, "" where it has none that can be printed */
	uint32_t width; /* CHUNKS_OK: as the header says, unjudged */
	uint32_t height;
	const unsigned char
	        *bytes; /* CHUNKS_OK: the file with its needed chunks only, in the arena */
	size_t length;
};

struct chunks chunks_read(struct arena *arena, const unsigned char *bytes, size_t length);

#endif
