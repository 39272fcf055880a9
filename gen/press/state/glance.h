/*
 * The glance: a month in some numbers, for the page of the year, and what its documents are called.
 *
 * output/<period>/.glance, published with the month's page. A document that is made once and stays
 * tells its title and pages only when it is made: the next page of the month has them from here. A
 * record that is damaged is none: the month is then missing on the year's page until it is made
 * anew.
 */
#ifndef PRESS_STATE_GLANCE_H
#define PRESS_STATE_GLANCE_H

#include "base/common.h"
#include "base/root.h"
#include "press/state/publish.h"

struct glance_document {
	const char *file;  /* below output/<period>/ */
	const char *title; /* "" for none */
	size_t pages;      /* 0: has none, or not known */
};

/* Strings are never NULL and hold neither tab nor line feed. */
struct glance {
	const char *title;                                /* of the catalogue */
	int revision;                                     /* that the month is issued as, 0: open */
	size_t expected, on_time, late, refused, missing; /* reports */
	size_t green, yellow, red, unlit;                 /* tasks */
	size_t doubts;
	const struct glance_document *documents;
	size_t document_count;
};

/* *out is NULL when there is none that can be used. False (said): that cannot be told. */
MUST_USE bool glance_read(struct arena *arena, struct diag *diag, const struct root *root,
        struct period period, const struct glance **out);
bool glance_stage(const struct glance *glance, struct publication *publication);
/* NULL: the document is not known; the glance may be NULL. */
const struct glance_document *glance_lookup(const struct glance *glance, const char *file);

#endif
