#include "figures/ledger/inherit.h"

#include "figures/ledger/amount.h"
#include "figures/targets/aim.h"

/* Both are of one indicator, which adds up; false: a sum that nobody can tell. */
static bool add_value(struct value *sum, const struct value *part)
{
	sum->is_bound = sum->is_bound || part->is_bound;
	sum->words = "";
	return sum->kind == part->kind && decimal_add(sum->number, part->number, &sum->number)
	        && decimal_add(sum->numerator, part->numerator, &sum->numerator)
	        && decimal_add(sum->denominator, part->denominator, &sum->denominator);
}

static bool is_worse(
        const struct indicator *indicator, const struct value *one, const struct value *other)
{
	const struct amount left = amount_of(one), right = amount_of(other);
	struct fraction a, b;

	return amount_in_measure(indicator, &left, &a) && amount_in_measure(indicator, &right, &b)
	        && aim_is_worse(indicator, a, b);
}

/* Does the indicator's figure of two units stand for both of them by its sum? */
static bool is_joined(const struct indicator *indicator)
{
	return aim_adds_up(indicator) || indicator->combine == COMBINE_WEIGHTED;
}

static void join_cell(struct arena *arena, const struct indicator *indicator, struct cell *out,
        const struct cell *cell)
{
	struct value *joined;

	if (!cell->value)
		return;
	if (!out->value) {
		*out = *cell;
		return;
	}
	if (cell->state != CELL_REPORTED)
		out->state = CELL_CARRIED;
	if (period_compare(cell->from, out->from) < 0)
		out->from = cell->from;
	if (!is_joined(indicator)) {
		if (is_worse(indicator, cell->value, out->value))
			out->value = cell->value;
		return;
	}
	joined = arena_alloc(arena, sizeof *joined);
	*joined = *out->value;
	if (add_value(joined, cell->value))
		out->value = joined;
	else
		*out = (struct cell){ .state = CELL_OMITTED, .submission = out->submission };
}

struct cell inherit_cell(struct arena *arena, const struct indicator *indicator,
        const struct cell *const *cells, size_t count)
{
	struct cell out = { .state = CELL_NOT_CONCERNED };

	for (size_t i = 0; i < count; i++) {
		if (!out.value && !cells[i]->value && cells[i]->state > out.state)
			out = *cells[i];
		join_cell(arena, indicator, &out, cells[i]);
	}
	/* A fall that was not taken over is told of the unit that reported it. */
	if (out.state == CELL_KEPT) {
		out.state = CELL_CARRIED;
		out.rejected = NULL;
	}
	return out;
}
