#include "press/archive/verify.h"

#include "base/file.h"
#include "base/text.h"
#include "press/archive/manifest.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEPTH_LIMIT 16
#define FILES_LIMIT 20000
#define PIECE       ((size_t)64 << 10)

struct walk {
	struct arena *arena;
	struct diag *diag;
	const char *folder;
	struct verification *out;
	struct archive_sum *sums; /* out->sums, while it is being read */
	bool *seen;               /* by index in out->sums */
	size_t found;             /* files and folders met */
};

static void refuse(struct walk *walk, enum message message, const char *path)
{
	diag_say_plain(walk->diag, message, place_file(path));
	walk->out->usable = false;
}

static void say_unreadable(struct walk *walk, const char *path, int error)
{
	diag_say(walk->diag, MSG_ARCHIVE_UNREADABLE, place_file(path), strerror(error));
	walk->out->usable = false;
}

/* SHA-256 of an open file, of at most ARCHIVE_FILE_LIMIT bytes whatever it was said to have. */
static bool digest_open(int file, struct digest *out)
{
	char *piece = malloc(PIECE);
	struct digest_state *state = digest_new();
	size_t length = 0;
	ssize_t count = -1;

	while (piece && length <= ARCHIVE_FILE_LIMIT && (count = read(file, piece, PIECE)) != 0) {
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			break;
		digest_add(state, piece, (size_t)count);
		length += (size_t)count;
	}
	*out = digest_finish(state);
	free(piece);
	return count == 0;
}

static void check_digest(struct walk *walk, const struct archive_sum *sum, const char *path)
{
	const int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct digest digest;
	char found[DIGEST_HEX], expected[DIGEST_HEX];

	if (file < 0) {
		say_unreadable(walk, path, errno);
		return;
	}
	const bool whole = digest_open(file, &digest);
	close(file);
	if (whole && memcmp(&digest, &sum->digest, sizeof digest) == 0)
		return;
	digest_hex(&digest, found);
	digest_hex(&sum->digest, expected);
	diag_say(walk->diag, MSG_ARCHIVE_ALTERED, place_file(path), whole ? found : "—", expected);
	walk->out->differing++;
}

static void check_file(struct walk *walk, const char *name, const char *path)
{
	const struct archive_sum *sum = archive_lookup(&walk->out->sums, name);

	if (sum) {
		walk->seen[sum - walk->out->sums.sums] = true;
		check_digest(walk, sum, path);
	} else if (!text_equal(name, ARCHIVE_SUMS)) {
		diag_say_plain(walk->diag, MSG_ARCHIVE_ADDED, place_file(path));
		walk->out->differing++;
	}
}

