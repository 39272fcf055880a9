/*
 * The words of the catalogue's enums and what each kind of indicator may be; every table serves
 * reading and writing alike.
 */
#include "base/common.h"
#include "figures/targets/take.h"

#define WORDS(array) \
	{ \
		.words = (array), .count = COUNT_OF(array) \
	}
#define BIT(value) (1U << (value))

static const char *const kind_words[] = {
	[KIND_COUNT] = "count",
	[KIND_AMOUNT] = "amount",
	[KIND_INCREMENT] = "increment",
	[KIND_RATIO] = "ratio",
	[KIND_LEVEL] = "level",
	[KIND_RELATIVE_LEVEL] = "relative_level",
	[KIND_MILESTONE] = "milestone",
	[KIND_DISTRICT_COUNT] = "district_count",
	[KIND_PER_DISTRICT_MIN] = "per_district_min",
	[KIND_QUALITATIVE] = "qualitative",
};
const struct word_list kind_word_list = WORDS(kind_words);

static const char *const comparison_words[] = {
	[COMPARE_AT_LEAST] = ">=",
	[COMPARE_AT_MOST] = "<=",
	[COMPARE_YES] = "yes",
	[COMPARE_NONE] = NULL,
};
const struct word_list comparison_word_list = WORDS(comparison_words);

static const char *const combine_words[] = {
	[COMBINE_LEAD_ONLY] = "lead_only",
	[COMBINE_SUM] = "sum",
	[COMBINE_MIN] = "min",
	[COMBINE_WEIGHTED] = "weighted",
	[COMBINE_ALL] = "all",
	[COMBINE_COUNT] = "count",
};
const struct word_list combine_word_list = WORDS(combine_words);

static const char *const pace_words[] = {
	[PACE_LINEAR] = "linear",
	[PACE_AT_DEADLINE] = "at_deadline",
};
const struct word_list pace_word_list = WORDS(pace_words);

static const char *const pace_base_words[] = {
	[PACE_BASE_DEADLINE] = "deadline",
	[PACE_BASE_YEAR] = "year",
	[PACE_BASE_TABLE] = "table",
};
const struct word_list pace_base_word_list = WORDS(pace_base_words);

static const char *const unit_kind_words[] = {
	[UNIT_BUREAU] = "bureau",
	[UNIT_DISTRICT] = "district",
};
const struct word_list unit_kind_word_list = WORDS(unit_kind_words);

static const char *const reporter_words[] = {
	[REPORTER_LEAD] = "lead",
	[REPORTER_DISTRICTS] = "districts",
	[REPORTER_LEAD | REPORTER_DISTRICTS] = "lead+districts",
};
const struct word_list reporter_word_list = WORDS(reporter_words);

#define EITHER_LIMIT (BIT(COMPARE_AT_LEAST) | BIT(COMPARE_AT_MOST))
/* A standard or a share cannot be added up (ARCHITECTURE.md “Figures”). */
#define NOT_ADDED (BIT(COMBINE_LEAD_ONLY) | BIT(COMBINE_MIN) | BIT(COMBINE_ALL))
#define ADDED     (NOT_ADDED | BIT(COMBINE_SUM))

static const struct kind_row kind_rows[] = {
	[KIND_COUNT] = { .cumulative = true,
	        .whole = true,
	        .comparisons = EITHER_LIMIT,
	        .combines = ADDED },
	[KIND_AMOUNT] = { .cumulative = true, .comparisons = EITHER_LIMIT, .combines = ADDED },
	[KIND_INCREMENT] = { .cumulative = true, .comparisons = EITHER_LIMIT, .combines = ADDED },
	[KIND_RATIO] = { .fraction = true,
	        .comparisons = EITHER_LIMIT,
	        .combines = NOT_ADDED | BIT(COMBINE_WEIGHTED) },
	[KIND_LEVEL] = { .comparisons = EITHER_LIMIT, .combines = NOT_ADDED },
	[KIND_RELATIVE_LEVEL] = { .fraction = true,
	        .comparisons = EITHER_LIMIT,
	        .combines = NOT_ADDED | BIT(COMBINE_WEIGHTED) },
	[KIND_MILESTONE] = { .yes_no = true,
	        .comparisons = BIT(COMPARE_YES),
	        .combines = BIT(COMBINE_LEAD_ONLY) | BIT(COMBINE_ALL) },
	[KIND_DISTRICT_COUNT] = { .yes_no = true,
	        .comparisons = BIT(COMPARE_AT_LEAST),
	        .combines = BIT(COMBINE_COUNT) },
	[KIND_PER_DISTRICT_MIN] = { .cumulative = true,
	        .whole = true,
	        .comparisons = EITHER_LIMIT,
	        .combines = BIT(COMBINE_ALL) },
	[KIND_QUALITATIVE] = { .yes_no = true,
	        .comparisons = BIT(COMPARE_NONE),
	        .combines = BIT(COMBINE_LEAD_ONLY) | BIT(COMBINE_ALL) },
};

const struct kind_row *kind_row(enum indicator_kind kind)
{
	return &kind_rows[kind];
}

const char *kind_name(enum indicator_kind kind)
{
	return kind_words[kind];
}

const char *combine_name(enum combine combine)
{
	return combine_words[combine];
}

bool kind_is_fraction(enum indicator_kind kind)
{
	return kind_rows[kind].fraction;
}

bool kind_is_cumulative(enum indicator_kind kind)
{
	return kind_rows[kind].cumulative;
}

bool kind_is_yes_no(enum indicator_kind kind)
{
	return kind_rows[kind].yes_no;
}
