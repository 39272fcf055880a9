/*
 * A file laid over a month's arrivals: what would be there, had it been copied into the folder now.
 *
 * Owns where it stands among the others, and that it takes the place of one of its name. Reads
 * nothing, judges nothing.
 */
#ifndef FIGURES_INTAKE_LAID_H
#define FIGURES_INTAKE_LAID_H

#include "figures/intake/arrivals.h"

/* Bytes have a NUL behind them; all is borrowed. */
struct laid_file {
	const char *file; /* its path, as it is to be shown */
	const char *bytes;
	size_t length;
};

/*
 * The arrivals (open, or of an absent folder) with the file among them, *at its index. In the
 * arena; the others are borrowed. A folder that could not be read stays so, and *at is then the
 * count.
 */
const struct arrivals *laid_over(struct arena *arena, const struct arrivals *there,
        const struct laid_file *laid, size_t *at);

#endif
