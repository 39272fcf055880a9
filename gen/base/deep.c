/*
 * Removing: what is found in a folder of the top moves up and stands beside it, so that the tree
 * grows wide while it goes and is never walked deeper than two levels.
 *
 * Linking: two descriptors walk down side by side and climb by "..", which must be the folder that
 * they came from, else somebody moves the tree meanwhile.
 */
#include "base/deep.h"

#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_FLAGS (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
#define FOLDER_MODE  0777
#define NAME_ROOM    32
/* Names that are tried for a folder that moves up; others may stand there. */
#define MOVE_TRIES 1000

/* An open folder that is being emptied, and the next of the names that are given in it. */
struct top {
	DIR *stream;
	unsigned next;
	int error; /* errno: why something of it stays, else 0 */
};

static bool is_self(const char *name)
{
	return text_equal(name, ".") || text_equal(name, "..");
}

static DIR *open_stream(int folder, const char *name)
{
	const int opened = openat(folder, name, FOLDER_FLAGS);
	DIR *stream = opened < 0 ? NULL : fdopendir(opened);

	if (!stream && opened >= 0)
		close(opened);
	return stream;
}

/* unlink takes everything but a folder, and a link for what it is. */
static bool remove_plain(int folder, const char *name)
{
	return unlinkat(folder, name, 0) == 0 || errno == ENOENT || errno == ENOTDIR
	        || unlinkat(folder, name, AT_REMOVEDIR) == 0;
}

/* A folder of a folder to the top; one that is empty may be there under the new name: it is its. */
static bool move_up(struct top *top, int folder, const char *name)
{
	char higher[NAME_ROOM];

	for (int i = 0; i < MOVE_TRIES; i++) {
		(void)snprintf(higher, sizeof higher, ".%u.up", top->next++);
		if (renameat(folder, name, dirfd(top->stream), higher) == 0)
			return true;
		if (errno != ENOTEMPTY && errno != EEXIST && errno != ENOTDIR)
			return false;
	}
	return false;
}

/* One folder of the top: what is in it goes, or moves up; then it goes too. */
static bool remove_child(struct top *top, const char *name)
{
	const int folder = dirfd(top->stream);
	DIR *stream = open_stream(folder, name);

	if (!stream) {
		top->error = errno;
		return false;
	}
	for (const struct dirent *entry = readdir(stream); entry; entry = readdir(stream))
		if (!is_self(entry->d_name) && !remove_plain(dirfd(stream), entry->d_name)
		        && !move_up(top, dirfd(stream), entry->d_name))
			top->error = errno;
	closedir(stream);
	return unlinkat(folder, name, AT_REMOVEDIR) == 0;
}

/* Again as long as something goes, for names may come meanwhile. */
static bool empty(struct top *top)
{
	bool is_empty = false, went = true;

	while (!is_empty && went) {
		is_empty = true;
		went = false;
		rewinddir(top->stream);
		for (const struct dirent *entry = readdir(top->stream); entry;
		        entry = readdir(top->stream)) {
			const char *name = entry->d_name;
			if (is_self(name))
				continue;
			is_empty = false;
			went = remove_plain(dirfd(top->stream), name) || remove_child(top, name)
			        || went;
		}
	}
	return is_empty;
}

bool deep_remove(int folder, const char *name)
{
	if (remove_plain(folder, name))
		return true;
	struct top top = { .stream = open_stream(folder, name) };
	if (!top.stream)
		return errno == ENOENT;
	const bool is_empty = empty(&top);
	closedir(top.stream);
	if (is_empty)
		return unlinkat(folder, name, AT_REMOVEDIR) == 0;
	errno = top.error != 0 ? top.error : ENOTEMPTY;
	return false;
}

/* A folder that both descriptors stand in, and what is still to be done in it. */
struct level {
	struct level *above;
	struct file_list names;
	size_t next;
	struct stat from, to;
};