static int compare_names(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* All names of a folder, hidden ones too, sorted; false (said) when they cannot be told. */
static bool list_all(struct walk *walk, const char *path, const char ***out, size_t *count)
{
	size_t capacity = 0;
	DIR *stream = opendir(path);

	*count = 0;
	*out = NULL;
	if (!stream) {
		say_unreadable(walk, path, errno);
		return false;
	}
	errno = 0;
	for (const struct dirent *entry = readdir(stream);
	        entry && walk->found + *count <= FILES_LIMIT; entry = readdir(stream)) {
		if (text_equal(entry->d_name, ".") || text_equal(entry->d_name, ".."))
			continue;
		*out = arena_grow(walk->arena, *out, &capacity, *count, sizeof **out);
		(*out)[(*count)++] = arena_strdup(walk->arena, entry->d_name);
		errno = 0;
	}
	const int error = errno;
	closedir(stream);
	if (error != 0)
		say_unreadable(walk, path, error);
	if (*count > 0)
		qsort(*out, *count, sizeof **out, compare_names);
	return error == 0;
}

static void walk_folder(struct walk *walk, const char *inner, int depth);

static void check_entry(struct walk *walk, const char *name, int depth)
{
	const char *path = file_join(walk->arena, walk->folder, name);
	struct stat status;

	if (lstat(path, &status) != 0)
		say_unreadable(walk, path, errno);
	else if (S_ISREG(status.st_mode))
		check_file(walk, name, path);
	else if (S_ISDIR(status.st_mode) && depth < DEPTH_LIMIT)
		walk_folder(walk, name, depth + 1);
	else
		refuse(walk, MSG_ARCHIVE_FOREIGN, path);
}

static void walk_folder(struct walk *walk, const char *inner, int depth)
{
	const char *path = file_join(walk->arena, walk->folder, inner);
	const char **names = NULL;
	size_t count = 0;

	if (!list_all(walk, inner[0] == '\0' ? walk->folder : path, &names, &count))
		return;
	walk->found += count;
	if (walk->found > FILES_LIMIT) {
		diag_say(walk->diag, MSG_ARCHIVE_TOO_MANY, place_file(walk->folder),
		        arena_printf(walk->arena, "%d", FILES_LIMIT));
		walk->out->usable = false;
		return;
	}
	for (size_t i = 0; i < count && walk->found <= FILES_LIMIT; i++)
		check_entry(walk, file_join(walk->arena, inner, names[i]), depth);
}

static int compare_sums(const void *left, const void *right)
{
	const struct archive_sum *a = left;
	const struct archive_sum *b = right;

	return strcmp(a->file, b->file);
}

static bool is_fit(const struct archive_sum *sum)
{
	return manifest_is_inside(sum->file) && !text_equal(sum->file, ARCHIVE_SUMS);
}

/* The list, every line of which must be one. */
static void read_list(struct walk *walk, const char *path, const struct file_bytes *list)
{
	size_t count = 0, capacity = 0;
	unsigned number = 1;

	for (size_t start = 0; start < list->length; number++) {
		const char *line = list->bytes + start;
		const char *end = memchr(line, '\n', list->length - start);
		const size_t length = !end ? list->length - start : (size_t)(end - line);
		walk->sums =
		        arena_grow(walk->arena, walk->sums, &capacity, count, sizeof *walk->sums);
		if (archive_parse_sum(walk->arena, line, length, &walk->sums[count])
		        && is_fit(&walk->sums[count])) {
			count++;
		} else {
			diag_say(walk->diag, MSG_ARCHIVE_SUM_LINE, place_line(path, number),
			        arena_strndup(walk->arena, line, length));
			walk->out->usable = false;
		}
		start += length + 1;
	}
	if (count > 0)
		qsort(walk->sums, count, sizeof *walk->sums, compare_sums);
	for (size_t i = 1; i < count; i++) {
		if (!text_equal(walk->sums[i].file, walk->sums[i - 1].file))
			continue;
		diag_say(walk->diag, MSG_ARCHIVE_SUM_LINE, place_file(path), walk->sums[i].file);
		walk->out->usable = false;
	}
	walk->out->sums = (struct archive_sums){ .sums = walk->sums, .count = count };
}

static bool is_real_folder(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Neither the revision nor its month is a link; where the whole archive lies is the office's. */
static bool is_own_folder(struct arena *arena, const char *folder)
{
	const char *slash = strrchr(folder, '/');

	return is_real_folder(folder)
	        && (!slash
	                || is_real_folder(arena_strndup(arena, folder, (size_t)(slash - folder))));
}

static bool open_list(struct walk *walk)
{
	const char *path = file_join(walk->arena, walk->folder, ARCHIVE_SUMS);
	struct file_bytes list;
	struct stat status;

	if (lstat(path, &status) == 0 && S_ISREG(status.st_mode)
	        && file_read(walk->arena, path, ARCHIVE_SUMS_LIMIT, &list) == FILE_OK) {
		read_list(walk, path, &list);
		return walk->out->usable;
	}
	refuse(walk, MSG_ARCHIVE_NO_SUMS, path);
	return false;
}

struct verification archive_verify(struct arena *arena, struct diag *diag, const char *folder)
{
	struct verification out = { .usable = true };
	struct walk walk = { .arena = arena, .diag = diag, .folder = folder, .out = &out };

	if (!is_own_folder(arena, folder)) {
		refuse(&walk, MSG_ARCHIVE_FOREIGN, folder);
		return out;
	}
	if (!open_list(&walk))
		return out;
	walk.seen = arena_alloc_array(arena, out.sums.count + 1, sizeof *walk.seen);
	walk_folder(&walk, "", 0);
	for (size_t i = 0; out.usable && i < out.sums.count; i++) {
		if (walk.seen[i])
			continue;
		diag_say_plain(diag, MSG_ARCHIVE_MISSING,
		        place_file(file_join(arena, folder, out.sums.sums[i].file)));
		out.differing++;
	}
	return out;
}
