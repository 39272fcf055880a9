#include "base/arena.h"

#include <criterion/criterion.h>
#include <stdalign.h>
#include <stdint.h>
#include <string.h>

Test(arena, memory_is_zeroed_aligned_and_apart)
{
	static const size_t sizes[] = { 1, 0, 3, 17, 1000, 1023, 1025, 5000, 70000, 1 << 20, 7 };
	struct arena *arena = arena_new();
	unsigned char *blocks[sizeof sizes / sizeof *sizes];
	const size_t count = sizeof sizes / sizeof *sizes;

	for (size_t i = 0; i < count; i++) {
		blocks[i] = arena_alloc(arena, sizes[i]);
		cr_expect_eq((uintptr_t)blocks[i] % alignof(max_align_t), 0, "size %zu", sizes[i]);
		for (size_t at = 0; at < sizes[i]; at++)
			cr_assert_eq(blocks[i][at], 0, "size %zu byte %zu", sizes[i], at);
		if (sizes[i] > 0)
			memset(blocks[i], (int)i + 1, sizes[i]);
	}
	for (size_t i = 0; i < count; i++) {
		for (size_t at = 0; at < sizes[i]; at++)
			cr_assert_eq(blocks[i][at], i + 1, "block %zu was overwritten", i);
	}
	arena_free(arena);
	arena_free(NULL);
}

/* A large request must not throw away the room left in the current block. */
Test(arena, counts_what_it_hands_out)
{
	struct arena *arena = arena_new();

	cr_expect_eq(arena_used(arena), 0);
	for (int i = 0; i < 1000; i++)
		(void)arena_alloc(arena, i % 10 == 0 ? 9000 : 10);
	cr_expect_eq(arena_used(arena), 100 * 9000 + 900 * 10);
	arena_free(arena);
}

Test(arena, copies_and_formats_strings)
{
	struct arena *arena = arena_new();

	cr_expect_str_eq(arena_strdup(arena, "江门"), "江门");
	cr_expect_str_eq(arena_strdup(arena, ""), "");
	cr_expect_str_eq(arena_strndup(arena, "abcdef", 3), "abc");
	cr_expect_str_eq(arena_strndup(arena, "", 0), "");
	cr_expect_str_eq(arena_printf(arena, "%s-%02d", "民生", 5), "民生-05");
	const char *wide = arena_printf(arena, "%*d", 100000, 7);
	cr_expect_eq(strlen(wide), 100000);
	arena_free(arena);
}

Test(arena, grows_an_array_and_keeps_its_elements)
{
	struct arena *arena = arena_new();
	size_t capacity = 0;
	int *numbers = NULL;

	for (int i = 0; i < 1000; i++) {
		numbers = arena_grow(arena, numbers, &capacity, (size_t)i, sizeof *numbers);
		cr_assert_gt(capacity, (size_t)i);
		numbers[i] = i;
	}
	for (int i = 0; i < 1000; i++)
		cr_assert_eq(numbers[i], i);
	arena_free(arena);
}

Test(arena, a_product_that_overflows_ends_the_program, .exit_code = 70)
{
	(void)arena_alloc_array(arena_new(), SIZE_MAX / 2, 3);
}

Test(arena, an_impossible_size_ends_the_program, .exit_code = 70)
{
	(void)arena_alloc(arena_new(), SIZE_MAX - 3);
}

/* Half of what a table of thousands of rows is held in would be arrays that have grown since. */
Test(arena, what_was_handed_out_last_grows_where_it_stands)
{
	struct arena *arena = arena_new();
	size_t capacity = 0;
	int *numbers = arena_grow(arena, NULL, &capacity, 0, sizeof *numbers);
	const int *first = numbers;
	const size_t small = capacity;

	for (size_t i = 0; i < small; i++)
		numbers[i] = (int)i;
	numbers = arena_grow(arena, numbers, &capacity, small, sizeof *numbers);
#ifndef MINSHENG_ARENA_MALLOC
	cr_expect_eq(numbers, first);
	cr_expect_eq(arena_used(arena), capacity * sizeof *numbers);
#endif
	int *behind = arena_alloc(arena, sizeof *behind);
	*behind = 7;
	for (size_t i = 0; i < capacity; i++)
		cr_expect_eq(numbers[i], i < small ? (int)i : 0);
	numbers[capacity - 1] = 1;
	cr_expect_eq(*behind, 7, "what came behind was overwritten");
	const int *stays = numbers;
	numbers = arena_grow(arena, numbers, &capacity, capacity, sizeof *numbers);
	cr_expect_neq(numbers, stays, "grew into what came behind");
	memset(numbers, 0xFF, capacity * sizeof *numbers);
	cr_expect_eq(*behind, 7);
	(void)first;
	arena_free(arena);
}

struct block_of_bytes {
	unsigned char bytes[100];
};

Test(arena, an_array_at_the_end_of_its_chunk_moves)
{
	struct arena *arena = arena_new();
	size_t capacity = 0;
	struct block_of_bytes *blocks = NULL;

	for (size_t i = 0; i < 5000; i++) {
		blocks = arena_grow(arena, blocks, &capacity, i, sizeof *blocks);
		memset(blocks[i].bytes, (int)(i % 251), sizeof *blocks);
	}
	for (size_t i = 0; i < 5000; i++)
		for (size_t at = 0; at < sizeof *blocks; at++)
			cr_assert_eq(blocks[i].bytes[at], i % 251, "block %zu byte %zu", i, at);
	arena_free(arena);
}
