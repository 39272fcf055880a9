/*
 * The directory of a font file (OpenType 1.9, “Organization of an OpenType Font”): whether its
 * tables lie within the file, and whether their bytes come to the checksums that it states.
 *
 * Reads nothing else of a font; says nothing.
 */
#ifndef PAPER_FONT_TABLESUMS_H
#define PAPER_FONT_TABLESUMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tablesums_verdict {
	TABLESUMS_RIGHT,
	TABLESUMS_WRONG,   /* a table's bytes are not those that its checksum was made of */
	TABLESUMS_OUTSIDE, /* the directory, or a table, ends behind the end of the file */
};

#define TABLESUMS_TAG_BYTES 5

/*
 * The tables from which glyphs are drawn and measured, of face `index` of the file, as far as they
 * are not longer than `most` bytes; that all tables lie within the file is looked at for each.
 * `table` takes the name of the first that is not right.
 */
struct tablesums_file {
	const uint8_t *bytes;
	size_t length;
	size_t most;
};
enum tablesums_verdict tablesums_check(
        const struct tablesums_file *file, unsigned index, char table[TABLESUMS_TAG_BYTES]);

#endif
