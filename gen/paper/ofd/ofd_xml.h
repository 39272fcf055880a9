/* What every part of a package is written with: lengths in millimetres, words, the root's name
 * space. */
#ifndef PAPER_OFD_OFD_XML_H
#define PAPER_OFD_OFD_XML_H

#include "base/text.h"
#include "paper/style/style.h"

#define OFD_SPACE "xmlns:ofd=\"http://www.ofdspec.org/2016\""
#define OFD_HEAD  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

/* Thousandths of a millimetre, the nearest: the unit of all numbers in a package. */
int64_t ofd_xml_micron(mpt length);
/* "12.345"; no zeros behind the last digit. */
void ofd_xml_number(struct text *out, int64_t micron);
/* The same with a blank before it: the next of several. */
void ofd_xml_next(struct text *out, int64_t micron);
/* "x y width height", each at least as ofd_xml_number has it; never 0 wide or high. */
void ofd_xml_box(struct text *out, int64_t x, int64_t y, int64_t width, int64_t height);
/* The path of a rectangle from the corner of its object's boundary. */
void ofd_xml_rectangle(struct text *out, int64_t width, int64_t height);
/* Words of an element or of an attribute in quotes. */
void ofd_xml_words(struct text *out, const char *words);
/* <ofd:NAME Value="r g b"/> */
void ofd_xml_color(struct text *out, const char *name, struct color color);

#endif
