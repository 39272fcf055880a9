#include "figures/assess/ranking.h"

#include "figures/assess/assess.h"
#include "kit/kit.h"
#include "kit/world.h"

#include <criterion/criterion.h>

struct fixture {
	struct arena *arena;
	struct diag *diag;
	struct world *world;
};

static struct fixture begin(void)
{
	struct arena *arena = arena_new();

	return (struct fixture){ arena, kit_diag(), world_new(arena) };
}

static void end(struct fixture *fixture)
{
	diag_free(fixture->diag);
	arena_free(fixture->arena);
}

/* "1 东区 100.0, 2 南区 50.0 (1)": place, district, score, last month's place. */
static const char *describe(struct fixture *fixture, int month)
{
	const struct assessment *assessment = assess(
	        fixture->arena, fixture->diag, world_ledger(fixture->world, fixture->diag, month));
	const char *text = "";

	for (size_t i = 0; i < assessment->rank_count; i++) {
		const struct rank *rank = &assessment->ranks[i];
		const char *before = rank->has_previous
		        ? arena_printf(fixture->arena, " (%d)", rank->previous_place)
		        : "";
		const char *entry = rank->ranked
		        ? arena_printf(fixture->arena, "%d %s %s%s", rank->place, rank->unit->name,
		                decimal_format(fixture->arena, rank->score), before)
		        : arena_printf(fixture->arena, "- %s%s", rank->unit->name, before);
		text = arena_printf(fixture->arena, "%s%s%s", text, i > 0 ? ", " : "", entry);
	}
	return text;
}

static struct indicator like(enum indicator_kind kind, enum combine combine, const char *target)
{
	return (struct indicator){
		.kind = kind,
		.combine = combine,
		.comparison = COMPARE_AT_LEAST,
		.measure = kind == KIND_RATIO ? "%" : "",
		.pace = PACE_AT_DEADLINE,
		.has_target = target[0] != '\0',
		.target = target[0] != '\0' ? world_decimal(target) : decimal_from(0),
		.districts_report = true,
	};
}

Test(ranking, what_enters_and_how)
{
	static const struct {
		enum indicator_kind kind;
		enum combine combine;
		const char *target;
		const char *east; /* the others have reached theirs */
		const char *others;
		const char *score;
	} rows[] = {
		{ KIND_LEVEL, COMBINE_MIN, "900", "450", "900", "50.0" },
		{ KIND_LEVEL, COMBINE_MIN, "900", "1800", "900", "100.0" },
		{ KIND_RATIO, COMBINE_WEIGHTED, "80", "2/5", "4/5", "50.0" },
		{ KIND_RATIO, COMBINE_WEIGHTED, "80", "0/0", "4/5", "100.0" },
		{ KIND_RATIO, COMBINE_ALL, "100", "3/4", "1/1", "75.0" },
		{ KIND_PER_DISTRICT_MIN, COMBINE_ALL, "2", "1", "2", "50.0" },
		{ KIND_MILESTONE, COMBINE_ALL, "1", "否", "是", "0.0" },
		{ KIND_MILESTONE, COMBINE_ALL, "1", "是", "是", "100.0" },
		{ KIND_DISTRICT_COUNT, COMBINE_COUNT, "3", "是", "是", "100.0" },
		{ KIND_DISTRICT_COUNT, COMBINE_COUNT, "3", "否", "是", "0.0" },
		/* Never given counts nothing, a city's sum and an unset target do not enter. */
		{ KIND_LEVEL, COMBINE_MIN, "900", "-", "900", "0.0" },
		{ KIND_COUNT, COMBINE_SUM, "900", "1", "1", "100.0" },
		{ KIND_LEVEL, COMBINE_MIN, "", "1", "1", "100.0" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		const struct indicator base = like(KIND_LEVEL, COMBINE_MIN, "1");
		const struct indicator tested = like(rows[i].kind, rows[i].combine, rows[i].target);
		const struct indicator *always = world_indicator(fixture.world, &base);
		const struct indicator *indicator = world_indicator(fixture.world, &tested);
		const struct rank *east = NULL;
		for (enum world_unit unit = EAST; unit <= WEST; unit++) {
			world_series(fixture.world, unit, indicator,
			        unit == EAST ? rows[i].east : rows[i].others);
			world_give(fixture.world, 1, unit, always, "1");
		}
		const struct assessment *assessment = assess(
		        fixture.arena, fixture.diag, world_ledger(fixture.world, fixture.diag, 1));
		for (size_t j = 0; j < assessment->rank_count; j++) {
			if (assessment->ranks[j].unit == world_unit(fixture.world, EAST))
				east = &assessment->ranks[j];
		}
		/* The mean of the tested one and of one that is always reached. */
		struct decimal expected = world_decimal(rows[i].score);
		decimal_add(expected, decimal_from(100), &expected);
		decimal_divide(expected, decimal_from(2), 1, 1, &expected);
		cr_assert_not_null(east);
		cr_expect_eq(decimal_compare(east->score, expected), 0, "row %zu: %s", i,
		        decimal_format(fixture.arena, east->score));
		end(&fixture);
	}
}

Test(ranking, shares_places_and_remembers_them)
{
	static const struct {
		const char *east;
		const char *south;
		const char *west;
		int month;
		const char *text;
	} rows[] = {
		{ "100", "100", "50", 1, "1 东区 100.0, 1 南区 100.0, 3 西县 50.0" },
		{ "50", "100", "50", 1, "1 南区 100.0, 2 东区 50.0, 2 西县 50.0" },
		{ "50", "100", "75", 1, "1 南区 100.0, 2 西县 75.0, 3 东区 50.0" },
		/* Equal in print is equal in place; whole only when complete. */
		{ "50.04", "99.99", "50.01", 1, "1 南区 99.9, 2 东区 50.0, 2 西县 50.0" },
		{ "50 60", "100 100", "75 50", 2,
		        "1 南区 100.0 (1), 2 东区 60.0 (3), 3 西县 50.0 (2)" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture = begin();
		const struct indicator level = like(KIND_LEVEL, COMBINE_MIN, "100");
		const struct indicator *indicator = world_indicator(fixture.world, &level);
		world_series(fixture.world, EAST, indicator, rows[i].east);
		world_series(fixture.world, SOUTH, indicator, rows[i].south);
		world_series(fixture.world, WEST, indicator, rows[i].west);
		const char *text = describe(&fixture, rows[i].month);
		cr_expect_str_eq(text, rows[i].text, "row %zu: %s", i, text);
		end(&fixture);
	}
}

Test(ranking, who_did_not_report_is_last_without_a_place)
{
	struct fixture fixture = begin();
	const struct indicator level = like(KIND_LEVEL, COMBINE_MIN, "100");
	const struct indicator *indicator = world_indicator(fixture.world, &level);

	for (enum world_unit unit = EAST; unit <= WEST; unit++)
		world_series(fixture.world, unit, indicator, "100 100");
	world_report(fixture.world, 1, SOUTH, REPORT_MISSING);
	world_report(fixture.world, 2, EAST, REPORT_REFUSED);
	world_report(fixture.world, 2, SOUTH, REPORT_LATE);
	cr_expect_str_eq(describe(&fixture, 2), "1 南区 100.0, 1 西县 100.0 (1), - 东区 (1)", "%s",
	        describe(&fixture, 2));
	end(&fixture);
}
