/*
 * Sighted: on which night each report of a month was first seen, as far as facts tell it.
 *
 * Owns turning what the nights have kept (state/seen.h) into what a template may print. An issued
 * month has it from its manifest.
 */
#ifndef PRESS_MONTH_SIGHTED_H
#define PRESS_MONTH_SIGHTED_H

#include "figures/facts/facts.h"
#include "press/state/seen.h"

struct sighted {
	const struct facts_sighting *list;
	size_t count;
};

/* Tells facts what is known for sure, this night's included; in the arena. */
void sighted_tell(struct arena *arena, const struct sightings *sightings, struct facts *facts);
/* Of the nights before this run, in order of path. False (said): that cannot be told. */
MUST_USE bool sighted_read(struct arena *arena, struct diag *diag, const struct root *root,
        struct period period, struct sighted *out);

#endif
