/*
 * Do two PDF files of one document, both written here, show the same? With another version of a
 * library the same pages may come out in other bytes.
 *
 * Owns which bytes of ours a library may change without a page, its text, its outline or its tags
 * being others: how streams are deflated, how a font program is written while its glyphs are drawn
 * alike (outlines.h), which glyphs it has, the letters before a font's name, lengths and places,
 * the ID and the producer. All else is compared object by object, as both were written in one
 * order; so glyphs that have other numbers in a cut are a difference. Knows no other PDF.
 */
#ifndef PAPER_PDF_LIKENESS_H
#define PAPER_PDF_LIKENESS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct likeness_file {
	const char *bytes;
	size_t length;
};

struct likeness {
	bool is_alike;
	size_t page; /* of the first difference, 1-based; 0: of no page */
	const char *
	        element; /* "P 12" (its type and MCID), "Link", "Song, glyph 17" …; "" when alike */
};

struct likeness likeness_of(
        struct arena *arena, const struct likeness_file *now, const struct likeness_file *then);

#endif
