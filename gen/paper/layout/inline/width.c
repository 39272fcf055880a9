/*
 * A full-width mark is a body of half an em with half an em of blank on one side; a dot, half an
 * em with blank on both. The blank belongs to the junction with the neighbour on that side, so
 * that the rules become: at a line's edge there is no junction, hence no blank (line-end mark and
 * line-start bracket take half an em, also in an indented first line); between two marks half of
 * the blank goes (two take 1.5 em); in a line too long the rest may go, kind by kind.
 */
#include "paper/layout/inline/width.h"

#include "base/common.h"

#include <assert.h>

/* A glyph narrower than this share of the em (thousandths) is proportional: nothing to cut. */
#define FULL_WIDTH  875
#define TWO_EM_DASH 0x2E3AU
/* A gap at a number grows to this share of an em (thousandths) before anything else does. */
#define GAP_GROWS 400
/* Then a gap at a number or a blank grows as much as so many junctions of Han characters. */
#define GAP_PARTS 4

static mpt em_share(mpt size, int thousandths)
{
	return (mpt)((int64_t)size * thousandths / 1000);
}

static const struct span *span_of(
        const struct characters *characters, const struct character *character)
{
	return &characters->spans[character->span];
}

/*
 * Where the half em that holds a full-width mark's ink begins within its advance. ？ stands in the
 * middle of its em in some fonts, 。 in others: they are moved to the side where their kind stands.
 */
static mpt mark_shift(const struct character *character, mpt half)
{
	const mpt blank = character->advance - half;
	const mpt usual = character->kind == CLASS_OPEN ? blank : 0;
	const mpt centered = (character->ink_left + character->ink_right - half) / 2;

	if (character->ink_left == character->ink_right)
		return usual;
	if (character->ink_left >= usual && character->ink_right <= usual + half)
		return usual;
	return centered < 0 ? 0 : centered > blank ? blank : centered;
}

/* The halves of —— meet: where a font's dash does not fill its em each is moved inward. */
static mpt dash_shift(const struct character *character, mpt size)
{
	const bool second = (character->flags & CHARACTER_GLUE) != 0;
	const bool fills = character->ink_left <= 0 && character->ink_right >= size;

	if (character->ink_left == character->ink_right || fills)
		return (character->advance - size) / 2;
	return second ? character->ink_left : character->ink_right - size;
}

/* “ ” ’ inside Latin, where the face has them a whole em wide: room for the ink, no more. */
static void measure_latin_quote(struct character *character, mpt size)
{
	const mpt bearing = size / 16;
	const bool opening = character->codepoint == 0x2018 || character->codepoint == 0x201C;

	if (character->ink_left == character->ink_right) {
		character->body = size / 2;
		character->shift = opening ? character->advance - character->body : 0;
		return;
	}
	character->body = character->ink_right - character->ink_left + 2 * bearing;
	character->shift = character->ink_left - bearing;
}

/* Body and blanks of one character. */
static void measure_character(const struct characters *characters, struct character *character)
{
	const mpt size = span_of(characters, character)->size;
	const mpt half = size / 2;
	const enum character_class kind = character_class(character);

	character->body = kind == CLASS_BLANK ? 0 : character->advance;
	if (kind == CLASS_DOT) {
		/* 间隔号 stands in half an em, always. */
		character->body = half;
		character->shift = (character->advance - half) / 2;
	} else if (kind == CLASS_DASH && character->codepoint != TWO_EM_DASH) {
		character->body = size;
		character->shift = dash_shift(character, size);
	} else if (character->advance < em_share(size, FULL_WIDTH)) {
		return;
	} else if (kind == CLASS_SYMBOL && character->codepoint >= 0x2018
	        && character->codepoint <= 0x201D) {
		measure_latin_quote(character, size);
	} else if (breaks_class_in(kind, CLASSES_MARK) && characters->style->squeeze) {
		const mpt blank = character->advance - half;
		character->body = half;
		character->shift = mark_shift(character, half);
		character->left = kind == CLASS_OPEN ? blank : 0;
		character->right = kind == CLASS_OPEN ? 0 : blank;
	}
}

