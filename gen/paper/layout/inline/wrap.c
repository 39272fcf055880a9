/*
 * The best of all ways to break, by dynamic programming over the legal breaks (Knuth and Plass,
 * Breaking Paragraphs into Lines, 1981), with clreq's limits of squeeze and stretch as the glue.
 *
 * From each break that can be reached, only the fullest CANDIDATES lines are tried; the fullest is
 * found by moving on from that of the break before. So the work is linear in the text, and where
 * whole lines fit as they are (a grid of Han characters) the plain result has cost nothing.
 * A flush line costs the squares of what its junctions give or take, summed, and more from where it
 * is seen, so that a line near its natural width wins, and no few brackets give a lot beside lines
 * that give nothing. Squeezing costs a quarter of that (先挤进、后推出). A number is parted from
 * its measure, an address at its signs, a word in a narrow line, each at a price. A ragged line
 * costs the square of what it lacks. Of equal ways the one with the fuller upper lines is taken. A
 * last line of a single character (孤字) is avoided.
 *
 * When no such break is in reach the line is broken where it hurts least: before a measure word,
 * else inside a word or number, at the last between two characters of which one is forbidden there.
 * That is done only then, so a legal break in reach is always used.
 */
#include "paper/layout/inline/wrap.h"

#define CANDIDATES 5
/*
 * Costs in squared thousandths of an em. What `amount` costs that is given or taken by places with
 * `each` of it: the squares, and from `seen` on soon more, so that two small faults are better than
 * a large one.
 */
#define STRAIN(amount, each, seen) \
	((amount) * (each) * ((seen) * (seen) + (each) * (each)) / ((seen) * (seen)))
/* Squeezing counts this part of stretching. */
#define SQUEEZE_PART 4
/* What a full-width mark can give, and what it seems robbed without. */
#define MARK_GIVES ((int64_t)500)
#define MARK_SEEN  ((int64_t)350)
/*
 * Letting Han characters stand apart counts this many times what wider gaps at numbers count; it is
 * seen from 0.04 em on.
 */
#define LETTERS_WEIGHT 4
#define LETTERS_SEEN   ((int64_t)40)
/*
 * Parting a number from its measure, or an address: as much as a line of 28 characters costs that
 * stand 0.07 em, 0.05 em apart. So it spares a line that is seen, and makes no good line better.
 */
#define COST_UNIT (LETTERS_WEIGHT * STRAIN(27 * INT64_C(70), INT64_C(70), LETTERS_SEEN))
#define COST_SEAM (LETTERS_WEIGHT * STRAIN(27 * INT64_C(50), INT64_C(50), LETTERS_SEEN))
/* Thousandths of an em; looser than this is as bad as this. */
#define LOOSEST ((int64_t)30000)
/*
 * Of lines that are ragged by their style, in squared thousandths of an em that they lack: tearing
 * a word, and a line more where the last one may be short. One word is not worth a line, two are.
 */
#define COST_WORD   ((int64_t)5000 * 5000)
#define COST_MIDDLE (COST_WORD / 2)
#define COST_LINE   (COST_WORD / 4 * 5)
/* The same where the last line, too, costs what it lacks. */
#define COST_EVEN_LINE (COST_WORD / 4)
/* A flush line that stays ragged counts this many times the square of what it lacks. */
#define RAGGED_WEIGHT 20
/* A line that ends in spare width. */
#define COST_SPARE ((int64_t)30000000000)
/* Breaking inside an unbreakable run; breaking where a mark forbids it. */
#define COST_TORN      ((int64_t)10000000000)
#define COST_FORBIDDEN ((int64_t)100000000000000)
/* A last line of one character is worse than anything but a forbidden break. */
#define COST_LONE ((int64_t)100000000000)
#define COST_MOST (INT64_MAX / 2)
#define COST_NONE INT64_MAX
/* Narrower than this many em a column cannot care for lone characters. */
#define LONE_MEASURE 4

