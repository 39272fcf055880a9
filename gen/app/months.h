/*
 * Months: which a night looks at, and what day it is at the office.
 *
 * A month is looked at from the day it begins, when it has a folder of submissions. What else lies
 * in input/submissions would never be read by anybody: it is said. Reads no submission.
 */
#ifndef APP_MONTHS_H
#define APP_MONTHS_H

#include "app/run.h"

/*
 * Today: --today, or the clock at the offset from UTC of the newest month's catalogue, as its last
 * night remembers it or as the catalogue says. False (said): which months there are cannot be told,
 * and the day is that of UTC.
 */
MUST_USE bool months_today(struct run *run, struct date *out);
/*
 * Sorted. What is said is for a person: folders of no month, of months to come.
 * False (said), as above: what lies in input/submissions cannot be told.
 */
MUST_USE bool months_begun(struct run *run, struct date today, struct periods *out);

#endif