/* The gap a blank between `before` and `after` makes; 0 where the engine makes its own. */
static mpt blank_gap(const struct characters *characters, const struct character *before,
        const struct character *blank, const struct character *after)
{
	const enum character_class left = character_class(before);
	const enum character_class right = character_class(after);
	const mpt size = span_of(characters, blank)->size;
	const bool han = left == CLASS_HAN && right == CLASS_HAN;

	if (breaks_class_in(left, CLASSES_MARK) || breaks_class_in(right, CLASSES_MARK))
		return 0;
	if (han)
		return characters->style->align == ALIGN_DISTRIBUTE ? 0 : size / 2;
	if (blank->advance < size / 4)
		return size / 4;
	return blank->advance > size / 2 ? size / 2 : blank->advance;
}

/* Whether the engine's gap stands between the two: Han on one side, Latin on the other. */
static bool is_gapped(const struct character *before, const struct character *after)
{
	const enum character_class left = character_class(before);
	const enum character_class right = character_class(after);

	/* A full-width ％ or ㎡ is set like Han. */
	if (left == CLASS_HAN)
		return breaks_class_in(right, CLASSES_GAPPED) && after->codepoint < 0x2100;
	return right == CLASS_HAN && breaks_class_in(left, CLASSES_GAPPED)
	        && before->codepoint < 0x2100;
}

static void junction_of_marks(struct character *character, const struct character *before)
{
	static const uint8_t squeezes[CLASS_COUNT] = {
		[CLASS_OPEN] = SQUEEZE_BRACKET,
		[CLASS_CLOSE] = SQUEEZE_BRACKET,
		[CLASS_COMMA] = SQUEEZE_COMMA,
		[CLASS_STOP] = SQUEEZE_STOP,
	};
	const bool both = breaks_class_in(character_class(before), CLASSES_MARK)
	        && breaks_class_in(character_class(character), CLASSES_MARK);

	if (both) {
		/* 1.5 em for the two: of 」「 one blank stays, of 。」 and （「 none. */
		const bool two = before->right > 0 && character->left > 0;
		character->gap = two ? character->left : 0;
		return;
	}
	character->gap = before->right + character->left;
	character->shrink = character->gap;
	character->squeeze = squeezes[before->right > 0 ? before->kind : character->kind];
}

/*
 * Whether the junction may grow: not in words, not where a mark hugs its words. An unbreakable run
 * grows where its number meets Han characters, on both sides alike, and between these.
 */
static enum stretch junction_stretch(
        const struct character *before, const struct character *character, bool gapped)
{
	const uint32_t stiff = CLASS_BIT(CLASS_CONNECTOR) | CLASS_BIT(CLASS_SEPARATOR)
	        | CLASS_BIT(CLASS_DOT) | CLASS_BIT(CLASS_FIXED_BLANK) | CLASS_BIT(CLASS_SPACE)
	        | CLASS_BIT(CLASS_FILL) | CLASS_BIT(CLASS_FORCED);
	const uint32_t stiff_after = stiff | CLASS_BIT(CLASS_OPEN) | CLASS_BIT(CLASS_LATIN_OPEN)
	        | CLASS_BIT(CLASS_PREFIX);
	const uint32_t stiff_before = stiff | CLASS_BIT(CLASS_CLOSE) | CLASS_BIT(CLASS_COMMA)
	        | CLASS_BIT(CLASS_STOP) | CLASS_BIT(CLASS_POINT) | CLASS_BIT(CLASS_LATIN_CLOSE)
	        | CLASS_BIT(CLASS_POSTFIX) | CLASS_BIT(CLASS_COMBINING) | CLASS_BIT(CLASS_BLANK);
	const enum character_class left = character_class(before);
	const enum character_class right = character_class(character);
	const bool han = left == CLASS_HAN && right == CLASS_HAN;

	if ((character->flags & CHARACTER_GLUE) != 0 && !gapped && !han)
		return STRETCH_NONE;
	if (breaks_class_in(left, stiff_after) || breaks_class_in(right, stiff_before))
		return STRETCH_NONE;
	if (breaks_class_in(left, CLASSES_WORD) && breaks_class_in(right, CLASSES_WORD))
		return STRETCH_NONE;
	return STRETCH_PLAIN;
}

/*
 * The junction of `character` with the last character that is no blank; `blank` NULL when they
 * touch. A blank for which the engine makes the room is not drawn, so that copied text has none
 * either.
 */