struct descent {
	struct arena *arena;
	int from, to; /* owned; -1: closed */
	struct level *level;
	int error;
};

static bool fail(struct descent *descent)
{
	descent->error = errno;
	return false;
}

/* Both stand somewhere else now; -1: they could not get there. */
static bool stand(struct descent *descent, int from, int to)
{
	const int error = errno;

	if (descent->from >= 0)
		close(descent->from);
	if (descent->to >= 0)
		close(descent->to);
	descent->from = from;
	descent->to = to;
	errno = error;
	return (from >= 0 && to >= 0) || fail(descent);
}

static bool enter(struct descent *descent)
{
	struct level *level = arena_alloc(descent->arena, sizeof *level);
	const struct root here = { .folder = descent->from, .shown = "" };

	*level = (struct level){ .above = descent->level };
	if (fstat(descent->from, &level->from) != 0 || fstat(descent->to, &level->to) != 0)
		return fail(descent);
	if (file_list_all(descent->arena, &here, ".", SIZE_MAX, &level->names) != FILE_OK) {
		descent->error = level->names.error;
		return false;
	}
	descent->level = level;
	return true;
}

static bool go_down(struct descent *descent, const char *name)
{
	const int from = openat(descent->from, name, FOLDER_FLAGS);
	int to = -1;

	if (from >= 0 && (mkdirat(descent->to, name, FOLDER_MODE) == 0 || errno == EEXIST))
		to = openat(descent->to, name, FOLDER_FLAGS);
	return stand(descent, from, to) && enter(descent);
}

static bool is_same(int folder, const struct stat *was)
{
	struct stat now;

	return fstat(folder, &now) == 0 && now.st_dev == was->st_dev && now.st_ino == was->st_ino;
}

/*
 * All of a folder is done: they stand in the one above. Of the last, the whole file system is
 * synced once, which thousands of folders one by one would take a minute for.
 */
static bool go_up(struct descent *descent)
{
	descent->level = descent->level->above;
	if (!descent->level)
		return syncfs(descent->to) == 0 || fail(descent);
	const int from = openat(descent->from, "..", FOLDER_FLAGS);
	const int to = openat(descent->to, "..", FOLDER_FLAGS);
	if (!stand(descent, from, to))
		return false;
	errno = EAGAIN;
	return (is_same(from, &descent->level->from) && is_same(to, &descent->level->to))
	        || fail(descent);
}

static bool link_file(struct descent *descent, const char *name, bool is_regular)
{
	const struct root from = { .folder = descent->from, .shown = "" };
	const struct root to = { .folder = descent->to, .shown = "" };

	if (linkat(descent->from, name, descent->to, name, 0) == 0 || errno == EEXIST
	        || !is_regular)
		return true;
	return file_copy(&from, name, &to, name, &descent->error) == FILE_OK;
}

static bool take(struct descent *descent, const char *name)
{
	struct stat status;

	if (fstatat(descent->from, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT || fail(descent);
	if (S_ISDIR(status.st_mode))
		return go_down(descent, name);
	return link_file(descent, name, S_ISREG(status.st_mode));
}

enum file_status deep_link(
        struct arena *arena, const struct root *root, const char *from, const char *to, int *error)
{
	struct descent descent = { .arena = arena, .from = -1, .to = -1, .error = EINVAL };
	int above = -1;

	if (mkdirat(root->folder, to, FOLDER_MODE) == 0)
		above = openat(root->folder, to, FOLDER_FLAGS);
	bool done =
	        stand(&descent, openat(root->folder, from, FOLDER_FLAGS), above) && enter(&descent);
	while (done && descent.level) {
		struct level *level = descent.level;
		done = level->next < level->names.count
		        ? take(&descent, level->names.names[level->next++])
		        : go_up(&descent);
	}
	*error = done ? 0 : descent.error;
	(void)stand(&descent, -1, -1);
	return done ? FILE_OK : FILE_FAILED;
}
