#include "base/tree.h"

#include "base/text.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STAGING_SUFFIX ".new"

/* A walk over a tree that gathers its entries. */
struct tree_walk {
	struct arena *arena;
	const struct root *root;
	const char *folder; /* that was named */
	size_t most;
	struct tree_list list;
};

static void add(struct tree_walk *walk, const char *name, enum tree_kind kind, int error)
{
	struct tree_list *list = &walk->list;

	list->entries = arena_grow(
	        walk->arena, list->entries, &list->capacity, list->count, sizeof *list->entries);
	list->entries[list->count++] =
	        (struct tree_entry){ .name = name, .kind = kind, .error = error };
}

static const char *within(struct arena *arena, const char *folder, const char *name)
{
	return name[0] ? file_join(arena, folder, name) : folder;
}

static void walk_folder(struct tree_walk *walk, const char *inner, int depth);

static void walk_entry(struct tree_walk *walk, const char *name, int depth)
{
	struct stat status;

	if (fstatat(walk->root->folder, file_join(walk->arena, walk->folder, name), &status,
	            AT_SYMLINK_NOFOLLOW)
	        != 0) {
		add(walk, name, TREE_UNREADABLE, errno);
	} else if (!S_ISDIR(status.st_mode)) {
		add(walk, name, S_ISREG(status.st_mode) ? TREE_FILE : TREE_OTHER, 0);
	} else if (depth == TREE_DEPTH_MAX) {
		add(walk, name, TREE_TOO_DEEP, ENAMETOOLONG);
	} else {
		add(walk, name, TREE_FOLDER, 0);
		walk_folder(walk, name, depth + 1);
	}
}

static void walk_folder(struct tree_walk *walk, const char *inner, int depth)
{
	struct file_list names;
	const size_t room = walk->most - walk->list.count;
	const enum file_status status = file_list_all(
	        walk->arena, walk->root, within(walk->arena, walk->folder, inner), room, &names);

	if (status == FILE_TOO_LARGE)
		walk->list.is_cut = true;
	else if (status != FILE_OK && !(status == FILE_MISSING && depth == 0))
		add(walk, inner, TREE_UNREADABLE, names.error);
	for (size_t i = 0; status == FILE_OK && i < names.count && !walk->list.is_cut; i++) {
		if (walk->list.count < walk->most)
			walk_entry(walk, file_join(walk->arena, inner, names.names[i]), depth);
		else
			walk->list.is_cut = true;
	}
}

struct tree_list tree_list(
        struct arena *arena, const struct root *root, const char *folder, size_t most)
{
	struct tree_walk walk = { .arena = arena, .root = root, .folder = folder, .most = most };

	walk_folder(&walk, "", 0);
	return walk.list;
}

bool tree_is_hidden(const char *name)
{
	return name[0] == '.' || strstr(name, "/.");
}

static enum file_status sync_entry(
        const struct root *root, const struct tree_entry *entry, const char *path, int *error)
{
	switch (entry->kind) {
	case TREE_FILE:
	case TREE_OTHER:
		return FILE_OK;
	case TREE_FOLDER:
		return file_sync_folder(root, path, error);
	case TREE_TOO_DEEP:
	case TREE_UNREADABLE:
		break;
	}
	*error = entry->error;
	return FILE_FAILED;
}

/* From the bottom up: a folder is on disk when all that it leads to is. */
enum file_status tree_sync(struct arena *arena, const struct root *root, const char *folder,
        const char **path, int *error)
{
	const struct tree_list list = tree_list(arena, root, folder, SIZE_MAX);

	for (size_t i = list.count; i-- > 0;) {
		*path = within(arena, folder, list.entries[i].name);
		if (sync_entry(root, &list.entries[i], *path, error) != FILE_OK)
			return FILE_FAILED;
	}
	*path = folder;
	return file_sync_folder(root, folder, error);
}

char *tree_staging(struct arena *arena, const char *folder, const char *name)
{
	return file_join(arena, folder, arena_printf(arena, ".%s" STAGING_SUFFIX, name));
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool is_staging(const char *name)
{
	return name[0] == '.' && strlen(name) > 1 + strlen(STAGING_SUFFIX)
	        && text_ends_with(name, STAGING_SUFFIX);
}

/* unlink takes everything but a folder, and a link for what it is. */
static bool remove_tree(struct arena *arena, const struct root *root, const char *path, int depth)
{
	struct file_list names;
	bool done = true;

	if (unlinkat(root->folder, path, 0) == 0 || errno == ENOENT || errno == ENOTDIR)
		return true;
	const enum file_status status = file_list_all(arena, root, path, SIZE_MAX, &names);
	if (status != FILE_OK || depth > TREE_DEPTH_MAX)
		return status == FILE_MISSING;
	for (size_t i = 0; i < names.count; i++)
		done = remove_tree(arena, root, file_join(arena, path, names.names[i]), depth + 1)
		        && done;
	return unlinkat(root->folder, path, AT_REMOVEDIR) == 0 && done;
}

enum file_status tree_stage(
        struct arena *arena, const struct root *root, const char *staging, int *error)
{
	assert(is_staging(last_part(staging)));
	if (!tree_drop(arena, root, staging)) {
		*error = ENOTEMPTY;
		return FILE_FAILED;
	}
	return file_make_folders(root, staging, error);
}

bool tree_drop(struct arena *arena, const struct root *root, const char *staging)
{
	return is_staging(last_part(staging)) && remove_tree(arena, root, staging, 0);
}

size_t tree_sweep(struct arena *arena, const struct root *root, const char *folder)
{
	struct file_list list;
	size_t swept = 0;

	if (file_list_all(arena, root, folder, SIZE_MAX, &list) != FILE_OK)
		return 0;
	for (size_t i = 0; i < list.count; i++) {
		const char *name = list.names[i];
		if (is_staging(name) || file_is_temporary(name))
			swept += remove_tree(arena, root, file_join(arena, folder, name), 0);
	}
	return swept;
}
