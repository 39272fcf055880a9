/*
 * The cells of a filled-in form: what stands in each, in words, whatever program saved it.
 *
 * Owns the ways in which Excel, WPS, LibreOffice and openpyxl write a cell (ECMA-376 part 1, 18.3):
 * shared and inline strings, numbers with or without a format, dates. A number comes back with the
 * 15 digits that a spreadsheet keeps, so that 1.1000000000000001 is 1.1. Refuses to know what cells
 * mean.
 */
#ifndef PRESS_INTRAY_FILLED_GRID_H
#define PRESS_INTRAY_FILLED_GRID_H

#include "press/export/entry_sheet.h"
#include "press/intray/package.h"

#define GRID_ROWS 20000

enum filled_kind {
	GRID_EMPTY,
	GRID_WORDS,
	GRID_NUMBER, /* a plain decimal */
	GRID_DAY,    /* a number that is shown as a date: 2020年9月30日 */
	GRID_YES_NO, /* "1" or "0" */
	/* What nobody can take over as it stands. */
	GRID_PERCENT, /* a number that is shown as another */
	GRID_FORMULA,
	GRID_ERROR, /* #REF! and its like */
	GRID_LONG,  /* more digits than a spreadsheet keeps */
	GRID_MERGED,
};

/* Invariant: words are never NULL, "" of GRID_EMPTY. */
struct filled_cell {
	enum filled_kind kind;
	const char *words;
};

struct filled_grid {
	struct filled_cell (*rows)[ENTRY_COLUMNS];
	size_t count, capacity;
};

/*
 * The sheet whose hidden first cell says that it is a form of ours, and of it the columns of one.
 * False (said): there is none, or one of the parts cannot be read.
 */
bool filled_grid_read(struct arena *arena, struct diag *diag, const char *file,
        struct package *package, struct filled_grid *out);

#endif
