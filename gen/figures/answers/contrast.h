/*
 * Contrasts: in what two months, or two revisions of one, differ: statuses, figures, places of the
 * ranking, reports, texts.
 *
 * Both are compared as they are printed, task by task and unit by unit, by their names: what one of
 * them does not have is "" there. How it is set out is press/telling's. Strings are never NULL.
 */
#ifndef FIGURES_ANSWERS_CONTRAST_H
#define FIGURES_ANSWERS_CONTRAST_H

#include "figures/assess/assess.h"

enum contrast_kind {
	CONTRAST_TASK,   /* status of a task */
	CONTRAST_FIGURE, /* figure or status of an indicator */
	CONTRAST_RANK,   /* place of a district */
	CONTRAST_REPORT, /* how a unit has reported */
	CONTRAST_TEXT,   /* what a unit wrote on a task, and the office of the month */
	CONTRAST_TARGET, /* what was adjusted in the catalogue */
	CONTRAST_FILE,   /* a document that was made */
	CONTRAST_KINDS
};

/* Invariant: `was` and `is` differ, or the statuses do. */
struct contrast_item {
	enum contrast_kind kind;
	const char *id;    /* of a task or an indicator; of a document its file; "" */
	const char *title; /* what it is called; of a text which: 进展 问题 下一步 预计 */
	const char *unit;  /* "" for none */
	const char *was, *is;
	const char *change;                 /* of a figure, in its measure: "+33858"; "" */
	const char *status_was, *status_is; /* of a figure, as printed */
	int direction; /* of the status or place: 1 better, -1 worse, 0 neither */
};

struct contrast {
	struct arena *arena;
	struct contrast_item *items; /* by kind */
	size_t count, capacity;
	size_t compared[CONTRAST_KINDS]; /* how many of each kind were looked at */
};

struct contrast contrast_begin(struct arena *arena);
void contrast_add(struct contrast *contrast, const struct contrast_item *item);
size_t contrast_count(const struct contrast *contrast, enum contrast_kind kind);
/* Tasks, figures, places, reports and texts of two months; both are borrowed. */
void contrast_months(
        struct contrast *contrast, const struct assessment *before, const struct assessment *now);

#endif