struct node {
	int64_t cost;  /* of the best way from the segment's start to here */
	uint32_t from; /* where the line ending here begins */
	bool emergency;
	bool overflow;
};

struct wrapping {
	const struct characters *characters;
	const struct segment *segment;
	struct node *nodes; /* by position - segment->first */
	mpt em;
	bool justified; /* lines are made flush */
	bool even;      /* the last line, too, is to be as long as the others */
};

static bool splits_word(const struct characters *characters, size_t at)
{
	const struct character *character = &characters->items[at];

	return at >= 2 && character[-1].kind == CLASS_HYPHEN && character[-2].kind == CLASS_LATIN
	        && character->kind == CLASS_LATIN;
}

static bool is_legal(const struct characters *characters, size_t at)
{
	const struct character *character = &characters->items[at];
	const enum break_level level = characters->style->breaking;
	const bool blank = breaks_class_in(character_class(&character[-1]), CLASSES_BLANK);
	size_t before = at - 1;

	if (breaks_class_in(character_class(character), CLASSES_BLANK))
		return false;
	if (blank) {
		const size_t solid = characters->sums[at].solid;
		if (solid == 0)
			return false;
		before = solid - 1;
	}
	const enum character_class last = character_class(&characters->items[before]);
	if (last == CLASS_FORCED)
		return false;
	if ((character->flags & CHARACTER_HINT) != 0)
		return !breaks_forbidden_start(character_class(character), level)
		        && !breaks_forbidden_end(last, level);
	if ((character->flags & CHARACTER_SEAM) != 0)
		return true;
	if ((character->flags & CHARACTER_GLUE) != 0)
		return false;
	return splits_word(characters, at)
	        || breaks_allowed(last, character_class(character), blank, level);
}

void wrap_mark(struct characters *characters)
{
	for (size_t i = 1; i < characters->count; i++) {
		if (is_legal(characters, i))
			characters->items[i].flags |= CHARACTER_LEGAL;
	}
}

static mpt measure_at(const struct wrapping *state, size_t first)
{
	return wrap_measure(state->segment, first);
}

static bool fits(const struct wrapping *state, size_t first, size_t end)
{
	return width_least(state->characters, width_trim(state->characters, first, end))
	        <= measure_at(state, first);
}

/* One character, with or without marks, would stand alone. */
static bool is_lone(const struct wrapping *state, size_t first)
{
	const uint32_t unseen = CLASSES_MARK | CLASSES_BLANK | CLASS_BIT(CLASS_POINT)
	        | CLASS_BIT(CLASS_LATIN_OPEN) | CLASS_BIT(CLASS_LATIN_CLOSE)
	        | CLASS_BIT(CLASS_COMBINING);
	size_t seen = 0;

	if (state->segment->measure < LONE_MEASURE * state->em)
		return false;
	for (size_t i = first; i < state->segment->end && seen < 2; i++) {
		if (breaks_class_in(
		            character_class(&state->characters->items[i]), CLASS_BIT(CLASS_FILL)))
			return false;
		seen += !breaks_class_in(character_class(&state->characters->items[i]), unseen);
	}
	return seen < 2;
}

/* `amount` squeezed evenly out of the marks that can give `most`. */
static int64_t squeeze_cost(int64_t amount, int64_t most)
{
	if (most <= 0)
		return 0;
	return STRAIN(amount, amount * MARK_GIVES / most, MARK_SEEN) / SQUEEZE_PART;
}

/* A line that stays ragged: nobody minds before an address, else it is the last resort. */
static int64_t ragged_cost(const struct wrapping *state, int64_t slack, struct slice slice)
{
	if (width_is_before_address(state->characters, slice))
		return slack * slack * state->em / (measure_at(state, slice.first) + 1);
	return slack * slack * RAGGED_WEIGHT;
}

