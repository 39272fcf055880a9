/*
 * Every step is j x q x 10^z: a round figure q, of which every j-th is labelled. The score of a row
 * of labels is ¼ simplicity + ⅕ coverage + ½ density + 1/20 legibility; a loop ends as soon as not
 * even the best that it could still find beats what was found. Scores are whole billionths, rounded
 * down by the same divisions everywhere.
 */
#include "paper/layout/chart/ticks.h"

#include "base/common.h"

__extension__ typedef __int128 wide;

#define POINTS INT64_C(1000000000) /* a score of 1 */
/* Steps beyond this cover no data that there are. */
#define STEP_MOST ((wide)TICKS_MOST * 1000)

/* The paper's Q, ten times as large, the roundest first. */
static const int round_figures[] = { 10, 50, 20, 25, 40, 30 };
#define ROUND_LAST ((int64_t)COUNT_OF(round_figures) - 1)

struct search {
	int64_t least, most, range;
	int wanted;
	int64_t unit;     /* what labels are multiples of */
	int every, round; /* j and the index of q */
	int count;        /* k */
	wide step;
	int64_t best;
	struct ticks found;
};

static int64_t weigh(int64_t simplicity, int64_t coverage, int64_t density)
{
	return simplicity / 4 + coverage / 5 + density / 2 + POINTS / 20;
}

/* Of labels that need not be 0; with it they gain a point. */
static int64_t simplicity(const struct search *search)
{
	return POINTS - search->round * POINTS / ROUND_LAST - search->every * POINTS;
}

/* Labels that enclose the data are as dense as they are many. */
static int64_t density(const struct search *search)
{
	const int64_t parts = search->count - 1, wished = search->wanted - 1;

	if (parts >= wished)
		return 2 * POINTS - parts * POINTS / wished;
	return 2 * POINTS - wished * POINTS / parts;
}

static wide square_share(const struct search *search, wide beyond)
{
	const wide share = beyond * POINTS / search->range;

	return share * share / POINTS;
}

static int64_t clamp(wide score)
{
	const wide lowest = -(wide)1000 * POINTS;

	return (int64_t)(score < lowest ? lowest : score);
}

static int64_t coverage(const struct search *search, wide first, wide last)
{
	return clamp(POINTS
	        - 50
	                * (square_share(search, last - search->most)
	                        + square_share(search, search->least - first)));
}

/* The best that labels over `span` can have: as much beyond the data on both sides. */
static int64_t coverage_most(const struct search *search, wide span)
{
	if (span <= search->range)
		return POINTS;
	return clamp(POINTS - 100 * square_share(search, (span - search->range) / 2));
}

static wide floor_of(wide value, wide unit)
{
	return value / unit - (value % unit < 0 ? 1 : 0);
}

static wide ceiling_of(wide value, wide unit)
{
	return -floor_of(-value, unit);
}

static void judge(struct search *search, wide first)
{
	const wide last = first + search->step * (search->count - 1);

	if (first > search->least || last < search->most)
		return;
	const bool zero = first % search->step == 0 && first <= 0 && last >= 0;
	const int64_t score = weigh(simplicity(search) + (zero ? POINTS : 0),
	        coverage(search, first, last), density(search));
	if (score <= search->best)
		return;
	search->best = score;
	search->found = (struct ticks){
		.first = (int64_t)first, .step = (int64_t)search->step, .count = search->count
	};
}

/* All places of so many labels with one step. */
static void try_starts(struct search *search)
{
	const wide part = search->step / search->every;
	const wide from =
	        (floor_of(search->most, search->step) - (search->count - 1)) * search->every;
	const wide to = ceiling_of(search->least, search->step) * search->every;

	for (wide start = from; start <= to; start++)
		judge(search, start * part);
}

static void try_steps(struct search *search)
{
	const int figure = round_figures[search->round];
	const int64_t simplest = simplicity(search) + POINTS;
	wide power = search->unit;

	while (power * search->every * figure * (search->count + 1) < (wide)search->range * 10)
		power *= 10;
	for (; power < STEP_MOST; power *= 10) {
		search->step = power * search->every * figure / 10;
		const int64_t most = coverage_most(search, search->step * (search->count - 1));
		const int64_t dense = search->count >= search->wanted ? density(search) : POINTS;
		if (weigh(simplest, most, dense) <= search->best)
			return;
		if (power * figure % ((wide)10 * search->unit) == 0)
			try_starts(search);
	}
}

/* False: no number of labels with this figure can be the best. */
static bool try_counts(struct search *search)
{
	const int64_t simplest = simplicity(search) + POINTS;

	if (weigh(simplest, POINTS, POINTS) <= search->best)
		return false;
	for (search->count = 2;; search->count++) {
		const int64_t dense = search->count >= search->wanted ? density(search) : POINTS;
		if (weigh(simplest, POINTS, dense) <= search->best)
			return true;
		try_steps(search);
	}
}

struct ticks ticks_find(int64_t least, int64_t most, int wanted, bool whole)
{
	struct search search = {
		.least = least,
		.most = most,
		.range = most - least,
		.wanted = wanted,
		.unit = whole ? TICKS_ONE : 1,
		.best = -2 * POINTS,
	};

	if (least == most)
		return (struct ticks){ .first = (int64_t)floor_of(least, TICKS_ONE) * TICKS_ONE,
			.step = TICKS_ONE,
			.count = 2 };
	for (search.every = 1;; search.every++) {
		for (search.round = 0; search.round <= (int)ROUND_LAST; search.round++) {
			if (!try_counts(&search))
				return search.found;
		}
	}
}
