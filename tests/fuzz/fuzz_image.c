/*
 * Any bytes as a PNG file, as they are and with the checksums of their chunks mended, without which
 * hardly any would reach libpng: either an image of its size, or one error and none.
 */
#include "paper/image/image.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define SIGNATURE_BYTES 8
#define CHUNK_BYTES     12
#define SIZE_MOST       ((size_t)1 << 16)

static uint32_t number_at(const uint8_t *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8
	        | bytes[3];
}

static void put_number(uint8_t *bytes, uint32_t number)
{
	for (int i = 0; i < 4; i++)
		bytes[i] = (uint8_t)(number >> (24 - 8 * i));
}

static uint32_t checksum(const uint8_t *bytes, size_t length)
{
	uint32_t sum = UINT32_MAX;

	for (size_t i = 0; i < length; i++) {
		sum ^= bytes[i];
		for (int bit = 0; bit < 8; bit++)
			sum = sum >> 1 ^ ((sum & 1) != 0 ? 0xedb88320U : 0);
	}
	return ~sum;
}

static void mend(uint8_t *bytes, size_t size)
{
	size_t at = SIGNATURE_BYTES;

	while (size >= CHUNK_BYTES && at <= size - CHUNK_BYTES) {
		const size_t length = number_at(bytes + at);
		if (length > size - at - CHUNK_BYTES)
			return;
		put_number(bytes + at + 8 + length, checksum(bytes + at + 4, length + 4));
		at += CHUNK_BYTES + length;
	}
}

static void decode(const uint8_t *bytes, size_t size)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(&(struct diag_options){ 0 });
	const struct image_source source = {
		.file = "images/x.png", .place = PLACE_NONE, .bytes = bytes, .length = size
	};
	const struct image *image = image_decode(arena, diag, &source);
	unsigned sum = 0;

	if (diag_count(diag) != (image ? 0 : 1))
		abort();
	for (size_t i = 0; image && i < image_size(image); i++)
		sum += image->pixels[i];
	if (image && (sum > 255 * image_size(image) || image->width == 0 || image->height == 0))
		abort();
	diag_free(diag);
	arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > SIZE_MOST)
		return 0;
	uint8_t *bytes = malloc(size + 1);
	if (!bytes)
		abort();
	memcpy(bytes, data, size);
	decode(bytes, size);
	mend(bytes, size);
	decode(bytes, size);
	free(bytes);
	return 0;
}
