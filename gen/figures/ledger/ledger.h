/*
 * The ledger: who reported what for when, each figure with its place of origin.
 *
 * A cell for each unit x indicator x month of the year up to the period. Owns keeping 不涉及,
 * 未报送, 未填 and 0 apart, and carrying the last accepted value over a missing month. Refuses to
 * judge: pace and status belong to assess/.
 */
#ifndef FIGURES_LEDGER_LEDGER_H
#define FIGURES_LEDGER_LEDGER_H

#include "figures/intake/inbox.h"

enum cell_state {
	CELL_NOT_CONCERNED, /* 不涉及: the unit has no duty for this indicator */
	CELL_OPTIONAL,      /* may report for information (other duty units), did not */
	CELL_NOT_REPORTED,  /* 未报送: nothing accepted this month, nothing to carry */
	CELL_OMITTED, /* 未填: a report was accepted but lacks this figure; nothing to carry */
	CELL_CARRIED, /* （上月数）: value of an earlier month stands in */
	CELL_KEPT,    /* a fall without 更正: the previous value is kept */
	CELL_REPORTED,
};

/*
 * Invariants: `value` is set exactly for CELL_CARRIED, CELL_KEPT and CELL_REPORTED, `rejected`
 * exactly for CELL_KEPT; `from` is this month for CELL_REPORTED and an earlier one for the other
 * two. Values belong to their submissions.
 */
struct cell {
	enum cell_state state;
	const struct value *value;    /* NULL for the first four states */
	struct period from;           /* month the value was reported for */
	const struct value *rejected; /* CELL_KEPT: the fallen value as reported; else NULL */
	const struct submission *submission; /* this month's accepted one, or NULL */
};

enum doubt_kind {
	DOUBT_FALL,         /* cumulative figure fell without correction */
	DOUBT_CORRECTED,    /* fell with a reason: told, not doubted */
	DOUBT_DISAGREE,     /* lead's total against the districts' figure: 口径不一致 */
	DOUBT_INFORMED,     /* another duty unit's figure differs from the lead's */
	DOUBT_JUMP,         /* > jump_factor x average monthly pace */
	DOUBT_EXCESS,       /* > excess_percent of the target */
	DOUBT_BASE_MOVED,   /* denominator of a fraction changed since last month */
	DOUBT_BASE_OTHER,   /* denominator differs from denominator_indicator's value */
	DOUBT_OVER_WHOLE,   /* numerator > denominator of a % ratio */
	DOUBT_OVER_HUNDRED, /* a share given as one number is more than its whole */
	DOUBT_SUB_COUNT,    /* a related fraction with the same base is smaller than its part (11.2
	                       < 11.1) */
	DOUBT_NO_BASE,      /* denominator 0 */
	DOUBT_INEXACT,      /* the districts' figures have too many digits for an exact sum */
	DOUBT_SLIP,         /* about a power of ten times last month's held figure, or part of it */
	DOUBT_FELL_BACK,    /* a held figure is less than last month's */
	DOUBT_LEAP,         /* a held figure moved by more than the rules let it */
	DOUBT_UNDONE,       /* what was done is not any more */
	DOUBT_BASE_LOST,    /* denominator 0 where there was one */
	DOUBT_WHOLE_TARGET, /* one district reaches the target of all at once */
	DOUBT_APART,        /* a district's standard is far from the others' */
	DOUBT_RELATION,     /* figures are to each other what the catalogue says they are not */
	DOUBT_CALENDAR,     /* the holidays that are listed end before reports are due */
	DOUBT_PARTS,        /* the districts' targets do not come to the target */
	DOUBT_EARLY,        /* a report is dated before the month's end */
	DOUBT_REPEATED,  /* a report says what last month's said, word for word or figure by figure
	                  */
	DOUBT_LEFT_OUT,  /* a correction does not name figures that it was sent before: kept */
	DOUBT_WITHDRAWN, /* a figure was taken back on purpose: told, not doubted */
	DOUBT_LETTERS,   /* a text has characters that cannot be printed */
	DOUBT_COUNT,
};

/*
 * One thing to ask back; also said through diag as a SEVERITY_DOUBT. Invariants: no pointer is
 * NULL but those of DOUBT_LETTERS and those of a whole report, of no indicator, and the former of
 * no unit when it is of the catalogue; `found` is never empty, `other` may be.
 */
struct doubt {
	enum doubt_kind kind;
	const struct unit *unit;
	const struct indicator *indicator;
	const char *task;   /* its number; "": of none */
	const char *text;   /* Chinese, one clause, figures included */
	const char *found;  /* the figure in question, formatted */
	const char *other;  /* what it is held against */
	const char *answer; /* why it stands all the same, "" as long as nobody has said so */
	bool is_by_office;  /* the answer; else it is the unit's own */
	struct place place;
};

/* Something is to be found out: it is no mere remark, and nobody has answered. */
bool doubt_is_asked(const struct doubt *doubt);

/*
 * Invariants: month_count == period.month; every inbox is of the period's year; slots and cells are
 * complete: each unit has a cell for each indicator in each month. Belongs to the arena it was
 * filled in; only `doubts` is set afterwards, by checks_run, once.
 */
struct ledger {
	const struct catalogue *catalogue;
	struct period period;
	/* Inboxes of January … period, index month - 1. */
	const struct inbox *const *inboxes;
	size_t month_count;
	int first_month; /* the first in which anybody reported; the period's when nobody did */
	/*
	 * [unit][indicator]: the slot of a pair in each month's cells. Pairs without a part in each
	 * other share their unit's, whose number is the unit's index.
	 */
	const uint32_t *slots;
	size_t slot_count;
	const struct cell *cells;   /* [month][slot] */
	const struct doubt *doubts; /* of the period's month, in catalogue order */
	size_t doubt_count;
	bool sample;
};

/*
 * The ledger of inboxes that were read already: January … period, index month - 1. The cells are
 * filled, no check is run.
 */
struct ledger *ledger_fill(struct arena *arena, const struct catalogue *catalogue,
        const struct inbox *const *inboxes, struct period period);
/*
 * Was the month reported: is it a period of the catalogue, and not before the first in which
 * anybody reported? Months that were not are no one's fault, and nothing is held against them.
 */
bool ledger_is_reported(const struct ledger *ledger, int month);
/* The month that was reported before, 0 when there is none. */
int ledger_before(const struct ledger *ledger, int month);
/* 上月, or 3月 when that is longer ago: how a month is called in another. */
const char *ledger_month_word(struct arena *arena, int month, int earlier);
/* What came for the period itself. */
const struct inbox *ledger_inbox(const struct ledger *ledger);
const struct cell *ledger_cell(const struct ledger *ledger, int month, const struct unit *unit,
        const struct indicator *indicator);
/* What a unit wrote on a task in a month, or NULL. */
const struct task_report *ledger_report(
        const struct ledger *ledger, int month, const struct unit *unit, const struct task *task);

#endif
