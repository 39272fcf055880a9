/*
 * A file that the office itself writes for a month, beside the reports: its answers, its words.
 *
 * Owns what all such files have in common: how they are read and mended, that they name their
 * month, that one with a fault is not used at all. Knows nothing of what else stands in them.
 */
#ifndef FIGURES_INTAKE_OFFICE_FILE_H
#define FIGURES_INTAKE_OFFICE_FILE_H

#include "base/date.h"
#include "base/digest.h"
#include "base/file.h"
#include "figures/json/fields.h"
#include "figures/json/texts.h"

/* What lies at the path of a month's file; FILE_MISSING: there is none. */
struct office_file {
	const char *file;
	enum file_status status;
	int error; /* errno of FILE_FAILED */
	const char *bytes;
	size_t length;
	struct digest digest;
	const struct ink *ink; /* may be NULL */
};

struct office_shape {
	const struct field *fields; /* of the whole, "period" among them */
	size_t field_count;
	struct period folder;      /* the month that the path says */
	enum message other_period; /* {0} found, {1} expected */
	/* Takes what is special; what it finds wrong is said to the voice of the fields. */
	void (*take)(void *data, const struct json *root);
	void *data;
};

/* False when anything was said that keeps the file, whose status is FILE_OK, from being used. */
bool office_file_take(const struct fields *fields, const struct office_file *file,
        const struct office_shape *shape);

#endif
