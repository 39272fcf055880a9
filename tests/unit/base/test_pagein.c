/* base/pagein: pages of a mapping that cannot be read. */
#include "base/file.h"
#include "base/pagein.h"
#include "base/text.h"
#include "kit/kit.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <unistd.h>

#define LENGTH 65536

/* A mapped file of LENGTH ones, cut to one page behind the mapping's back. */
static const char *map_and_cut(struct arena *arena, const char *folder, struct file_map *map)
{
	const char *path = file_join(arena, folder, "x");
	struct text ones;
	int error;

	text_init(&ones);
	for (int i = 0; i < LENGTH; i++)
		text_add_char(&ones, 1);
	cr_assert_eq(file_write_whole(&root_here, path, ones.bytes, ones.length, &error), FILE_OK);
	text_release(&ones);
	cr_assert_eq(file_map_open(&root_here, path, map), FILE_OK);
	cr_assert_eq(truncate(path, 4096), 0);
	return path;
}

Test(pagein, a_page_that_is_gone_reads_as_zeros_and_is_told)
{
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);
	struct file_map map;

	map_and_cut(arena, folder, &map);
	cr_assert(pagein_watch(map.bytes, map.length));
	cr_expect_eq(map.bytes[0], 1);
	cr_expect_not(pagein_missed(map.bytes));
	cr_expect_eq(map.bytes[LENGTH - 1], 0);
	cr_expect(pagein_missed(map.bytes));
	pagein_forget(map.bytes);
	cr_expect_not(pagein_missed(map.bytes));
	file_map_close(&map);
	kit_remove(folder);
	arena_free(arena);
}

/* What nobody watches ends the program, though something else is watched. */
Test(pagein, other_mappings_end_the_program, .signal = SIGBUS)
{
	struct arena *arena = arena_new();
	const char *folder = kit_temporary_folder(arena);
	struct file_map map, other;

	map_and_cut(arena, folder, &map);
	map_and_cut(arena, folder, &other);
	cr_assert(pagein_watch(map.bytes, map.length));
	kit_remove(folder);
	cr_expect_eq(other.bytes[LENGTH - 1], 0);
}