static void measure_junction(const struct characters *characters, const struct character *before,
        struct character *blank, struct character *character)
{
	const mpt size = span_of(characters, character)->size;
	const bool gapped = is_gapped(before, character);

	character->stretch = (uint8_t)junction_stretch(before, character, gapped);
	junction_of_marks(character, before);
	const mpt room = !blank ? 0 : blank_gap(characters, before, blank, character);
	if (blank && (gapped || room == 0))
		blank->codepoint = 0;
	if (gapped) {
		character->gap = em_share(size, characters->style->han_latin_gap);
		character->shrink = character->gap / 2;
		character->squeeze = SQUEEZE_GAP;
		const mpt most = em_share(size, GAP_GROWS);
		if (character->stretch != STRETCH_NONE && character->gap < most) {
			character->stretch = STRETCH_GAP;
			character->soften = most - character->gap;
		}
	} else if (blank) {
		character->gap += room;
		if (breaks_class_in(character_class(before), CLASSES_WORD)
		        && breaks_class_in(character_class(character), CLASSES_WORD)
		        && (character->flags & CHARACTER_GLUE) == 0) {
			character->shrink = room > size / 4 ? room - size / 4 : 0;
			character->squeeze = SQUEEZE_SPACE;
			character->stretch = STRETCH_SPACE;
			character->soften = room < size / 2 ? size / 2 - room : 0;
		}
	}
	if (!characters->style->squeeze)
		character->shrink = 0;
	character->gap += span_of(characters, before)->tracking;
}

/* An accent that is no one glyph with its letter takes no room and stands centred over it. */
static void stand_over(const struct character *base, struct character *mark)
{
	const bool is_told = mark->ink_left != mark->ink_right;
	const mpt middle = (is_told ? mark->ink_left + mark->ink_right : mark->advance) / 2;

	mark->body = 0;
	mark->shift = base->body + base->shift - base->advance / 2 + middle;
}

static void measure_junctions(struct characters *characters)
{
	const struct character *before = NULL;
	struct character *blank = NULL;

	for (size_t i = 0; i < characters->count; i++) {
		struct character *character = &characters->items[i];
		measure_character(characters, character);
		if (character->kind == CLASS_BLANK) {
			blank = character;
			continue;
		}
		if (character->kind == CLASS_COMBINING && before && !blank) {
			stand_over(before, character);
			continue;
		}
		if (before)
			measure_junction(characters, before, blank, character);
		before = character->kind == CLASS_FORCED ? NULL : character;
		blank = NULL;
	}
}

/* What the junction takes of what is shared by all: gaps are wide already, where it is not seen. */
static uint32_t parts_of(const struct character *character)
{
	static const uint32_t parts[STRETCH_COUNT] = {
		[STRETCH_PLAIN] = 1,
		[STRETCH_SPACE] = GAP_PARTS,
		[STRETCH_GAP] = GAP_PARTS,
	};

	return parts[character->stretch];
}

void width_measure(struct characters *characters, struct arena *arena)
{
	measure_junctions(characters);
	characters->sums =
	        arena_alloc_array(arena, characters->count + 1, sizeof *characters->sums);
	for (size_t i = 0; i < characters->count; i++) {
		const struct character *character = &characters->items[i];
		const struct sums *sums = &characters->sums[i];
		const bool blank = breaks_class_in(character_class(character), CLASSES_BLANK);
		characters->sums[i + 1] = (struct sums){
			.width = sums->width + character->gap + character->body,
			.shrink = sums->shrink + character->shrink,
			.brackets = sums->brackets
			        + (character->squeeze == SQUEEZE_BRACKET ? character->shrink : 0),
			.soften = sums->soften + character->soften,
			.parts = sums->parts + parts_of(character),
			.soft = sums->soft + (character->soften > 0),
			.fills = sums->fills + (character->kind == CLASS_FILL),
			.solid = blank ? sums->solid : (uint32_t)(i + 1),
		};
	}
}

struct slice width_trim(const struct characters *characters, size_t first, size_t end)
{
	const size_t solid = characters->sums[end].solid;

	return (struct slice){ .first = first, .end = solid > first ? solid : first };
}

