/* A unit's year: its heads, and that a figure of an earlier month is shown as one. */
#include "press/telling/timeline.h"

#include "kit/kit.h"
#include "kit/world.h"

#include <criterion/criterion.h>
#include <string.h>

/* Two counts of the lead in three months; the second month of the first is as given. */
static const char *told(struct arena *arena, const char *figures)
{
	struct diag *diag = kit_diag();
	struct world *world = world_new(arena);
	struct history history;
	struct text out;

	for (int i = 0; i < 2; i++) {
		world_task(world);
		world_series(world, LEAD,
		        world_indicator(world,
		                &(struct indicator){ .kind = KIND_COUNT,
		                        .measure = "例",
		                        .brief = "名",
		                        .comparison = COMPARE_AT_LEAST,
		                        .lead_reports = true }),
		        i == 0 ? figures : "1 2 3");
	}
	cr_assert(history_tell(
	        arena, world_ledger(world, diag, 3), world_unit(world, LEAD), NULL, &history));
	text_init(&out);
	timeline_add_words(&out, &history, false);
	const char *words = arena_strdup(arena, out.bytes);
	text_release(&out);
	diag_free(diag);
	return words;
}

Test(timeline, begins_with_the_unit_and_the_year)
{
	struct arena *arena = arena_new();
	const char *words = told(arena, "10 20 30");

	cr_expect(text_starts_with(words, "市甲局　2020年\n"), "%s", words);
	cr_expect(strstr(words, "2020-03"));
	arena_free(arena);
}

Test(timeline, puts_a_figure_of_an_earlier_month_in_brackets_and_says_so)
{
	struct arena *arena = arena_new();
	const char *words = told(arena, "10 - 30");

	cr_expect(
	        strstr(words, "(10)") && strstr(words, " 括号内为沿用以前月份的数\n"), "%s", words);
	words = told(arena, "10 20 30");
	cr_expect_not(strstr(words, "(") || strstr(words, "括号"), "%s", words);
	arena_free(arena);
}
