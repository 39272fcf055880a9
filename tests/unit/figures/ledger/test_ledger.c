#include "figures/ledger/amount.h"
#include "kit/kit.h"
#include "kit/world.h"

#include <criterion/criterion.h>

static const struct indicator count = {
	.kind = KIND_COUNT,
	.measure = "例",
	.has_target = true,
	.lead_reports = true,
};
static const struct indicator by_districts = {
	.kind = KIND_COUNT,
	.combine = COMBINE_SUM,
	.districts_report = true,
};

static const char *state_name(enum cell_state state)
{
	static const char *const names[] = {
		[CELL_NOT_CONCERNED] = "not-concerned",
		[CELL_OPTIONAL] = "optional",
		[CELL_NOT_REPORTED] = "not-reported",
		[CELL_OMITTED] = "omitted",
		[CELL_CARRIED] = "carried",
		[CELL_KEPT] = "kept",
		[CELL_REPORTED] = "reported",
	};

	return names[state];
}

/* "reported 5" "carried 5 of 2" "kept 9 of 1, not 8": state, value, month of origin. */
static const char *describe(struct arena *arena, const struct cell *cell, int month)
{
	if (!cell->value)
		return state_name(cell->state);
	const char *value = amount_format_value(arena, cell->value);
	if (cell->rejected)
		return arena_printf(arena, "kept %s of %d, not %s", value, cell->from.month,
		        amount_format_value(arena, cell->rejected));
	if (cell->from.month == month)
		return arena_printf(arena, "%s %s", state_name(cell->state), value);
	return arena_printf(arena, "%s %s of %d", state_name(cell->state), value, cell->from.month);
}

Test(ledger, keeps_every_way_of_having_no_figure_apart)
{
	static const struct {
		enum world_unit unit;
		const char *series;
		enum report_state march;
		const char *cell;
	} rows[] = {
		{ LEAD, "1 2 3", REPORT_ON_TIME, "reported 3例" },
		{ LEAD, "1 2 3", REPORT_LATE, "reported 3例" },
		{ LEAD, "1 2 0", REPORT_ON_TIME, "kept 2例 of 2, not 0例" },
		{ LEAD, "0 0 0", REPORT_ON_TIME, "reported 0例" },
		{ LEAD, "1 2 3", REPORT_MISSING, "carried 2例 of 2" },
		{ LEAD, "1 2 3", REPORT_REFUSED, "carried 2例 of 2" },
		{ LEAD, "1 - -", REPORT_ON_TIME, "carried 1例 of 1" },
		{ LEAD, "- - -", REPORT_ON_TIME, "omitted" },
		{ LEAD, "- - -", REPORT_MISSING, "not-reported" },
		{ LEAD, "9 8 7", REPORT_ON_TIME, "kept 9例 of 1, not 7例" },
		{ LEAD, "9 8 10", REPORT_ON_TIME, "reported 10例" },
		{ LEAD, "9 8 9", REPORT_ON_TIME, "reported 9例" },
		{ OTHER, "1 2 3", REPORT_ON_TIME, "reported 3例" },
		{ OTHER, "1 2 -", REPORT_ON_TIME, "optional" },
		{ OTHER, "- - -", REPORT_MISSING, "optional" },
		{ EAST, "- - -", REPORT_ON_TIME, "optional" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = world_new(arena);
		const struct indicator *indicator = world_indicator(world, &count);
		world_series(world, rows[i].unit, indicator, rows[i].series);
		world_report(world, 3, rows[i].unit, rows[i].march);
		const struct ledger *ledger = world_ledger(world, diag, 3);
		const struct cell *cell =
		        ledger_cell(ledger, 3, world_unit(world, rows[i].unit), indicator);
		cr_expect_str_eq(describe(arena, cell, 3), rows[i].cell, "row %zu: %s", i,
		        describe(arena, cell, 3));
		cr_expect_eq(!cell->submission,
		        rows[i].march == REPORT_MISSING || rows[i].march == REPORT_REFUSED);
		diag_free(diag);
		arena_free(arena);
	}
}

Test(ledger, a_district_not_named_is_not_concerned)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct world *world = world_new(arena);
	const struct unit *const named[] = { world_unit(world, EAST), world_unit(world, WEST) };
	struct indicator like = by_districts;

	like.districts = named;
	like.district_count = 2;
	const struct indicator *indicator = world_indicator(world, &like);
	static const enum cell_state states[] = { CELL_OMITTED, CELL_OPTIONAL, CELL_OMITTED,
		CELL_NOT_CONCERNED, CELL_OMITTED };

	const struct ledger *ledger = world_ledger(world, diag, 1);
	for (enum world_unit unit = LEAD; unit < WORLD_UNITS; unit++)
		cr_expect_eq(ledger_cell(ledger, 1, world_unit(world, unit), indicator)->state,
		        states[unit], "unit %d", (int)unit);
	diag_free(diag);
	arena_free(arena);
}

