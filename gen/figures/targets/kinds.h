/*
 * What each kind of indicator is like: one row a kind (kinds.def), read by everybody who must tell
 * kinds apart.
 *
 * Owns the properties of kinds. Refuses to know single indicators: an indicator has a kind and,
 * within what its kind allows, a comparison and a way to combine.
 */
#ifndef FIGURES_TARGETS_KINDS_H
#define FIGURES_TARGETS_KINDS_H

#include <stdbool.h>

enum indicator_kind {
#define KIND(identifier, ...) KIND_##identifier,
#include "figures/targets/kinds.def"
#undef KIND
	KINDS_ALL
};

/* How a value is given. */
enum value_kind {
	VALUE_NUMBER,
	VALUE_FRACTION, /* numerator and denominator; a number where an indicator names none */
	VALUE_YES_NO,
	VALUE_STAGE, /* how many stages are reached, given by the name of the last */
};

/* What can be a target. */
enum target_kind {
	TARGET_FIGURE,
	TARGET_YES,  /* true: that it is done */
	TARGET_NONE, /* none: not measured */
};

/* How a change since last month is said. */
enum change_kind {
	CHANGE_IN_MEASURE, /* 增加12例 */
	CHANGE_IN_POINTS,  /* of a percentage 增加1.2个百分点, else in the measure */
	CHANGE_IN_WORDS,   /* 新完成 */
};

enum comparison {
	COMPARE_AT_LEAST,
	COMPARE_AT_MOST,
	COMPARE_EQUAL,
	COMPARE_BETWEEN, /* both ends are within */
	COMPARE_YES,
	COMPARE_NONE,
};

enum combine {
	COMBINE_LEAD_ONLY, /* the lead unit's figure */
	COMBINE_SUM,       /* sum of districts */
	COMBINE_MIN,       /* the worst district decides (lowest; highest for at_most) */
	COMBINE_WEIGHTED,  /* sum of numerators over sum of denominators */
	COMBINE_ALL,       /* every one named must reach it */
	COMBINE_COUNT,     /* number of districts reporting yes */
};

/* May an indicator be held against a pace, month by month? */
enum pacing {
	PACED_NEVER,
	PACED_IF_ASKED,    /* when the catalogue says "linear" or gives a plan */
	PACED_UNLESS_TOLD, /* unless the catalogue says "at_deadline" */
};

/*
 * Invariants: `comparisons` and `combines` are not empty; what is cumulative is a number; only what
 * a unit says yes or no to may have another `total`, and then it is the number of those who said
 * yes; the change of a yes or no is said in words.
 */
struct kind_row {
	const char *name;      /* in JSON */
	enum value_kind value; /* of one unit */
	enum value_kind total; /* of the city */
	enum target_kind target;
	enum change_kind change;
	bool whole;      /* no decimals, in figures and in the target */
	bool cumulative; /* since the year's start: must not fall; has a sum over units */
	bool grows;   /* work adds to it: beyond the target it is 超额完成, and it has a rate */
	bool by_ones; /* where less than one a month is planned, one more is no jump */
	bool held;    /* a state to be held: past the deadline 未达标, not 逾期未完成 */
	bool part;    /* of a whole: the numerator is within the denominator */
	bool lasting; /* once met it stays so: 已完成 before the deadline too */
	enum pacing pacing;
	unsigned comparisons; /* bits of enum comparison */
	unsigned combines;    /* bits of enum combine */
};

/* Never NULL; lives as long as the program. */
const struct kind_row *kind_row(enum indicator_kind kind);
/* The word used in JSON, e.g. "relative_level". */
const char *kind_name(enum indicator_kind kind);
/* Has a target, and so a status against it; false of what is told in words. */
bool kind_is_measured(enum indicator_kind kind);
/* Units say yes or no, the city counts those who said yes. */
bool kind_counts_units(enum indicator_kind kind);
/* Figures that pile up toward the target: it is an amount to come to, not a bound to keep to. */
bool kind_piles_up(enum indicator_kind kind);

#endif
