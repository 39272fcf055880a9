/*
 * A workbook as bytes, whole or not at all.
 *
 * Owns the care that libxlsxwriter needs: it falls over where there is no memory, and does not
 * look whether the files that it writes its parts through took what it wrote (TMPDIR may be
 * full). It works in a process of its own, and what it hands back is read again. Refuses to know
 * what the tables say and how they look (xlsx.h).
 */
#ifndef PRESS_EXPORT_WORKBOOK_H
#define PRESS_EXPORT_WORKBOOK_H

#include "base/text.h"
#include "diag/diag.h"
#include "press/export/xlsx.h"

/* Appends the file; false (said, with the name of the file): it could not be made. */
bool workbook_write(
        struct diag *diag, const char *file, const struct xlsx_order *order, struct text *out);

#endif
