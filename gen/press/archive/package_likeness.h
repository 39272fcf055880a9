/*
 * Do two files that are ZIP packages (OFD, xlsx), both written here, hold the same? What
 * paper/pdf/likeness.h is for a PDF: with another version of a library the same document may come
 * out in other bytes.
 *
 * Owns which bytes of ours a library may change without anything else being shown: how members are
 * packed, how a font program is written while its glyphs are drawn alike, how an image's pixels are
 * packed, and an OFD's DocID, which is made of the PDF's bytes. All else is compared member by
 * member, as both were written in one order. Knows no other package.
 */
#ifndef PRESS_ARCHIVE_PACKAGE_LIKENESS_H
#define PRESS_ARCHIVE_PACKAGE_LIKENESS_H

#include "paper/pdf/likeness.h"

/* Elements of a difference: "TextObject 17", "xl/worksheets/sheet1.xml c B7", a member's name. */
struct likeness package_likeness_of(
        struct arena *arena, const struct likeness_file *now, const struct likeness_file *then);

#endif
