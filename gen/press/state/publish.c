#include "press/state/publish.h"

#include "base/file.h"
#include "base/text.h"
#include "press/state/folders.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_MODE    0777 /* less the umask */
#define DEPTH_LIMIT    8
#define STAGING_SUFFIX ".new"

struct publication {
	struct arena *arena;
	struct diag *diag;
	const char *target;    /* output/2020-05, as it is said */
	const char *published; /* the same from any folder */
	const char *staging;   /* output/.2020-05.new, from any folder */
	const char **forgotten;
	size_t forgotten_count, forgotten_capacity;
};

static bool fail(struct publication *publication, enum message message, const char *path, int error)
{
	diag_say(publication->diag, message, place_file(path), strerror(error));
	return false;
}

/*
 * Every name in a folder of ours, those of our own records (.reads) too; no order. A missing folder
 * has none; false (errno tells why) when the names cannot all be told.
 */
static bool list_all(struct arena *arena, const char *folder, struct file_list *out)
{
	size_t capacity = 0;

	*out = (struct file_list){ 0 };
	DIR *stream = opendir(folder);
	if (!stream)
		return errno == ENOENT;
	errno = 0;
	for (const struct dirent *entry = readdir(stream); entry; entry = readdir(stream)) {
		if (text_equal(entry->d_name, ".") || text_equal(entry->d_name, ".."))
			continue;
		out->names =
		        arena_grow(arena, out->names, &capacity, out->count, sizeof *out->names);
		out->names[out->count++] = arena_strdup(arena, entry->d_name);
		errno = 0;
	}
	int error = errno;
	closedir(stream);
	errno = error;
	return error == 0;
}

/* Remove a tree of ours; symbolic links are removed, never followed. */
static void remove_tree(struct arena *arena, const char *path, int depth)
{
	if (unlink(path) == 0 || errno == ENOENT || depth > DEPTH_LIMIT)
		return;
	struct file_list list;
	list_all(arena, path, &list);
	for (size_t i = 0; i < list.count; i++)
		remove_tree(arena, file_join(arena, path, list.names[i]), depth + 1);
	rmdir(path);
}

/* ".2020-05.new", or ".minsheng.1234.0.tmp" as base/file names what it is writing. */
static bool is_leftover(const char *name)
{
	return name[0] == '.'
	        && (text_ends_with(name, STAGING_SUFFIX)
	                || (text_starts_with(name, ".minsheng.") && text_ends_with(name, ".tmp")));
}

size_t publish_sweep(struct arena *arena)
{
	struct file_list list;
	size_t swept = 0;

	list_all(arena, OUTPUT_FOLDER, &list);
	for (size_t i = 0; i < list.count; i++) {
		if (!is_leftover(list.names[i]))
			continue;
		remove_tree(arena, file_join(arena, OUTPUT_FOLDER, list.names[i]), 0);
		swept++;
	}
	return swept;
}

/* The root with a slash: what is rendered inside an archived tree is staged from there. */
static const char *here(struct arena *arena)
{
	char *root = getcwd(NULL, 0);
	const char *path = root ? arena_printf(arena, "%s/", root) : "";

	free(root);
	return path;
}

struct publication *publish_begin(struct arena *arena, struct diag *diag, struct period period)
{
	struct publication *publication = arena_alloc(arena, sizeof *publication);
	const char *name = period_format(arena, period);
	const char *root = here(arena);

	*publication = (struct publication){ .arena = arena,
		.diag = diag,
		.target = file_join(arena, OUTPUT_FOLDER, name),
		.published = arena_printf(arena, "%s" OUTPUT_FOLDER "/%s", root, name),
		.staging =
		        arena_printf(arena, "%s" OUTPUT_FOLDER "/.%s" STAGING_SUFFIX, root, name) };
	remove_tree(arena, publication->staging, 0);
	int error;
	if (file_make_folders(publication->staging, &error) != FILE_OK) {
		fail(publication, MSG_OUTPUT_UNWRITABLE, publication->staging, error);
		publish_drop(publication);
		return NULL;
	}
	return publication;
}

bool publish_add(
        struct publication *publication, const char *file, const void *bytes, size_t length)
{
	int error;
	const char *path = file_join(publication->arena, publication->staging, file);

	if (file_write_whole(path, bytes, length, &error) == FILE_OK)
		return true;
	return fail(publication, MSG_WRITE_FAILED,
	        file_join(publication->arena, publication->target, file), error);
}

/* Some file systems cannot sync a folder and say so. */
static bool sync_folder(const char *path)
{
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (folder < 0)
		return false;
	bool done = fsync(folder) == 0 || errno == EINVAL || errno == ENOTSUP;
	int error = errno;
	close(folder);
	errno = error;
	return done;
}

bool publish_measure(
        struct publication *publication, const char *file, struct digest *digest, size_t *length)
{
	const char *path = file_join(publication->arena, publication->staging, file);

