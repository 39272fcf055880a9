#include "figures/assess/ranking.h"

#include "figures/assess/indicator.h"
#include "figures/targets/aim.h"

#include <stdlib.h>

/* Rates are added at this precision; the score is rounded once, at the end. */
#define RATE_PLACES 6

/* The named district's own standing, or NULL. */
static const struct unit_result *standing_of(
        const struct indicator_result *result, const struct unit *unit)
{
	for (size_t i = 0; i < result->indicator->district_count; i++) {
		if (result->units[i].unit == unit)
			return &result->units[i];
	}
	return NULL;
}

/* min(rate, 100); yes is 100, no is 0. `own` is the indicator as the district has to reach it. */
static struct decimal capped_rate(const struct indicator *own, const struct unit_result *standing)
{
	struct fraction percent;
	struct decimal rate;

	if (standing->reached)
		return decimal_from(100);
	if (aim_is_step(own) || !figure_attained(own, &standing->figure, &percent)
	        || !decimal_divide(percent.numerator, percent.denominator, 1, RATE_PLACES, &rate))
		return decimal_from(0);
	return decimal_compare(rate, decimal_from(100)) > 0 ? decimal_from(100) : rate;
}

bool ranking_rate(
        const struct indicator *indicator, const struct unit_result *standing, struct decimal *out)
{
	struct fraction percent;
	struct indicator own;

	if (!indicator_of_district(indicator, standing->unit, &own)
	        || !figure_stands(&standing->figure))
		return false;
	*out = decimal_from(standing->reached ? 100 : 0);
	if (aim_is_step(&own) || !figure_attained(&own, &standing->figure, &percent))
		return true;
	return fraction_round_percent(percent, 1, out);
}

static struct rank rank_of(const struct ledger *ledger, int month,
        const struct indicator_result *indicators, const struct unit *unit)
{
	struct decimal sum = decimal_from(0);
	struct rank rank = { .unit = unit };

	for (size_t i = 0; i < ledger->catalogue->indicator_count; i++) {
		const struct indicator_result *result = &indicators[i];
		struct indicator own;
		if (result->indicator->part_of[0] != '\0'
		        || !indicator_of_district(result->indicator, unit, &own))
			continue;
		const struct unit_result *standing = standing_of(result, unit);
		if (!standing || standing->figure.state == FIGURE_NO_BASE)
			continue;
		/* A hundred rates of at most 100 with six places always fit. */
		decimal_add(sum, capped_rate(&own, standing), &sum);
		rank.indicators++;
	}
	if (rank.indicators == 0 || !ledger->inboxes[month - 1]->accepted[unit->index])
		return rank;
	rank.ranked = fraction_round_percent(
	        (struct fraction){ sum, decimal_from((int64_t)rank.indicators) }, 1, &rank.score);
	return rank;
}

static int compare_ranks(const void *left, const void *right)
{
	const struct rank *a = left;
	const struct rank *b = right;

	if (a->ranked != b->ranked)
		return a->ranked ? -1 : 1;
	const int order = decimal_compare(b->score, a->score);
	if (order != 0)
		return order;
	return a->unit->index < b->unit->index ? -1 : 1;
}

/* Competition ranking: 1, 2, 3, 3, 5. */
static void give_places(struct rank *ranks, size_t count)
{
	for (size_t i = 0; i < count && ranks[i].ranked; i++) {
		const bool tied = i > 0 && decimal_compare(ranks[i].score, ranks[i - 1].score) == 0;
		ranks[i].place = tied ? ranks[i - 1].place : (int)i + 1;
	}
}

static void link_previous(struct rank *rank, const struct ranking *previous)
{
	for (size_t i = 0; previous && i < previous->count; i++) {
		if (previous->ranks[i].unit != rank->unit || !previous->ranks[i].ranked)
			continue;
		rank->has_previous = true;
		rank->previous_place = previous->ranks[i].place;
	}
}

struct ranking ranking_build(struct arena *arena, const struct ledger *ledger, int month,
        const struct indicator_result *indicators, const struct ranking *previous)
{
	const struct catalogue *catalogue = ledger->catalogue;
	struct rank *ranks = arena_alloc_array(arena, catalogue->unit_count, sizeof *ranks);
	size_t count = 0;

	for (size_t i = 0; i < catalogue->unit_count; i++) {
		if (catalogue->units[i]->kind == UNIT_DISTRICT)
			ranks[count++] = rank_of(ledger, month, indicators, catalogue->units[i]);
	}
	if (count > 0)
		qsort(ranks, count, sizeof *ranks, compare_ranks);
	give_places(ranks, count);
	for (size_t i = 0; i < count; i++)
		link_previous(&ranks[i], previous);
	return (struct ranking){ ranks, count };
}
