/*
 * Strays: folders beside those of the months that seem to be meant for one of them.
 *
 * Owns what a folder's name says of a month, though it is not of the form 2020-05. Reads nothing.
 */
#ifndef FIGURES_INTAKE_STRAYS_H
#define FIGURES_INTAKE_STRAYS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/file.h"

#include <stdbool.h>

/*
 * The month that a name means: 2020年5月, 202005, 2020.5, 2020年5月报送材料; 5月 in the year of
 * `near`. False: none, or it is the folder of a month already.
 */
bool strays_period(const char *name, struct period near, struct period *out);
/* The month that words mean by themselves, 2020-05 for 2020年5月; NULL: none, or it is so written.
 */
const char *strays_meant(struct arena *arena, const char *words);
/*
 * The name means this month among its siblings: one without a year means that of the latest year
 * that has a folder of such a month.
 */
bool strays_mean(const struct file_list *siblings, const char *name, struct period period);

#endif
