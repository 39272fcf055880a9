/*
 * What is wrong with a file that is no well-formed XML, in words for who wrote it.
 *
 * Owns the look at the bytes of a file that libxml2 refuses: the first fault is told as what was
 * done (a quote left out, a full-width bracket), with line and column. Knows no element of ours.
 * Internal to this room.
 */
#ifndef PAPER_MARKUP_XML_FAULT_H
#define PAPER_MARKUP_XML_FAULT_H

#include "diag/diag.h"

/* False (said): another encoding, or one that is not what the file declares. */
bool xml_fault_is_utf8(struct diag *diag, const char *file, const char *bytes, size_t length);
/* Says the first fault of well-formedness; false: it finds none. The bytes are UTF-8. */
bool xml_fault_say(struct diag *diag, const char *file, const char *bytes, size_t length);

#endif
