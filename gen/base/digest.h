/* SHA-256 (FIPS 180-4) of bytes in memory, through Nettle, which is seen only here: five times as
 * fast as libmd where the processor has SHA instructions (measured), and as well kept. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/arena.h"

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
void digest_hex(const struct digest *digest, char out[DIGEST_HEX]);
/* "Nettle 3.8", for the manifest. */
char *digest_library_version(struct arena *arena);

#endif
