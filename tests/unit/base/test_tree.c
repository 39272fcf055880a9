/* Folder trees on disk: what is listed, what is removed, and above all what is not. */
#include "base/tree.h"

#include "base/owner.h"
#include "base/text.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
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

/* "a/b F" a line: F file, D folder, O other, T too deep, U unreadable. */
static const char *told(struct arena *arena, const char *folder, size_t most)
{
	static const char kinds[] = {
		[TREE_FILE] = 'F',
		[TREE_FOLDER] = 'D',
		[TREE_OTHER] = 'O',
		[TREE_TOO_DEEP] = 'T',
		[TREE_UNREADABLE] = 'U',
	};
	const struct tree_list tree = tree_list(arena, &root_here, folder, most);
	struct text out;

	text_init(&out);
	for (size_t i = 0; i < tree.count; i++)
		text_printf(&out, "%s %c\n", tree.entries[i].name, kinds[tree.entries[i].kind]);
	text_add(&out, tree.is_cut ? "…\n" : "");
	const char *copy = arena_strndup(arena, out.bytes, out.length);
	text_release(&out);
	return copy;
}

/* "a/a/a/…", so many folders deep, and a file in the last. */
static const char *deep(struct arena *arena, int depth)
{
	const char *path = "a";

	for (int i = 1; i < depth; i++)
		path = file_join(arena, path, "a");
	return file_join(arena, path, "file");
}

Test(tree, lists_everything_in_order_and_follows_nothing, .timeout = 10)
{
	const struct fixture at = begin();

	kit_write(at.arena, at.folder, "b/二/x", "");
	kit_write(at.arena, at.folder, "b/.hidden", "");
	kit_write(at.arena, at.folder, "a", "");
	cr_assert_eq(mkdir(file_join(at.arena, at.folder, "empty"), 0700), 0);
	cr_assert_eq(mkfifo(file_join(at.arena, at.folder, "pipe"), 0600), 0);
	cr_assert_eq(symlink("b", file_join(at.arena, at.folder, "link")), 0);
	cr_assert_eq(symlink("/dev/zero", file_join(at.arena, at.folder, "zero")), 0);
	cr_assert_str_eq(told(at.arena, at.folder, SIZE_MAX),
	        "a F\nb D\nb/.hidden F\nb/二 D\nb/二/x F\nempty D\nlink O\npipe O\nzero O\n");
	cr_assert(tree_is_hidden(".reads") && tree_is_hidden("b/.hidden")
	        && tree_is_hidden(".new/x") && !tree_is_hidden("b/x.y"));
	end(at);
}

Test(tree, tells_what_cannot_be_looked_into)
{
	const struct fixture at = begin();

	cr_assert_str_eq(told(at.arena, file_join(at.arena, at.folder, "none"), 9), "");
	const char *file = kit_write(at.arena, at.folder, "file", "");
	cr_assert_str_eq(told(at.arena, file, 9), " U\n", "a file is no tree");
	kit_write(at.arena, at.folder, deep(at.arena, TREE_DEPTH_MAX), "");
	cr_assert_null(strstr(told(at.arena, at.folder, SIZE_MAX), " T"), "as deep as may be");
	kit_write(at.arena, at.folder, deep(at.arena, TREE_DEPTH_MAX + 1), "");
	const struct tree_list tree = tree_list(at.arena, &root_here, at.folder, SIZE_MAX);
	const struct tree_entry *last = &tree.entries[TREE_DEPTH_MAX];
	cr_assert_eq(last->kind, TREE_TOO_DEEP, "%s", last->name);
	cr_assert_neq(last->error, 0);
	end(at);
}

Test(tree, stops_when_there_is_more_than_was_asked_for)
{
	static const struct {
		size_t most;
		bool is_cut;
	} rows[] = { { 0, true }, { 1, true }, { 4, true }, { 5, false }, { 6, false } };
	const struct fixture at = begin();

	kit_write(at.arena, at.folder, "a/1", "");
	kit_write(at.arena, at.folder, "a/2", "");
	kit_write(at.arena, at.folder, "b/1", "");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct tree_list tree =
		        tree_list(at.arena, &root_here, at.folder, rows[i].most);
		cr_expect_eq(tree.is_cut, rows[i].is_cut, "most %zu", rows[i].most);
		cr_expect_leq(tree.count, rows[i].most);
	}
	end(at);
}

