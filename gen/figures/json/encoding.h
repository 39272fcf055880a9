/*
 * Bytes of any likely encoding to UTF-8.
 *
 * Owns: byte order marks, UTF-16, GB18030 (and so GBK and GB2312), and the refusal of everything
 * else. Refuses to know what the text means. glibc's iconv does the conversion.
 */
#ifndef FIGURES_JSON_ENCODING_H
#define FIGURES_JSON_ENCODING_H

#include "base/arena.h"
#include "diag/diag.h"

#include <stdbool.h>
#include <stddef.h>

/* Bytes with a NUL behind them. */
struct encoding_text {
	const char *bytes;
	size_t length;
};

/*
 * Gives `source` as valid UTF-8 without a byte order mark and without NUL bytes: `out` borrows
 * from `source` or lives in the arena. A mark or a conversion is said as a note. False when the
 * bytes are no text; the first bad byte has been said with line, column and value.
 */
bool encoding_decode(struct arena *arena, struct diag *diag, const char *file,
        const struct encoding_text *source, struct encoding_text *out);

/* A file's name in GB18030 (and so GBK), which is no UTF-8, as UTF-8; NULL when it is neither. */
char *encoding_decode_name(struct arena *arena, const char *name);

/* Line and column (in characters, 1-based) of `offset` in UTF-8 text. */
struct place encoding_place(const char *file, const char *bytes, size_t offset);

#endif
