/* What a night comes to, in one line for who watches or has something to do. */
#ifndef APP_NIGHT_SUMMARY_H
#define APP_NIGHT_SUMMARY_H

#include "press/telling/runlog.h"

struct night_summary {
	const char *today; /* 2020-06-08 */
	const struct runlog_outcome *outcomes;
	size_t count;
};

/* Nothing where there is nothing to tell and nobody watches; `notes` only to who does. */
void night_summary_tell(
        struct run *run, const struct diag *notes, const struct night_summary *summary);

#endif