Test(tree, stages_an_empty_folder_whatever_was_left_there, .timeout = 10)
{
	const struct fixture at = begin();
	const char *output = file_join(at.arena, at.folder, "output");
	const char *staging = tree_staging(at.arena, output, "2020-05");
	int error;

	const struct owner self = owner_self();
	const char *name = arena_printf(at.arena, ".2020-05.%s.%ld.new", self.host, self.pid);
	cr_assert_str_eq(staging, file_join(at.arena, output, name));
	cr_assert_eq(tree_stage(at.arena, &root_here, staging, &error), FILE_OK);
	kit_write(at.arena, staging, "units/.minsheng.1.0.tmp", "left");
	cr_assert_eq(mkfifo(file_join(at.arena, staging, "pipe"), 0600), 0);
	cr_assert_eq(tree_stage(at.arena, &root_here, staging, &error), FILE_OK);
	cr_assert_str_eq(told(at.arena, output, 9), arena_printf(at.arena, "%s D\n", name));
	cr_assert(tree_drop(&root_here, staging));
	cr_assert_not(kit_exists(&root_here, staging));
	cr_assert(tree_drop(&root_here, staging), "what is gone is well");
	end(at);
}

/* A link in a staging folder, or in its place, goes; what it leads to stays. */
Test(tree, removes_links_and_not_what_they_lead_to)
{
	const struct fixture at = begin();
	const char *staging = tree_staging(at.arena, at.folder, "x");
	const char *treasure = kit_write(at.arena, at.folder, "treasure/file", "x");
	int error;

	cr_assert_eq(tree_stage(at.arena, &root_here, staging, &error), FILE_OK);
	cr_assert_eq(symlink("../treasure", file_join(at.arena, staging, "link")), 0);
	cr_assert_eq(symlink("../treasure/file", file_join(at.arena, staging, "other")), 0);
	cr_assert(tree_drop(&root_here, staging));
	cr_assert(kit_exists(&root_here, treasure));
	cr_assert_eq(symlink("treasure", staging), 0);
	cr_assert(tree_drop(&root_here, staging));
	cr_assert(kit_exists(&root_here, treasure));
	end(at);
}

Test(tree, removes_nothing_that_is_not_ours)
{
	static const char *const names[] = { "output", "x.new", ".x", ".new", ".new/x", "", ".",
		".x.new/sub", ".x.newer" };
	const struct fixture at = begin();

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *path = file_join(at.arena, at.folder, names[i]);
		const char *file = kit_write(at.arena, path, "file", "x");
		cr_expect_not(tree_drop(&root_here, path), "%s", names[i]);
		cr_expect(kit_exists(&root_here, file), "%s", names[i]);
	}
	end(at);
}

/* Deeper than any of ours. */
Test(tree, removes_a_tree_however_deep)
{
	const struct fixture at = begin();
	const char *staging = tree_staging(at.arena, at.folder, "x");
	int error = 0;

	cr_assert_eq(tree_stage(at.arena, &root_here, staging, &error), FILE_OK);
	kit_write(at.arena, staging, deep(at.arena, 300), "");
	cr_assert_eq(tree_stage(at.arena, &root_here, staging, &error), FILE_OK);
	kit_write(at.arena, staging, deep(at.arena, TREE_DEPTH_MAX + 2), "");
	cr_assert(tree_drop(&root_here, staging));
	cr_assert_not(kit_exists(&root_here, staging));
	end(at);
}

/* A process that was, and is no more. */
static long dead_process(void)
{
	const pid_t child = fork();

	if (child == 0)
		_exit(0);
	waitpid(child, NULL, 0);
	return (long)child;
}

