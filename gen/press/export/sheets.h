/*
 * A month as tables of typed cells: progress, districts side by side, ranks, reports, notes.
 *
 * Owns which columns a summary has and what stands in each. Every figure is the one that documents
 * print, taken from the facts with its words: 99.96% is 99.9 here as there. Refuses to know how a
 * table is written down (csv.h, workbook.h).
 */
#ifndef PRESS_EXPORT_SHEETS_H
#define PRESS_EXPORT_SHEETS_H

#include "base/arena.h"
#include "figures/facts/facts.h"

enum export_type {
	EXPORT_TEXT,   /* never a number, whatever it looks like: 15.10 */
	EXPORT_FIGURE, /* a number where one stands, else the word for it */
	EXPORT_DAY,    /* 2020-05-31 */
	EXPORT_STATUS, /* a text that is coloured by the row's light */
};

/* Strings are never NULL. */
struct export_column {
	const char *group;   /* what is printed over it and its neighbours, "" */
	const char *title;   /* 完成率 */
	const char *measure; /* of all its figures, 百分点; "" where it is each row's own */
	const char *zero;    /* the word that is printed for 0, 持平, or "" */
	unsigned width;      /* in halves of a Han character */
	enum export_type type;
};

/* As it is printed, ≥75%, and the digits of it alone, 75, "" where it is no number. */
struct export_cell {
	const char *words;
	const char *number;
};

/*
 * Invariant: `cells` has column_count cells a row. What lies behind the printed columns is there
 * to be computed with.
 */
struct export_sheet {
	const char *name; /* 进展 */
	const char *title;
	const char *subtitle;
	struct export_column *columns;
	size_t column_count;
	const struct export_cell *cells; /* row by row */
	size_t row_count;
	size_t frozen;  /* columns that stay in view */
	size_t printed; /* columns that go on paper */
};

/* Has the facts built of what the tables name; to be called before any of those below. */
void sheets_ask(struct facts *facts);
/* A row an indicator; `beside`: the districts' figures behind it. All lives in the arena. */
struct export_sheet sheets_progress(struct arena *arena, struct facts *facts, bool beside);
/* A row an indicator, a column a district. */
struct export_sheet sheets_matrix(struct arena *arena, struct facts *facts);
struct export_sheet sheets_ranks(struct arena *arena, struct facts *facts);
struct export_sheet sheets_reports(struct arena *arena, struct facts *facts);
/* What the month is, and how the tables are to be read: two columns. */
struct export_sheet sheets_notes(struct arena *arena, struct facts *facts);

/* The digits of a printed figure, "-0.1" of −0.1 and "75" of ≥75%; "" when it is no one number. */
const char *sheets_digits(struct arena *arena, const char *words, const char *measure);

#endif
