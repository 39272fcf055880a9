/*
 * A font kept for good: a face cut to some characters and whole in all else, so that documents set
 * in those characters come out of it as out of the font.
 *
 * Unlike the cut that a PDF embeds (cut.h) it stays a font: characters, names, hints and features
 * are in it. Owns no file and says nothing.
 */
#ifndef PAPER_PDF_FONTCUT_H
#define PAPER_PDF_FONTCUT_H

#include "base/text.h"
#include "paper/font/face.h"

#include <stdbool.h>

/* A font file in memory and one of its faces. */
struct fontcut_source {
	const void *bytes;
	size_t length;
	int index;
};

enum fontcut_result {
	FONTCUT_MADE,
	FONTCUT_WHOLE,  /* HarfBuzz cannot cut it without loss: the whole file is to be kept */
	FONTCUT_FAILED, /* it is no font */
};
/* The face with these characters (face.h), as far as it has them. Appended to `out`. */
enum fontcut_result fontcut_make(
        const struct fontcut_source *source, const uint8_t *characters, struct text *out);
/* Does the face map every one of the characters? */
bool fontcut_covers(const struct fontcut_source *source, const uint8_t *characters);
/* Adds what the face maps. */
void fontcut_characters(const struct fontcut_source *source, uint8_t *characters);

#endif
