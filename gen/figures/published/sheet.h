/*
 * A sheet: cells parted by commas, tabs or semicolons, as a spreadsheet saves them (RFC 4180 and
 * the tab-separated form).
 *
 * Owns quotes, line ends and limits, and the place of every cell. Knows nothing of what stands in
 * the cells. A quotation mark that begins a cell and is closed in the middle of one belongs to the
 * words: "十四五"规划.
 */
#ifndef FIGURES_PUBLISHED_SHEET_H
#define FIGURES_PUBLISHED_SHEET_H

#include "base/arena.h"
#include "diag/diag.h"

#include <stddef.h>

#define SHEET_ROWS    20000
#define SHEET_COLUMNS 200
#define SHEET_CELL    ((size_t)64 << 10) /* bytes */

/* Text without the blanks around it; a line end within is one line feed. */
struct sheet_cell {
	const char *text;
	unsigned line;   /* 1-based, of its first character */
	unsigned column; /* of cells, 1-based */
};

struct sheet_row {
	struct sheet_cell *cells;
	size_t count;
	unsigned line;
};

/* Rows without any text are left out. */
struct sheet {
	struct sheet_row *rows;
	size_t count;
};

/* A file's bytes, NUL after them, and the name that messages give it. */
struct sheet_source {
	const char *file;
	const char *bytes;
	size_t length;
};

/*
 * The source is valid UTF-8. False: a limit or a quotation mark that is never closed, said with its
 * place in the file.
 */
bool sheet_read(struct arena *arena, struct diag *diag, const struct sheet_source *source,
        char separator, struct sheet *out);
/* The cell's words, "" where the row is shorter. */
const char *sheet_text(const struct sheet_row *row, size_t column);

#endif
