/* paper/page: the structure that operations name. */
#include "paper/page/structure.h"

#include <criterion/criterion.h>

Test(structure, kids_hang_in_the_order_of_hanging)
{
	struct arena *arena = arena_new();
	struct structure *structure = structure_new(arena);
	const uint32_t late = structure_make(structure, TAG_ROOT, TAG_ROW);
	const uint32_t first = structure_add(structure, TAG_ROOT, TAG_PARAGRAPH);

	cr_expect_not(structure_tag(structure, late)->hangs);
	structure_hang(structure, late);
	cr_expect(structure_tag(structure, late)->hangs);
	cr_expect_eq(structure_tag(structure, TAG_ROOT)->first, first);
	cr_expect_eq(structure_tag(structure, first)->next, late);
	cr_expect_eq(structure_tag(structure, late)->parent, TAG_ROOT);
	cr_expect_eq(structure_count(structure), 4);
	cr_expect_eq(structure_arena(structure), arena);
	arena_free(arena);
}

Test(structure, nothing_hangs_on_nothing)
{
	struct arena *arena = arena_new();
	struct structure *structure = structure_new(arena);

	cr_expect_eq(structure_add(NULL, TAG_ROOT, TAG_PARAGRAPH), TAG_NONE);
	cr_expect_eq(structure_add(structure, TAG_NONE, TAG_PARAGRAPH), TAG_NONE);
	cr_expect_eq(structure_add(structure, TAG_PAGINATION, TAG_LINK), TAG_NONE);
	structure_hang(NULL, 1);
	structure_hang(structure, TAG_NONE);
	cr_expect_eq(structure_tag(structure, TAG_ROOT)->kids, 0);
	arena_free(arena);
}

/* PDF/A-1 has arrays of 8,191 at most; a table of 2,100 tasks has that many rows. */
Test(structure, many_kids_hang_on_groups)
{
	struct arena *arena = arena_new();
	struct structure *structure = structure_new(arena);
	const uint32_t table = structure_add(structure, TAG_ROOT, TAG_TABLE);
	uint32_t found = 0;

	for (int i = 0; i < 3 * STRUCTURE_KIDS; i++)
		(void)structure_add(structure, table, TAG_ROW);
	cr_expect_eq(structure_tag(structure, table)->kids, STRUCTURE_KIDS + 2);
	for (uint32_t kid = structure_tag(structure, table)->first; kid != 0;
	        kid = structure_tag(structure, kid)->next) {
		const struct tag *tag = structure_tag(structure, kid);
		cr_expect_leq(tag->kids, STRUCTURE_KIDS);
		found += tag->role == TAG_GROUP ? tag->kids : 1;
	}
	cr_expect_eq(found, 3 * STRUCTURE_KIDS);
	arena_free(arena);
}

Test(structure, roles_have_the_names_of_the_standard)
{
	cr_expect_str_eq(tag_role_name(TAG_HEADING_3), "H3");
	cr_expect_str_eq(tag_role_name(TAG_HEAD_CELL), "TH");
	cr_expect(tag_role_is_inline(TAG_LINK));
	cr_expect_not(tag_role_is_inline(TAG_CELL));
}
