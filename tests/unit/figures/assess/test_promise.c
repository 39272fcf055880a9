#include "figures/assess/promise.h"

#include "kit/intake.h"
#include "kit/world.h"

#include <criterion/criterion.h>

/* What a lead said in January, February, …, NULL for nothing, and what has become of it. */
static const struct {
	const char *said[5];
	const char *words, *previous;
	bool slipped;
	int slips;
} rows[] = {
	{ { "5月底", "5月底", "5月底" }, "5月底", "5月底", false, 0 },
	{ { "5月底", "6月底" }, "6月底", "5月底", true, 1 },
	{ { "3月底", "4月底", "6月中旬", "6月中旬" }, "6月中旬", "6月中旬", false, 2 },
	{ { "6月底", "5月底" }, "5月底", "6月底", false, 0 },
	{ { "6月底", NULL, "7月底" }, "7月底", "6月底", true, 1 },
	{ { "6月底", NULL }, "", "6月底", false, 0 },
	{ { "6月底", "尽快" }, "尽快", "6月底", false, 0 },
	{ { "尽快", "6月底" }, "6月底", "尽快", false, 0 },
	{ { NULL, NULL }, "", "", false, 0 },
};

Test(promise, is_followed_through_the_year)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct diag *diag = kit_diag();
		struct world *world = world_new(arena);
		const struct task *task = world_task(world);
		int month = 0;
		for (int m = 0; m < 5; m++) {
			if (rows[i].said[m])
				world_promise(world, m + 1, LEAD, task, rows[i].said[m]);
			month = rows[i].said[m] ? m + 1 : month;
		}
		/* A month of silence behind the words is what the rows with "" are about. */
		month += rows[i].words[0] == '\0';
		const struct promise promise = promise_of(
		        world_ledger(world, diag, month), month, world_unit(world, LEAD), task);
		cr_expect_str_eq(promise.words, rows[i].words, "row %zu", i);
		cr_expect_str_eq(promise.previous, rows[i].previous, "row %zu", i);
		cr_expect_eq(promise.slipped, rows[i].slipped, "row %zu", i);
		cr_expect_eq(promise.slips, rows[i].slips, "row %zu: %d", i, promise.slips);
		diag_free(diag);
		arena_free(arena);
	}
}
