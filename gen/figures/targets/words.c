#include "figures/targets/words.h"

#include "base/common.h"
#include "figures/targets/catalogue.h"

#define WORDS(array) \
	{ \
		.words = (array), .count = COUNT_OF(array) \
	}

static const char *const kind_words[] = {
#define KIND(identifier, word, ...) [KIND_##identifier] = (word),
#include "figures/targets/kinds.def"
#undef KIND
};
const struct word_list kind_word_list = WORDS(kind_words);

static const char *const comparison_words[] = {
	[COMPARE_AT_LEAST] = ">=",
	[COMPARE_AT_MOST] = "<=",
	[COMPARE_EQUAL] = "==",
	[COMPARE_BETWEEN] = "between",
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

const char *combine_name(enum combine combine)
{
	return combine_words[combine];
}

const char *comparison_name(enum comparison comparison)
{
	const char *word = comparison_words[comparison];

	return word ? word : "";
}
