#include "base/file.h"

#include "base/owner.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct fixture {
	struct arena *arena;
	const char *folder;
};

static struct fixture begin(void)
{
	struct arena *arena = arena_new();

	return (struct fixture){ .arena = arena, .folder = kit_temporary_folder(arena) };
}

static void end(struct fixture fixture)
{
	kit_remove(fixture.folder);
	arena_free(fixture.arena);
}

/* How many entries a folder has, dot-files among them. */
static size_t entries(const char *folder)
{
	DIR *stream = opendir(folder);
	size_t count = 0;

	cr_assert_not_null(stream);
	while (readdir(stream))
		count++;
	closedir(stream);
	return count - 2;
}

Test(file, reads_whole_files_within_the_limit)
{
	const struct fixture at = begin();
	const char *path = kit_write(at.arena, at.folder, "月报.json", "{\"a\":1}");
	const char *empty = kit_write(at.arena, at.folder, "empty", "");
	struct file_bytes bytes;

	cr_expect_eq(file_read(at.arena, &root_here, path, 7, &bytes), FILE_OK);
	cr_expect_eq(bytes.length, 7);
	cr_expect_str_eq(bytes.bytes, "{\"a\":1}");
	cr_expect_eq(file_read(at.arena, &root_here, path, 6, &bytes), FILE_TOO_LARGE);
	cr_expect_str_eq(bytes.bytes, "");
	cr_expect_eq(file_read(at.arena, &root_here, empty, 0, &bytes), FILE_OK);
	cr_expect_eq(bytes.length, 0);
	cr_expect_eq(file_read(at.arena, &root_here, path, SIZE_MAX, &bytes), FILE_OK);
	end(at);
}

Test(file, digests_what_it_would_read, .timeout = 10)
{
	const struct fixture at = begin();
	const char *path = kit_write(at.arena, at.folder, "月报.json", "abc");
	const char *fifo = file_join(at.arena, at.folder, "fifo");
	const char *link = file_join(at.arena, at.folder, "link");
	const struct digest abc = digest_of("abc", 3);
	struct file_print print;

	cr_expect_eq(file_digest(&root_here, path, 3, &print), FILE_OK);
	cr_expect(digest_equal(&print.digest, &abc));
	cr_expect_eq(print.length, 3);
	cr_expect_eq(file_digest(&root_here, path, 2, &print), FILE_TOO_LARGE);
	cr_expect_eq(print.error, EFBIG);
	cr_expect(digest_equal(&print.digest, &(struct digest){ 0 }));
	cr_assert_eq(symlink("月报.json", link), 0);
	cr_expect_eq(file_digest(&root_here, link, 3, &print), FILE_OK, "links are followed");
	cr_expect_eq(file_digest(&root_here, at.folder, 3, &print), FILE_NOT_REGULAR);
	cr_expect_neq(print.error, 0, "there is always a reason to tell");
	cr_assert_eq(mkfifo(fifo, 0600), 0);
	cr_expect_eq(file_digest(&root_here, fifo, 3, &print), FILE_NOT_REGULAR);
	cr_expect_neq(print.error, 0);
	cr_expect_eq(file_digest(&root_here, file_join(at.arena, at.folder, "none"), 3, &print),
	        FILE_MISSING);
	cr_expect_eq(print.error, ENOENT);
	end(at);
}

/* Sizes about the piece that is read at a time, and one that nobody claims. */
Test(file, digests_in_pieces_to_the_end)
{
	static const size_t sizes[] = { 0, 1, 65535, 65536, 65537, 131072, 200000 };
	const struct fixture at = begin();
	const char *path = file_join(at.arena, at.folder, "x");
	char *bytes = arena_alloc(at.arena, 200000);
	struct file_print print;
	int error;

	for (size_t i = 0; i < 200000; i++)
		bytes[i] = (char)(i * 7 % 251);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		const struct digest whole = digest_of(bytes, sizes[i]);
		cr_assert_eq(file_write_whole(&root_here, path, bytes, sizes[i], &error), FILE_OK);
		cr_assert_eq(file_digest(&root_here, path, SIZE_MAX, &print), FILE_OK);
		cr_expect_eq(print.length, sizes[i]);
		cr_expect(digest_equal(&print.digest, &whole), "size %zu", sizes[i]);
	}
	cr_expect_eq(file_digest(&root_here, "/proc/self/stat", 1 << 20, &print), FILE_OK);
	cr_expect_gt(print.length, 0);
	cr_expect_eq(file_digest(&root_here, "/proc/self/stat", 5, &print), FILE_TOO_LARGE);
	end(at);
}

