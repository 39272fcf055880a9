/*
 * The directory of a font file (OpenType 1.9, “Organization of an OpenType Font”): whether its
 * tables lie within the file, and whether their bytes come to the checksums that it states.
 *
 * Reads nothing else of a font; says nothing.
 */
#ifndef PAPER_FONT_SUMS_H
#define PAPER_FONT_SUMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sums_verdict {
	SUMS_RIGHT,
	SUMS_WRONG,   /* a table's bytes are not those that its checksum was made of */
	SUMS_OUTSIDE, /* the directory, or a table, ends behind the end of the file */
};

#define SUMS_TAG_BYTES 5

/*
 * The tables from which glyphs are drawn and measured, of face `index` of the file, as far as they
 * are not longer than `most` bytes; that all tables lie within the file is looked at for each.
 * `table` takes the name of the first that is not right.
 */
struct sums_file {
	const uint8_t *bytes;
	size_t length;
	size_t most;
};
enum sums_verdict sums_check(
        const struct sums_file *file, unsigned index, char table[SUMS_TAG_BYTES]);

#endif
