/*
 * Lengths, colours and small numbers as style sheets and templates write them.
 *
 * Owns the units; knows no element and says nothing. Everything is ASCII, exact to three decimals,
 * at most 10 m of paper; a string that is not wholly understood is refused.
 */
#ifndef PAPER_MARKUP_MEASURE_H
#define PAPER_MARKUP_MEASURE_H

#include "base/arena.h"
#include "base/length.h"

#include <stdbool.h>
#include <stdint.h>

struct color {
	uint8_t red, green, blue;
};

/* What em and ln stand for; 0: the unit is not possible here. */
struct measure_base {
	mpt em;
	mpt ln;
};

/* "156mm", "-0.21pt", "2em", "1ln", "0" */
bool measure_length(const char *string, struct measure_base base, mpt *out);
/* "0.25em" -> 250 with unit "em"; "50%" -> 50000 with unit "%"; unit "" for a bare number. */
bool measure_thousandths(const char *string, const char *unit, int *out);
/* "0.563" -> 563, "56.3%" -> 563; below 0 is 0, above 1 is 1000. */
bool measure_share(const char *string, int *out);
/* 0 … 1000000 */
bool measure_whole(const char *string, int *out);
/* "#d7000f", "#eee" */
bool measure_color(const char *string, struct color *out);
/* A length of mpt in whole millimetres, rounded up: "13". */
const char *measure_millimetres(struct arena *arena, int64_t length);

#endif
