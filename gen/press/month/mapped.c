#include "press/month/mapped.h"

#include "base/file.h"
#include "base/root.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define QUERY   "/usr/bin/dpkg-query"
#define PROGRAM "/proc/self/exe" /* stays when the file has been put in place anew */

struct mapping {
	struct arena *arena;
	const char **paths; /* as the loader has them */
	size_t count, capacity;
};

/* dl_iterate_phdr's callback. The program has an empty name there, what the kernel maps no path. */
static int add_library(struct dl_phdr_info *info, size_t size, void *context)
{
	struct mapping *mapping = context;

	(void)size;
	if (!strchr(info->dlpi_name, '/'))
		return 0;
	mapping->paths = arena_grow(mapping->arena, mapping->paths, &mapping->capacity,
	        mapping->count, sizeof *mapping->paths);
	mapping->paths[mapping->count++] = arena_strdup(mapping->arena, info->dlpi_name);
	return 0;
}

/* Where the program lies, or lay. */
static const char *program_path(struct arena *arena)
{
	static const char gone[] = " (deleted)";
	char *path = arena_alloc(arena, PATH_MAX + 1);
	const ssize_t length = readlink(PROGRAM, path, PATH_MAX);

	path[length > 0 ? length : 0] = '\0';
	if (text_ends_with(path, gone))
		path[strlen(path) - strlen(gone)] = '\0';
	return path;
}

/* A library's name may be a link to the file that bears its version. */
static const char *library_path(struct arena *arena, const char *name)
{
	char *found = realpath(name, NULL);
	const char *path = arena_strdup(arena, found ? found : name);

	free(found);
	return path;
}

static bool look_at(
        struct diag *diag, const char *path, const char *name, struct manifest_binary *out)
{
	const char *slash = strrchr(name, '/');
	struct file_print print;

	if (file_digest(&root_here, path, SIZE_MAX, &print) != FILE_OK) {
		diag_say(diag, MSG_BINARY_READ_FAILED, place_file(path), strerror(print.error));
		return false;
	}
	*out = (struct manifest_binary){ .file = slash ? slash + 1 : name, .digest = print.digest };
	return true;
}

/* What a reader of the pipe gets until its other end is closed. */
static void read_all(int from, struct text *answer)
{
	char bytes[4096];
	ssize_t got = 0;

	while ((got = read(from, bytes, sizeof bytes)) != 0) {
		if (got > 0)
			text_add_bytes(answer, bytes, (size_t)got);
		else if (errno != EINTR)
			return;
	}
}

static pid_t start(char *const *arguments, int output)
{
	posix_spawn_file_actions_t actions;
	pid_t child = -1;

	if (posix_spawn_file_actions_init(&actions) != 0)
		return -1;
	if (posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0) != 0
	        || posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) != 0
	        || posix_spawn_file_actions_addopen(
	                   &actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
	                != 0
	        || posix_spawn(&child, QUERY, &actions, NULL, arguments, environ) != 0)
		child = -1;
	posix_spawn_file_actions_destroy(&actions);
	return child;
}

/* What dpkg-query prints; nothing where there is none. Its status tells of single files only. */
static void ask(char *const *arguments, struct text *answer)
{
	int ends[2];

	text_clear(answer);
	if (pipe2(ends, O_CLOEXEC) != 0)
		return;
	const pid_t child = start(arguments, ends[1]);
	close(ends[1]);
	if (child > 0)
		read_all(ends[0], answer);
	close(ends[0]);
	while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
}

/* Where /lib is a link to /usr/lib, a package may list a file below either. */
static const char *without_usr(const char *path)
{
	return text_starts_with(path, "/usr/lib") ? path + strlen("/usr") : path;
}

/* "libicu72:amd64: /usr/lib/…/libicuuc.so.72.1" → the package; "" where the line is of another. */
static const char *owner_in(struct arena *arena, const char *line, const char *path)
{
	const size_t length = strcspn(line, "\n"), head = strcspn(line, ", \n");
	const char *names[] = { path, without_usr(path) };

	for (size_t i = 0; i < 2 && head > 1; i++) {
		const char *end = arena_printf(arena, ": %s", names[i]);
		const size_t tail = strlen(end);
		if (length > tail && strncmp(line + length - tail, end, tail) == 0)
			return arena_strndup(arena, line, line[head - 1] == ':' ? head - 1 : head);
	}
	return "";
}

