/*
 * The published table: its title, its rows as tasks, and every word that stands outside of both.
 *
 * Owns merged cells that a spreadsheet leaves empty, heads printed again on each page, rows that
 * are a category's heading, and rows that go on with the task above. Knows no unit and no date.
 */
#ifndef FIGURES_PUBLISHED_PRINTED_TABLE_H
#define FIGURES_PUBLISHED_PRINTED_TABLE_H

#include "figures/published/heads.h"

#include <stdbool.h>

/* A cell of a column that no word of the head tells. */
struct printed_remark {
	const char *name; /* the head's */
	const char *text;
};

/* One task as it is printed; "" where a cell is empty. */
struct printed_entry {
	unsigned line;
	const char *cells[HEAD_KINDS]; /* HEAD_CATEGORY: filled down, as printed in its own row */
	struct printed_remark *remarks;
	size_t remark_count;
};

struct printed_table {
	const char
	        *title; /* one line, without blanks between Han characters; "" if there is none */
	const char *outside; /* all other words above and below the table, a line each */
	struct printed_entry *entries;
	size_t count;
};

/*
 * Reads bytes that a person saved: UTF-8, GB18030 or UTF-16; commas, tabs or semicolons between
 * cells, whichever makes a head of the most columns. All is in the arena. False: said.
 */
bool printed_table_read(struct arena *arena, struct diag *diag, const struct sheet_source *source,
        struct printed_table *out);

#endif
