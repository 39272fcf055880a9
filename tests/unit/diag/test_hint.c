#include "diag/hint.h"

#include "base/text.h"
#include "base/utf8.h"

#include <criterion/criterion.h>
#include <string.h>

Test(hint, says_what_was_meant_in_both_languages)
{
	struct arena *arena = arena_new();
	const struct hint near = hint_near(arena, "boby", "body, h1, cell");
	const struct hint choice = hint_near(arena, "centre", "start | center | end");
	const struct hint none = hint_near(arena, "margin", "body, h1, cell");

	cr_expect_str_eq(near.english, " (did you mean body?)");
	cr_expect_str_eq(near.chinese, "（是否应为 body？）");
	cr_expect_str_eq(choice.english, " (did you mean center?)");
	cr_expect_str_eq(none.english, "");
	cr_expect_str_eq(none.chinese, "");
	cr_expect_null(hint_meant(arena, "a", ""));
	arena_free(arena);
}

Test(hint, knows_a_whole_item_of_a_list)
{
	struct arena *arena = arena_new();

	cr_expect(hint_lists(arena, "a, bc", "bc"));
	cr_expect(!hint_lists(arena, "a, bc", "b"));
	arena_free(arena);
}

/* A list that does not fit ends with a whole item and tells how many there are. */
Test(hint, a_list_is_never_cut_within_an_item)
{
	struct arena *arena = arena_new();
	const char *list = "item-0";

	for (int i = 1; i < 60; i++)
		list = arena_printf(arena, "%s, item-%d", list, i);
	const char *shown = hint_list(arena, list);
	const char *end = strstr(shown, ", … (60)");
	cr_assert_not_null(end, "%s", shown);
	cr_expect_str_eq(end, ", … (60)");
	const size_t kept = (size_t)(end - shown);
	cr_expect_eq(memcmp(shown, list, kept), 0);
	cr_expect(list[kept] == ',', "cut at “%s”", list + kept);
	cr_expect_str_eq(hint_list(arena, "a, b"), "a, b");
	arena_free(arena);
}
