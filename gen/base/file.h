/*
 * Files: whole reads with limits, sorted folders, and writes that appear whole or not at all.
 *
 * Every path is one below a root. Knows nothing of what it carries and says nothing: an outcome is
 * a file_status, with errno kept in `error`, for the caller to say through diag.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/root.h"

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

enum file_status {
	FILE_OK,
	FILE_MISSING,     /* ENOENT: the one failure that means absent */
	FILE_NOT_REGULAR, /* folder, FIFO, device, dangling or looping link */
	FILE_TOO_LARGE,
	FILE_FAILED, /* see errno in the out parameter */
};

/* One whole file; bytes[length] is NUL besides. */
struct file_bytes {
	const char *bytes;
	size_t length;      /* also of one that is FILE_TOO_LARGE, as far as it was told */
	int error;          /* errno of FILE_FAILED */
	long long modified; /* of one that could be opened: nanoseconds since 1970 */
};
/* Nanoseconds since 1970. */
long long file_nanoseconds(const struct timespec *time);
/* Gives a file the time of change of the one that it is a copy of. False: it keeps its own. */
bool file_set_modified(const struct root *root, const char *path, long long modified);

/* Reads a regular file of at most `limit` bytes into the arena. Never blocks on a FIFO. */
enum file_status file_read(struct arena *arena, const struct root *root, const char *path,
        size_t limit, struct file_bytes *out);

/* What a file's bytes come to, without keeping them. */
struct file_print {
	struct digest digest; /* zero unless FILE_OK */
	size_t length;        /* of the bytes that were read; of a FILE_TOO_LARGE what it claims */
	int error;            /* errno, never 0 but for FILE_OK */
};
/*
 * SHA-256 of a regular file of at most `limit` bytes, read once to its end in pieces; links are
 * followed. Never blocks on a FIFO.
 */
enum file_status file_digest(
        const struct root *root, const char *path, size_t limit, struct file_print *out);

/* A read-only mapping, for fonts. */
struct file_map {
	const unsigned char *bytes;
	size_t length;
	int error;
};
enum file_status file_map_open(const struct root *root, const char *path, struct file_map *out);
void file_map_close(struct file_map *map);

struct file_list {
	const char *folder; /* that was listed, borrowed from the caller */
	const char **names; /* plain names, bytewise sorted, without "." and ".." and dot-files */
	size_t count;
	const char **links; /* those of them, in no order, that are or may be symbolic links */
	size_t link_count;
	int error;
};
/* A name of the list that is no symbolic link, as the folder itself tells. */
bool file_list_is_plain(const struct file_list *list, const char *name);
/* Names in a folder, files and folders alike. */
enum file_status file_list(
        struct arena *arena, const struct root *root, const char *folder, struct file_list *out);
/* With dot-files, but for "." and "..". FILE_TOO_LARGE: there are more than `most`. */
enum file_status file_list_all(struct arena *arena, const struct root *root, const char *folder,
        size_t most, struct file_list *out);

enum file_kind {
	FILE_KIND_NONE, /* nothing of this name: ENOENT, and no other failure */
	FILE_KIND_REGULAR,
	FILE_KIND_FOLDER,
	FILE_KIND_OTHER,   /* FIFO, socket, device, dangling or looping link */
	FILE_KIND_UNKNOWN, /* it cannot be told whether anything is there: never to be taken for
	                      none */
};
/*
 * What a symbolic link says, into the arena; "" for anything else, and where nothing is. False: it
 * cannot be told, and errno says why.
 */
bool file_link(struct arena *arena, const struct root *root, const char *path, const char **link);
/* What stands at a path; links are followed. */
struct file_sight {
	enum file_kind kind;
	int error;     /* errno of FILE_KIND_UNKNOWN, else 0 */
	size_t length; /* of FILE_KIND_REGULAR */
};
struct file_sight file_look(const struct root *root, const char *path);

/*
 * Writes `length` bytes to `path`: a temporary name beside it, fsync, rename, fsync of the folder.
 * Missing parent folders are made. On any failure the old file stands and no temporary remains.
 */
enum file_status file_write_whole(
        const struct root *root, const char *path, const void *bytes, size_t length, int *error);
/* The name is one that file_write_whole writes under before the rename. */
bool file_is_temporary(const char *name);
/* The path has such a name, and whoever wrote there is gone. */
bool file_is_left_over(const struct root *root, const char *path);
/*
 * Copies a regular file to a name that is not there yet, with its time of change, and onto the
 * disk. FILE_FAILED with EEXIST when the name is taken, which is then left alone.
 */
enum file_status file_copy(const struct root *from_root, const char *from,
        const struct root *to_root, const char *to, int *error);
/* A folder's names stay when the power goes. Where folders cannot be synced that is no failure. */
enum file_status file_sync_folder(const struct root *root, const char *path, int *error);
/* mkdir -p */
enum file_status file_make_folders(const struct root *root, const char *path, int *error);
/* folder + "/" + name, or name alone when folder is empty or ".". */
char *file_join(struct arena *arena, const char *folder, const char *name);

#endif
