#include "paper/layout/chart/ticks.h"

#include <criterion/criterion.h>
#include <inttypes.h>

/* Tenths, as 447 for 44.7. */
#define TENTHS(n) ((n) * (TICKS_ONE / 10))

/* Worked out by the formulas of the paper in rational numbers. */
Test(ticks, stand_where_the_paper_puts_them)
{
	static const struct {
		int64_t least, most; /* tenths */
		bool whole;
		int64_t first, step, last;
	} rows[] = {
		{ 0, 273700, true, 0, 100000, 300000 },
		{ 0, 1530200, true, 0, 400000, 1600000 },
		{ 0, 447, false, 0, 100, 500 },
		{ 0, 1018, false, 0, 300, 1200 },
		{ 0, 70, true, 0, 20, 80 },
		{ -350, 163, false, -400, 100, 200 },
		{ 0, 20, false, 0, 5, 20 },
		{ 0, 380, true, 0, 100, 400 },
		{ 0, 990, true, 0, 250, 1000 },
		/* One step: counts have no halves, and nothing has no range. */
		{ 0, 10, true, 0, 10, 10 },
		{ 0, 0, true, 0, 10, 10 },
		{ 385, 385, false, 380, 10, 390 },
		{ -5, -5, false, -10, 10, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct ticks ticks =
		        ticks_find(TENTHS(rows[i].least), TENTHS(rows[i].most), 5, rows[i].whole);
		cr_expect(ticks.first == TENTHS(rows[i].first) && ticks.step == TENTHS(rows[i].step)
		                && ticks_last(&ticks) == TENTHS(rows[i].last),
		        "%" PRId64 " to %" PRId64 " tenths: from %" PRId64 " by %" PRId64 " x %d",
		        rows[i].least, rows[i].most, ticks.first, ticks.step, ticks.count);
	}
}

static uint64_t random_step(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *state >> 20;
}

/* Whatever the figures, and however large: few ticks that enclose them, in whole steps if asked. */
Test(ticks, enclose_all_figures)
{
	uint64_t state = 13;

	for (int i = 0; i < 3000; i++) {
		const int64_t size = INT64_C(1) << (random_step(&state) % 40);
		const bool whole = i % 2 == 0;
		const int64_t unit = whole ? TICKS_ONE : TICKS_ONE / 1000;
		const int64_t a = (int64_t)(random_step(&state) % (uint64_t)size) * unit;
		const int64_t b = -(int64_t)(random_step(&state) % (uint64_t)size) * unit;
		const int64_t least = i % 3 == 0 ? b : 0;
		const struct ticks ticks = ticks_find(least, a, 3 + i % 4, whole);
		cr_assert(ticks.step > 0 && ticks.count >= 2 && ticks.count <= 12,
		        "%" PRId64 " to %" PRId64 ": %d ticks", least, a, ticks.count);
		cr_assert(ticks.first <= least && ticks_last(&ticks) >= a,
		        "%" PRId64 " to %" PRId64 " is not within %" PRId64 " to %" PRId64, least,
		        a, ticks.first, ticks_last(&ticks));
		cr_assert(!whole || (ticks.first % TICKS_ONE == 0 && ticks.step % TICKS_ONE == 0));
	}
}

Test(ticks, hold_the_largest_figures)
{
	const struct ticks ticks = ticks_find(-TICKS_MOST, TICKS_MOST, 5, true);

	cr_expect_eq(ticks.first, -TICKS_MOST);
	cr_expect_eq(ticks_last(&ticks), TICKS_MOST);
	cr_expect_eq(ticks.step, TICKS_MOST / 2);
}
