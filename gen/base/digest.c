#include "base/digest.h"

#include "base/memory.h"

#include <limits.h>
#include <nettle/nettle-meta.h>
#include <nettle/sha2.h>
#include <nettle/version.h>
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

/* As the library in use lists it, whatever the headers were; NULL: it has none. */
static const struct nettle_hash *find_sm3(void)
{
	const struct nettle_hash *const *hash = nettle_get_hashes();

	while (*hash && strcmp((*hash)->name, "sm3") != 0)
		hash++;
	return *hash;
}

bool digest_sm3(const void *bytes, size_t length, char out[DIGEST_HEX])
{
	const struct nettle_hash *sm3 = find_sm3();
	struct digest digest = { .bytes = { 0 } };

	out[0] = '\0';
	if (!sm3)
		return false;
	void *context = memory_zeroed(sm3->context_size);
	sm3->init(context);
	if (length > 0)
		sm3->update(context, length, bytes);
	sm3->digest(context, sizeof digest.bytes, digest.bytes);
	free(context);
	digest_hex(&digest, out);
	return true;
}

char *digest_library_version(struct arena *arena)
{
	return arena_printf(arena, "Nettle %d.%d", nettle_version_major(), nettle_version_minor());
}