/* Files of /proc claim no size at all: what a file that grows while it is read looks like. */
Test(file, reads_beyond_the_size_that_was_claimed)
{
	struct arena *arena = arena_new();
	struct file_bytes bytes;

	cr_expect_eq(file_read(arena, &root_here, "/proc/self/stat", 1 << 20, &bytes), FILE_OK);
	cr_expect_gt(bytes.length, 0);
	cr_expect_eq(bytes.bytes[bytes.length], '\0');
	cr_expect_eq(file_read(arena, &root_here, "/proc/self/stat", 5, &bytes), FILE_TOO_LARGE);
	arena_free(arena);
}

Test(file, opens_nothing_but_files, .timeout = 10)
{
	const struct fixture at = begin();
	const char *fifo = file_join(at.arena, at.folder, "fifo");
	const char *dangling = file_join(at.arena, at.folder, "dangling");
	const char *looping = file_join(at.arena, at.folder, "looping");
	const char *plain = kit_write(at.arena, at.folder, "plain", "x");
	struct file_bytes bytes;
	struct file_map map;

	cr_assert_eq(mkfifo(fifo, 0600), 0);
	cr_assert_eq(symlink("nowhere", dangling), 0);
	cr_assert_eq(symlink("looping", looping), 0);
	const struct {
		const char *path;
		enum file_status status;
	} rows[] = {
		{ at.folder, FILE_NOT_REGULAR },
		{ fifo, FILE_NOT_REGULAR },
		{ "/dev/null", FILE_NOT_REGULAR },
		{ dangling, FILE_NOT_REGULAR },
		{ looping, FILE_NOT_REGULAR },
		{ file_join(at.arena, at.folder, "none"), FILE_MISSING },
		{ file_join(at.arena, plain, "below"), FILE_FAILED },
		{ "", FILE_MISSING },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_expect_eq(file_read(at.arena, &root_here, rows[i].path, 99, &bytes),
		        rows[i].status, "row %zu", i);
		cr_expect_eq(file_map_open(&root_here, rows[i].path, &map), rows[i].status,
		        "row %zu", i);
		file_map_close(&map);
	}
	end(at);
}

Test(file, tells_what_stands_there_and_nothing_only_of_nothing)
{
	const struct fixture at = begin();
	const char *plain = kit_write(at.arena, at.folder, "plain", "x");
	const char *fifo = file_join(at.arena, at.folder, "fifo");
	const char *dangling = file_join(at.arena, at.folder, "dangling");
	const char *looping = file_join(at.arena, at.folder, "looping");

	cr_assert_eq(mkfifo(fifo, 0600), 0);
	cr_assert_eq(symlink("nowhere", dangling), 0);
	cr_assert_eq(symlink("looping", looping), 0);
	const struct {
		const char *path;
		enum file_kind kind;
		int error;
	} rows[] = {
		{ file_join(at.arena, at.folder, "none"), FILE_KIND_NONE, 0 },
		{ file_join(at.arena, at.folder, "none/below"), FILE_KIND_NONE, 0 },
		{ plain, FILE_KIND_REGULAR, 0 },
		{ at.folder, FILE_KIND_FOLDER, 0 },
		{ fifo, FILE_KIND_OTHER, 0 },
		{ dangling, FILE_KIND_OTHER, 0 },
		{ looping, FILE_KIND_OTHER, 0 },
		{ file_join(at.arena, plain, "below"), FILE_KIND_UNKNOWN, ENOTDIR },
		{ kit_unreadable(at.arena, at.folder, "u"), FILE_KIND_UNKNOWN, ENAMETOOLONG },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct file_sight sight = file_look(&root_here, rows[i].path);
		cr_expect_eq(sight.kind, rows[i].kind, "row %zu: %d", i, (int)sight.kind);
		cr_expect_eq(sight.error, rows[i].error, "row %zu: %d", i, sight.error);
	}
	end(at);
}

