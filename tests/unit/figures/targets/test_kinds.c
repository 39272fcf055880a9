#include "figures/targets/kinds.h"
#include "figures/targets/words.h"

#include <criterion/criterion.h>

/* What every row must be, whatever the kind: struct kind_row. */
Test(kinds, every_row_is_sound)
{
	for (enum indicator_kind kind = 0; kind < KINDS_ALL; kind++) {
		const struct kind_row *row = kind_row(kind);
		cr_assert_not_null(row->name);
		cr_expect(row->comparisons != 0 && row->combines != 0, "%s", row->name);
		cr_expect(!row->cumulative || row->value == VALUE_NUMBER, "%s", row->name);
		cr_expect(row->total == row->value || kind_counts_units(kind), "%s", row->name);
		cr_expect(!row->part || row->value == VALUE_FRACTION, "%s", row->name);
		cr_expect_eq(row->change == CHANGE_IN_WORDS,
		        row->total == VALUE_YES_NO || row->total == VALUE_STAGE, "%s", row->name);
		cr_expect(!row->by_ones || row->cumulative, "%s", row->name);
		cr_expect(row->target != TARGET_YES || row->change == CHANGE_IN_WORDS, "%s",
		        row->name);
		cr_expect((row->comparisons & 1U << COMPARE_NONE) != 0 || kind_is_measured(kind),
		        "%s", row->name);
		cr_expect_eq((row->combines & 1U << COMBINE_WEIGHTED) != 0,
		        row->value == VALUE_FRACTION, "%s", row->name);
		cr_expect_eq((row->combines & 1U << COMBINE_COUNT) != 0, kind_counts_units(kind),
		        "%s", row->name);
	}
}

Test(kinds, a_kind_is_read_by_the_word_it_is_printed_with)
{
	cr_assert_eq(kind_word_list.count, KINDS_ALL);
	for (enum indicator_kind kind = 0; kind < KINDS_ALL; kind++) {
		cr_expect_str_eq(kind_word_list.words[kind], kind_name(kind));
		for (enum indicator_kind other = 0; other < kind; other++)
			cr_expect_str_neq(kind_name(other), kind_name(kind));
	}
}

Test(kinds, what_follows_from_a_row)
{
	static const struct {
		enum indicator_kind kind;
		bool measured, counts_units, piles_up, adds_up;
	} rows[] = {
		{ KIND_COUNT, true, false, true, true },
		{ KIND_AMOUNT, true, false, true, true },
		{ KIND_INVESTMENT, true, false, true, true },
		{ KIND_INCREMENT, true, false, true, true },
		{ KIND_RATIO, true, false, false, true },
		{ KIND_LEVEL, true, false, false, false },
		{ KIND_RELATIVE_LEVEL, true, false, false, true },
		{ KIND_MILESTONE, true, false, false, false },
		{ KIND_STAGED, true, false, false, false },
		{ KIND_DISTRICT_COUNT, true, true, true, false },
		{ KIND_PER_DISTRICT_MIN, true, false, true, true },
		{ KIND_QUALITATIVE, false, false, false, false },
	};

	cr_assert_eq(sizeof rows / sizeof *rows, KINDS_ALL);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const enum indicator_kind kind = rows[i].kind;
		cr_expect_eq(kind_is_measured(kind), rows[i].measured, "%s", kind_name(kind));
		cr_expect_eq(kind_counts_units(kind), rows[i].counts_units, "%s", kind_name(kind));
		cr_expect_eq(kind_piles_up(kind), rows[i].piles_up, "%s", kind_name(kind));
	}
}

Test(kinds, words_of_comparing_and_combining)
{
	cr_expect_str_eq(comparison_name(COMPARE_AT_MOST), "<=");
	cr_expect_str_eq(comparison_name(COMPARE_NONE), "");
	cr_expect_str_eq(combine_name(COMBINE_WEIGHTED), "weighted");
}
