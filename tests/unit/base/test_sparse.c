#include "base/sparse.h"

#include <criterion/criterion.h>

Test(sparse, what_was_set_is_there_and_all_else_is_0)
{
	enum { COUNT = 3 * SPARSE_LEAF + 1 };
	static const size_t set[] = { 0, SPARSE_LEAF - 1, SPARSE_LEAF, COUNT - 1 };
	struct arena *arena = arena_new();
	struct sparse sparse = sparse_new(arena, COUNT);

	for (size_t i = 0; i < COUNT; i++)
		cr_expect_eq(sparse_at(&sparse, i), 0, "%zu", i);
	for (size_t i = 0; i < sizeof set / sizeof *set; i++)
		sparse_set(&sparse, set[i], (uint32_t)(i + 7));
	sparse_set(&sparse, 0, UINT32_MAX);
	for (size_t i = 1; i < sizeof set / sizeof *set; i++)
		cr_expect_eq(sparse_at(&sparse, set[i]), i + 7);
	cr_expect_eq(sparse_at(&sparse, 0), UINT32_MAX);
	cr_expect_eq(sparse_at(&sparse, 1), 0);
	cr_expect_eq(sparse_at(&sparse, 2 * SPARSE_LEAF), 0);
	arena_free(arena);
}

/* A face without glyphs has room for none. */
Test(sparse, none_is_none)
{
	struct arena *arena = arena_new();
	const struct sparse sparse = sparse_new(arena, 0);

	cr_expect_eq(sparse.count, 0);
	arena_free(arena);
}