/*
 * `slack` given to the gaps beside numbers and to blanks first, the rest to all junctions alike;
 * what is not made flush costs by its square.
 */
static int64_t stretch_cost(const struct wrapping *state, int64_t slack, struct slice slice,
        const struct extent_of_slice *extent)
{
	const int64_t parts = extent->parts == 0 ? 1 : extent->parts;

	if (!state->justified)
		return slack * slack;
	const int64_t room = extent->soften * 1000 / state->em;
	const int64_t soft = slack < room ? slack : room;
	const int64_t each = (slack - soft) / parts;
	if (extent->parts == 0 || each > width_letters_most(state->characters, slice))
		return ragged_cost(state, slack, slice);
	return (extent->soft == 0 ? 0 : soft * soft / extent->soft)
	        + LETTERS_WEIGHT * STRAIN(slack - soft, each, LETTERS_SEEN);
}

/* What a line costs by its width, and as a last one by being short. */
static int64_t line_cost(const struct wrapping *state, size_t first, size_t end)
{
	const struct slice slice = width_trim(state->characters, first, end);
	const struct extent_of_slice extent = width_of(state->characters, slice);
	const int64_t slack = measure_at(state, first) - extent.natural;
	const bool last = end == state->segment->end;
	const int64_t lone =
	        last && first > state->segment->first && is_lone(state, first) ? COST_LONE : 0;

	if (slack > 0 && extent.fills > 0)
		return lone + (last ? 0 : COST_SPARE);
	if (slack > 0 && last && !state->even)
		return lone;
	const int64_t exact = slack * 1000 / state->em;
	if (slack > 0)
		return lone
		        + stretch_cost(state, exact > LOOSEST ? LOOSEST : exact, slice, &extent);
	const int64_t brackets = extent.brackets * 1000 / state->em;
	const int64_t others = extent.shrink * 1000 / state->em - brackets;
	const int64_t first_taken = -exact < brackets ? -exact : brackets;
	return lone + squeeze_cost(first_taken, brackets)
	        + squeeze_cost(-exact - first_taken, others);
}

/* How little it hurts to break an unbreakable run at this place; 0 where it may not be at all. */
static int emergency_rank(const struct characters *characters, size_t at)
{
	const struct character *character = &characters->items[at];
	const enum break_level level = characters->style->breaking;

	if (breaks_class_in(character_class(character), CLASSES_BLANK | CLASS_BIT(CLASS_COMBINING)))
		return 1;
	const size_t solid = characters->sums[at].solid;
	if (solid == 0 || breaks_forbidden_start(character_class(character), level)
	        || breaks_forbidden_end(character_class(&characters->items[solid - 1]), level))
		return 2;
	return (character->flags & CHARACTER_UNIT) != 0 ? 4 : 3;
}

static void reach(struct wrapping *state, size_t from, size_t to, struct node way)
{
	const size_t base = state->segment->first;
	struct node *node = &state->nodes[to - base];

	way.cost += state->nodes[from - base].cost;
	if (way.cost > COST_MOST)
		way.cost = COST_MOST;
	way.from = (uint32_t)from;
	/* Of equals the later start: the upper lines are the fuller ones. */
	if (way.cost <= node->cost)
		*node = way;
}

static void reach_by_force(struct wrapping *state, size_t first, size_t far)
{
	static const int64_t costs[] = { COST_FORBIDDEN, COST_FORBIDDEN, COST_FORBIDDEN, COST_TORN,
		COST_TORN };
	const size_t end = state->segment->end;
	size_t best = far;
	int rank = far < end ? emergency_rank(state->characters, far) : 0;

	for (size_t at = far; at > first + 1; at--) {
		const int other = emergency_rank(state->characters, at - 1);
		if (other > rank) {
			best = at - 1;
			rank = other;
		}
	}
	reach(state, first, best,
	        (struct node){ .cost = best < end ? costs[rank] : 0,
	                .emergency = best < end,
	                .overflow = !fits(state, first, best) });
}

