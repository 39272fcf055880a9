#include "base/digest.h"

#include "base/memory.h"

#include <limits.h>
#include <nettle/sha2.h>
#include <nettle/version.h>
#if NETTLE_VERSION_MAJOR > 3 || (NETTLE_VERSION_MAJOR == 3 && NETTLE_VERSION_MINOR >= 8)
#include <nettle/sm3.h>
#endif
#include <stdlib.h>
#include <string.h>

struct digest_state {
	struct sha256_ctx context;
};

struct digest digest_of(const void *bytes, size_t length)
{
	struct digest_state *state = digest_new();

	digest_add(state, bytes, length);
	return digest_finish(state);
}

struct digest_state *digest_new(void)
{
	struct digest_state *state = memory_zeroed(sizeof *state);

	sha256_init(&state->context);
	return state;
}

void digest_add(struct digest_state *state, const void *bytes, size_t length)
{
	if (length > 0)
		sha256_update(&state->context, length, bytes);
}

struct digest digest_finish(struct digest_state *state)
{
	struct digest digest;

	sha256_digest(&state->context, sizeof digest.bytes, digest.bytes);
	free(state);
	return digest;
}

bool digest_equal(const struct digest *a, const struct digest *b)
{
	return memcmp(a->bytes, b->bytes, DIGEST_BYTES) == 0;
}

void digest_hex(const struct digest *digest, char out[DIGEST_HEX])
{
	static const char hex[] = "0123456789abcdef";

	for (size_t i = 0; i < DIGEST_BYTES; i++) {
		out[2 * i] = hex[digest->bytes[i] >> 4U];
		out[2 * i + 1] = hex[digest->bytes[i] & 0x0FU];
	}
	out[DIGEST_HEX - 1] = '\0';
}

/* One more than what a digit is worth; a branch would be foreseen for no digit of a digest. */
static const uint8_t hex_worth[UCHAR_MAX + 1] = { ['0'] = 1,
	['1'] = 2,
	['2'] = 3,
	['3'] = 4,
	['4'] = 5,
	['5'] = 6,
	['6'] = 7,
	['7'] = 8,
	['8'] = 9,
	['9'] = 10,
	['a'] = 11,
	['b'] = 12,
	['c'] = 13,
	['d'] = 14,
	['e'] = 15,
	['f'] = 16 };

bool digest_parse(const char *hex, struct digest *out)
{
	for (size_t i = 0; i < DIGEST_BYTES; i++) {
		const unsigned high = hex_worth[(unsigned char)hex[2 * i]];
		const unsigned low = high == 0 ? 0 : hex_worth[(unsigned char)hex[2 * i + 1]];
		if (low == 0)
			return false;
		out->bytes[i] = (uint8_t)((high - 1) << 4U | (low - 1));
	}
	return true;
}

bool digest_sm3(const void *bytes, size_t length, char out[DIGEST_HEX])
{
#if NETTLE_VERSION_MAJOR > 3 || (NETTLE_VERSION_MAJOR == 3 && NETTLE_VERSION_MINOR >= 8)
	struct sm3_ctx context;
	struct digest digest;

	sm3_init(&context);
	sm3_update(&context, length, bytes);
	sm3_digest(&context, sizeof digest.bytes, digest.bytes);
	digest_hex(&digest, out);
	return true;
#else
	(void)bytes;
	(void)length;
	out[0] = '\0';
	return false;
#endif
}

char *digest_library_version(struct arena *arena)
{
	return arena_printf(arena, "Nettle %d.%d", nettle_version_major(), nettle_version_minor());
}
