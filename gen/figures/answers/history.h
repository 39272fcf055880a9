/*
 * History: what one unit has reported month by month, of all its figures or of one indicator.
 *
 * Owns which reports, figures and remarks belong to a month. How it is set out is press/telling's.
 * Everything lives in one arena; strings are never NULL.
 */
#ifndef FIGURES_ANSWERS_HISTORY_H
#define FIGURES_ANSWERS_HISTORY_H

#include "figures/answers/account.h"

/* Heights that a figure can have beside the highest of the year. */
#define HISTORY_HEIGHTS 8

/* One file of the unit's. Of a refused one, revision is 0 and what it says "". */
struct history_report {
	const char *file;
	const char *digest; /* SHA-256, hexadecimal */
	const char *state, *word;
	int revision;
	const char *submitted; /* 2020-06-05 */
	const char *reason;
};

/* What is to be known of a figure beside its value. */
struct history_remark {
	const char *id;   /* of the indicator */
	const char *kind; /* "before" "rejected" "corrects" "confirms" "withdrawn" */
	const char *text;
};

/* A figure of the month, "" for none. */
struct history_figure {
	const struct indicator *indicator;
	const char *value; /* as a table has it, "78.0%" "13280" */
	const char *
	        words; /* with its measure: "13280批次", "733/940（78.0%）"; or why there is none */
	const char *change; /* since the month before: "+2945", "-1.2个百分点" */
	struct account_source source;
	int height; /* 1 … HISTORY_HEIGHTS of the year's highest; 0: none */
};

/* Invariant: `figures` are those of the history's indicators, one each, in its order. */
struct history_month {
	struct period period;
	const char *state, *word; /* of the unit's report */
	size_t due, given;        /* figures */
	const struct history_report *reports;
	size_t report_count;
	const struct history_report *counted; /* one of them; NULL: none */
	const struct history_figure *figures;
	const struct history_remark *remarks;
	size_t remark_count;
};

/* Invariant: months are January … the ledger's period. */
struct history {
	struct arena *arena;
	const struct unit *unit;
	const struct indicator *const *indicators;
	size_t indicator_count;
	const struct history_month *months;
	size_t month_count;
};

/*
 * Of the indicators that the unit has a part in, or of one alone. False: it has none in it. The
 * ledger is borrowed.
 */
bool history_tell(struct arena *arena, const struct ledger *ledger, const struct unit *unit,
        const struct indicator *indicator, struct history *out);

#endif
