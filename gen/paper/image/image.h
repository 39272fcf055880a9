/*
 * Images: PNG files (ISO/IEC 15948) as rows of 8-bit pixels, grey or red, green, blue.
 *
 * Owns the reading: every colour type, depth and interlacing becomes that; what is transparent is
 * blended onto white, since paper is. Gamma, colour profiles and words in the file say nothing
 * here: samples are printed as they are. Refuses to know sizes on paper. The only user of libpng.
 */
#ifndef PAPER_IMAGE_IMAGE_H
#define PAPER_IMAGE_IMAGE_H

#include "base/arena.h"
#include "base/root.h"
#include "base/text.h"
#include "diag/diag.h"

#include <stddef.h>
#include <stdint.h>

/* Of one file, and of one edge of what is in it. */
#define IMAGE_FILE_LIMIT  ((size_t)4 << 20)
#define IMAGE_PIXEL_LIMIT 4096

struct image {
	const char *file;
	uint32_t width, height; /* pixels, 1 … IMAGE_PIXEL_LIMIT */
	unsigned channels;      /* 1 grey, 3 red, green, blue */
	/* Rows from the top, without gaps: width × height × channels bytes. */
	const unsigned char *pixels;
};

/* A file's bytes, and where it is named. */
struct image_source {
	const char *file;
	struct place place;
	const void *bytes;
	size_t length;
};

/* The image as a PNG file, appended to `out`. The same pixels give the same bytes. False: libpng
 * failed. */
bool image_encode(const struct image *image, struct text *out);
/* The bytes of all pixels. */
size_t image_size(const struct image *image);
/* The image, in the arena. NULL: said at the place, with the file and what is wrong. */
const struct image *image_decode(
        struct arena *arena, struct diag *diag, const struct image_source *source);
/* The same of a file below the root, from the bytes that were read for the run (base/kept.h). */
const struct image *image_read(struct arena *arena, struct diag *diag, const struct root *root,
        const char *file, struct place place);

#endif
