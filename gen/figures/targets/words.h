/*
 * The words of the catalogue's enums; every table serves reading and writing alike.
 */
#ifndef FIGURES_TARGETS_WORDS_H
#define FIGURES_TARGETS_WORDS_H

#include "figures/targets/kinds.h"

#include <stddef.h>

/* The words of an enum, by value; NULL where JSON says null. */
struct word_list {
	const char *const *words;
	size_t count;
};

extern const struct word_list kind_word_list;
extern const struct word_list comparison_word_list;
extern const struct word_list combine_word_list;
extern const struct word_list pace_word_list;
extern const struct word_list pace_base_word_list;
extern const struct word_list unit_kind_word_list;
extern const struct word_list reporter_word_list;

/* Indices into reporter_word_list, as bits: who reports. */
enum { REPORTER_LEAD = 1, REPORTER_DISTRICTS = 2 };

/* "weighted" */
const char *combine_name(enum combine combine);
/* ">=" "<=" "==" "between" "yes", "" for none */
const char *comparison_name(enum comparison comparison);

#endif
