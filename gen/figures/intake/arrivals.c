#include "figures/intake/arrivals.h"

#include "base/utf8.h"
#include "figures/json/json.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINK_LIMIT 4096

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

static bool is_link(const struct root *root, const char *path)
{
	struct stat status;

	return fstatat(root->folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0
	        && S_ISLNK(status.st_mode);
}

static const char *link_of(struct arena *arena, const struct root *root, const char *path)
{
	char target[LINK_LIMIT];
	const ssize_t length = readlinkat(root->folder, path, target, sizeof target);

	return length > 0 ? arena_strndup(arena, target, (size_t)length) : "";
}

/* A link that leads nowhere leads not out. */
static bool leads_out(
        struct arena *arena, const struct root *root, const char *folder, const char *path)
{
	char *home = realpath(root_shown(root, arena, folder), NULL);
	char *target = realpath(root_shown(root, arena, path), NULL);
	bool out = false;

	if (home && target) {
		const size_t length = strlen(home);
		out = strncmp(home, target, length) != 0 || target[length] != '/';
	}
	free(home);
	free(target);
	return out;
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

static struct arrival look_at(
        struct arena *arena, const struct root *root, const char *folder, const char *name)
{
	struct arrival arrival = { .name = name,
		.path = file_join(arena, folder, name),
		.is_report = is_json_name(name),
		.is_clean = is_clean_name(name),
		.link = "",
		.bytes = "" };

	if (is_link(root, arrival.path)) {
		arrival.link = link_of(arena, root, arrival.path);
		arrival.leads_out = leads_out(arena, root, folder, arrival.path);
	}
	if (arrival.leads_out)
		arrival.status = FILE_NOT_REGULAR;
	else if (arrival.is_report)
		read_report(arena, root, &arrival);
	return arrival;
}

const struct arrivals *arrivals_read(
        struct arena *arena, const struct root *root, const char *folder)
{
	struct arrivals *arrivals = arena_alloc(arena, sizeof *arrivals);
	struct file_list names;

	*arrivals = (struct arrivals){ .folder = folder,
		.status = file_list(arena, root, folder, &names),
		.error = names.error };
	if (arrivals->status != FILE_OK)
		return arrivals;
	struct arrival *list = arena_alloc_array(arena, names.count + 1, sizeof *list);
	for (size_t i = 0; i < names.count; i++)
		list[i] = look_at(arena, root, folder, names.names[i]);
	arrivals->list = list;
	arrivals->count = names.count;
	return arrivals;
}

bool arrivals_is_fit(const struct arrival *arrival)
{
	return arrival->is_report && arrival->is_clean && !arrival->leads_out
	        && arrival->status == FILE_OK;
}
