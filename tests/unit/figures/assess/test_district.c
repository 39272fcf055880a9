#include "figures/assess/district.h"

#include "figures/assess/indicator.h"
#include "figures/assess/ranking.h"
#include "kit/kit.h"
#include "kit/world.h"

#include <criterion/criterion.h>

TestSuite(district);

/* Targets of 100, 60 and 40 make up 200; WEST has none where `count` is 2. */
static struct indicator *with_targets(struct world *world, struct arena *arena, size_t count)
{
	struct indicator *indicator = world_indicator(world,
	        &(struct indicator){ .kind = KIND_COUNT,
	                .measure = "户",
	                .combine = COMBINE_SUM,
	                .comparison = COMPARE_AT_LEAST,
	                .has_target = true,
	                .target = decimal_from(200),
	                .districts_report = true });
	struct district_target *list = arena_alloc_array(arena, 3, sizeof *list);
	static const int64_t targets[] = { 100, 60, 40 };

	for (size_t i = 0; i < count; i++)
		list[i] = (struct district_target){
			.unit = world_unit(world, (enum world_unit)(EAST + i)),
			.target = decimal_from(targets[i]),
		};
	indicator->district_targets = list;
	indicator->district_target_count = count;
	return indicator;
}

Test(district, is_held_against_its_own_target)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct world *world = world_new(arena);
	const struct indicator *indicator = with_targets(world, arena, 2);

	world_give(world, 6, EAST, indicator, "30");
	world_give(world, 6, SOUTH, indicator, "60");
	world_give(world, 6, WEST, indicator, "500");
	const struct assessment *month = assess(arena, diag, world_ledger(world, diag, 6));
	const struct indicator_result *result = &month->indicators[0];
	struct district_standing standing;

	cr_assert(district_judge(month, indicator, &result->units[0], &standing));
	cr_expect_str_eq(decimal_format(arena, standing.result.rate), "30.0");
	cr_expect_str_eq(decimal_format(arena, standing.result.gap), "-20.0");
	cr_expect_eq(standing.result.status, STATUS_BEHIND);
	cr_assert(district_judge(month, indicator, &result->units[1], &standing));
	cr_expect_eq(standing.result.status, STATUS_DONE);
	cr_expect(result->units[1].reached && !result->units[0].reached);
	cr_expect_not(district_judge(month, indicator, &result->units[2], &standing),
	        "its part is not said");
	/* South 100.0, East 30.0; West has nothing to be ranked by, however much it did. */
	cr_expect_eq(month->ranks[0].unit, world_unit(world, SOUTH));
	cr_expect_eq(month->ranks[1].unit, world_unit(world, EAST));
	cr_expect_str_eq(decimal_format(arena, month->ranks[1].score), "30.0");
	cr_expect_not(month->ranks[2].ranked);
	diag_free(diag);
	arena_free(arena);
}

Test(district, targets_that_do_not_come_to_the_target_are_asked_about)
{
	for (size_t count = 2; count <= 3; count++)
		for (int target = 199; target <= 200; target++) {
			struct arena *arena = arena_new();
			struct diag *diag = kit_diag();
			struct world *world = world_new(arena);
			struct indicator *indicator = with_targets(world, arena, count);
			indicator->target = decimal_from(target);
			world_give(world, 1, EAST, indicator, "1");
			(void)world_ledger(world, diag, 1);
			/* Of two of three nothing can be said. */
			cr_expect_eq(kit_has(diag, MSG_DISTRICT_TARGETS_DIFFER),
			        count == 3 && target == 199, "%zu of %d", count, target);
			diag_free(diag);
			arena_free(arena);
		}
}
