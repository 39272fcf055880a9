/*
 * What submission.c and submission_value.c share; nobody else includes it.
 */
#ifndef FIGURES_INTAKE_SUBMISSION_PARTS_H
#define FIGURES_INTAKE_SUBMISSION_PARTS_H

#include "figures/intake/submission.h"
#include "figures/json/fields.h"
#include "figures/targets/take.h"

struct submission_reader {
	struct fields fields;
	const struct catalogue *catalogue;
	const struct unit *unit; /* NULL when the file names none */
};

/* Reads one member of "values"; false when it was said why it cannot be used. */
bool submission_read_value(const struct submission_reader *reader, const struct json *item,
        const struct task *task, struct value *out);

#endif
