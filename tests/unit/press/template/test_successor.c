#include "press/template/successor.h"

#include "base/common.h"

#include <criterion/criterion.h>

/* A name that has become two is told by what may stand there; one row is all that a change needs.
 */
Test(successor, is_told_where_it_may_stand)
{
	static const struct successor rows[] = {
		{ SUCCESSOR_FACT, "@percent", "@rate" },
		{ SUCCESSOR_FACT, "@percent", "@met-share" },
		{ SUCCESSOR_ELEMENT, "line", "rule" },
	};
	struct arena *arena = arena_new();
	const struct successor fact = { .kind = SUCCESSOR_FACT, .old = "@percent" };
	const struct successor slip = { .kind = SUCCESSOR_FACT, .old = "@rat" };
	const struct successor other = { .kind = SUCCESSOR_ATTRIBUTE, .old = "line" };

	cr_expect_str_eq(
	        successor_meant_by(arena, rows, COUNT_OF(rows), &fact, "@id, @rate"), "@rate");
	cr_expect_str_eq(
	        successor_meant_by(arena, rows, COUNT_OF(rows), &fact, "@met-share"), "@met-share");
	cr_expect_null(successor_meant_by(arena, rows, COUNT_OF(rows), &fact, "@no"));
	cr_expect_str_eq(
	        successor_meant_by(arena, rows, COUNT_OF(rows), &slip, "@id, @rate"), "@rate");
	cr_expect_null(successor_meant_by(arena, rows, COUNT_OF(rows), &other, "rule"));
	arena_free(arena);
}

Test(successor, knows_names_of_html_and_spreadsheets)
{
	struct arena *arena = arena_new();

	cr_expect_str_eq(successor_meant(arena, SUCCESSOR_ELEMENT, "td", "cell, for-each"), "cell");
	cr_expect_str_eq(successor_meant(arena, SUCCESSOR_FUNCTION, "IF", "if, join"), "if");
	cr_expect_null(successor_meant(arena, SUCCESSOR_ELEMENT, "td", "row, if"));
	arena_free(arena);
}
