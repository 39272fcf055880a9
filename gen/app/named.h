/* Units as they are named on the command line. */
#ifndef APP_NAMED_H
#define APP_NAMED_H

#include "press/month/month.h"

/* By name, alias or formal name; NULL (said, with the nearest one there is). */
const struct unit *named_unit(struct run *run, const struct catalogue *catalogue, const char *name);

#endif