/* What it costs to end a line before `at`; COST_NONE: no line ends there but by force. */
static int64_t price_of(const struct wrapping *state, size_t at)
{
	if (at == state->segment->end)
		return 0;
	const uint16_t flags = state->characters->items[at].flags;
	if ((flags & CHARACTER_LEGAL) == 0)
		return state->justified && (flags & CHARACTER_UNIT) != 0 ? COST_UNIT : COST_NONE;
	const int64_t line = state->justified ? 0 : state->even ? COST_EVEN_LINE : COST_LINE;
	if ((flags & CHARACTER_TORN) != 0)
		return line + ((flags & CHARACTER_MIDDLE) != 0 ? COST_MIDDLE : COST_WORD);
	return line + ((flags & CHARACTER_SEAM) != 0 ? COST_SEAM : 0);
}

/* Try the fullest lines that begin at `first`; `far` is the last position that fits. */
static void reach_from(struct wrapping *state, size_t first, size_t far)
{
	size_t tried = 0;

	for (size_t at = far; at > first && tried < CANDIDATES; at--) {
		const int64_t price = price_of(state, at);
		if (price == COST_NONE || !fits(state, first, at))
			continue;
		reach(state, first, at,
		        (struct node){ .cost = price + line_cost(state, first, at) });
		tried += price != COST_UNIT;
	}
	if (tried == 0)
		reach_by_force(state, first, far);
}

static void find_ways(struct wrapping *state)
{
	const struct segment *segment = state->segment;
	size_t far = segment->first + 1;

	for (size_t first = segment->first; first < segment->end; first++) {
		if (state->nodes[first - segment->first].cost == COST_NONE)
			continue;
		if (far <= first)
			far = first + 1;
		while (far > first + 1 && !fits(state, first, far))
			far--;
		while (far < segment->end && fits(state, first, far + 1))
			far++;
		reach_from(state, first, far);
	}
}

/* Walks back from the end and appends the lines in order. */
static void collect(struct arena *arena, const struct wrapping *state, struct wrapped *out)
{
	const struct segment *segment = state->segment;
	size_t count = 0;

	for (size_t at = segment->end; at > segment->first; count++)
		at = state->nodes[at - segment->first].from;
	for (size_t i = 0; i < count; i++) {
		out->lines = arena_grow(
		        arena, out->lines, &out->capacity, out->count + i, sizeof *out->lines);
	}
	size_t end = segment->end;
	for (size_t i = count; i > 0; i--) {
		const struct node *node = &state->nodes[end - segment->first];
		out->lines[out->count + i - 1] = (struct wrapped_line){
			.slice = width_trim(state->characters, node->from, end),
			.last = end == segment->end,
			.emergency = node->emergency,
			.overflow = node->overflow,
		};
		end = node->from;
	}
	out->count += count;
}

void wrap_segment(struct arena *arena, const struct characters *characters,
        const struct segment *segment, struct wrapped *out)
{
	const size_t room = segment->end - segment->first + 1;
	struct wrapping state = {
		.characters = characters,
		.segment = segment,
		.em = characters->style->size > 0 ? characters->style->size : 1,
		.justified = characters->style->align == ALIGN_JUSTIFY,
		.even = characters->style->align == ALIGN_CENTER,
	};

	if (segment->end == segment->first) {
		out->lines = arena_grow(
		        arena, out->lines, &out->capacity, out->count, sizeof *out->lines);
		out->lines[out->count++] = (struct wrapped_line){
			.slice = { .first = segment->first, .end = segment->end },
			.last = true,
		};
		return;
	}
	state.nodes = arena_alloc_array(arena, room, sizeof *state.nodes);
	for (size_t i = 1; i < room; i++)
		state.nodes[i].cost = COST_NONE;
	find_ways(&state);
	collect(arena, &state, out);
}
