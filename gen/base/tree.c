#include "base/tree.h"

#include "base/deep.h"
#include "base/owner.h"
#include "base/text.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STAGING_SUFFIX ".new"
#define ASIDE_SUFFIX   ".old"
#define FOLDER_MODE    0777

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
	} else if (depth == TREE_DEPTH_MAX || strlen(name) > TREE_PATH_MAX) {
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
	case TREE_TOO_DEEP: /* who took it over synced what is in it (deep.h) */
		return file_sync_folder(root, path, error);
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
	const struct owner self = owner_self();

	return file_join(arena, folder,
	        arena_printf(arena, ".%s.%s.%ld" STAGING_SUFFIX, name, self.host, self.pid));
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool has_suffix(const char *name, const char *suffix)
{
	return name[0] == '.' && strlen(name) > 1 + strlen(suffix) && text_ends_with(name, suffix);
}

/* ".NAME.HOST.PID.suffix" */
static bool read_owner(const char *name, const char *suffix, struct owner *out)
{
	if (!has_suffix(name, suffix))
		return false;
	const char *dot = strchr(name + 1, '.');
	const char *end = name + strlen(name) - strlen(suffix);
	return dot < end && owner_parse(dot + 1, (size_t)(end - dot - 1), out);
}

static bool is_aside(const char *name)
{
	struct owner owner;

	return read_owner(name, ASIDE_SUFFIX, &owner);
}

/* Ours to remove: a set that grows, or one that was put aside. */
static bool is_staging(const char *name)
{
	return has_suffix(name, STAGING_SUFFIX) || is_aside(name);
}

char *tree_aside(struct arena *arena, const char *staging)
{
	const size_t length = strlen(staging) - strlen(STAGING_SUFFIX);

	assert(has_suffix(last_part(staging), STAGING_SUFFIX));
	return arena_printf(arena, "%.*s" ASIDE_SUFFIX, (int)length, staging);
}

enum file_status tree_stage(
        struct arena *arena, const struct root *root, const char *staging, int *error)
{
	const size_t length = (size_t)(last_part(staging) - staging);
	const char *parent = length > 0 ? arena_strndup(arena, staging, length) : ".";

	assert(is_staging(last_part(staging)));
	if (!tree_drop(root, staging)) {
		*error = errno;
		return FILE_FAILED;
	}
	if (file_make_folders(root, parent, error) != FILE_OK)
		return FILE_FAILED;
	/* Nobody else's: the name is made, not found. */
	if (mkdirat(root->folder, staging, FOLDER_MODE) == 0)
		return FILE_OK;
	*error = errno;
	return FILE_FAILED;
}

bool tree_drop(const struct root *root, const char *staging)
{
	return is_staging(last_part(staging)) && deep_remove(root->folder, staging);
}

/* A name without an owner was left by a run that has ended. */
static bool is_left_over(const struct root *root, const char *path)
{
	const char *name = last_part(path);
	struct owner owner;

	if (!has_suffix(name, STAGING_SUFFIX))
		return file_is_left_over(root, path);
	return !read_owner(name, STAGING_SUFFIX, &owner) || owner_is_stale(&owner, root, path);
}

/* A set that was put aside: back to its name when nothing took its place, else it goes. */
static void heal(
        struct arena *arena, const struct root *root, const char *aside, struct tree_swept *out)
{
	const char *name = last_part(aside);
	const char *folder = arena_strndup(arena, aside, (size_t)(name - aside));
	const char *target =
	        arena_printf(arena, "%s%.*s", folder, (int)strcspn(name + 1, "."), name + 1);
	const int at = root->folder;

	/* A folder takes no other's place unless that is empty. */
	if (renameat2(at, aside, at, target, RENAME_NOREPLACE) == 0
	        || (errno != EEXIST && renameat(at, aside, at, target) == 0)) {
		out->count++;
	} else if (errno == EEXIST || errno == ENOTEMPTY) {
		out->count += tree_drop(root, aside);
	} else {
		out->path = aside;
		out->error = errno;
	}
}

struct tree_swept tree_sweep(struct arena *arena, const struct root *root, const char *folder)
{
	struct tree_swept swept = { .path = "" };
	struct file_list list;
	const enum file_status status = file_list_all(arena, root, folder, SIZE_MAX, &list);

	if (status == FILE_FAILED)
		return (struct tree_swept){ .path = folder, .error = list.error };
	for (size_t i = 0; status == FILE_OK && i < list.count; i++) {
		const char *path = file_join(arena, folder, list.names[i]);
		if (is_aside(list.names[i]))
			heal(arena, root, path, &swept);
		else if (is_left_over(root, path))
			swept.count += deep_remove(root->folder, path);
	}
	return swept;
}
