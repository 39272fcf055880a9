#include "figures/targets/duties.h"
#include "kit/world.h"

#include <criterion/criterion.h>

Test(duties, a_named_district_reports_and_the_others_are_left_out)
{
	struct arena *arena = arena_new();
	struct world *world = world_new(arena);
	const struct unit *named[] = { world_unit(world, SOUTH) };
	struct indicator *indicator = world_indicator(world,
	        &(struct indicator){ .districts_report = true,
	                .combine = COMBINE_MIN,
	                .districts = named,
	                .district_count = 1 });

	cr_expect(unit_reports_as_district(indicator, world_unit(world, SOUTH)));
	cr_expect_not(unit_reports_as_district(indicator, world_unit(world, EAST)));
	cr_expect(unit_is_left_out(indicator, world_unit(world, EAST)));
	cr_expect_not(unit_is_left_out(indicator, world_unit(world, SOUTH)));
	cr_expect_not(unit_is_left_out(indicator, world_unit(world, OTHER)), "a bureau informs");
	cr_expect(unit_must_report(indicator, world_unit(world, SOUTH)));
	indicator->districts_report = false;
	cr_expect_not(unit_reports_as_district(indicator, world_unit(world, SOUTH)));
	cr_expect_not(unit_is_left_out(indicator, world_unit(world, EAST)));
	arena_free(arena);
}

Test(duties, the_lead_speaks_for_the_city_unless_it_is_combined)
{
	struct arena *arena = arena_new();
	struct world *world = world_new(arena);
	struct task *task = world_task(world);
	struct indicator *indicator = world_indicator(
	        world, &(struct indicator){ .districts_report = true, .combine = COMBINE_SUM });

	cr_expect_eq(indicator_lead(indicator), world_unit(world, LEAD));
	task->lead = world_unit(world, EAST);
	cr_expect_null(indicator_lead(indicator), "one of the districts that are added");
	indicator->combine = COMBINE_LEAD_ONLY;
	cr_expect_eq(indicator_lead(indicator), world_unit(world, EAST));
	task->lead = NULL;
	cr_expect_eq(indicator_lead(indicator), world_unit(world, LEAD), "the first bureau");
	indicator->combine = COMBINE_SUM;
	cr_expect_null(indicator_lead(indicator));
	arena_free(arena);
}
