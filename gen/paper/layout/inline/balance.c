/*
 * Every way to part the title into the least number of lines is weighed. Lines of nearly equal
 * length are wanted; a line shorter than both its neighbours (an hourglass) is not, nor a last
 * line longer than the one before or the first: so two lines stand as 倒梯形 (the upper longer),
 * three as 倒梯形 or 菱形.
 */
#include "paper/layout/inline/balance.h"

#define LINES_MAX  6
#define PLACES_MAX 96
#define WAYS_MAX   50000
/* A fault of shape weighs this many times its square. */
#define SHAPE_WEIGHT 4
/* A torn word is as bad as a line that is this much too short, squared thousandths of an em. */
#define WORD_COST ((int64_t)3000 * 3000)

struct weighing {
	const struct characters *characters;
	const struct segment *segment;
	size_t places[PLACES_MAX + 1]; /* where a line may end; the last is the end */
	size_t place_count;
	size_t lines;
	size_t ways; /* weighed so far */
	size_t ends[LINES_MAX];
	int64_t widths[LINES_MAX]; /* thousandths of an em */
	size_t best[LINES_MAX];
	int64_t best_cost;
	bool found;
};

static bool find_places(struct weighing *state, uint16_t flag)
{
	const struct segment *segment = state->segment;

	state->place_count = 0;
	for (size_t i = segment->first + 1; i < segment->end; i++) {
		const uint16_t flags = state->characters->items[i].flags;
		if ((flags & CHARACTER_LEGAL) == 0 || (flags & flag) == 0)
			continue;
		if (state->place_count == PLACES_MAX)
			return false;
		state->places[state->place_count++] = i;
	}
	state->places[state->place_count++] = segment->end;
	return true;
}

/* Width in thousandths of an em, or -1 when it is more than the line's room. */
static int64_t line_width(const struct weighing *state, size_t first, size_t end)
{
	const struct slice slice = width_trim(state->characters, first, end);
	const struct extent_of_slice extent = width_of(state->characters, slice);
	const mpt size = state->characters->style->size;

	if (extent.natural > wrap_measure(state->segment, first))
		return -1;
	return extent.natural * 1000 / (size > 0 ? size : 1);
}

/* The least number of lines, by filling each; 0 when a part is too wide. */
static size_t count_lines(const struct weighing *state)
{
	size_t first = state->segment->first;
	size_t count = 0;

	for (size_t i = 0; i < state->place_count;) {
		if (line_width(state, first, state->places[i]) < 0)
			return 0;
		while (i + 1 < state->place_count
		        && line_width(state, first, state->places[i + 1]) >= 0)
			i++;
		first = state->places[i++];
		count++;
	}
	return count;
}

static int64_t excess(int64_t longer, int64_t shorter)
{
	return longer > shorter ? (longer - shorter) * (longer - shorter) : 0;
}

static int64_t shape_cost(const struct weighing *state)
{
	const int64_t *widths = state->widths;
	const size_t count = state->lines;
	int64_t total = 0;
	int64_t cost = 0;

	for (size_t i = 0; i < count; i++)
		total += widths[i];
	const int64_t mean = total / (int64_t)count;
	for (size_t i = 0; i < count; i++)
		cost += (widths[i] - mean) * (widths[i] - mean);
	for (size_t i = 1; i + 1 < count; i++) {
		const int64_t lower = widths[i - 1] < widths[i + 1] ? widths[i - 1] : widths[i + 1];
		cost += SHAPE_WEIGHT * excess(lower, widths[i]);
	}
	if (count > 1) {
		cost += SHAPE_WEIGHT * excess(widths[count - 1], widths[0]);
		cost += SHAPE_WEIGHT * excess(widths[count - 1], widths[count - 2]);
	}
	return cost;
}

static int64_t word_cost(const struct weighing *state)
{
	int64_t cost = 0;

	for (size_t i = 0; i + 1 < state->lines; i++) {
		const struct character *next = &state->characters->items[state->ends[i]];
		cost += (next->flags & CHARACTER_TORN) != 0 ? WORD_COST : 0;
	}
	return cost;
}

static void weigh(struct weighing *state)
{
	const int64_t cost = shape_cost(state) + word_cost(state);

	state->ways++;
	if (state->found && cost >= state->best_cost)
		return;
	state->found = true;
	state->best_cost = cost;
	for (size_t i = 0; i < state->lines; i++)
		state->best[i] = state->ends[i];
}

/* All ways of the lines from `line` on, the first of which begins at `first`. */
static void weigh_from(struct weighing *state, size_t line, size_t first, size_t place)
{
	for (size_t i = place; i < state->place_count && state->ways < WAYS_MAX; i++) {
		const size_t end = state->places[i];
		const bool last = line + 1 == state->lines;
		if (last && end != state->segment->end)
			i = state->place_count - 1;
		const int64_t width = line_width(state, first, state->places[i]);
		if (width < 0)
			return;
		state->ends[line] = state->places[i];
		state->widths[line] = width;
		if (last)
			weigh(state);
		else
			weigh_from(state, line + 1, state->places[i], i + 1);
	}
}

static bool weigh_all(struct weighing *state, uint16_t flag)
{
	if (!find_places(state, flag))
		return false;
	state->lines = count_lines(state);
	if (state->lines == 0 || state->lines > LINES_MAX)
		return false;
	weigh_from(state, 0, state->segment->first, 0);
	return state->found;
}

void balance_segment(struct arena *arena, const struct characters *characters,
        const struct segment *segment, struct wrapped *out)
{
	struct weighing state = { .characters = characters, .segment = segment };
	const bool found = segment->end > segment->first
	        && ((characters->hinted && weigh_all(&state, CHARACTER_HINT))
	                || weigh_all(&state, CHARACTER_LEGAL));

	if (!found) {
		wrap_segment(arena, characters, segment, out);
		return;
	}
	size_t first = segment->first;
	for (size_t i = 0; i < state.lines; i++) {
		out->lines = arena_grow(
		        arena, out->lines, &out->capacity, out->count, sizeof *out->lines);
		out->lines[out->count++] = (struct wrapped_line){
			.slice = width_trim(characters, first, state.best[i]),
			.last = i + 1 == state.lines,
		};
		first = state.best[i];
	}
}
