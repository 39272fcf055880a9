/* What was said, as it is written down for clerks and machines: receipts, run.json. */
#ifndef PRESS_TELLING_TOLD_H
#define PRESS_TELLING_TOLD_H

#include "base/json_out.h"
#include "diag/diag.h"

/* 第12行第5列, leaving out what is unknown; "" for a whole file. */
char *told_line(struct arena *arena, struct place place);
/* {"code": …, "severity": …, "file": …, "line": 12, "column": 5, "pointer": …, "text": Chinese} */
void told_add(struct json_out *json, const struct record *record);
/* Records of one voice, [first, last); `diag` may be NULL when there are none. */
struct told_range {
	const struct diag *diag;
	size_t first, last;
};
/* All of one severity as an array of told_add's objects, a line each. */
void told_add_array(
        struct json_out *json, const char *key, struct told_range range, enum severity severity);

#endif
