/*
 * The year's page, output/index.html: each month that has a page, in one line.
 *
 * Made from the months' glances (glance.h) alone, so that it costs a quiet night next to nothing,
 * and written only when it would read otherwise. The caller holds the lock.
 */
#ifndef PRESS_DESK_DESK_YEAR_H
#define PRESS_DESK_DESK_YEAR_H

#include "press/month/month.h"

/* False (said): something could not be read or written. */
bool desk_year_write(const struct run *run);

#endif
