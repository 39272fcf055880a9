/*
 * A form as a workbook: one sheet, in which only the cells that are asked can be filled in.
 *
 * Owns how it looks, what is locked and which choices a cell offers. Cells to be filled in are
 * text, so that what is typed arrives as typed: 6/6 is no date and 91.4% no 0.914. A user of
 * libxlsxwriter: call it as workbook.h does.
 */
#ifndef PRESS_EXPORT_ENTRY_BOOK_H
#define PRESS_EXPORT_ENTRY_BOOK_H

#include "press/export/entry_sheet.h"
#include "press/export/xlsx.h"

/* As xlsx_save, of order->entry. */
const char *entry_book_save(const struct xlsx_order *order, const char *path);
/* The cells that the whole sheet has in the file. */
size_t entry_book_cell_count(const struct entry_sheet *sheet);

#endif
