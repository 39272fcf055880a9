/*
 * A table as CSV: RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read Chinese.
 *
 * Owns quoting, and what keeps a spreadsheet from taking a text for something else. Refuses to know
 * what the table says.
 */
#ifndef PRESS_EXPORT_CSV_H
#define PRESS_EXPORT_CSV_H

#include "base/text.h"
#include "press/export/sheets.h"

/*
 * Appends the head, a line, and the rows. A figure is its digits, in the measure of its row or of
 * its head; a text that a spreadsheet would compute (=1+1) or change (15.10, 007, 1-2) begins with
 * ', and so does one that begins with ' by itself: who takes one ' away has every text as it was.
 * Numbers and days are never touched.
 */
void csv_write(const struct export_sheet *sheet, struct text *out);

#endif
