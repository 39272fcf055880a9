/*
 * A root of a fuzz target's own, for readers that are handed a path: the input stands below it as a
 * file. Owns the folder and its going; knows no reader.
 */
#ifndef FUZZ_BELOW_H
#define FUZZ_BELOW_H

#include "base/file.h"
#include "base/root.h"

#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static char below_path[] = "/tmp/minsheng-fuzz-XXXXXX";

static inline int below_remove(
        const char *path, const struct stat *status, int kind, struct FTW *where)
{
	(void)status;
	(void)kind;
	(void)where;
	return remove(path);
}

static inline void below_clear(void)
{
	(void)nftw(below_path, below_remove, 16, FTW_DEPTH | FTW_PHYS);
}

/* The same root for every input; it goes with the process. */
static inline const struct root *below_root(void)
{
	static struct root root = { .folder = -1 };

	if (root.folder < 0) {
		if (!mkdtemp(below_path) || !root_open(&root, below_path))
			abort();
		(void)atexit(below_clear);
	}
	return &root;
}

/* Puts the bytes at a path below the root, folders and all. */
static inline void below_put(const char *path, const void *bytes, size_t length)
{
	struct arena *arena = arena_new();
	const struct root *root = below_root();
	char *folder = arena_strdup(arena, path);
	int error = 0;

	for (char *at = folder; *at; at++)
		if (*at == '/') {
			*at = '\0';
			(void)file_make_folders(root, folder, &error);
			*at = '/';
		}
	FILE *stream = fopen(root_shown(root, arena, path), "wb");
	if (!stream || fwrite(bytes, 1, length, stream) != length || fclose(stream) != 0)
		abort();
	arena_free(arena);
}

#endif
