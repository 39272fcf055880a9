/*
 * Kept files: what a run reads below a root, each path once, so that whoever judges, hashes, copies
 * or prints a file does so from the same bytes, whatever becomes of it meanwhile.
 *
 * A read that failed stays failed, for the same reason. For files that are read only: nothing that
 * a run writes may be asked for here. Knows no meaning of any file and says nothing.
 */
#ifndef BASE_KEPT_H
#define BASE_KEPT_H

#include "base/file.h"

/* No file is larger: the limit of every reader of submissions, targets and templates. */
#define KEPT_FILE_LIMIT ((size_t)8 << 20)

/* Only FILE_OK has bytes (NUL behind them) and a digest. */
struct kept_file {
	const char *path;
	enum file_status status;
	int error; /* errno of FILE_FAILED */
	const char *bytes;
	size_t length; /* also of one that is FILE_TOO_LARGE, as far as it was told */
	struct digest digest;
};

/* For root->kept; everything read lives in the arena. */
struct kept *kept_new(struct arena *arena);
/*
 * A file as it was when it was asked for first. Below a root that keeps nothing it is read now,
 * into `arena`. Never NULL.
 */
const struct kept_file *kept_read(struct arena *arena, const struct root *root, const char *path);

#endif
