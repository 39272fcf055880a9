/* One walk over the chunks: length, name, data, checksum; each is 12 bytes and its data. */
#include "paper/image/chunks.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#define SIGNATURE       "\x89PNG\r\n\x1a\n"
#define SIGNATURE_BYTES 8
#define NAME_BYTES      4
/* Length and name before the data; the checksum behind it. */
#define HEAD_BYTES   8
#define SUM_BYTES    4
#define HEADER_BYTES 13

static uint32_t read_number(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8
	        | bytes[3];
}

/* CRC-32 (ISO/IEC 15948, annex D), by half bytes. */
static uint32_t checksum(const unsigned char *bytes, size_t length)
{
	static const uint32_t halves[16] = { 0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac,
		0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8,
		0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c };
	uint32_t sum = UINT32_MAX;

	for (size_t i = 0; i < length; i++) {
		sum ^= bytes[i];
		sum = sum >> 4 ^ halves[sum & 15];
		sum = sum >> 4 ^ halves[sum & 15];
	}
	return ~sum;
}

static bool is_named(const unsigned char *chunk, const char *name)
{
	return memcmp(chunk + SUM_BYTES, name, NAME_BYTES) == 0;
}

/* Critical by its first letter, a capital; and transparency, without which colours are wrong. */
static bool is_needed(const unsigned char *chunk)
{
	return (chunk[SUM_BYTES] & 0x20) == 0 || is_named(chunk, "tRNS");
}

static void take_name(struct chunks *chunks, const unsigned char *chunk)
{
	for (size_t i = 0; i < NAME_BYTES; i++) {
		const unsigned char letter = chunk[SUM_BYTES + i] & 0xDF;
		if (letter < 'A' || letter > 'Z')
			return;
	}
	memcpy(chunks->name, chunk + SUM_BYTES, NAME_BYTES);
}

/* The bytes of the whole chunk at `at`; 0: it is cut, or its checksum is wrong. */
static size_t look_at(struct chunks *chunks, const unsigned char *bytes, size_t length)
{
	const unsigned char *chunk = bytes + chunks->at;
	const size_t left = length - chunks->at;

	chunks->fault = CHUNKS_CUT;
	if (left < HEAD_BYTES + SUM_BYTES)
		return 0;
	take_name(chunks, chunk);
	const size_t data = read_number(chunk);
	if (data > left - HEAD_BYTES - SUM_BYTES)
		return 0;
	chunks->fault = CHUNKS_DAMAGED;
	if (checksum(chunk + SUM_BYTES, NAME_BYTES + data)
	        != read_number(chunk + HEAD_BYTES + data))
		return 0;
	chunks->fault = CHUNKS_OK;
	return HEAD_BYTES + data + SUM_BYTES;
}

/* The header comes first, and is of one length. */
static bool read_header(struct chunks *chunks, const unsigned char *chunk)
{
	if (!is_named(chunk, "IHDR") || read_number(chunk) != HEADER_BYTES)
		return false;
	chunks->width = read_number(chunk + HEAD_BYTES);
	chunks->height = read_number(chunk + HEAD_BYTES + 4);
	return true;
}

struct chunks chunks_read(struct arena *arena, const unsigned char *bytes, size_t length)
{
	struct chunks chunks = { .fault = CHUNKS_FOREIGN };
	size_t taken = SIGNATURE_BYTES;
	bool ended = false;

	if (length < SIGNATURE_BYTES || memcmp(bytes, SIGNATURE, SIGNATURE_BYTES) != 0)
		return chunks;
	unsigned char *needed = arena_alloc(arena, length);
	memcpy(needed, bytes, SIGNATURE_BYTES);
	for (chunks.at = SIGNATURE_BYTES; !ended;) {
		memset(chunks.name, 0, sizeof chunks.name);
		const unsigned char *chunk = bytes + chunks.at;
		const size_t whole = look_at(&chunks, bytes, length);
		if (whole == 0)
			return chunks;
		if (chunks.at == SIGNATURE_BYTES && !read_header(&chunks, chunk)) {
			chunks.fault = CHUNKS_FOREIGN;
			return chunks;
		}
		if (is_needed(chunk)) {
			memcpy(needed + taken, chunk, whole);
			taken += whole;
		}
		ended = is_named(chunk, "IEND");
		chunks.at += whole;
	}
	assert(taken <= length);
	chunks.bytes = needed;
	chunks.length = taken;
	return chunks;
}
