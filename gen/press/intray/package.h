/*
 * A workbook's file as it comes from outside: a ZIP archive (ECMA-376 part 2) of XML parts.
 *
 * Owns what may be in it and how much: no macros, no links to other workbooks, no password, at most
 * PACKAGE_ENTRIES members of PACKAGE_PART bytes and PACKAGE_WHOLE in all, whatever their headers
 * claim; no DTD. The only user of libzip and libxml2 in this room. Refuses to know sheets.
 */
#ifndef PRESS_INTRAY_PACKAGE_H
#define PRESS_INTRAY_PACKAGE_H

#include "base/arena.h"
#include "diag/diag.h"

#include <stddef.h>

#define PACKAGE_ENTRIES 64
#define PACKAGE_PART    ((size_t)8 << 20)
#define PACKAGE_WHOLE   ((size_t)16 << 20)

struct package;

/* `file` is its path as it is to be shown; the bytes are borrowed. NULL: said. */
struct package *package_open(
        struct arena *arena, struct diag *diag, const char *file, const char *bytes, size_t length);
/* Accepts NULL. */
void package_close(struct package *package);
/*
 * The root element of a part, "xl/workbook.xml", borrowed until the package is closed. NULL: it is
 * not there, or (said) no XML that may be read.
 */
const struct _xmlNode *package_part(struct package *package, const char *name);

#endif
