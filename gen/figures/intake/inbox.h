/*
 * The inbox: every submission of one month's folder, sorted out.
 *
 * Owns refusing what cannot be used, and choosing, for each unit, the latest accepted revision
 * received by the cut, with what it leaves out as earlier ones gave it (chain.h). Reads no file:
 * that is arrivals.h's. Identity is in the content, never in the file name; a name that says
 * another unit than the content refuses the file. Refused and superseded files are kept in the
 * list, never in a figure.
 */
#ifndef FIGURES_INTAKE_INBOX_H
#define FIGURES_INTAKE_INBOX_H

#include "base/common.h"
#include "figures/intake/answers.h"
#include "figures/intake/arrivals.h"
#include "figures/intake/office_words.h"
#include "figures/intake/submission.h"

enum entry_state {
	ENTRY_ACCEPTED,   /* the one that counts */
	ENTRY_SUPERSEDED, /* a later revision was accepted */
	ENTRY_COPY,       /* says what another file says, which is none */
	ENTRY_REFUSED,    /* has faults, or is no report */
	ENTRY_REPLACED, /* likewise, but an accepted one of its unit came later: nobody is asked */
	ENTRY_TOO_LATE, /* received after the cut: reported, never mixed in */
};

/*
 * Invariants: `submission` is NULL exactly for a refused or replaced file, and for a copy in a
 * folder within; first_record <= last_record, both of the diag that the inbox was read with.
 */
struct inbox_entry {
	const struct arrival *arrival; /* the bytes; NULL in a world made by hand */
	const char *file;              /* its path, fit to be printed */
	enum entry_state state;
	const struct submission *submission; /* NULL when refused */
	const struct unit *unit; /* also for a refused file when its content tells; or NULL */
	/*
	 * Another unit, of a refused file, that its name or a misspelt unit seems to mean: it is
	 * told too, and is not called missing. Or NULL.
	 */
	const struct unit *guess;
	struct digest digest; /* of the raw bytes; zero when unreadable */
	size_t first_record;  /* its messages in the inbox's voice: [first, last) */
	size_t last_record;
};

/* On time, late (after due, by the cut), refused (only a refused or unread file), or nothing. */
enum report_state {
	REPORT_ON_TIME,
	REPORT_LATE,
	REPORT_REFUSED,
	REPORT_MISSING,
	REPORT_NOT_OWED, /* assessed: of a unit that only helps, or has no task; an inbox says
	                    missing */
};

/*
 * Invariants: `accepted` and `states` have an entry for each unit that the catalogue knows; a unit
 * with an accepted submission is on time or late; the submissions are of the inbox's period, and
 * the unit's own or, before it was there, of one that it took over from.
 */
struct inbox {
	struct period period;
	const struct diag *said;           /* the voice that heard it all; borrowed */
	const struct inbox_entry *entries; /* in file order */
	size_t entry_count;
	/* By unit index: what counts of the unit's reports (chain.h) or NULL, and the state. */
	const struct submission *const *accepted;
	const enum report_state *states;
	const int *next_revisions;        /* by unit index: that a further report can have */
	const struct answers *answers;    /* the office's; never NULL */
	const struct office_words *words; /* the office's; never NULL */
	bool any_sample;                  /* some accepted submission has "sample": true */
};

struct inbox_source {
	const struct arrivals *arrivals;
	/* The month was issued and opened again: for its next revision no report is too late. */
	bool reopened;
	const struct ink *ink;             /* what can be printed of their texts; may be NULL */
	const struct office_file *answers; /* NULL: there are none */
	const struct office_file *words;   /* NULL: there are none */
};

/*
 * Judge a month's arrivals, which are open; a missing folder is an empty inbox with a message. Two
 * accepted files of one unit with the same revision that say the same count once, others are both
 * refused, named to each other; a revision that skips backward is superseded. All that lies there
 * and was not read is an entry that is refused. Never NULL; the arrivals and the voice must outlive
 * it.
 */
const struct inbox *inbox_read(struct arena *arena, struct diag *diag,
        const struct catalogue *catalogue, const struct inbox_source *source, struct period period);
/* The file is told in the receipt of the unit, or, for NULL, in that of nobody known. */
bool inbox_concerns(const struct inbox_entry *entry, const struct unit *unit);
/* All that is there was read: what failed to be read is neither refused nor absent, but unknown. */
MUST_USE bool inbox_is_whole(const struct inbox *inbox);

#endif
