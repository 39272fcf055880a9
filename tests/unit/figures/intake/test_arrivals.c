/* A folder of reports as it is read: once, in order, whatever lies there. */
#include "figures/intake/arrivals.h"

#include "base/common.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Bytes: no file system refuses them, and twenty of them make too long a path. */
#define LONG_NAME 200

Test(arrivals, a_folder_that_is_absent_is_not_one_that_cannot_be_read)
{
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);

	cr_expect_eq(arrivals_read(arena, &root_here, file_join(arena, folder, "none"))->status,
	        FILE_MISSING);
	cr_expect_eq(arrivals_read(arena, &root_here, kit_write(arena, folder, "file", ""))->status,
	        FILE_NOT_REGULAR);
	const struct arrivals *empty = arrivals_read(arena, &root_here, folder);
	cr_expect_eq(empty->status, FILE_OK);
	cr_expect_eq(empty->count, 1, "the file is named");
	cr_expect_not(empty->list[0].is_report);
	kit_remove(folder);
	arena_free(arena);
}

Test(arrivals, what_lies_in_the_folder, .timeout = 10)
{
	static const struct {
		const char *name;
		enum file_status status;
		bool is_fit;
	} rows[] = {
		{ "a.json", FILE_OK, true }, { "b\x01.json", FILE_OK, false },
		{ "c.json", FILE_NOT_REGULAR, false }, /* a folder */
		{ "d.json", FILE_NOT_REGULAR, false }, /* a pipe that nobody writes */
		{ "e.json", FILE_NOT_REGULAR, false }, /* a link to nowhere */
		{ "f.json", FILE_NOT_REGULAR, false }, /* a link that leads out: never opened */
		{ "g.json", FILE_OK, true },           /* a link to a.json */
	};
	struct arena *arena = arena_new();
	const char *root = kit_temporary_folder(arena);
	const char *folder = file_join(arena, root, "in");

	kit_write(arena, root, "out.json", "out");
	kit_write(arena, folder, rows[0].name, "{}");
	kit_write(arena, folder, rows[1].name, "{}");
	cr_assert_eq(mkdir(file_join(arena, folder, rows[2].name), 0700), 0);
	cr_assert_eq(mkfifo(file_join(arena, folder, rows[3].name), 0600), 0);
	cr_assert_eq(symlink("nowhere", file_join(arena, folder, rows[4].name)), 0);
	cr_assert_eq(symlink("../out.json", file_join(arena, folder, rows[5].name)), 0);
	cr_assert_eq(symlink("a.json", file_join(arena, folder, rows[6].name)), 0);
	const struct arrivals *arrivals = arrivals_read(arena, &root_here, folder);
	cr_assert_eq(arrivals->count, COUNT_OF(rows));
	for (size_t i = 0; i < arrivals->count; i++) {
		const struct arrival *arrival = &arrivals->list[i];
		cr_expect_str_eq(arrival->name, rows[i].name);
		cr_expect_eq(arrival->status, rows[i].status, "%s", arrival->name);
		cr_expect_eq(arrivals_is_fit(arrival), rows[i].is_fit, "%s", arrival->name);
	}
	cr_expect_str_eq(arrivals->list[5].link, "../out.json");
	cr_expect_eq(arrivals->list[5].length, 0, "nothing of it is known");
	cr_expect_eq(
	        memcmp(&arrivals->list[6].digest, &arrivals->list[0].digest, sizeof(struct digest)),
	        0);
	kit_remove(root);
	arena_free(arena);
}

/* Who saves a report anew empties the file first: for a moment it is there and says nothing. */
Test(arrivals, wait_for_a_file_that_is_being_saved, .timeout = 10)
{
	static const char whole[] = "{\"unit\": \"甲\"}\n";
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);
	const char *path = kit_write(arena, folder, "a.json", "{\"unit\": ");
	const struct timespec pause = { .tv_nsec = 60000000 };

	const pid_t child = fork();
	cr_assert_geq(child, 0);
	if (child == 0) {
		nanosleep(&pause, NULL);
		FILE *file = fopen(path, "w");
		_exit(file && fputs(whole, file) >= 0 && fclose(file) == 0 ? 0 : 1);
	}
	const struct arrivals *arrivals = arrivals_read(arena, &root_here, folder);
	cr_assert_eq(arrivals->count, 1);
	cr_expect_str_eq(arrivals->list[0].bytes, whole);
	cr_assert_eq(waitpid(child, NULL, 0), child);
	kit_remove(folder);
	arena_free(arena);
}

Test(arrivals, what_goes_on_to_end_too_early_is_taken_as_it_is, .timeout = 10)
{
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);

	kit_write(arena, folder, "a.json", "{\"unit\": ");
	const struct arrivals *arrivals = arrivals_read(arena, &root_here, folder);
	cr_assert_eq(arrivals->count, 1);
	cr_expect_str_eq(arrivals->list[0].bytes, "{\"unit\": ");
	kit_remove(folder);
	arena_free(arena);
}

Test(arrivals, what_cannot_be_read_has_failed_and_is_no_refusal)
{
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);

	kit_unreadable(arena, folder, "a.json");
	const struct arrivals *arrivals = arrivals_read(arena, &root_here, folder);
	cr_assert_eq(arrivals->count, 1);
	cr_expect_eq(arrivals->list[0].status, FILE_FAILED);
	cr_expect_eq(arrivals->list[0].error, ENAMETOOLONG);
	kit_remove(folder);
	arena_free(arena);
}

/* Its name stands in the folder, its path is longer than the system takes: no file of that kind is
 * absent. */
Test(arrivals, a_file_that_cannot_be_looked_at_is_no_absent_one)
{
	struct arena *arena = arena_new();
	const char *root = kit_temporary_folder(arena);
	const char *folder = root;
	char name[LONG_NAME + 1];

	memset(name, 'a', LONG_NAME);
	name[LONG_NAME] = '\0';
	while (strlen(folder) + 1 + LONG_NAME < PATH_MAX) {
		folder = file_join(arena, folder, name);
		cr_assert_eq(mkdir(folder, 0700), 0, "%s", strerror(errno));
	}
	const int at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	cr_assert_geq(at, 0);
	const int file = openat(at, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	cr_assert_geq(file, 0);
	close(file);
	const struct arrivals *arrivals = arrivals_read(arena, &root_here, folder);
	cr_assert_eq(arrivals->count, 1);
	cr_expect_eq(arrivals->list[0].status, FILE_FAILED);
	cr_expect_eq(arrivals->list[0].error, ENAMETOOLONG);
	unlinkat(at, name, 0);
	close(at);
	kit_remove(root);
	arena_free(arena);
}
