/* What is asked of a report as a whole: the month before sent again, or one that came too early. */
#include "kit/intake.h"
#include "kit/world.h"

#include <criterion/criterion.h>

#define COUNTS 6

static const struct indicator counted = { .kind = KIND_COUNT,
	.measure = "例",
	.comparison = COMPARE_AT_LEAST,
	.has_target = true,
	.target = { .digits = 1000 },
	.lead_reports = true };
static const struct indicator covered = { .kind = KIND_RATIO,
	.measure = "%",
	.comparison = COMPARE_AT_LEAST,
	.has_target = true,
	.target = { .digits = 95 },
	.lead_reports = true };

/* Six counts and a share, in February as in January but for what is given here. */
static bool is_asked(const char *last_count, const char *share)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct world *world = world_new(arena);

	world_task(world);
	for (int i = 0; i < COUNTS; i++) {
		const struct indicator *indicator = world_indicator(world, &counted);
		const char *figure = arena_printf(arena, "%d", 100 + i);
		world_give(world, 1, LEAD, indicator, figure);
		world_give(world, 2, LEAD, indicator, i == COUNTS - 1 ? last_count : figure);
	}
	const struct indicator *ratio = world_indicator(world, &covered);
	world_give(world, 1, LEAD, ratio, "50/100");
	world_give(world, 2, LEAD, ratio, share);
	(void)world_ledger(world, diag, 2);
	const bool asked = kit_has(diag, MSG_REPORT_REPEATED);
	diag_free(diag);
	arena_free(arena);
	return asked;
}

Test(reports, last_months_figures_sent_again_are_asked_about)
{
	cr_expect(is_asked("105", "50/100"));
	cr_expect_not(is_asked("106", "50/100"), "a count has grown");
	cr_expect_not(is_asked("105", "51/100"), "a numerator has grown");
	cr_expect_not(is_asked("105", "50/101"), "a denominator has grown");
}

#define REPORT \
	"{\"unit\": \"东湖区\", \"period\": \"2031-01\", \"submitted_at\": " \
	"\"%sT09:00:00+08:00\", \"reporter\": \"填报人\", \"tasks\": [{\"no\": 1, \"values\": " \
	"{\"1.2\": 10}}]}"

/* Figures as of a month's end cannot be known before it. */
Test(reports, one_from_before_the_months_end_is_asked_about)
{
	static const struct {
		const char *day;
		bool early;
	} rows[] = { { "2031-01-30", true }, { "2031-01-31", false }, { "2031-02-03", false } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		char *folder = kit_temporary_folder(arena);
		const struct catalogue *catalogue =
		        catalogue_read(arena, diag, &root_here, OTHER_CITY, NULL);
		kit_write(
		        arena, folder, "2031-01/a.json", arena_printf(arena, REPORT, rows[i].day));
		(void)kit_ledger(arena, diag, catalogue, folder, (struct period){ 2031, 1 });
		cr_expect_eq(kit_has(diag, MSG_REPORT_EARLY), rows[i].early, "%s: %s", rows[i].day,
		        kit_records(arena, diag));
		kit_remove(folder);
		diag_free(diag);
		arena_free(arena);
	}
}
