#include "figures/targets/stages.h"

#include <criterion/criterion.h>

static const struct stage stages[] = {
	{ .name = "立项", .month = { 2031, 2 } },
	{ .name = "招标" },
	{ .name = "开工", .month = { 2031, 5 } },
	{ .name = "竣工", .month = { 2032, 3 } },
};
static const struct indicator project = {
	.kind = KIND_STAGED, .comparison = COMPARE_YES, .stages = stages, .stage_count = 4
};

Test(stages, are_found_by_their_names)
{
	cr_expect_eq(stages_find(&project, "开 工"), 3);
	cr_expect_eq(stages_find(&project, "封顶"), 0);
	cr_expect_str_eq(stages_name(&project, decimal_from(0)), "尚未启动");
	cr_expect_str_eq(stages_name(&project, decimal_from(4)), "竣工");
}

Test(stages, are_planned_by_the_end_of_their_month)
{
	static const struct {
		struct period period;
		size_t planned;
	} rows[] = { { { 2031, 1 }, 0 }, { { 2031, 2 }, 1 }, { { 2031, 4 }, 1 }, { { 2031, 5 }, 3 },
		{ { 2031, 12 }, 3 }, { { 2032, 3 }, 4 } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(
		        stages_planned(&project, rows[i].period), rows[i].planned, "row %zu", i);
}

Test(stages, are_listed_in_their_order)
{
	struct arena *arena = arena_new();

	cr_expect_str_eq(stages_list(arena, &project), "立项、招标、开工、竣工");
	arena_free(arena);
}
