/*
 * Bounds, what their files share: one figure whose bounds are being worked out, and how one is put
 * down. For bounds*.c alone.
 */
#ifndef FIGURES_LEDGER_BOUNDS_PARTS_H
#define FIGURES_LEDGER_BOUNDS_PARTS_H

#include "figures/ledger/bounds.h"
#include "figures/ledger/doubts.h"

/* One figure whose bounds are being worked out. */
struct bounding {
	struct checks *checks;
	struct subject subject;
	enum value_kind kind;       /* in which the unit gives the figure */
	const struct value *before; /* that stands from the month before; NULL: none */
	const char *since;          /* "上月", "3月" */
	const char *was;            /* `before` as it is printed; "" for none */
	struct bound *list;
	size_t count, capacity;
	const struct indicator *const *asked; /* the figure's own */
};

/* "12.5" */
const char *bounds_plain(const struct bounding *bounding, struct decimal value);
/* A part of the figure itself. */
const char *bounds_own(const struct bounding *bounding, enum term_part part);
/* Puts a bound down, to be changed as long as no other is. */
struct bound *bounds_add(
        struct bounding *bounding, enum doubt_kind kind, const char *when, const char *words);
/* One of those of which the first asks. */
void bounds_add_motion(
        struct bounding *bounding, enum doubt_kind kind, const char *when, const char *words);
#endif
