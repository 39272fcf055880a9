/*
 * A sketch of a file that is refused: what can be made out of whose it is and when it was sent,
 * though its grammar may be broken.
 *
 * Decides who is told and what has replaced it; nothing of it enters a figure. Says nothing.
 */
#ifndef FIGURES_INTAKE_SKETCH_H
#define FIGURES_INTAKE_SKETCH_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct sketch {
	const char *unit; /* what stands behind the first "unit", "" for none */
	const char
	        *opening;  /* the first line of a text, at most SKETCH_OPENING bytes; "" for none */
	bool has_revision; /* a number stands behind the first "revision" */
	int revision;      /* 1 when none is written, as of any report */
	bool has_time;     /* "submitted_at" can be read */
	long long seconds; /* since 1970-01-01T00:00:00Z */
};

#define SKETCH_OPENING 300

/* `bytes` have a NUL behind them; what is no text has an empty sketch. */
struct sketch sketch_of(struct arena *arena, const char *bytes, size_t length);

#endif
