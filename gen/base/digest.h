/*
 * SHA-256 (FIPS 180-4), and SM3 where it is asked for, of bytes in memory, through Nettle, which is
 * seen only here: five times as fast as libmd where the processor has SHA instructions (measured),
 * and as well kept.
 *
 * A struct digest is plain bytes without padding: it may be copied, and a zeroed one stands for
 * “none”, which no file has.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DIGEST_BYTES 32
#define DIGEST_HEX   65 /* with the NUL */

struct digest {
	uint8_t bytes[DIGEST_BYTES];
};

struct digest digest_of(const void *bytes, size_t length);
/* Digest over several parts: init, add…, finish. */
struct digest_state;
struct digest_state *digest_new(void);
void digest_add(struct digest_state *state, const void *bytes, size_t length);
/* Frees the state. */
struct digest digest_finish(struct digest_state *state);
bool digest_equal(const struct digest *a, const struct digest *b);
/* 64 hexadecimal digits in lower case and a NUL. */
void digest_hex(const struct digest *digest, char out[DIGEST_HEX]);
/* The digest whose 64 digits, in lower case, stand at the start of `hex`; false when none do. */
bool digest_parse(const char *hex, struct digest *out);
/* SM3 (GB/T 32905-2016), as digest_hex sets it. False: the Nettle in use has none (3.8 and later
 * have). */
bool digest_sm3(const void *bytes, size_t length, char out[DIGEST_HEX]);
/* "Nettle 3.8", for the manifest. */
char *digest_library_version(struct arena *arena);

#endif
