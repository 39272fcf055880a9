#include "press/archive/freeze.h"

#include "base/file.h"
#include "base/text.h"
#include "press/archive/manifest.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEPTH_LIMIT    16
#define STAGING_SUFFIX ".new"

struct freeze {
	struct arena *arena;
	struct diag *diag;
	const char *month;    /* input/archive/2020-05 */
	const char *staging;  /* input/archive/2020-05/.1.new */
	const char *target;   /* input/archive/2020-05/1 */
	struct sum_list sums; /* of what is staged */
};

static bool fail(const struct freeze *freeze, const char *path, int error)
{
	diag_say(freeze->diag, MSG_ARCHIVE_UNWRITABLE, place_file(path), strerror(error));
	return false;
}

/* Every name in a folder, hidden ones too: a broken-off write has left such a one. */
static size_t names_in(struct arena *arena, const char *folder, const char ***out)
{
	const char **names = NULL;
	size_t count = 0, capacity = 0;
	DIR *stream = opendir(folder);

	if (!stream)
		return 0;
	for (const struct dirent *entry = readdir(stream); entry; entry = readdir(stream)) {
		if (text_equal(entry->d_name, ".") || text_equal(entry->d_name, ".."))
			continue;
		names = arena_grow(arena, names, &capacity, count, sizeof *names);
		names[count++] = arena_strdup(arena, entry->d_name);
	}
	closedir(stream);
	*out = names;
	return count;
}

/* Links are removed, never followed. */
static void remove_tree(struct arena *arena, const char *path, int depth)
{
	const char **names = NULL;

	if (unlink(path) == 0 || errno == ENOENT || depth > DEPTH_LIMIT)
		return;
	const size_t count = names_in(arena, path, &names);
	for (size_t i = 0; i < count; i++)
		remove_tree(arena, file_join(arena, path, names[i]), depth + 1);
	rmdir(path);
}

/* ".1.new", or ".minsheng.1234.0.tmp" as base/file names what it is writing. */
static bool is_leftover(const char *name)
{
	return name[0] == '.'
	        && (text_ends_with(name, STAGING_SUFFIX)
	                || (text_starts_with(name, ".minsheng.") && text_ends_with(name, ".tmp")));
}

static size_t sweep(struct arena *arena, const char *month)
{
	const char **names = NULL;
	const size_t count = names_in(arena, month, &names);
	size_t swept = 0;

	for (size_t i = 0; i < count; i++) {
		if (!is_leftover(names[i]))
			continue;
		remove_tree(arena, file_join(arena, month, names[i]), 0);
		swept++;
	}
	return swept;
}

size_t freeze_sweep(struct arena *arena)
{
	const char **names = NULL;
	const size_t count = names_in(arena, ARCHIVE_FOLDER, &names);
	size_t swept = 0;

	for (size_t i = 0; i < count; i++) {
		const char *month = file_join(arena, ARCHIVE_FOLDER, names[i]);
		struct period period;
		if (!period_parse(names[i], &period))
			continue;
		swept += sweep(arena, month);
		rmdir(month); /* only when nothing is in it */
	}
	return swept;
}

struct freeze *freeze_begin(
        struct arena *arena, struct diag *diag, struct period period, int revision)
{
	struct freeze *freeze = arena_alloc(arena, sizeof *freeze);
	int error = 0;

	*freeze = (struct freeze){ .arena = arena,
		.diag = diag,
		.month = file_join(arena, ARCHIVE_FOLDER, period_format(arena, period)),
		.target = archive_path(arena, period, revision) };
	freeze->staging = arena_printf(arena, "%s/.%d" STAGING_SUFFIX, freeze->month, revision);
	sweep(arena, freeze->month);
	if (file_make_folders(freeze->staging, &error) == FILE_OK)
		return freeze;
	diag_say(diag, MSG_ARCHIVE_CANNOT_CREATE, place_file(freeze->staging), strerror(error));
	freeze_drop(freeze);
	return NULL;
}

const char *freeze_folder(const struct freeze *freeze)
{
	return freeze->staging;
}

