/* The mean completion rate: of wholes, each at most 100 %. */
#include "figures/assess/progress.h"

#include "kit/world.h"

#include <criterion/criterion.h>

Test(progress, the_mean_is_of_wholes_each_at_most_complete)
{
	static const struct indicator whole = { .kind = KIND_COUNT, .part_of = "" };
	static const struct indicator part = { .kind = KIND_COUNT, .part_of = "1.1" };
	const struct {
		const struct indicator *indicator;
		bool has_rate;
		const char *rate;
	} rows[] = { { &whole, true, "150" }, { &part, true, "10" }, { &whole, false, "0" },
		{ &whole, true, "50.5" } };
	struct progress progress = { .count = 0 };
	struct decimal mean;

	cr_expect_not(progress_mean(&progress, &mean));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct indicator_result result = { .indicator = rows[i].indicator,
			.has_rate = rows[i].has_rate,
			.rate = world_decimal(rows[i].rate) };
		progress_add(&progress, &result);
	}
	cr_expect_eq(progress.count, 2);
	cr_assert(progress_mean(&progress, &mean));
	cr_expect_eq(decimal_compare(mean, world_decimal("75.3")), 0, "(100 + 50.5) / 2, half up");
}
