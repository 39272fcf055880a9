/* What was said, as it is written down for clerks and machines: receipts, run.json. */
#ifndef PRESS_TELLING_TOLD_H
#define PRESS_TELLING_TOLD_H

#include "base/digest.h"
#include "base/text.h"
#include "diag/diag.h"

/* 第12行第5列（/tasks/0/values/2.1）, leaving out what is unknown; "" for a whole file. */
char *told_place(struct arena *arena, struct place place);
/* {"code": …, "severity": …, "file": …, "line": 12, "column": 5, "pointer": …, "text": Chinese} */
void told_add(struct text *out, const struct record *record);
/* All records of one severity as a JSON array, a line each, behind `indent` blanks. */
struct told_range {
	const struct diag *diag;
	size_t first, last; /* [first, last) */
};
void told_add_array(
        struct text *out, struct told_range range, enum severity severity, const char *indent);
/* "name": "value" */
void told_add_pair(struct text *out, const char *name, const char *value);
/* "sha256": "…" */
void told_add_digest(struct text *out, const struct digest *digest);

#endif
