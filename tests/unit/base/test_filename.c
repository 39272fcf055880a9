#include "base/filename.h"

#include "base/common.h"
#include "base/utf8.h"

#include <criterion/criterion.h>
#include <string.h>

#define LIMIT 255 /* of every file system, with what a staging name adds */

Test(filename, what_can_be_a_file_stays_as_it_is)
{
	static const char *const names[] = { "市民政局", "a b", "甲（乙）", "x.json" };
	struct arena *arena = arena_new();

	for (size_t i = 0; i < COUNT_OF(names); i++)
		cr_expect_str_eq(filename_fit(arena, names[i]), names[i]);
	arena_free(arena);
}

/* Two hundred characters of three or four bytes, marks of paths, names that look changed. */
Test(filename, any_other_is_fit_whole_and_its_own)
{
	struct arena *arena = arena_new();
	char han[601] = "", rare[801] = "";

	for (size_t i = 0; i < 200; i++) {
		memcpy(han + 3 * i, "局", 3);
		memcpy(rare + 4 * i, "𠮷", 4);
	}
	const char *names[] = { "", ".隐藏", "甲/乙", "..", "甲-0123456789abcdef", han, rare,
		arena_printf(arena, "%s乙", han) };
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const char *fit = filename_fit(arena, names[i]);
		cr_expect_leq(
		        strlen(fit) + strlen(".host-of-some-name.4194304.new"), LIMIT, "%zu", i);
		cr_expect_null(strchr(fit, '/'));
		cr_expect_neq(fit[0], '.');
		cr_expect_eq(utf8_invalid(fit, strlen(fit)), strlen(fit), "a character is cut");
		cr_expect_str_eq(fit, filename_fit(arena, names[i]), "the same each time");
		for (size_t j = 0; j < i; j++)
			cr_expect_str_neq(fit, filename_fit(arena, names[j]));
	}
	arena_free(arena);
}