Test(ledger, a_corrected_fall_stands_and_is_carried)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct world *world = world_new(arena);
	const struct indicator *indicator = world_indicator(world, &count);

	world_series(world, LEAD, indicator, "10 8 -");
	world_correct(world, 2, LEAD, indicator, "重复统计");
	const struct ledger *ledger = world_ledger(world, diag, 3);
	const struct unit *lead = world_unit(world, LEAD);
	cr_expect_str_eq(
	        describe(arena, ledger_cell(ledger, 2, lead, indicator), 2), "reported 8例");
	cr_expect_str_eq(
	        describe(arena, ledger_cell(ledger, 3, lead, indicator), 3), "carried 8例 of 2");
	diag_free(diag);
	arena_free(arena);
}

Test(ledger, standards_that_fall_count_and_words_are_no_gap)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct world *world = world_new(arena);
	const struct indicator *level = world_indicator(world,
	        &(struct indicator){ .kind = KIND_LEVEL, .measure = "元", .lead_reports = true });
	const struct indicator *words = world_indicator(
	        world, &(struct indicator){ .kind = KIND_QUALITATIVE, .lead_reports = true });

	world_series(world, LEAD, level, "900 880");
	world_tell(world, 2, LEAD, level->task, "稳步推进");
	const struct ledger *ledger = world_ledger(world, diag, 2);
	const struct unit *lead = world_unit(world, LEAD);
	cr_expect_str_eq(describe(arena, ledger_cell(ledger, 2, lead, level), 2), "reported 880元");
	cr_expect_eq(ledger_cell(ledger, 2, lead, words)->state, CELL_OPTIONAL);
	cr_expect_str_eq(ledger_report(ledger, 2, lead, level->task)->progress, "稳步推进");
	cr_expect_eq(ledger->doubt_count, 1);
	cr_expect_eq(ledger->doubts[0].kind, DOUBT_FELL_BACK);
	diag_free(diag);
	arena_free(arena);
}

Test(value, formats_and_rounds_in_the_measure)
{
	static const struct {
		const char *measure;
		const char *figure;
		const char *text;
	} rows[] = {
		{ "例", "18200", "18200例" },
		{ "公里", "31.50", "31.5公里" },
		{ "", "是", "是" },
		{ "%", "733/940", "733/940（78.0%）" },
		{ "%", "9996/10000", "9996/10000（99.9%）" },
		{ "%", "9994/10000", "9994/10000（99.9%）" },
		{ "%", "9985/10000", "9985/10000（99.9%）" }, /* 99.85 goes up */
		{ "%", "10000/10000", "10000/10000（100.0%）" },
		{ "%", "125/1000", "125/1000（12.5%）" },
		{ "%", "1005/10000", "1005/10000（10.1%）" }, /* x.x5 in decimal goes up */
		{ "%", "10049/100000", "10049/100000（10.0%）" },
		{ "%", "3/2", "3/2（150.0%）" },
		{ "‰", "1/8", "1/8（125.0‰）" },
		{ "倍", "1440/900", "1440/900（1.60倍）" },
		{ "%", "0/0", "0/0" },
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct world *world = world_new(arena);
		struct diag *diag = kit_diag();
		const struct indicator *indicator = world_indicator(world,
		        &(struct indicator){ .kind = KIND_RATIO, .measure = rows[i].measure });
		world_give(world, 1, LEAD, indicator, rows[i].figure);
		const struct ledger *ledger = world_ledger(world, diag, 1);
		const struct cell *cell =
		        ledger_cell(ledger, 1, world_unit(world, LEAD), indicator);
		cr_expect_str_eq(amount_format_value(arena, cell->value), rows[i].text, "%s: %s",
		        rows[i].figure, amount_format_value(arena, cell->value));
		diag_free(diag);
	}
	arena_free(arena);
}
