#include "base/file.h"

#include "base/owner.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE            ((size_t)64 << 10)
#define NANO             1000000000LL
#define TEMPORARY_TRIES  100
#define TEMPORARY_PREFIX ".minsheng."
#define TEMPORARY_SUFFIX ".tmp"

static enum file_status fail(int *error)
{
	*error = errno;
	return FILE_FAILED;
}

long long file_nanoseconds(const struct timespec *time)
{
	return (long long)time->tv_sec * NANO + time->tv_nsec;
}

bool file_set_modified(const struct root *root, const char *path, long long modified)
{
	const struct timespec time = { .tv_sec = (time_t)(modified / NANO),
		.tv_nsec = (long)(modified % NANO) };
	const struct timespec times[] = { { .tv_nsec = UTIME_OMIT }, time };

	return modified >= 0 && utimensat(root->folder, path, times, AT_SYMLINK_NOFOLLOW) == 0;
}

/* What a failed open means: a link that leads nowhere is there, but is no file. */
static enum file_status open_failure(const struct root *root, const char *path, int *error)
{
	struct stat link;

	*error = errno;
	switch (*error) {
	case ENOENT:
		if (fstatat(root->folder, path, &link, AT_SYMLINK_NOFOLLOW) == 0)
			return FILE_NOT_REGULAR;
		if (errno == ENOENT)
			return FILE_MISSING;
		*error = errno;
		return FILE_FAILED;
	case ELOOP:
	case ENXIO: /* a socket */
	case ENODEV:
	case EISDIR:
		return FILE_NOT_REGULAR;
	default:
		return FILE_FAILED;
	}
}

