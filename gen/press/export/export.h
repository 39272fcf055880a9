/*
 * What a month is handed on as beside its documents: tables and data for other programs.
 *
 * Owns which of them there are and their names; one file is a document of an edition
 * (press/month/edition.h) as those of templates are, and its name there is that of the file.
 * Refuses to know folders.
 */
#ifndef PRESS_EXPORT_EXPORT_H
#define PRESS_EXPORT_EXPORT_H

#include "base/text.h"
#include "figures/facts/facts.h"

#include <stddef.h>

struct export_kind;

size_t export_count(void);
/* The export at an index below export_count(). Lives as long as the program. */
const struct export_kind *export_at(size_t index);
/* "summary.csv" */
const char *export_file(const struct export_kind *kind);
/*
 * Appends the whole file to `out`: the same facts give the same bytes. False (said): it could not
 * be made. Has the facts built of what it names.
 */
bool export_make(
        const struct export_kind *kind, struct diag *diag, struct facts *facts, struct text *out);

#endif