bool freeze_write(struct freeze *freeze, const char *name, const char *bytes, size_t length)
{
	const char *path = file_join(freeze->arena, freeze->staging, name);
	int error = 0;

	assert(manifest_is_inside(name));
	if (file_write_whole(path, bytes, length, &error) != FILE_OK)
		return fail(freeze, path, error);
	sums_add(freeze->arena, &freeze->sums,
	        &(struct sum){ .digest = digest_of(bytes, length),
	                .file = arena_strdup(freeze->arena, name) });
	return true;
}

bool freeze_copy(struct freeze *freeze, const char *path)
{
	struct arena *arena = arena_new();
	struct file_bytes bytes;
	bool done = false;

	if (!manifest_is_inside(path)) {
		diag_say(freeze->diag, MSG_ARCHIVE_UNREADABLE, place_file(path), strerror(EINVAL));
		arena_free(arena);
		return false;
	}
	switch (file_read(arena, path, ARCHIVE_FILE_LIMIT, &bytes)) {
	case FILE_OK:
		done = freeze_write(freeze, path, bytes.bytes, bytes.length);
		break;
	case FILE_MISSING:
		diag_say(freeze->diag, MSG_ARCHIVE_UNREADABLE, place_file(path), strerror(ENOENT));
		break;
	case FILE_NOT_REGULAR:
	case FILE_TOO_LARGE:
		diag_say(freeze->diag, MSG_ARCHIVE_UNREADABLE, place_file(path), strerror(EFBIG));
		break;
	case FILE_FAILED:
		diag_say(freeze->diag, MSG_ARCHIVE_UNREADABLE, place_file(path),
		        strerror(bytes.error));
		break;
	}
	arena_free(arena);
	return done;
}

struct sum_list freeze_sums(struct freeze *freeze)
{
	sums_sort(&freeze->sums);
	return freeze->sums;
}

static bool sync_folder(const char *path)
{
	const int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (folder < 0)
		return false;
	const bool done = fsync(folder) == 0 || errno == EINVAL || errno == ENOTSUP;
	const int error = errno;
	close(folder);
	errno = error;
	return done;
}

/* The folders that hold the frozen files, each once, for the list is sorted. */
static bool sync_folders(const struct freeze *freeze)
{
	const char *before = "";

	for (size_t i = 0; i < freeze->sums.count; i++) {
		const char *file = freeze->sums.list[i].file;
		for (const char *at = strchr(file, '/'); at; at = strchr(at + 1, '/')) {
			const size_t length = (size_t)(at - file) + 1;
			if (strncmp(before, file, length) == 0)
				continue;
			const char *folder = file_join(freeze->arena, freeze->staging,
			        arena_strndup(freeze->arena, file, length - 1));
			if (!sync_folder(folder))
				return fail(freeze, folder, errno);
		}
		before = file;
	}
	return true;
}

bool freeze_seal(struct freeze *freeze)
{
	const struct sum_list sums = freeze_sums(freeze);
	const char *path = file_join(freeze->arena, freeze->staging, ARCHIVE_SUMS);
	struct text list;
	int error = 0;

	text_init(&list);
	sums_write(&sums, &list);
	/* Files are synced as they are written, and their own folders with them. */
	const bool done = file_write_whole(path, list.bytes, list.length, &error) == FILE_OK;
	text_release(&list);
	return done ? sync_folders(freeze) : fail(freeze, path, error);
}

bool freeze_commit(struct freeze *freeze)
{
	const bool done = rename(freeze->staging, freeze->target) == 0;
	const int error = errno;

	if (!done) {
		freeze_drop(freeze);
		return fail(freeze, freeze->target, error);
	}
	/* Issued now, whatever becomes of the power; a folder that cannot be synced is no reason.
	 */
	(void)sync_folder(freeze->month);
	(void)sync_folder(ARCHIVE_FOLDER);
	(void)sync_folder("input");
	return true;
}

void freeze_drop(struct freeze *freeze)
{
	if (!freeze)
		return;
	remove_tree(freeze->arena, freeze->staging, 0);
	/* Only when nothing else is in it. */
	rmdir(freeze->month);
}
