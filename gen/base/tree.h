/*
 * Folder trees: what is in one, on disk for good, and the staging folders in which a set of files
 * grows until it takes its place in one rename.
 *
 * Owns the names of staging folders (".2020-05.new") and with them what may be removed: nothing
 * else ever is. Knows no file's content and says nothing. Symbolic links below the folder that is
 * named are told as what they are, removed as what they are, and never followed. Paths are
 * those below a root.
 */
#ifndef BASE_TREE_H
#define BASE_TREE_H

#include "base/file.h"

/* Folders in folders, counted from the one that is named, whose content is still looked at. */
#define TREE_DEPTH_MAX 16

enum tree_kind {
	TREE_FILE,
	TREE_FOLDER,
	TREE_OTHER,      /* link, FIFO, socket, device */
	TREE_TOO_DEEP,   /* a folder below TREE_DEPTH_MAX others: there, but not looked into */
	TREE_UNREADABLE, /* it, or the folder's names, cannot be told */
};

struct tree_entry {
	const char *name; /* below the folder that was named; "" is that one itself, unreadable */
	enum tree_kind kind;
	int error; /* errno of TREE_UNREADABLE and TREE_TOO_DEEP, else 0 */
};

/*
 * Every entry at any depth, hidden ones too: a folder before what is in it, the names of one
 * folder bytewise sorted. Not more than were asked for: when there are, `is_cut` holds and which
 * ones are listed is chance.
 */
struct tree_list {
	struct tree_entry *entries;
	size_t count, capacity;
	bool is_cut;
};

/* A folder that is not there is empty. Lives in the arena. */
struct tree_list tree_list(
        struct arena *arena, const struct root *root, const char *folder, size_t most);
/* A name below the folder has a part that begins with a dot. */
bool tree_is_hidden(const char *name);

/*
 * What is in the tree stays there when the power goes: fsync of the folder and all below it. Files
 * are synced as they are written. On failure `path` is the folder that could not be synced.
 */
enum file_status tree_sync(struct arena *arena, const struct root *root, const char *folder,
        const char **path, int *error);

/* folder/.<name>.new, a staging folder's name. */
char *tree_staging(struct arena *arena, const char *folder, const char *name);
/* Makes it, empty, and the folders above it; what an earlier run left there is removed. */
enum file_status tree_stage(
        struct arena *arena, const struct root *root, const char *staging, int *error);
/*
 * Removes a staging folder with all that is in it; one that is gone is well. False when something
 * of it remains, and for a path that is named otherwise, of which nothing is touched.
 */
bool tree_drop(struct arena *arena, const struct root *root, const char *staging);
/* Removes what broken-off runs left in a folder: staging folders, half-written files. How many. */
size_t tree_sweep(struct arena *arena, const struct root *root, const char *folder);

#endif