	if (!file_exists(path))
		path = file_join(publication->arena, publication->published, file);
	struct file_print print;
	if (file_digest(path, SIZE_MAX, &print) != FILE_OK)
		return fail(publication, MSG_WRITE_FAILED, path, print.error);
	*digest = print.digest;
	*length = print.length;
	return true;
}

void publish_forget(struct publication *publication, const char *file)
{
	publication->forgotten = arena_grow(publication->arena, publication->forgotten,
	        &publication->forgotten_capacity, publication->forgotten_count,
	        sizeof *publication->forgotten);
	publication->forgotten[publication->forgotten_count++] =
	        arena_strdup(publication->arena, file);
}

static bool is_forgotten(const struct publication *publication, const char *file)
{
	for (size_t i = 0; i < publication->forgotten_count; i++)
		if (text_equal(publication->forgotten[i], file))
			return true;
	return false;
}

/* A folder below one of the two; "" is that one itself. */
static const char *within(
        const struct publication *publication, const char *folder, const char *inner)
{
	return inner[0] ? file_join(publication->arena, folder, inner) : folder;
}

/* A walk over one of the two folders. */
struct folder_walk {
	struct publication *publication;
	const char *root;
	bool published; /* what is forgotten is left out */
	const char **names;
	size_t count, capacity;
};

static void gather(struct folder_walk *walk, const char *folder, int depth)
{
	struct arena *arena = walk->publication->arena;
	struct file_list list;

	if (depth > DEPTH_LIMIT
	        || file_list(arena, within(walk->publication, walk->root, folder), &list)
	                != FILE_OK)
		return;
	for (size_t i = 0; i < list.count; i++) {
		const char *file = file_join(arena, folder, list.names[i]);
		if (file_is_folder(file_join(arena, walk->root, file))) {
			gather(walk, file, depth + 1);
			continue;
		}
		if (walk->published && is_forgotten(walk->publication, file))
			continue;
		walk->names = arena_grow(
		        arena, walk->names, &walk->capacity, walk->count, sizeof *walk->names);
		walk->names[walk->count++] = file;
	}
}

static int compare_names(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

struct publish_files publish_files(struct publication *publication)
{
	struct folder_walk walk = { .publication = publication, .root = publication->staging };
	size_t count = 0;

	gather(&walk, "", 0);
	walk.root = publication->published;
	walk.published = true;
	gather(&walk, "", 0);
	if (walk.count > 0)
		qsort(walk.names, walk.count, sizeof *walk.names, compare_names);
	/* What is staged anew was met twice. */
	for (size_t i = 0; i < walk.count; i++)
		if (i == 0 || !text_equal(walk.names[i], walk.names[i - 1]))
			walk.names[count++] = walk.names[i];
	return (struct publish_files){ .names = walk.names, .count = count };
}

static bool keep_rest(struct publication *publication, const char *inner, int depth);

/* Link into the staging folder a published file that was not staged anew, or a folder of them. */
static bool keep(struct publication *publication, const char *file, int depth)
{
	const char *old = file_join(publication->arena, publication->target, file);
	const char *staged = file_join(publication->arena, publication->staging, file);
	int error;

	if (file_is_folder(old)) {
		if (file_make_folders(staged, &error) != FILE_OK)
			return fail(publication, MSG_WRITE_FAILED, staged, error);
		bool done = keep_rest(publication, file, depth + 1);
		rmdir(staged); /* only when nothing is in it any more */
		return done;
	}
	if (is_forgotten(publication, file) || link(old, staged) == 0 || errno == EEXIST)
		return true;
	return fail(publication, MSG_WRITE_FAILED, staged, errno);
}

static bool keep_rest(struct publication *publication, const char *inner, int depth)
{
	const char *from = within(publication, publication->target, inner);
	struct file_list list;

	if (depth > DEPTH_LIMIT)
		return true;
	if (!list_all(publication->arena, from, &list))
		return fail(publication, MSG_WRITE_FAILED, from, errno);
	for (size_t i = 0; i < list.count; i++)
		if (!keep(publication, file_join(publication->arena, inner, list.names[i]), depth))
			return false;
	const char *to = within(publication, publication->staging, inner);
	return sync_folder(to) || fail(publication, MSG_WRITE_FAILED, to, errno);
}

/* The one moment of change: old and new exchange their names. */
static bool swap(struct publication *publication)
{
	const char *from = publication->staging, *to = publication->target;

	if (!file_exists(to))
		return rename(from, to) == 0 || fail(publication, MSG_WRITE_FAILED, to, errno);
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE) != 0)
		return fail(publication, MSG_WRITE_FAILED, to, errno);
	return true;
}

bool publish_commit(struct publication *publication)
{
	bool done = keep_rest(publication, "", 0);

	if (done) {
		done = swap(publication);
		/* The new set stands now; that the disk may not keep it is no reason to deny it. */
		(void)sync_folder(OUTPUT_FOLDER);
	}
	publish_drop(publication);
	return done;
}

void publish_drop(struct publication *publication)
{
	if (!publication)
		return;
	remove_tree(publication->arena, publication->staging, 0);
}
