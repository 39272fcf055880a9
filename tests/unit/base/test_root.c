/* Files are found below the root that is handed down, wherever the process stands. */
#include "base/root.h"

#include "base/tree.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

static void write_below(const struct root *root, const char *path, const char *content)
{
	int error;

	cr_assert_eq(file_write_whole(root, path, content, strlen(content), &error), FILE_OK);
}

Test(root, files_are_those_below_it)
{
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);
	struct root root, inner;
	struct file_bytes bytes;
	struct file_list names;

	cr_assert(root_open(&root, folder));
	write_below(&root, "a/b/c.txt", "live");
	write_below(&root, "a/b/a/b/c.txt", "archived");
	cr_assert(root_open_below(&inner, arena, &root, "a/b"));
	cr_assert_eq(file_read(arena, &root, "a/b/c.txt", 100, &bytes), FILE_OK);
	cr_expect_str_eq(bytes.bytes, "live");
	cr_assert_eq(file_read(arena, &inner, "a/b/c.txt", 100, &bytes), FILE_OK);
	cr_expect_str_eq(bytes.bytes, "archived");
	cr_expect_eq(file_list(arena, &inner, ".", &names), FILE_OK);
	cr_expect_eq(names.count, 2);
	cr_expect_not(kit_exists(&root_here, "a/b/c.txt"));
	cr_expect(kit_exists(&inner, root_shown(&inner, arena, "c.txt")), "an absolute path");
	cr_expect_str_eq(root_shown(&inner, arena, "/elsewhere/c.txt"), "/elsewhere/c.txt");
	root_close(&inner);
	root_close(&root);
	kit_remove(folder);
	arena_free(arena);
}

Test(root, a_path_is_shown_from_where_the_process_stands)
{
	struct arena *arena = arena_new();
	const struct root root = { .folder = -1, .shown = "../office" };

	cr_expect_str_eq(root_shown(&root, arena, "output/run.json"), "../office/output/run.json");
	cr_expect_str_eq(root_shown(&root_here, arena, "output/run.json"), "output/run.json");
	arena_free(arena);
}

Test(root, is_a_folder_and_below_another_no_link)
{
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);
	struct root root, inner;

	cr_expect_not(root_open(&root, file_join(arena, folder, "none")));
	cr_expect_not(root_open(&root, kit_write(arena, folder, "file", "")));
	cr_assert_eq(symlink(folder, file_join(arena, folder, "link")), 0);
	cr_assert(root_open(&root, file_join(arena, folder, "link")), "links are the user's");
	cr_expect_not(root_open_below(&inner, arena, &root, "link"));
	root_close(&root);
	kit_remove(folder);
	arena_free(arena);
}
