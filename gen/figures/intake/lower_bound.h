/*
 * A figure of which only the least is known, as it is typed into a form: 92%以上, 1200以上.
 *
 * Owns reading exactly a number, the indicator's measure or nothing, and 以上. Whatever is vaguer
 * (约, 左右, 多) is none, and no figure either. Refuses to know which indicator may have one:
 * intake does.
 */
#ifndef FIGURES_INTAKE_LOWER_BOUND_H
#define FIGURES_INTAKE_LOWER_BOUND_H

#include "base/arena.h"
#include "base/decimal.h"

struct lower_bound {
	struct decimal number; /* normalised, not negative */
	const char *words;     /* as documents print it, with its measure: 92%以上 */
};

/*
 * `measure` is the indicator's, or "". The number is read as decimal_parse reads it, but for
 * exponents. False: the text is no lower bound, and *out is untouched. The words are in the arena.
 */
bool lower_bound_read(
        struct arena *arena, const char *text, const char *measure, struct lower_bound *out);

#endif
