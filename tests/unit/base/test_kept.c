/* What a run has read once stays what it was, whatever becomes of the file. */
#include "base/kept.h"

#include "kit/kit.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>

Test(kept, a_file_is_read_once)
{
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);
	struct root root;

	cr_assert(root_open(&root, folder));
	root.kept = kept_new(arena);
	kit_write(arena, folder, "a", "one");
	const struct kept_file *first = kept_read(arena, &root, "a");
	cr_assert_eq(first->status, FILE_OK);
	kit_write(arena, folder, "a", "other");
	cr_expect_eq(kept_read(arena, &root, "a"), first);
	cr_expect_str_eq(first->bytes, "one");
	const struct digest digest = digest_of("one", 3);
	cr_expect(digest_equal(&first->digest, &digest));
	root_close(&root);
	kit_remove(folder);
	arena_free(arena);
}

/* A failure that goes away would else be told in one place and be forgotten in another. */
Test(kept, a_failure_stays_a_failure)
{
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);
	struct root root;

	cr_assert(root_open(&root, folder));
	root.kept = kept_new(arena);
	const char *path = kit_unreadable(arena, folder, "a");
	cr_expect_eq(kept_read(arena, &root, "none")->status, FILE_MISSING);
	cr_expect_eq(kept_read(arena, &root, "a")->status, FILE_FAILED);
	cr_assert_eq(remove(path), 0);
	kit_write(arena, folder, "a", "now");
	kit_write(arena, folder, "none", "now");
	cr_expect_eq(kept_read(arena, &root, "a")->error, ENAMETOOLONG);
	cr_expect_eq(kept_read(arena, &root, "none")->status, FILE_MISSING);
	root_close(&root);
	kit_remove(folder);
	arena_free(arena);
}

Test(kept, a_root_that_keeps_nothing_is_read_anew)
{
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);
	const char *path = kit_write(arena, folder, "a", "one");

	cr_expect_str_eq(kept_read(arena, &root_here, path)->bytes, "one");
	kit_write(arena, folder, "a", "two");
	cr_expect_str_eq(kept_read(arena, &root_here, path)->bytes, "two");
	kit_remove(folder);
	arena_free(arena);
}