/* O_NONBLOCK: opening a FIFO that nobody writes must not hang the night's run. */
static enum file_status open_regular(
        const struct root *root, const char *path, int *descriptor, struct stat *status, int *error)
{
	const int opened = openat(root->folder, path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	*descriptor = -1;
	if (opened < 0)
		return open_failure(root, path, error);
	if (fstat(opened, status) != 0) {
		*error = errno;
		close(opened);
		return FILE_FAILED;
	}
	if (!S_ISREG(status->st_mode)) {
		close(opened);
		return FILE_NOT_REGULAR;
	}
	*descriptor = opened;
	return FILE_OK;
}

static ssize_t read_again(int descriptor, char *bytes, size_t size)
{
	ssize_t count = 0;

	do {
		count = read(descriptor, bytes, size);
	} while (count < 0 && errno == EINTR);
	return count;
}

/*
 * Reads to the end, whatever fstat said: a file may grow or shrink meanwhile, and those of /proc
 * claim no size. One byte more than expected is asked for, so that growth shows.
 */
static enum file_status read_all(
        struct arena *arena, int descriptor, size_t expected, size_t limit, struct file_bytes *out)
{
	size_t room = expected + 1;
	size_t length = 0;
	char *bytes = arena_alloc(arena, room + 1);

	for (;;) {
		const ssize_t count = read_again(descriptor, bytes + length, room - length);
		if (count < 0)
			return fail(&out->error);
		if (count == 0)
			break;
		length += (size_t)count;
		if (length > limit)
			return FILE_TOO_LARGE;
		/* All of it, and no byte more when one was asked for. */
		if (length == expected && (size_t)count == expected)
			break;
		if (length == room) {
			room = room > limit / 2 ? limit + 1 : room * 2 + 4096;
			char *larger = arena_alloc(arena, room + 1);
			memcpy(larger, bytes, length);
			bytes = larger;
		}
	}
	bytes[length] = '\0';
	out->bytes = bytes;
	out->length = length;
	return FILE_OK;
}

enum file_status file_read(struct arena *arena, const struct root *root, const char *path,
        size_t limit, struct file_bytes *out)
{
	int descriptor = -1;
	struct stat found;

	*out = (struct file_bytes){ .bytes = "" };
	if (limit > SIZE_MAX / 4)
		limit = SIZE_MAX / 4;
	enum file_status status = open_regular(root, path, &descriptor, &found, &out->error);
	if (status != FILE_OK)
		return status;
	out->length = (size_t)found.st_size;
	out->modified = file_nanoseconds(&found.st_mtim);
	if ((uintmax_t)found.st_size > limit)
		status = FILE_TOO_LARGE;
	else
		status = read_all(arena, descriptor, (size_t)found.st_size, limit, out);
	close(descriptor);
	return status;
}

/* A read that gives less than was asked for, once all that was claimed is there, is the last. */
static enum file_status digest_all(
        int descriptor, size_t expected, size_t limit, struct file_print *out)
{
	struct digest_state *state = digest_new();
	char piece[PIECE];
	size_t length = 0;
	ssize_t count = 0;

	do {
		count = read_again(descriptor, piece, sizeof piece);
		if (count < 0)
			out->error = errno;
		if (count <= 0)
			break;
		digest_add(state, piece, (size_t)count);
		length += (size_t)count;
	} while (length <= limit && (length < expected || (size_t)count == sizeof piece));
	const struct digest digest = digest_finish(state);
	out->length = length;
	if (count < 0)
		return FILE_FAILED;
	if (length > limit)
		return FILE_TOO_LARGE;
	out->digest = digest;
	return FILE_OK;
}

enum file_status file_digest(
        const struct root *root, const char *path, size_t limit, struct file_print *out)
{
	int descriptor = -1;
	struct stat found;

	*out = (struct file_print){ .length = 0 };
	enum file_status status = open_regular(root, path, &descriptor, &found, &out->error);
	if (status == FILE_OK && (uintmax_t)found.st_size > limit) {
		out->length = (size_t)found.st_size;
		status = FILE_TOO_LARGE;
	} else if (status == FILE_OK) {
		status = digest_all(descriptor, (size_t)found.st_size, limit, out);
	}
	if (descriptor >= 0)
		close(descriptor);
	if (status == FILE_TOO_LARGE)
		out->error = EFBIG;
	else if (status != FILE_OK && out->error == 0)
		out->error = EINVAL;
	return status;
}

enum file_status file_map_open(const struct root *root, const char *path, struct file_map *out)
{
	int descriptor = -1;
	struct stat found;

	*out = (struct file_map){ .bytes = (const unsigned char *)"" };
	enum file_status status = open_regular(root, path, &descriptor, &found, &out->error);
	if (status != FILE_OK)
		return status;
	if ((uintmax_t)found.st_size > SIZE_MAX) {
		status = FILE_TOO_LARGE;
	} else if (found.st_size > 0) {
		void *bytes =
		        mmap(NULL, (size_t)found.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
		if (bytes == MAP_FAILED) {
			status = fail(&out->error);
		} else {
			out->bytes = bytes;
			out->length = (size_t)found.st_size;
		}
	}
	close(descriptor);
	return status;
}

void file_map_close(struct file_map *map)
{
	if (map->length > 0)
		munmap((void *)(uintptr_t)map->bytes, map->length);
	*map = (struct file_map){ .bytes = (const unsigned char *)"" };
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The name added last: a file system may leave it open what stands there. */
static void note_link(
        struct arena *arena, const struct dirent *entry, size_t *capacity, struct file_list *out)
{
	if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN)
		return;
	out->links = arena_grow(arena, out->links, capacity, out->link_count, sizeof *out->links);
	out->links[out->link_count++] = out->names[out->count - 1];
}

/* `hidden`: names with a dot before them too. No order. */
static enum file_status read_names(
        struct arena *arena, DIR *stream, bool hidden, size_t most, struct file_list *out)
{
	size_t capacity = 0, link_capacity = 0;

	errno = 0;
	for (const struct dirent *entry = readdir(stream); entry; entry = readdir(stream)) {
		const char *name = entry->d_name;
		const bool is_self = strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
		if (!is_self && (hidden || name[0] != '.')) {
			if (out->count == most)
				return FILE_TOO_LARGE;
			out->names = arena_grow(
			        arena, out->names, &capacity, out->count, sizeof *out->names);
			out->names[out->count++] = arena_strdup(arena, name);
			note_link(arena, entry, &link_capacity, out);
		}
		errno = 0;
	}
	return errno == 0 ? FILE_OK : fail(&out->error);
}

static enum file_status open_folder(
        const struct root *root, const char *folder, DIR **stream, int *error)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC;
	const int opened = openat(root->folder, folder, flags);

	*stream = opened < 0 ? NULL : fdopendir(opened);
	if (*stream)
		return FILE_OK;
	if (opened >= 0) {
		const enum file_status status = fail(error);
		close(opened);
		return status;
	}
	const enum file_status status = open_failure(root, folder, error);
	return *error == ENOTDIR ? FILE_NOT_REGULAR : status;
}

/* Takes the stream over. */
static enum file_status list_names(
        struct arena *arena, DIR *stream, bool hidden, size_t most, struct file_list *out)
{
	const enum file_status status = read_names(arena, stream, hidden, most, out);

	closedir(stream);
	if (out->count > 0)
		qsort(out->names, out->count, sizeof *out->names, compare_names);
	return status;
}

enum file_status file_list(
        struct arena *arena, const struct root *root, const char *folder, struct file_list *out)
{
	DIR *stream;

	*out = (struct file_list){ .folder = folder };
	const enum file_status status = open_folder(root, folder, &stream, &out->error);
	return status == FILE_OK ? list_names(arena, stream, false, SIZE_MAX, out) : status;
}

enum file_status file_list_all(struct arena *arena, const struct root *root, const char *folder,
        size_t most, struct file_list *out)
{
	DIR *stream;

	*out = (struct file_list){ .folder = folder };
	const enum file_status status = open_folder(root, folder, &stream, &out->error);
	return status == FILE_OK ? list_names(arena, stream, true, most, out) : status;
}

bool file_list_is_plain(const struct file_list *list, const char *name)
{
	if (list->link_count == list->count)
		return false;
	for (size_t i = 0; i < list->link_count; i++)
		if (strcmp(list->links[i], name) == 0)
			return false;
	return true;
}

struct file_sight file_look(const struct root *root, const char *path)
{
	struct file_sight sight = { .kind = FILE_KIND_OTHER };
	struct stat status;

	/* Most are no links, and one look tells both what is there and that nothing is. */
	const bool seen = fstatat(root->folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0;
	if (!seen && errno == ENOENT)
		return (struct file_sight){ .kind = FILE_KIND_NONE };
	if (!seen || (S_ISLNK(status.st_mode) && fstatat(root->folder, path, &status, 0) != 0)) {
		switch (open_failure(root, path, &sight.error)) {
		case FILE_MISSING:
			return (struct file_sight){ .kind = FILE_KIND_NONE };
		case FILE_FAILED:
			return (struct file_sight){ .kind = FILE_KIND_UNKNOWN,
				.error = sight.error };
		case FILE_OK:
		case FILE_NOT_REGULAR:
		case FILE_TOO_LARGE:
			break;
		}
		sight.error = 0;
	} else if (S_ISREG(status.st_mode)) {
		sight.kind = FILE_KIND_REGULAR;
		sight.length = (size_t)status.st_size;
	} else if (S_ISDIR(status.st_mode)) {
		sight.kind = FILE_KIND_FOLDER;
	}
	return sight;
}

static bool make_folder(const struct root *root, const char *path, int *error)
{
	struct file_sight sight = file_look(root, path);

	if (sight.kind == FILE_KIND_NONE) {
		if (mkdirat(root->folder, path, 0777) == 0)
			return true;
		*error = errno;
		if (*error != EEXIST)
			return false;
		/* Another run may have made it a moment ago; anything else is in the way. */
		sight = file_look(root, path);
	}
	*error = sight.kind == FILE_KIND_UNKNOWN ? sight.error : ENOTDIR;
	return sight.kind == FILE_KIND_FOLDER;
}

enum file_status file_make_folders(const struct root *root, const char *path, int *error)
{
	*error = 0;
	if (file_look(root, path).kind == FILE_KIND_FOLDER)
		return FILE_OK;
	struct arena *arena = arena_new();
	char *prefix = arena_strdup(arena, path);
	bool made = true;
	for (char *at = prefix; made && *at != '\0'; at++) {
		if (*at != '/' || at == prefix)
			continue;
		*at = '\0';
		made = make_folder(root, prefix, error);
		*at = '/';
	}
	made = made && make_folder(root, prefix, error);
	arena_free(arena);
	if (made)
		*error = 0;
	return made ? FILE_OK : FILE_FAILED;
}

static bool write_all(int descriptor, const char *bytes, size_t length)
{
	while (length > 0) {
		const ssize_t count = write(descriptor, bytes, length);
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return false;
		bytes += count;
		length -= (size_t)count;
	}
	return true;
}

/* Some file systems cannot sync and say so; that is not a write that failed. */
static bool sync_descriptor(int descriptor)
{
	return fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP || errno == ENOSYS;
}

bool file_is_temporary(const char *name)
{
	const size_t length = strlen(name);

	return strncmp(name, TEMPORARY_PREFIX, strlen(TEMPORARY_PREFIX)) == 0
	        && length > strlen(TEMPORARY_SUFFIX)
	        && strcmp(name + length - strlen(TEMPORARY_SUFFIX), TEMPORARY_SUFFIX) == 0;
}

bool file_is_left_over(const struct root *root, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	struct owner owner;

	if (!file_is_temporary(name))
		return false;
	/* HOST.PID.N */
	const char *start = name + strlen(TEMPORARY_PREFIX);
	const char *end = name + strlen(name) - strlen(TEMPORARY_SUFFIX);
	while (end > start && end[-1] != '.')
		end--;
	return end <= start || !owner_parse(start, (size_t)(end - 1 - start), &owner)
	        || owner_is_stale(&owner, root, path);
}

enum file_status file_sync_folder(const struct root *root, const char *path, int *error)
{
	const int folder = openat(root->folder, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	*error = 0;
	if (folder < 0)
		return fail(error);
	const enum file_status status = sync_descriptor(folder) ? FILE_OK : fail(error);
	close(folder);
	return status;
}

/* A name nobody has; one left by a run that was killed is passed over. */
static int open_temporary(int folder, char *name, size_t size)
{
	const struct owner self = owner_self();
	int descriptor = -1;

	for (int i = 0; i < TEMPORARY_TRIES && descriptor < 0; i++) {
		(void)snprintf(name, size, TEMPORARY_PREFIX "%s.%ld.%d" TEMPORARY_SUFFIX, self.host,
		        self.pid, i);
		descriptor = openat(
		        folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
		if (descriptor < 0 && errno != EEXIST)
			break;
	}
	return descriptor;
}

/* Into an open folder; errno tells why it failed. */
static bool write_into(int folder, const char *name, const void *bytes, size_t length)
{
	char temporary[NAME_MAX + 1];
	const int descriptor = open_temporary(folder, temporary, sizeof temporary);

	if (descriptor < 0)
		return false;
	bool written = write_all(descriptor, bytes, length) && sync_descriptor(descriptor);
	int error = errno;
	if (close(descriptor) != 0 && written) {
		written = false;
		error = errno;
	}
	if (written && renameat(folder, temporary, folder, name) != 0) {
		written = false;
		error = errno;
	}
	if (!written)
		unlinkat(folder, temporary, 0);
	errno = error;
	return written && sync_descriptor(folder);
}

enum file_status file_write_whole(
        const struct root *root, const char *path, const void *bytes, size_t length, int *error)
{
	const char *slash = strrchr(path, '/');
	const char *name = !slash ? path : slash + 1;
	struct arena *arena = arena_new();
	const char *folder = ".";

	if (slash)
		folder = slash == path ? "/" : arena_strndup(arena, path, (size_t)(slash - path));
	enum file_status status = file_make_folders(root, folder, error);
	if (status == FILE_OK) {
		const int descriptor =
		        openat(root->folder, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (descriptor < 0 || !write_into(descriptor, name, bytes, length))
			status = fail(error);
		if (descriptor >= 0)
			close(descriptor);
	}
	arena_free(arena);
	return status;
}

/* What a descriptor holds, to the end, into another. */
static bool pour(int from, int to)
{
	char piece[PIECE];
	ssize_t count = 0;

	while ((count = read_again(from, piece, sizeof piece)) > 0)
		if (!write_all(to, piece, (size_t)count))
			return false;
	return count == 0;
}

bool file_link(struct arena *arena, const struct root *root, const char *path, const char **link)
{
	char target[PATH_MAX];
	const ssize_t length = readlinkat(root->folder, path, target, sizeof target);

	*link = length > 0 ? arena_strndup(arena, target, (size_t)length) : "";
	return length >= 0 || errno == EINVAL || errno == ENOENT;
}

enum file_status file_copy(const struct root *from_root, const char *from,
        const struct root *to_root, const char *to, int *error)
{
	int source = -1;
	struct stat status;

	*error = 0;
	const enum file_status opened = open_regular(from_root, from, &source, &status, error);
	if (opened != FILE_OK)
		return opened;
	const int target = openat(
	        to_root->folder, to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
	bool done = target >= 0 && pour(source, target);
	if (done) {
		const struct timespec times[] = { status.st_atim, status.st_mtim };
		(void)futimens(target, times);
		done = sync_descriptor(target);
	}
	*error = errno;
	if (target >= 0 && close(target) != 0 && done) {
		done = false;
		*error = errno;
	}
	if (target >= 0 && !done)
		unlinkat(to_root->folder, to, 0);
	close(source);
	return done ? FILE_OK : FILE_FAILED;
}

char *file_join(struct arena *arena, const char *folder, const char *name)
{
	if (folder[0] == '\0' || strcmp(folder, ".") == 0)
		return arena_strdup(arena, name);
	const size_t length = strlen(folder);
	return arena_printf(arena, "%s%s%s", folder, folder[length - 1] == '/' ? "" : "/", name);
}
