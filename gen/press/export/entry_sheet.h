/*
 * A form as a table of rows, for a spreadsheet: what is asked, and cells to be filled in.
 *
 * Owns the rows and the keys by which a filled-in sheet is understood again (press/intray). The
 * first cell of the hidden column holds the identity, "minsheng form 1 2020-05 2 某局": month,
 * revision, unit. Refuses to know how a sheet looks.
 *
 * Keys: "reason" "reporter" "approver" "phone"; of a figure "8.2", of a fraction its parts
 * "2.2/numerator" and "2.2/denominator", and "2.2" where it may be given as one number instead; of
 * a task's texts "task 8/progress" and so on.
 */
#ifndef PRESS_EXPORT_ENTRY_SHEET_H
#define PRESS_EXPORT_ENTRY_SHEET_H

#include "base/arena.h"
#include "press/export/form.h"

#define ENTRY_IDENTITY "minsheng form 1 "
/* Of a form that asks only for what is wanted still: its rows are some of those. */
#define ENTRY_WANTING  "minsheng wanting 1 "
#define ENTRY_YES      "是"
#define ENTRY_NO       "否"
#define ENTRY_NO_STAGE "尚未启动"

enum entry_kind {
	ENTRY_HEAD,   /* of a task: nothing to fill in */
	ENTRY_FIGURE, /* a number as it is written */
	ENTRY_CHOICE, /* one of `choices` */
	ENTRY_WORDS,
};

/* Columns, from A. */
enum entry_column {
	ENTRY_NUMBER,
	ENTRY_NAME,
	ENTRY_MEASURE,
	ENTRY_WANTED,
	ENTRY_LAST,
	ENTRY_VALUE,    /* to be filled in, as the next two */
	ENTRY_CORRECTS, /* why a figure is smaller than before */
	ENTRY_CONFIRMS, /* why it is right all the same */
	ENTRY_KEY,      /* hidden */
	ENTRY_COLUMNS
};
/* Title, note and head stand above the first row. */
#define ENTRY_FIRST_ROW 3

/* Strings are never NULL. Invariant: only a head has no key, only a choice has choices. */
struct entry_row {
	enum entry_kind kind;
	const char *key;
	const char *number, *name, *measure, *wanted, *last;
	const char *value, *corrects, *confirms; /* as reported already; "" */
	bool has_reasons;                        /* corrects and confirms can be filled in */
	const char *const *choices;
	size_t choice_count;
};

struct entry_sheet {
	const char *title, *note, *identity;
	const struct entry_row *rows;
	size_t count;
};

/* In the form's arena. */
struct entry_sheet entry_sheet_of(const struct form *form);

#endif
