/*
 * Is a revision of the archive still what it was? Its SHA256SUMS held against every file in it.
 *
 * The folder is a stranger's: links, pipes, devices, names that lead out, files and lists of any
 * size are said and never followed or read. Thumbs.db and its like (litter_is_desktop) that no sum
 * names are passed over. Owns no judgement of what a difference means.
 */
#ifndef PRESS_ARCHIVE_VERIFY_H
#define PRESS_ARCHIVE_VERIFY_H

#include "base/root.h"
#include "press/archive/archive.h"

struct verification {
	bool usable;      /* the list could be read and nothing but files and folders is there */
	size_t differing; /* files missing, altered or added, each said */
	struct sum_list sums; /* sorted by file */
};

/* `folder` is that of the revision, relative to the root. Everything found is said. */
struct verification archive_verify(
        struct arena *arena, struct diag *diag, const struct root *root, const char *folder);

#endif
