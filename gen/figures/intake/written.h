/*
 * Written: months, days and numbers of indicators as people write them, where only one thing can be
 * meant. Says nothing: whoever asks tells what was read.
 */
#ifndef FIGURES_INTAKE_WRITTEN_H
#define FIGURES_INTAKE_WRITTEN_H

#include "base/arena.h"
#include "base/date.h"

#include <stdbool.h>

/* 2020年5月, 2020/5, 202005, ２０２０－０５, and 5月 in the year of `near`. False: none of these.
 */
bool written_period(const char *text, struct period near, struct period *out);
/*
 * 2020年6月2日, 2020/6/2 15:09, 2020.6.2, 20200602, with a time of day that is left out; and
 * 6月2日, *certain being false then: the first such day since `near` began. False: none of these,
 * or no day that there is.
 */
bool written_day(const char *text, struct period near, struct date *out, bool *certain);
/* Written as a day or month, but there is none: 9月31日, 13月底前. */
bool written_is_no_day(const char *text, struct period near);
/*
 * The number of an indicator or task in plain digits and points: "10．3 " is 10.3. *certain is
 * false where more than widths and blanks was changed: 10-3, 10.03, 指标10.3. NULL: it is none.
 */
const char *written_id(struct arena *arena, const char *text, bool *certain);

#endif
