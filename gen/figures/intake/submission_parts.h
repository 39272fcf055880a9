/*
 * What the files of a submission share; nobody else includes it.
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
	int revision;
};

/* Of what persons type into input/. */
extern const struct fields_messages submission_messages;

/* The unit that an object's "unit" names, in full or as listed; else NULL (said, if it is a name).
 */
const struct unit *submission_read_unit(
        const struct fields *fields, const struct catalogue *catalogue, const struct json *object);
/* The same in a month: what was renamed goes by its other name (said); who is absent is said. */
const struct unit *submission_unit_of(const struct fields *fields,
        const struct catalogue *catalogue, const struct json *object, struct period period);
/* Reads one member of "values"; false when it was said why it cannot be used. */
bool submission_read_value(const struct submission_reader *reader, const struct json *item,
        const struct task *task, struct value *out);
/* Reads "withdraw"; the tasks have been read. */
void submission_read_withdrawals(
        const struct submission_reader *reader, const struct json *root, struct submission *out);

#endif
