/* Trees of thousands of levels, with a few descriptors and little stack. */
#include "base/deep.h"

#include "kit/kit.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define LEVELS      5000
#define DESCRIPTORS 32

/* A folder of its own, in memory where there is such: rmdir takes milliseconds on some disks. */
static const char *begin(struct arena *arena)
{
	const struct rlimit few = { .rlim_cur = DESCRIPTORS, .rlim_max = DESCRIPTORS };

	if (access("/dev/shm", W_OK) == 0)
		cr_assert_eq(setenv("TMPDIR", "/dev/shm", 1), 0);
	const char *folder = kit_temporary_folder(arena);
	cr_assert_eq(chdir(folder), 0);
	cr_assert_eq(setrlimit(RLIMIT_NOFILE, &few), 0);
	return folder;
}

static void go_down(void)
{
	cr_assert(mkdir("d", 0777) == 0 || errno == EEXIST);
	cr_assert_eq(chdir("d"), 0);
}

static void put(const char *name)
{
	const int file = open(name, O_WRONLY | O_CREAT | O_EXCL, 0600);

	cr_assert_geq(file, 0);
	close(file);
}

/* A chain with a file, a link and a FIFO in every hundredth folder, and a full one at its end. */
static void make_tree(const char *home, const char *name)
{
	cr_assert_eq(mkdir(name, 0777), 0);
	cr_assert_eq(chdir(name), 0);
	for (int i = 0; i < LEVELS; i++) {
		go_down();
		if (i % 100 != 0)
			continue;
		put("file");
		cr_assert_eq(symlink("/", "link"), 0);
		cr_assert_eq(mkfifo("fifo", 0600), 0);
		cr_assert_eq(mkdir("0", 0777), 0);
	}
	put("last");
	cr_assert_eq(chdir(home), 0);
}

static ino_t number_at_the_end(const char *home, const char *name)
{
	struct stat status;

	cr_assert_eq(chdir(name), 0);
	for (int i = 0; i < LEVELS; i++)
		go_down();
	cr_assert_eq(lstat("last", &status), 0);
	cr_assert_eq(chdir(home), 0);
	return status.st_ino;
}

Test(deep, takes_over_and_removes_thousands_of_levels, .timeout = 60)
{
	struct arena *arena = arena_new();
	const char *home = begin(arena);
	int error = 0;

	make_tree(home, "tree");
	cr_expect_eq(deep_link(arena, &root_here, "tree", "copy", &error), FILE_OK);
	cr_expect_eq(number_at_the_end(home, "tree"), number_at_the_end(home, "copy"));
	cr_expect(kit_exists(&root_here, "copy/d/link"));
	cr_expect(kit_exists(&root_here, "copy/d/0"));
	cr_expect(deep_remove(root_here.folder, "tree"));
	cr_expect_not(kit_exists(&root_here, "tree"));
	cr_expect(deep_remove(root_here.folder, "copy"));
	cr_expect_not(kit_exists(&root_here, "copy"));
	cr_expect_eq(rmdir(home), 0);
	arena_free(arena);
}

/* A name that the removal itself would give may be there already. */
Test(deep, removes_whatever_the_names_are, .timeout = 60)
{
	struct arena *arena = arena_new();
	const char *home = begin(arena);

	cr_assert_eq(mkdir("top", 0777), 0);
	kit_write(arena, "top", ".0.up", "");
	kit_write(arena, "top/.1.up/.0.up/.0.up", "x", "");
	kit_write(arena, "top/a/b/c", "x", "");
	kit_write(arena, "top/a/b/d", "x", "");
	cr_assert_eq(mkdir("top/.2.up", 0777), 0);
	cr_assert_eq(symlink(home, "top/out"), 0);
	kit_write(arena, ".", "stays", "");
	cr_expect(deep_remove(root_here.folder, "top"));
	cr_expect_not(kit_exists(&root_here, "top"));
	cr_expect(kit_exists(&root_here, "stays"));
	cr_expect(deep_remove(root_here.folder, "top"), "what is gone is well");
	cr_expect(deep_remove(root_here.folder, "stays"));
	cr_expect_eq(rmdir(home), 0);
	arena_free(arena);
}

Test(deep, takes_nothing_over_where_something_is)
{
	struct arena *arena = arena_new();
	const char *home = begin(arena);
	int error = 0;

	kit_write(arena, "from", "x", "");
	kit_write(arena, "to", "y", "");
	cr_expect_eq(deep_link(arena, &root_here, "from", "to", &error), FILE_FAILED);
	cr_expect_eq(error, EEXIST, "%s", strerror(error));
	cr_expect_eq(deep_link(arena, &root_here, "gone", "new", &error), FILE_FAILED);
	cr_expect_eq(error, ENOENT, "%s", strerror(error));
	cr_expect_not(kit_exists(&root_here, "to/x"));
	for (int i = 0; i < 2 * DESCRIPTORS; i++)
		cr_expect_eq(deep_link(arena, &root_here, "from", "to", &error), FILE_FAILED);
	cr_expect_eq(error, EEXIST, "a descriptor was left open: %s", strerror(error));
	kit_remove(home);
	arena_free(arena);
}
