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
/* Bytes of a folder's name below the one that is named: what is in it can still be asked for. */
#define TREE_PATH_MAX 2048

enum tree_kind {
	TREE_FILE,
	TREE_FOLDER,
	TREE_OTHER,      /* link, FIFO, socket, device */
	TREE_TOO_DEEP,   /* below TREE_DEPTH_MAX folders, or too long a name: not looked into */
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

/* folder/.<name>.<host>.<pid>.new, a staging folder's name: this process's own. */
char *tree_staging(struct arena *arena, const char *folder, const char *name);
/*
 * folder/.<name>.<host>.<pid>.old of a staging folder's name: where the set that stands under
 * <name> waits while the new one takes its place, when the two cannot exchange their names.
 */
char *tree_aside(struct arena *arena, const char *staging);
/*
 * Makes it, empty and by mkdir, and the folders above it; what this process, or one of its number
 * that is gone, left there is removed.
 */
enum file_status tree_stage(
        struct arena *arena, const struct root *root, const char *staging, int *error);
/*
 * Removes a staging folder, or one put aside, with all that is in it; one that is gone is well.
 * False when something of it remains, and for a path that is named otherwise, of which nothing is
 * touched.
 */
bool tree_drop(const struct root *root, const char *staging);
/*
 * Mends a folder after broken-off runs. A set that was put aside gets its name back, unless another
 * stands there: then it goes. Staging folders and half-written files go, those of a process that
 * may still be at work (owner.h) aside. Litter that stays does no harm and is no failure.
 */
struct tree_swept {
	size_t count;     /* mended and removed */
	const char *path; /* which may still stand aside, or hold what does; "" for none */
	int error;        /* and why, else 0 */
};
struct tree_swept tree_sweep(struct arena *arena, const struct root *root, const char *folder);

#endif