/* Two hosts that do not see each other's locks: neither sweeps what the other is at. */
Test(tree, leaves_what_another_is_at)
{
	const struct fixture at = begin();
	const char *host = owner_self().host;
	const struct timespec old[] = { { .tv_sec = time(NULL) - OWNER_PATIENCE - 60 },
		{ .tv_sec = time(NULL) - OWNER_PATIENCE - 60 } };
	const struct {
		const char *name;
		bool old, swept;
	} rows[] = {
		{ arena_printf(at.arena, ".a.%s.%ld.new", host, dead_process()), false, true },
		{ arena_printf(at.arena, ".b.%s.%ld.new", host, (long)getppid()), false, false },
		{ arena_printf(at.arena, ".c.%s.%ld.new", host, (long)getpid()), false, true },
		{ ".d.another-host.1.new", false, false },
		{ ".e.another-host.1.new", true, true },
		{ ".minsheng.another-host.1.0.tmp", false, false },
		{ ".minsheng.another-host.1.1.tmp", true, true },
		{ arena_printf(at.arena, ".minsheng.%s.%ld.0.tmp", host, (long)getppid()), false,
		        false },
		{ ".f.no owner.new", false, true },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *path = file_join(at.arena, at.folder, rows[i].name);
		kit_write(at.arena, at.folder, rows[i].name, "x");
		if (rows[i].old)
			cr_assert_eq(utimensat(AT_FDCWD, path, old, 0), 0);
	}
	(void)tree_sweep(at.arena, &root_here, at.folder);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_neq(kit_exists(&root_here, file_join(at.arena, at.folder, rows[i].name)),
		        rows[i].swept, "%s", rows[i].name);
	end(at);
}

/* Killed between the two renames of a set that cannot exchange its name with the one before. */
Test(tree, gives_a_set_that_was_put_aside_its_name_back)
{
	const struct fixture at = begin();
	const char *aside = tree_aside(at.arena, tree_staging(at.arena, at.folder, "2020-05"));

	kit_write(at.arena, aside, "units/a.pdf", "old");
	kit_write(at.arena, at.folder, ".mine.old", "a file of that name");
	cr_assert_eq(tree_sweep(at.arena, &root_here, at.folder).count, 1);
	cr_assert_str_eq(told(at.arena, at.folder, 9),
	        ".mine.old F\n2020-05 D\n2020-05/units D\n2020-05/units/a.pdf F\n");
	kit_write(at.arena, aside, "units/b.pdf", "older");
	cr_assert_eq(tree_sweep(at.arena, &root_here, at.folder).count, 1);
	cr_assert_str_eq(told(at.arena, at.folder, 9),
	        ".mine.old F\n2020-05 D\n2020-05/units D\n2020-05/units/a.pdf F\n");
	end(at);
}

Test(tree, sweeps_what_was_left_and_nothing_else)
{
	const struct fixture at = begin();
	const char *kept[] = { "2020-05/bulletin.pdf", ".lock", ".minsheng.log", "x.tmp", "x.new" };

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		kit_write(at.arena, at.folder, kept[i], "x");
	const char *before = told(at.arena, at.folder, SIZE_MAX);
	kit_write(at.arena, at.folder, ".2020-05.new/units/.a", "x");
	kit_write(at.arena, at.folder, ".2020-06.new", "a file of that name");
	kit_write(at.arena, at.folder, ".minsheng.1234.0.tmp", "x");
	cr_assert_eq(tree_sweep(at.arena, &root_here, at.folder).count, 3);
	cr_assert_str_eq(told(at.arena, at.folder, SIZE_MAX), before);
	cr_assert_eq(tree_sweep(at.arena, &root_here, at.folder).count, 0);
	cr_assert_eq(
	        tree_sweep(at.arena, &root_here, file_join(at.arena, at.folder, "none")).count, 0);
	end(at);
}

Test(tree, syncs_what_it_can_tell)
{
	const struct fixture at = begin();
	const char *path = "";
	int error = 0;

	kit_write(at.arena, at.folder, "a/b/c", "x");
	cr_assert_eq(tree_sync(at.arena, &root_here, at.folder, &path, &error), FILE_OK);
	kit_write(at.arena, at.folder, deep(at.arena, TREE_DEPTH_MAX + 1), "");
	cr_assert_eq(tree_sync(at.arena, &root_here, at.folder, &path, &error), FILE_OK);
	const char *none = file_join(at.arena, at.folder, "none");
	cr_assert_eq(tree_sync(at.arena, &root_here, none, &path, &error), FILE_FAILED);
	cr_assert_eq(error, ENOENT);
	cr_assert_str_eq(path, none);
	end(at);
}
