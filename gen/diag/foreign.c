#include "diag/foreign.h"

#include "base/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MODE_BITS 07777

/* By name where the system knows one. */
static const char *name_of(struct arena *arena, uid_t user)
{
	const struct passwd *entry = getpwuid(user);

	if (entry && entry->pw_name[0])
		return arena_strdup(arena, entry->pw_name);
	return arena_printf(arena, "%lu", (unsigned long)user);
}

/* What stands at the path, or at the nearest folder above it; *path is that one. */
static bool find_standing(
        struct arena *arena, const struct root *root, const char **path, struct stat *out)
{
	while (fstatat(root->folder, *path, out, AT_SYMLINK_NOFOLLOW) != 0) {
		const char *slash = strrchr(*path, '/');
		if (!slash && strcmp(*path, ".") == 0)
			return false;
		*path = slash ? arena_strndup(arena, *path, (size_t)(slash - *path)) : ".";
	}
	return true;
}

void foreign_say(struct diag *diag, const struct root *root, const char *path, enum message message,
        int error)
{
	struct arena *arena = arena_new();
	const char *standing = path;
	struct stat status;

	if ((error == EACCES || error == EPERM) && find_standing(arena, root, &standing, &status)) {
		diag_say(diag, MSG_OUTPUT_FOREIGN, place_file(path), standing,
		        name_of(arena, status.st_uid),
		        arena_printf(arena, "%04o", (unsigned)status.st_mode & MODE_BITS),
		        name_of(arena, geteuid()), strerror(error));
	} else {
		diag_say(diag, message, place_file(path), strerror(error));
	}
	arena_free(arena);
}