Test(file, tells_why_it_failed)
{
	char long_name[300];
	struct arena *arena = arena_new();
	struct file_bytes bytes;
	struct file_list list;
	int error = 0;

	memset(long_name, 'x', sizeof long_name - 1);
	long_name[sizeof long_name - 1] = '\0';
	cr_expect_eq(file_read(arena, &root_here, long_name, 99, &bytes), FILE_FAILED);
	cr_expect_eq(bytes.error, ENAMETOOLONG);
	cr_expect_eq(file_list(arena, &root_here, long_name, &list), FILE_FAILED);
	cr_expect_eq(list.error, ENAMETOOLONG);
	cr_expect_eq(file_write_whole(&root_here, long_name, "", 0, &error), FILE_FAILED);
	cr_expect_eq(error, ENAMETOOLONG);
	arena_free(arena);
}

Test(file, maps_a_file)
{
	const struct fixture at = begin();
	struct file_map map;

	cr_assert_eq(
	        file_map_open(&root_here, kit_write(at.arena, at.folder, "font", "OTTO"), &map),
	        FILE_OK);
	cr_expect_eq(map.length, 4);
	cr_expect_eq(memcmp(map.bytes, "OTTO", 4), 0);
	file_map_close(&map);
	cr_expect_eq(map.length, 0);
	cr_assert_eq(file_map_open(&root_here, kit_write(at.arena, at.folder, "none", ""), &map),
	        FILE_OK);
	cr_expect_eq(map.length, 0);
	file_map_close(&map);
	end(at);
}

Test(file, lists_names_in_bytewise_order)
{
	static const char *const made[] = { "b", "a", "市民政局.json", "Z", "a-b", ".hidden",
		"a.b" };
	static const char *const sorted[] = { "Z", "a", "a-b", "a.b", "b", "sub", "市民政局.json" };
	const struct fixture at = begin();
	struct file_list list;

	for (size_t i = 0; i < sizeof made / sizeof *made; i++)
		kit_write(at.arena, at.folder, made[i], "");
	kit_write(at.arena, at.folder, "sub/deep", "");
	cr_assert_eq(file_list(at.arena, &root_here, at.folder, &list), FILE_OK);
	cr_assert_eq(list.count, sizeof sorted / sizeof *sorted);
	for (size_t i = 0; i < list.count; i++)
		cr_expect_str_eq(list.names[i], sorted[i]);
	cr_expect_eq(file_list(at.arena, &root_here, file_join(at.arena, at.folder, "none"), &list),
	        FILE_MISSING);
	cr_expect_eq(file_list(at.arena, &root_here, file_join(at.arena, at.folder, "a"), &list),
	        FILE_NOT_REGULAR);
	end(at);
}

Test(file, writes_whole_files_and_makes_folders)
{
	const struct fixture at = begin();
	const char *path = file_join(at.arena, at.folder, "2020-05/units/市民政局.pdf");
	int error = 0;

	cr_assert_eq(file_write_whole(&root_here, path, "old", 3, &error), FILE_OK);
	cr_assert_eq(file_write_whole(&root_here, path, "newer", 5, &error), FILE_OK);
	cr_expect_str_eq(kit_read(at.arena, path), "newer");
	cr_expect_eq(entries(file_join(at.arena, at.folder, "2020-05/units")), 1);
	cr_expect(kit_is_folder(&root_here, file_join(at.arena, at.folder, "2020-05")));
	cr_expect_not(kit_is_folder(&root_here, path));
	cr_expect(kit_exists(&root_here, path));
	cr_expect_not(kit_exists(&root_here, file_join(at.arena, at.folder, "2020-06")));
	end(at);
}

