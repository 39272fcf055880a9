/*
 * Promised: the day by which a unit says that a task will be done, read from its own few words.
 *
 * Owns the words that a date is wrapped in. Where two days could be meant there is none: nobody is
 * held to what he has not said.
 */
#ifndef FIGURES_INTAKE_PROMISED_H
#define FIGURES_INTAKE_PROMISED_H

#include "base/date.h"

#include <stdbool.h>

/*
 * The last day that 6月底前, 8月中旬, 2020年6月15日, 三季度, 年底前完成 leave. A month without a
 * year is of the year of `said`, or of the next one when it lies more than half a year back. False:
 * no day, or none for sure (6月前, 尽快, 6月至8月).
 */
bool promised_day(const char *words, struct period said, struct date *out);

#endif
