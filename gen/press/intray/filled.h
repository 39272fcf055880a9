/*
 * A filled-in form as a report in JSON, as intake reads it.
 *
 * Owns which cell becomes which value, and the cells that nobody can take over: a formula, a number
 * that is shown as another, a merged cell. Guesses nothing: words that are no number go into the
 * report as they stand, and intake judges them. Refuses to know workbooks.
 */
#ifndef PRESS_INTRAY_FILLED_H
#define PRESS_INTRAY_FILLED_H

#include "base/text.h"
#include "press/intray/filled_grid.h"

/* What the hidden first cell says. */
struct filled_identity {
	struct period period;
	int revision;
	const char *unit;
};

/* False: it says none. */
bool filled_identity_of(const struct filled_grid *sheet, struct filled_identity *out);

struct filled {
	struct diag *diag;
	const char *file; /* as it is to be shown */
	const struct filled_grid *sheet;
	const struct form *form; /* what would be asked now */
	const char *submitted_at;
};

/*
 * Appends the report. False (said, all at once): rows are not those that are asked, a cell cannot
 * be taken over, or nothing was filled in.
 */
bool filled_report(const struct filled *filled, struct text *out);

#endif
