/*
 * A workbook while libxlsxwriter writes it: the first error, what every cell looks like, the file.
 *
 * Owns beginning and ending it, its properties and the look that its tables share. Refuses to know
 * what stands in the cells (xlsx.h, entry_book.h). The library is called as workbook.h does.
 */
#ifndef PRESS_EXPORT_BOOK_H
#define PRESS_EXPORT_BOOK_H

#include "press/export/xlsx.h"

#include <xlsxwriter.h>

/* The paper of every sheet. */
#define BOOK_A4 9
/* 宋体 10: a line, and what is left above and below all lines, in points. */
#define BOOK_LINE_HEIGHT 14
#define BOOK_ROW_PADDING 5
/* What a cell keeps free beside its words, in halves of a Han character. */
#define BOOK_SIDE_PADDING 2

struct book {
	struct arena *arena; /* of the library's own copies; ends with the book */
	lxw_workbook *file;
	lxw_worksheet *sheet; /* the one that is being written */
	lxw_error error;      /* the first */
};

/* False: no memory; the book is closed then. */
bool book_open(struct book *book, const struct xlsx_order *order, const char *path);
/* Ends it, whole if there was no error. NULL, or what the library says of its failure. */
const char *book_close(struct book *book);
/* Keeps the first error. */
void book_keep(struct book *book, lxw_error error);
/* Begins a sheet; false: an error is kept. */
bool book_add_sheet(struct book *book, const char *name);

/* 宋体, in the middle of its height; NULL: an error is kept. */
lxw_format *book_format(struct book *book, enum lxw_format_alignments align);
/* The same of a cell of a table: with borders, its words wrapped. */
lxw_format *book_cell_format(struct book *book, enum lxw_format_alignments align);
void book_make_title(lxw_format *format);
void book_make_head(lxw_format *format);

/* In halves of a Han character. */
unsigned book_width(uint32_t codepoint);

#endif
