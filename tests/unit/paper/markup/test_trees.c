#include "paper/markup/trees.h"

#include "kit/kit.h"

#include <criterion/criterion.h>

Test(trees, a_file_is_read_once_and_a_fault_is_said_each_time)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	const char *folder = kit_temporary_folder(arena);
	const char *fine = kit_write(arena, folder, "fine.xml", "<part/>");
	const char *broken = kit_write(arena, folder, "broken.xml", "<part>");
	struct trees *trees = trees_new(&root_here);

	const struct xml_tree *first = trees_read(trees, diag, fine, place_file("a.xml"));
	(void)kit_write(arena, folder, "fine.xml", "no XML any more");
	cr_expect(first);
	cr_expect_eq(trees_read(trees, diag, fine, place_file("b.xml")), first);
	cr_expect_eq(diag_count(diag), 0, "%s", kit_records(arena, diag));
	for (size_t i = 1; i <= 2; i++) {
		cr_expect_null(trees_read(trees, diag, broken, place_file("a.xml")));
		cr_expect_eq(diag_count(diag), i, "%s", kit_records(arena, diag));
	}
	trees_free(trees);
	trees_free(NULL);
	kit_remove(folder);
	diag_free(diag);
	arena_free(arena);
}