mpt width_hanging(const struct characters *characters, struct slice slice)
{
	if (!characters->style->hang || slice.end < slice.first + 2)
		return 0;
	const struct character *last = &characters->items[slice.end - 1];
	const bool hangs =
	        last->codepoint == 0x3001 || last->codepoint == 0x3002 || last->codepoint == 0xFF0C;
	return hangs ? last->body : 0;
}

struct extent_of_slice width_of(const struct characters *characters, struct slice slice)
{
	if (slice.end <= slice.first)
		return (struct extent_of_slice){ .natural = 0 };
	const struct sums *first = &characters->sums[slice.first];
	const struct sums *second = &characters->sums[slice.first + 1];
	const struct sums *end = &characters->sums[slice.end];
	struct extent_of_slice extent = {
		.natural = end->width - first->width - characters->items[slice.first].gap,
		.shrink = end->shrink - second->shrink,
		.brackets = end->brackets - second->brackets,
		.soften = end->soften - second->soften,
		.parts = end->parts - second->parts,
		.soft = end->soft - second->soft,
		.fills = end->fills - first->fills,
	};
	extent.shrink += width_hanging(characters, slice);
	return extent;
}

int64_t width_least(const struct characters *characters, struct slice slice)
{
	if (slice.end <= slice.first)
		return 0;
	const struct sums *first = &characters->sums[slice.first];
	const struct sums *end = &characters->sums[slice.end];
	const int64_t natural = end->width - first->width - characters->items[slice.first].gap;

	return natural - (end->shrink - first[1].shrink) - width_hanging(characters, slice);
}

/* The next junction's part of a share, so that the parts add up to the amount. */
static mpt part(struct share *share, int64_t weight)
{
	if (share->weight <= 0 || weight <= 0)
		return 0;
	share->seen += weight;
	const int64_t due = share->amount * share->seen / share->weight;
	const mpt now = (mpt)(due - share->done);
	share->done = due;
	return now;
}

static int64_t take(int64_t *left, int64_t most)
{
	const int64_t taken = *left < most ? *left : most;

	*left -= taken;
	return taken;
}

struct sharing width_share(const struct characters *characters, struct slice slice, int64_t amount)
{
	struct sharing sharing = { .even = { .amount = 0 } };

	for (size_t i = slice.first + 1; i < slice.end; i++) {
		const struct character *character = &characters->items[i];
		sharing.squeezed[character->squeeze].weight += character->shrink;
		sharing.softened[character->stretch].weight += character->soften;
		sharing.even.weight += parts_of(character);
	}
	if (amount < 0) {
		int64_t left = -amount;
		for (size_t i = 0; i < SQUEEZE_COUNT; i++)
			sharing.squeezed[i].amount = -take(&left, sharing.squeezed[i].weight);
	} else {
		static const enum stretch order[] = { STRETCH_SPACE, STRETCH_GAP };
		int64_t left = amount;
		for (size_t i = 0; i < COUNT_OF(order); i++) {
			struct share *share = &sharing.softened[order[i]];
			share->amount = take(&left, share->weight);
		}
		sharing.even.amount = left;
	}
	return sharing;
}

mpt width_next(struct sharing *sharing, const struct character *character)
{
	return part(&sharing->squeezed[character->squeeze], character->shrink)
	        + part(&sharing->softened[character->stretch], character->soften)
	        + part(&sharing->even, parts_of(character));
}

bool width_is_before_address(const struct characters *characters, struct slice slice)
{
	const uint8_t address = CHARACTER_ADDRESS | CHARACTER_SEAM;
	size_t next = slice.end;

	while (next < characters->count
	        && breaks_class_in(character_class(&characters->items[next]), CLASSES_BLANK))
		next++;
	return next < characters->count && (characters->items[next].flags & address) != 0;
}

mpt width_letters_most(const struct characters *characters, struct slice slice)
{
	return width_is_before_address(characters, slice) ? LETTERS_MOST_ADDRESS : LETTERS_MOST;
}

mpt width_stretched(const struct characters *characters, struct slice slice, int64_t amount)
{
	const struct extent_of_slice extent = width_of(characters, slice);
	const int64_t rest = amount - extent.soften;

	if (rest <= 0 || characters->style->size <= 0)
		return 0;
	const int64_t parts = extent.parts == 0 ? 1 : extent.parts;
	const int64_t each = rest * 1000 / (parts * characters->style->size);
	return (mpt)(each > INT32_MAX ? INT32_MAX : each);
}