static const char *owner_of(struct arena *arena, const char *answer, const char *path)
{
	const char *owner = "";

	for (const char *line = answer; *line && !*owner; line += strcspn(line, "\n")) {
		line += *line == '\n';
		owner = owner_in(arena, line, path);
	}
	return owner;
}

/* "libicu72:amd64\t72.1-3\n" in a list of such; "" where it is not. */
static const char *version_of(struct arena *arena, const char *answer, const char *package)
{
	const size_t name = strlen(package);

	for (const char *line = answer; *line; line += strcspn(line, "\n")) {
		line += *line == '\n';
		if (strncmp(line, package, name) == 0 && line[name] == '\t')
			return arena_strndup(
			        arena, line + name + 1, strcspn(line + name + 1, "\n"));
	}
	return "";
}

/* The packages of the files at `paths`, by one call, and their versions, by another. */
static void find_packages(struct arena *arena, const char *const *paths, size_t count,
        struct manifest_binary *const *binaries)
{
	char **arguments = arena_alloc_array(arena, 2 * count + 4, sizeof *arguments);
	struct text answer;
	size_t n = 0;

	text_init(&answer);
	arguments[n++] = arena_strdup(arena, QUERY);
	arguments[n++] = arena_strdup(arena, "--search");
	for (size_t i = 0; i < count; i++) {
		arguments[n++] = arena_strdup(arena, paths[i]);
		if (without_usr(paths[i]) != paths[i])
			arguments[n++] = arena_strdup(arena, without_usr(paths[i]));
	}
	ask(arguments, &answer);
	n = 1;
	memset(arguments + 1, 0, (2 * count + 3) * sizeof *arguments);
	arguments[n++] = arena_strdup(arena, "--show");
	arguments[n++] = arena_strdup(arena, "--showformat=${binary:Package}\t${Version}\n");
	for (size_t i = 0; i < count; i++) {
		binaries[i]->package = owner_of(arena, answer.bytes, paths[i]);
		if (*binaries[i]->package)
			arguments[n++] = arena_strdup(arena, binaries[i]->package);
	}
	text_clear(&answer);
	if (n > 3)
		ask(arguments, &answer);
	for (size_t i = 0; i < count; i++) {
		const char *package = binaries[i]->package;
		binaries[i]->version = version_of(arena, answer.bytes, package);
		binaries[i]->package = arena_strndup(arena, package, strcspn(package, ":"));
	}
	text_release(&answer);
}

static int compare_binaries(const void *left, const void *right)
{
	const struct manifest_binary *a = left, *b = right;
	const int order = strcmp(a->file, b->file);

	return order ? order : memcmp(&a->digest, &b->digest, sizeof a->digest);
}

bool mapped_look(struct arena *arena, struct diag *diag, struct mapped *out)
{
	struct mapping mapping = { .arena = arena };

	(void)dl_iterate_phdr(add_library, &mapping);
	struct manifest_binary *list = arena_alloc_array(arena, mapping.count + 1, sizeof *list);
	struct manifest_binary **binaries =
	        arena_alloc_array(arena, mapping.count + 1, sizeof(struct manifest_binary *));
	const char **paths = arena_alloc_array(arena, mapping.count + 1, sizeof *paths);
	*out = (struct mapped){ .libraries = list, .count = mapping.count };
	for (size_t i = 0; i < mapping.count; i++) {
		binaries[i] = &list[i];
		paths[i] = library_path(arena, mapping.paths[i]);
		if (!look_at(diag, paths[i], paths[i], &list[i]))
			return false;
	}
	binaries[mapping.count] = &out->program;
	paths[mapping.count] = program_path(arena);
	if (!look_at(diag, PROGRAM, paths[mapping.count], &out->program))
		return false;
	find_packages(arena, paths, mapping.count + 1, binaries);
	if (mapping.count > 1)
		qsort(list, mapping.count, sizeof *list, compare_binaries);
	return true;
}
