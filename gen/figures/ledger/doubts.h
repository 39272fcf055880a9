/*
 * Doubts: what the checks share. One figure under examination, and how a doubt about it is put down
 * and said. Refuses to know what is doubtful.
 */
#ifndef FIGURES_LEDGER_DOUBTS_H
#define FIGURES_LEDGER_DOUBTS_H

#include "figures/ledger/amount.h"
#include "figures/ledger/ledger.h"

struct checks {
	struct arena *arena;
	struct diag *diag;
	const struct ledger *ledger;
	int month;
	struct doubt *doubts;
	size_t count;
	size_t capacity;
};

/* One figure under examination. */
struct subject {
	const struct unit *unit;
	const struct indicator *indicator;
	const struct cell *cell;
	const struct cell *before; /* last month's, or NULL in January */
};

/* Both sides of a doubt, formatted. */
struct sides {
	const char *found;
	const char *other;
};

/*
 * Puts a doubt down with the answer to it, if there is one, and says it: by the message of its kind
 * with `arguments` (ended by NULL), or, answered, as what it has become. `answer` is what the unit
 * itself confirms, "" for nothing; the office's own word comes before it.
 */
void doubts_put(struct checks *checks, struct doubt doubt, const char *answer,
        const char *const *arguments);
/* What says a doubt of the kind. */
enum message doubts_message(enum doubt_kind kind);
bool doubts_are_said_by(enum message message);
/* A doubt of somebody else, who has said it. */
void doubts_keep(struct checks *checks, const struct doubt *doubt);
/* `text` is the clause for print; the message of the kind says the same to the operator. */
void doubts_add(struct checks *checks, enum doubt_kind kind, const struct subject *subject,
        struct sides sides, const char *text);
/* The reason as written, without the full stop that would end the bulletin's sentence. */
const char *doubts_clause(struct checks *checks, const char *reason);
/* "12.5" */
const char *doubts_plain(struct checks *checks, struct decimal value);
/* "12.5万元" */
const char *doubts_measured(
        struct checks *checks, const struct indicator *indicator, struct decimal value);
/* This month's. */
const struct cell *doubts_cell(
        const struct checks *checks, const struct unit *unit, const struct indicator *indicator);

#endif
