/*
 * Accounts: where one printed figure comes from, as a tree of lines with the real numbers in them.
 *
 * An account holds what is printed (the same words as the facts document), the steps of the
 * arithmetic in their order, and every report that the figure rests on, with its place. Owns the
 * shape and the growing of it; how it is set out for a person or a machine is press/telling's.
 * Everything lives in one arena; strings are never NULL.
 */
#ifndef FIGURES_ANSWERS_ACCOUNT_H
#define FIGURES_ANSWERS_ACCOUNT_H

#include "base/digest.h"
#include "figures/assess/assess.h"

/* One line of the arithmetic. */
struct account_step {
	const char *name;   /* ASCII, for machines: "take" "sum" "rate" … */
	const char *label;  /* 取数 合计 完成 … */
	const char *text;   /* "153020÷350000×100＝43.72" */
	const char *result; /* as printed: "43.7%"; "" for none */
	bool decides;       /* of a task: the indicator that decides its status */
};

/*
 * What one unit gave. Invariants: without a figure `place` is PLACE_NONE and revision 0; `digest`
 * is of the file that `place` names, "" when it is not known.
 */
struct account_source {
	const struct unit *unit;
	const char *state; /* "reported" "carried" "kept" "omitted" "not-reported" "optional" */
	const char *word;  /* of the state, "" for reported */
	const char *value; /* with its measure, both parts of a fraction: "733/940（78.0%）" */
	struct place place;
	const char *digest;    /* SHA-256 of the file, hexadecimal */
	struct period from;    /* the month it was reported for */
	int revision;          /* of the report that gave it */
	const char *submitted; /* 2020-06-03 */
	const char *reason;    /* of that revision */
	const char *before;    /* what an earlier revision said instead */
	const char *rejected;  /* what was reported this month and is not taken */
	const char *corrects;  /* reason given with the figure for a fall */
	const char *confirms;  /* reason given with the figure why it stands */
};

/* What is asked back about the figure; and the answer that was given, "" for none. */
struct account_doubt {
	const char *unit;
	const char *text;
	const char *answer;
	struct place place;
};

enum account_subject { ACCOUNT_INDICATOR, ACCOUNT_UNIT, ACCOUNT_TASK };

/*
 * Invariants: what a subject does not have is "": a unit's figure has neither pace nor status, a
 * task no value.
 */
struct account {
	struct arena *arena;
	enum account_subject subject;
	struct period period;
	const char *id; /* "8.2"; of a task its number */
	const char *title;
	const char *unit;  /* of a unit's figure its name */
	const char *state; /* "given" "carried" … as facts have it */
	const char *value; /* with its measure */
	const char *rate, *pace, *gap;
	const char *status, *word, *light;
	struct account_step *steps;
	size_t step_count, step_capacity;
	struct account_source *sources;
	size_t source_count, source_capacity;
	struct account_doubt *doubts;
	size_t doubt_count, doubt_capacity;
};

struct account account_begin(
        struct arena *arena, enum account_subject subject, const struct assessment *assessment);
void account_add_step(struct account *answer, const struct account_step *step);
void account_add_source(struct account *answer, const struct account_source *source);
/* The doubts of the month about an indicator; of one unit alone, or of all for NULL. */
void account_add_doubts(struct account *answer, const struct assessment *assessment,
        const struct indicator *indicator, const struct unit *unit);

#endif
