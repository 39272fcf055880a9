/*
 * Tables of typed cells as a workbook (ECMA-376, Office Open XML), by libxlsxwriter (book.h).
 *
 * Owns how a table looks in a spreadsheet: title, head, widths, heights, number formats, lights,
 * paper. A figure is a number that is shown in the words that documents print; a text is never
 * computed. Refuses to know what the tables say. The library writes its parts through files below
 * TMPDIR and does not look whether they were written: whoever calls this looks (workbook.h).
 */
#ifndef PRESS_EXPORT_XLSX_H
#define PRESS_EXPORT_XLSX_H

#include "base/date.h"
#include "press/export/sheets.h"

/* Strings are never NULL. */
struct xlsx_order {
	const char *title;
	const char *author;
	struct date created; /* the only day that the file holds */
	const struct export_sheet *sheets;
	size_t sheet_count;
	const struct entry_sheet *entry; /* a form in place of sheets (entry_book.h); NULL: none */
};

/*
 * Writes the file; the same order gives the same bytes. NULL, or what the library says of its
 * failure, in English, which lives as long as the program.
 */
const char *xlsx_save(const struct xlsx_order *order, const char *path);
/* The cells that a whole sheet has in the file. */
size_t xlsx_cell_count(const struct export_sheet *sheet);

#endif
