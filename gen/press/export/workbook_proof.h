/*
 * Is a workbook whole? Its parts are read again: each ends as it began, and the sheets hold as many
 * cells as were written. The only user of libzip in this wing.
 */
#ifndef PRESS_EXPORT_WORKBOOK_PROOF_H
#define PRESS_EXPORT_WORKBOOK_PROOF_H

#include "base/text.h"
#include "press/export/xlsx.h"

/* NULL, or what is not whole, "xl/worksheets/sheet1.xml"; in the arena. */
const char *workbook_proof(
        struct arena *arena, const struct xlsx_order *order, const struct text *bytes);

#endif
