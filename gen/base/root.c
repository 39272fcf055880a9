#include "base/root.h"

#include "base/file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

const struct root root_here = { .folder = AT_FDCWD, .shown = "" };

bool root_open(struct root *root, const char *path)
{
	struct arena *arena = arena_new();
	/* "/.": a folder that may not be entered is none to work in. */
	const char *inside = arena_printf(arena, "%s/.", path);

	*root = (struct root){ .folder = open(inside, O_PATH | O_DIRECTORY | O_CLOEXEC),
		.shown = path };
	const int error = errno;
	arena_free(arena);
	errno = error;
	return root->folder >= 0;
}

bool root_open_below(
        struct root *root, struct arena *arena, const struct root *above, const char *folder)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

	*root = (struct root){ .folder = openat(above->folder, folder, flags),
		.shown = root_shown(above, arena, folder) };
	return root->folder >= 0;
}

void root_close(struct root *root)
{
	assert(root->folder >= 0);
	close(root->folder);
	root->folder = -1;
}

const char *root_shown(const struct root *root, struct arena *arena, const char *path)
{
	return root->shown[0] && path[0] != '/' ? file_join(arena, root->shown, path) : path;
}
