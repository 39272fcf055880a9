/*
 * The program that runs and the shared libraries that are mapped into it, each with the digest of
 * its file and, where Debian's package manager knows the file, the package that it came in: what a
 * .buildinfo has of a build (deb-buildinfo(5), Installed-Build-Depends), and what the bytes are.
 *
 * Owns the asking of the loader (dl_iterate_phdr(3)) and of dpkg-query(1). Without a dpkg-query, or
 * for a file of no package, the package is "": the digest tells one build from another all the
 * same.
 */
#ifndef PRESS_MONTH_MAPPED_H
#define PRESS_MONTH_MAPPED_H

#include "base/arena.h"
#include "diag/diag.h"
#include "press/archive/manifest.h"

#include <stdbool.h>
#include <stddef.h>

struct mapped {
	struct manifest_binary program;
	const struct manifest_binary *libraries; /* in order of their files' names */
	size_t count;
};
/* Everything lives in the arena. False (said, with the path): a file could not be read. */
bool mapped_look(struct arena *arena, struct diag *diag, struct mapped *out);

#endif
