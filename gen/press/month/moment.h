/*
 * Moments: a month as it stands, or as one revision of its archive has it, and the documents that
 * were made of it. Owns reading either; compares nothing and writes nothing.
 */
#ifndef PRESS_MONTH_MOMENT_H
#define PRESS_MONTH_MOMENT_H

#include "press/month/month.h"

/* A document that was published: of an open month as its last night did, else as it was issued. */
struct moment_document {
	const char *file; /* below output/<period>/ */
	struct digest digest;
	size_t pages; /* 0: not known */
};

struct moment {
	struct period period;
	int revision;                            /* of the archive, 0: as it stands */
	const char *title;                       /* "2020-05" "2020-05/1" */
	struct month month;                      /* its facts are the moment's */
	struct readings *reading;                /* of the archive's tree; NULL: the run's own */
	const struct moment_document *documents; /* by file */
	size_t document_count;
};

/*
 * "2020-05" or "2020-05/1". False (said): that is neither, there is no such month or revision, or
 * it cannot be told. What its figures are doubted for is said to the run's voice. moment_release
 * when true.
 */
MUST_USE bool moment_read(struct run *run, const char *words, struct moment *out);
void moment_release(struct moment *moment);

#endif
