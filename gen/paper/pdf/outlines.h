/*
 * Do two font programs draw the same glyphs? A library that cuts fonts may pack, name and hint them
 * otherwise, and leave out what no glyph needs: the outlines that a reader sees are compared.
 *
 * Knows bare CFF tables (Adobe Technical Note 5176) and OpenType files, as documents embed them.
 */
#ifndef PAPER_PDF_OUTLINES_H
#define PAPER_PDF_OUTLINES_H

#include <stdbool.h>
#include <stddef.h>

struct outlines_program {
	const void *bytes;
	size_t length;
};

/*
 * Each glyph of the program `then` has, under its number, the same moves, lines, curves and advance
 * in `now`. False: the first that has not is in *glyph; SIZE_MAX: one of them is no font program
 * that can be read.
 */
bool outlines_same(
        const struct outlines_program *now, const struct outlines_program *then, size_t *glyph);

#endif
