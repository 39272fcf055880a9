/*
 * One cause, one line: what was said in the same words of many places.
 *
 * Owns the counting. Refuses to know what a message means.
 */
#ifndef DIAG_ALIKE_H
#define DIAG_ALIKE_H

#include "diag/diag.h"

/* Of so many in the same words each is said for itself. */
#define ALIKE_MOST 3

/*
 * Says again what `aside` has recorded, in its order, and frees it. Where more than ALIKE_MOST
 * records of one file differ in their places alone, the first stands for all, and says how many
 * there are and in which lines the first ones.
 */
void alike_pour(struct diag *diag, struct diag *aside);

#endif
