#include "figures/facts/facts.h"

#include "kit/intake.h"
#include "kit/world.h"

#include <criterion/criterion.h>
#include <libxml/xpath.h>

/* What stands in place of a district's score. */
static const char *score_of(struct arena *arena, struct facts *facts, const char *unit)
{
	struct facts_names names;

	facts_names_init(&names);
	facts_names_add_element(&names, "rank");
	facts_names_add_attribute(&names, "unit");
	facts_names_add_attribute(&names, "score");
	facts_ask(facts, &names);
	xmlXPathContextPtr context = xmlXPathNewContext(facts_tree(facts));
	xmlXPathObjectPtr found = xmlXPathEval(
	        BAD_CAST arena_printf(arena, "string(/facts/ranks/rank[@unit='%s']/@score)", unit),
	        context);
	const char *score = arena_strdup(arena, (const char *)found->stringval);
	xmlXPathFreeObject(found);
	xmlXPathFreeContext(context);
	return score;
}

/* Only the city has the target: nobody can be ranked, and only one did not report. */
Test(ranks, a_district_that_reported_is_not_called_missing)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct world *world = world_new(arena);
	struct catalogue *catalogue = world_catalogue(world);

	catalogue->title = catalogue->city = catalogue->subject = catalogue->issuer = "";
	catalogue->recipients = catalogue->copies = catalogue->series = "";
	world_task(world);
	const struct indicator *indicator = world_indicator(world,
	        &(struct indicator){ .kind = KIND_COUNT,
	                .measure = "例",
	                .comparison = COMPARE_AT_LEAST,
	                .has_target = true,
	                .target = { .digits = 1200 },
	                .combine = COMBINE_SUM,
	                .districts_report = true });
	world_give(world, 1, EAST, indicator, "10");
	world_report(world, 1, WEST, REPORT_MISSING);
	struct facts *facts = facts_new(assess(arena, diag, world_ledger(world, diag, 1)),
	        &(struct facts_options){ .reason = "", .despite = "" });
	cr_expect_str_eq(score_of(arena, facts, "东区"), "无可比指标");
	cr_expect_str_eq(score_of(arena, facts, "西县"), "未报送");
	facts_free(facts);
	diag_free(diag);
	arena_free(arena);
}
