#include "figures/ledger/related.h"

#include "kit/kit.h"
#include "kit/world.h"

#include <criterion/criterion.h>

enum { A, B, C, R, S, INDICATORS };

/* Relations between two counts, a sum, a share and its part: by their letters. */
static const struct {
	const char *name;
	int left, right[2];
	enum term_part left_part, right_part;
	bool at_least;
} relations[] = {
	{ "a >= b", A, { B, -1 }, TERM_VALUE, TERM_VALUE, true },
	{ "a = b + c", A, { B, C }, TERM_VALUE, TERM_VALUE, false },
	{ "numerator(r) = a", R, { A, -1 }, TERM_NUMERATOR, TERM_VALUE, false },
	{ "denominator(r) = denominator(s)", R, { S, -1 }, TERM_DENOMINATOR, TERM_DENOMINATOR,
	        false },
	{ "s >= r", S, { R, -1 }, TERM_VALUE, TERM_VALUE, true },
};

/* Figures of a, b, c, r, s; "" where none is reported. */
static const struct {
	int relation;
	const char *figures[INDICATORS];
	bool asked;
} rows[] = {
	{ 0, { "10", "9", "", "", "" }, false },
	{ 0, { "10", "10", "", "", "" }, false },
	{ 0, { "0", "0", "", "", "" }, false },
	{ 0, { "10", "", "", "", "" }, false },
	{ 0, { "", "9", "", "", "" }, false },
	{ 0, { "100000", "99999", "", "", "" }, false },
	{ 0, { "9", "10", "", "", "" }, true },
	{ 0, { "0", "1", "", "", "" }, true },
	{ 0, { "10", "100", "", "", "" }, true },
	{ 0, { "225", "2250", "", "", "" }, true },
	{ 1, { "10", "4", "6", "", "" }, false },
	{ 1, { "10", "0", "10", "", "" }, false },
	{ 1, { "0", "0", "0", "", "" }, false },
	{ 1, { "10", "4", "", "", "" }, false },
	{ 1, { "", "4", "6", "", "" }, false },
	{ 1, { "99999999999", "99999999998", "1", "", "" }, false },
	{ 1, { "10", "4", "5", "", "" }, true },
	{ 1, { "10", "6", "6", "", "" }, true },
	{ 1, { "0", "0", "1", "", "" }, true },
	{ 1, { "100", "4", "6", "", "" }, true },
	{ 1, { "1", "4", "6", "", "" }, true },
	{ 2, { "18", "", "", "18/20", "" }, false },
	{ 2, { "0", "", "", "0/20", "" }, false },
	{ 2, { "18", "", "", "", "" }, false },
	{ 2, { "", "", "", "18/20", "" }, false },
	{ 2, { "17", "", "", "18/20", "" }, true },
	{ 2, { "20", "", "", "18/20", "" }, true },
	{ 2, { "180", "", "", "18/20", "" }, true },
	{ 2, { "0", "", "", "18/20", "" }, true },
	{ 3, { "", "", "", "18/20", "19/20" }, false },
	{ 3, { "", "", "", "0/20", "20/20" }, false },
	{ 3, { "", "", "", "18/20", "" }, false },
	{ 3, { "", "", "", "18/20", "19/21" }, true },
	{ 3, { "", "", "", "18/20", "19/200" }, true },
	{ 3, { "", "", "", "18/200", "19/20" }, true },
	{ 4, { "", "", "", "1/3", "1/3" }, false },
	{ 4, { "", "", "", "1/3", "2/6" }, false },
	{ 4, { "", "", "", "1/3", "34/100" }, false },
	{ 4, { "", "", "", "0/0", "1/3" }, false },
	{ 4, { "", "", "", "1/3", "33/100" }, true },
	{ 4, { "", "", "", "9/10", "1/10" }, true },
	{ 4, { "", "", "", "100/100", "99/100" }, true },
};

static size_t ask(size_t row, bool before)
{
	struct arena *arena = arena_new();
	struct diag *diag = kit_diag();
	struct world *world = world_new(arena);
	const struct indicator count = { .kind = KIND_COUNT,
		.measure = "个",
		.lead_reports = true,
		.combine = COMBINE_LEAD_ONLY };
	const struct indicator share = { .kind = KIND_RATIO,
		.measure = "%",
		.numerator = "甲",
		.denominator = "乙",
		.lead_reports = true,
		.combine = COMBINE_LEAD_ONLY };
	const struct indicator *indicators[INDICATORS];
	const int which = rows[row].relation;
	struct term right[2];
	size_t terms = 0;

	for (int i = A; i < INDICATORS; i++) {
		indicators[i] = world_indicator(world, i < R ? &count : &share);
		if (rows[row].figures[i][0] && !before)
			world_give(world, 1, LEAD, indicators[i], rows[row].figures[i]);
		if (before && rows[row].figures[i][0])
			world_series(world, LEAD, indicators[i],
			        arena_printf(arena, "%s -", rows[row].figures[i]));
	}
	for (size_t i = 0; i < 2 && relations[which].right[i] >= 0; i++)
		right[terms++] = (struct term){ indicators[relations[which].right[i]],
			relations[which].right_part };
	const struct relation relation = { .text = relations[which].name,
		.left = { indicators[relations[which].left], relations[which].left_part },
		.at_least = relations[which].at_least,
		.right = right,
		.right_count = terms };
	world_catalogue(world)->relations = &relation;
	world_catalogue(world)->relation_count = 1;
	(void)world_ledger(world, diag, before ? 2 : 1);
	const size_t asked = kit_count(diag, MSG_FIGURES_UNRELATED);
	diag_free(diag);
	arena_free(arena);
	return asked;
}

Test(related, asks_once_where_figures_do_not_fit)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(ask(i, false), rows[i].asked, "row %zu: %s", i,
		        relations[rows[i].relation].name);
}

/* What is carried was asked about when it came. */
Test(related, does_not_ask_again_about_what_is_carried)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(ask(i, true), 0, "row %zu", i);
}