Test(file, a_write_that_fails_leaves_everything_as_it_was)
{
	const struct fixture at = begin();
	const char *plain = kit_write(at.arena, at.folder, "plain", "old");
	const char *full = kit_write(at.arena, at.folder, "full/inside", "old");
	int error = 0;

	/* a file where a folder is needed */
	cr_expect_eq(
	        file_write_whole(&root_here, file_join(at.arena, plain, "below"), "x", 1, &error),
	        FILE_FAILED);
	cr_expect_eq(error, ENOTDIR);
	cr_expect_eq(file_make_folders(&root_here, plain, &error), FILE_FAILED);
	cr_expect_eq(error, ENOTDIR);
	/* a folder where the file is to be: the rename fails last */
	cr_expect_eq(file_write_whole(
	                     &root_here, file_join(at.arena, at.folder, "full"), "x", 1, &error),
	        FILE_FAILED);
	cr_expect_neq(error, 0);
	cr_expect_neq(file_write_whole(&root_here, "", "x", 1, &error), FILE_OK);
	cr_expect_str_eq(kit_read(at.arena, plain), "old");
	cr_expect_str_eq(kit_read(at.arena, full), "old");
	cr_expect_eq(entries(at.folder), 2);
	end(at);
}

/* A run that was killed and had our process number left its file behind. */
Test(file, passes_over_a_temporary_of_a_killed_run)
{
	const struct fixture at = begin();
	const struct owner self = owner_self();
	const char *stale =
	        arena_printf(at.arena, "%s/.minsheng.%s.%ld.0.tmp", at.folder, self.host, self.pid);
	const char *path = file_join(at.arena, at.folder, "out");
	int error = 0;

	cr_assert_eq(symlink("elsewhere", stale), 0);
	cr_expect_eq(file_write_whole(&root_here, path, "x", 1, &error), FILE_OK);
	cr_expect_str_eq(kit_read(at.arena, path), "x");
	cr_expect_not(kit_exists(&root_here, file_join(at.arena, at.folder, "elsewhere")));
	end(at);
}

/* A full disk, played by a limit on the size of files. */
Test(file, a_full_disk_leaves_the_old_file)
{
	const struct fixture at = begin();
	const char *path = kit_write(at.arena, at.folder, "out", "old");
	const pid_t child = fork();

	if (child == 0) {
		static const char bytes[100000];
		const struct rlimit limit = { .rlim_cur = 50000, .rlim_max = 50000 };
		int error = 0;
		(void)signal(SIGXFSZ, SIG_IGN);
		if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
			_exit(1);
		const enum file_status status =
		        file_write_whole(&root_here, path, bytes, sizeof bytes, &error);
		_exit(status == FILE_FAILED && error == EFBIG ? 0 : 2);
	}
	int status = 0;
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%d", status);
	cr_expect_str_eq(kit_read(at.arena, path), "old");
	cr_expect_eq(entries(at.folder), 1);
	end(at);
}

Test(file, joins_names)
{
	struct arena *arena = arena_new();

	cr_expect_str_eq(file_join(arena, "", "a"), "a");
	cr_expect_str_eq(file_join(arena, ".", "a"), "a");
	cr_expect_str_eq(file_join(arena, "x", "a"), "x/a");
	cr_expect_str_eq(file_join(arena, "x/", "a"), "x/a");
	cr_expect_str_eq(file_join(arena, "/", "a"), "/a");
	arena_free(arena);
}

Test(file, copies_bytes_and_time_to_a_new_name_only)
{
	const struct fixture at = begin();
	const char *from = kit_write(at.arena, at.folder, "from", "bytes");
	const char *to = file_join(at.arena, at.folder, "to");
	struct stat before, after;
	int error = 0;

	cr_assert_eq(file_copy(&root_here, from, &root_here, to, &error), FILE_OK);
	cr_expect_str_eq(kit_read(at.arena, to), "bytes");
	cr_assert(stat(from, &before) == 0 && stat(to, &after) == 0);
	cr_expect_eq(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
	kit_write(at.arena, at.folder, "from", "other");
	cr_assert_eq(file_copy(&root_here, from, &root_here, to, &error), FILE_FAILED);
	cr_expect_eq(error, EEXIST);
	cr_expect_str_eq(kit_read(at.arena, to), "bytes");
	cr_expect_eq(file_copy(&root_here, at.folder, &root_here, to, &error), FILE_NOT_REGULAR);
	end(at);
}
