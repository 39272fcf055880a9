/*
 * What was issued: the documents that a revision keeps beside what they were made from, held
 * against its manifest and put back into output/. Owns where they are and how they are read; knows
 * nothing of how they came about. The caller has verified the archive's sums.
 */
#ifndef APP_ISSUED_H
#define APP_ISSUED_H

#include "base/file.h"
#include "press/archive/archive.h"
#include "press/archive/manifest.h"
#include "press/month/edition.h"

/* All borrowed. */
struct issued {
	struct arena *arena;
	struct diag *diag;
	const struct root *root;
	const char *folder; /* of the revision, below the root */
	const struct manifest *manifest;
};

/* How many documents are not kept as the manifest lists them, each said; `sums` are sorted. */
size_t issued_differing(const struct issued *issued, const struct sum_list *sums);
/* A kept document, in the arena. False (said): it is not as the manifest says, or cannot be read.
 */
bool issued_read(const struct issued *issued, struct arena *arena,
        const struct manifest_output *output, struct file_bytes *out);
/*
 * Stages the kept documents, in the folder `aside` of the set if that is not NULL; `out` tells them
 * as an edition, in the arena. False (said): one could not be read or staged.
 */
bool issued_stage(const struct issued *issued, struct publication *publication, const char *aside,
        struct edition *out);

#endif
