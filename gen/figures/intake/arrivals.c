#include "figures/intake/arrivals.h"

#include "base/utf8.h"
#include "figures/json/json.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LINK_LIMIT   4096
#define FOLDER_TRIES 5

#define NANO         1000000000LL
#define SAVING_NANO  (NANO / 5) /* a file that was written to since is not trusted to end so */
#define PAUSE_NANO   (NANO / 50)
#define SAVING_TRIES 12

/* Ends in ".json" in letters of either case; a Windows user's file may end in ".JSON". */
static bool is_json_name(const char *name)
{
	static const char ending[] = ".json";
	const size_t length = strlen(name);
	const size_t size = sizeof ending - 1;

	if (length <= size)
		return false;
	for (size_t i = 0; i < size; i++) {
		if ((name[length - size + i] | 0x20) != (ending[i] | 0x20))
			return false;
	}
	return true;
}

static bool is_clean_name(const char *name)
{
	if (utf8_invalid(name, strlen(name)) != strlen(name))
		return false;
	for (uint32_t codepoint = utf8_next(&name); codepoint != 0; codepoint = utf8_next(&name)) {
		if (utf8_is_control(codepoint))
			return false;
	}
	return true;
}

/* Nothing at the end of it: a link that leads nowhere leads not out. */
static bool leads_nowhere(int error)
{
	return error == ENOENT || error == ENOTDIR || error == ELOOP;
}

/* False: where the link leads cannot be told, and errno says why. */
static bool follow_link(
        struct arena *arena, const struct root *root, const char *folder, struct arrival *arrival)
{
	char *home = realpath(root_shown(root, arena, folder), NULL);
	char *target = !home ? NULL : realpath(root_shown(root, arena, arrival->path), NULL);
	const int error = errno;

	if (target) {
		const size_t length = strlen(home);
		arrival->leads_out = strncmp(home, target, length) != 0 || target[length] != '/';
	}
	const bool known = target || (home && leads_nowhere(error));
	free(home);
	free(target);
	errno = error;
	return known;
}

/* False: whether it is a link, or where it leads, cannot be told, and errno says why. */
static bool look_at_link(
        struct arena *arena, const struct root *root, const char *folder, struct arrival *arrival)
{
	char target[LINK_LIMIT];
	struct stat status;

	if (fstatat(root->folder, arrival->path, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT; /* gone meanwhile: as reading it will tell */
	if (!S_ISLNK(status.st_mode))
		return true;
	const ssize_t length = readlinkat(root->folder, arrival->path, target, sizeof target);
	if (length < 0)
		return false;
	arrival->link = arena_strndup(arena, target, (size_t)length);
	return follow_link(arena, root, folder, arrival);
}

static void read_report(struct arena *arena, const struct root *root, struct arrival *arrival)
{
	struct file_bytes bytes;

	arrival->status = file_read(arena, root, arrival->path, JSON_FILE_LIMIT, &bytes);
	arrival->error = bytes.error;
	arrival->bytes = bytes.bytes;
	arrival->length = bytes.length;
	if (arrival->status == FILE_OK)
		arrival->digest = digest_of(bytes.bytes, bytes.length);
}

/* A JSON object ends in a brace, in every encoding, whatever blanks or half characters follow. */
static bool is_cut_short(const struct arrival *arrival)
{
	size_t length = arrival->length;

	while (length > 0 && strchr(" \t\r\n", arrival->bytes[length - 1])) /* or NUL */
		length--;
	return length == 0 || arrival->bytes[length - 1] != '}';
}

/* It ends too early and was written to a moment ago: somebody is just saving it. */
static bool is_being_saved(const struct root *root, const struct arrival *arrival)
{
	struct stat status;
	struct timespec now;

	if (arrival->status != FILE_OK || !is_cut_short(arrival)
	        || fstatat(root->folder, arrival->path, &status, 0) != 0
	        || clock_gettime(CLOCK_REALTIME, &now) != 0)
		return false;
	const long long age = ((long long)now.tv_sec - status.st_mtim.tv_sec) * NANO
	        + (now.tv_nsec - status.st_mtim.tv_nsec);
	return age >= 0 && age < SAVING_NANO;
}

static struct arrival look_at(struct arena *arena, const struct root *root,
        const struct file_list *folder, const char *name)
{
	const struct timespec pause = { .tv_nsec = PAUSE_NANO };
	struct arrival arrival = { .name = name,
		.path = file_join(arena, folder->folder, name),
		.is_report = is_json_name(name),
		.is_clean = is_clean_name(name),
		.link = "",
		.bytes = "" };

	if (!file_list_is_plain(folder, name)
	        && !look_at_link(arena, root, folder->folder, &arrival)) {
		arrival.error = errno;
		arrival.status = FILE_FAILED;
		return arrival;
	}
	if (arrival.leads_out)
		arrival.status = FILE_NOT_REGULAR;
	else if (arrival.is_report)
		read_report(arena, root, &arrival);
	for (int i = 0; i < SAVING_TRIES && is_being_saved(root, &arrival); i++) {
		nanosleep(&pause, NULL);
		read_report(arena, root, &arrival);
	}
	return arrival;
}

static bool are_the_same(const struct file_list *before, const struct file_list *after)
{
	if (before->count != after->count)
		return false;
	for (size_t i = 0; i < before->count; i++)
		if (strcmp(before->names[i], after->names[i]) != 0)
			return false;
	return true;
}

/* Every file of the folder; false when its names were others at the end than at the beginning. */
static bool read_folder(struct arena *arena, const struct root *root, struct arrivals *arrivals)
{
	struct file_list names, after;

	arrivals->status = file_list(arena, root, arrivals->folder, &names);
	arrivals->error = names.error;
	arrivals->list = NULL;
	arrivals->count = 0;
	if (arrivals->status != FILE_OK)
		return true;
	struct arrival *list = arena_alloc_array(arena, names.count + 1, sizeof *list);
	for (size_t i = 0; i < names.count; i++)
		list[i] = look_at(arena, root, &names, names.names[i]);
	arrivals->status = file_list(arena, root, arrivals->folder, &after);
	arrivals->error = after.error;
	if (arrivals->status != FILE_OK)
		return arrivals->status != FILE_MISSING;
	arrivals->list = list;
	arrivals->count = names.count;
	for (size_t i = 0; i < names.count; i++)
		if (list[i].status == FILE_MISSING)
			return false;
	return are_the_same(&names, &after);
}

/*
 * While files are replaced a folder's listing may miss one of them, and one that was listed may be
 * gone when it is opened: what was read counts only when the folder held still.
 */
const struct arrivals *arrivals_read(
        struct arena *arena, const struct root *root, const char *folder)
{
	struct arrivals *arrivals = arena_alloc(arena, sizeof *arrivals);

	*arrivals = (struct arrivals){ .folder = folder };
	for (int i = 0; i < FOLDER_TRIES; i++)
		if (read_folder(arena, root, arrivals))
			return arrivals;
	*arrivals = (struct arrivals){ .folder = folder, .status = FILE_FAILED, .error = EAGAIN };
	return arrivals;
}

bool arrivals_is_fit(const struct arrival *arrival)
{
	return arrival->is_report && arrival->is_clean && !arrival->leads_out
	        && arrival->status == FILE_OK;
}
