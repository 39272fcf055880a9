/*
 * A full-width mark is a body of half an em with half an em of blank on one side; a dot, half an
 * em with blank on both. The blank belongs to the junction with the neighbour on that side, so
 * that the rules become: at a line's edge there is no junction, hence no blank (line-end mark and
 * line-start bracket take half an em, also in an indented first line); between two marks half of
 * the blank goes (two take 1.5 em); in a line too long the rest may go, kind by kind.
 */
#include "paper/layout/inline/width.h"

#include <assert.h>

/* A glyph narrower than this share of the em (thousandths) is proportional: nothing to cut. */
#define FULL_WIDTH  875
#define TWO_EM_DASH 0x2E3AU

static mpt em_share(mpt size, int thousandths)
{
	return (mpt)((int64_t)size * thousandths / 1000);
}

static const struct span *span_of(const struct cells *cells, const struct cell *cell)
{
	return &cells->spans[cell->span];
}

/*
 * Where the half em that holds a full-width mark's ink begins within its advance. ？ stands in the
 * middle of its em in some fonts, 。 in others: they are moved to the side where their kind stands.
 */
static mpt mark_shift(const struct cell *cell, mpt half)
{
	const mpt blank = cell->advance - half;
	const mpt usual = cell->class == CLASS_OPEN ? blank : 0;
	const mpt centered = (cell->ink_left + cell->ink_right - half) / 2;

	if (cell->ink_left == cell->ink_right)
		return usual;
	if (cell->ink_left >= usual && cell->ink_right <= usual + half)
		return usual;
	return centered < 0 ? 0 : centered > blank ? blank : centered;
}

/* The halves of —— meet: where a font's dash does not fill its em each is moved inward. */
static mpt dash_shift(const struct cell *cell, mpt size)
{
	const bool second = (cell->flags & CELL_GLUE) != 0;
	const bool fills = cell->ink_left <= 0 && cell->ink_right >= size;

	if (cell->ink_left == cell->ink_right || fills)
		return (cell->advance - size) / 2;
	return second ? cell->ink_left : cell->ink_right - size;
}

/* “ ” ’ inside Latin, where the face has them a whole em wide: room for the ink, no more. */
static void measure_latin_quote(struct cell *cell, mpt size)
{
	const mpt bearing = size / 16;
	const bool opening = cell->codepoint == 0x2018 || cell->codepoint == 0x201C;

	if (cell->ink_left == cell->ink_right) {
		cell->body = size / 2;
		cell->shift = opening ? cell->advance - cell->body : 0;
		return;
	}
	cell->body = cell->ink_right - cell->ink_left + 2 * bearing;
	cell->shift = cell->ink_left - bearing;
}

/* Body and blanks of one cell. */
static void measure_cell(const struct cells *cells, struct cell *cell)
{
	const mpt size = span_of(cells, cell)->size;
	const mpt half = size / 2;
	const enum char_class class = cell_class(cell);

	cell->body = class == CLASS_BLANK ? 0 : cell->advance;
	if (class == CLASS_DOT) {
		/* 间隔号 stands in half an em, always. */
		cell->body = half;
		cell->shift = (cell->advance - half) / 2;
	} else if (class == CLASS_DASH && cell->codepoint != TWO_EM_DASH) {
		cell->body = size;
		cell->shift = dash_shift(cell, size);
	} else if (cell->advance < em_share(size, FULL_WIDTH)) {
		return;
	} else if (class == CLASS_SYMBOL && cell->codepoint >= 0x2018
	        && cell->codepoint <= 0x201D) {
		measure_latin_quote(cell, size);
	} else if (class_in(class, CLASSES_MARK) && cells->style->squeeze) {
		const mpt blank = cell->advance - half;
		cell->body = half;
		cell->shift = mark_shift(cell, half);
		cell->left = class == CLASS_OPEN ? blank : 0;
		cell->right = class == CLASS_OPEN ? 0 : blank;
	}
}

/* The gap a blank between `before` and `after` makes; 0 where the engine makes its own. */
static mpt blank_gap(const struct cells *cells, const struct cell *before, const struct cell *blank,
        const struct cell *after)
{
	const enum char_class left = cell_class(before);
	const enum char_class right = cell_class(after);
	const mpt size = span_of(cells, blank)->size;
	const bool han = left == CLASS_HAN && right == CLASS_HAN;

	if (class_in(left, CLASSES_MARK) || class_in(right, CLASSES_MARK))
		return 0;
	if (han)
		return cells->style->align == ALIGN_DISTRIBUTE ? 0 : size / 2;
	if (blank->advance < size / 4)
		return size / 4;
	return blank->advance > size / 2 ? size / 2 : blank->advance;
}

/* Whether the engine's gap stands between the two: Han on one side, Latin on the other. */
static bool is_gapped(const struct cell *before, const struct cell *after)
{
	const enum char_class left = cell_class(before);
	const enum char_class right = cell_class(after);

	/* A full-width ％ or ㎡ is set like Han. */
	if (left == CLASS_HAN)
		return class_in(right, CLASSES_GAPPED) && after->codepoint < 0x2100;
	return right == CLASS_HAN && class_in(left, CLASSES_GAPPED) && before->codepoint < 0x2100;
}

static void junction_of_marks(struct cell *cell, const struct cell *before)
{
	static const uint8_t squeezes[CLASS_COUNT] = {
		[CLASS_OPEN] = SQUEEZE_BRACKET,
		[CLASS_CLOSE] = SQUEEZE_BRACKET,
		[CLASS_COMMA] = SQUEEZE_COMMA,
		[CLASS_STOP] = SQUEEZE_STOP,
	};
	const bool both = class_in(cell_class(before), CLASSES_MARK)
	        && class_in(cell_class(cell), CLASSES_MARK);

	if (both) {
		/* 1.5 em for the two: of 」「 one blank stays, of 。」 and （「 none. */
		const bool two = before->right > 0 && cell->left > 0;
		cell->gap = two ? cell->left : 0;
		return;
	}
	cell->gap = before->right + cell->left;
	cell->shrink = cell->gap;
	cell->squeeze = squeezes[before->right > 0 ? before->class : cell->class];
}

/* Whether the junction may grow: not in atoms and words, not where a mark hugs its words. */
static enum stretch junction_stretch(const struct cell *before, const struct cell *cell)
{
	const uint32_t stiff = CLASS_BIT(CLASS_CONNECTOR) | CLASS_BIT(CLASS_SEPARATOR)
	        | CLASS_BIT(CLASS_DOT) | CLASS_BIT(CLASS_FIXED_BLANK) | CLASS_BIT(CLASS_SPACE)
	        | CLASS_BIT(CLASS_FILL) | CLASS_BIT(CLASS_FORCED);
	const uint32_t stiff_after = stiff | CLASS_BIT(CLASS_OPEN) | CLASS_BIT(CLASS_LATIN_OPEN)
	        | CLASS_BIT(CLASS_PREFIX);
	const uint32_t stiff_before = stiff | CLASS_BIT(CLASS_CLOSE) | CLASS_BIT(CLASS_COMMA)
	        | CLASS_BIT(CLASS_STOP) | CLASS_BIT(CLASS_POINT) | CLASS_BIT(CLASS_LATIN_CLOSE)
	        | CLASS_BIT(CLASS_POSTFIX) | CLASS_BIT(CLASS_COMBINING) | CLASS_BIT(CLASS_BLANK);
	const enum char_class left = cell_class(before);
	const enum char_class right = cell_class(cell);

	if ((cell->flags & CELL_GLUE) != 0 || class_in(left, stiff_after)
	        || class_in(right, stiff_before))
		return STRETCH_NONE;
	if (class_in(left, CLASSES_WORD) && class_in(right, CLASSES_WORD))
		return STRETCH_NONE;
	return STRETCH_PLAIN;
}

/*
 * The junction of `cell` with the last cell that is no blank; `blank` NULL when they touch. A blank
 * for which the engine makes the room is not drawn, so that copied text has none either.
 */
static void measure_junction(
        const struct cells *cells, const struct cell *before, struct cell *blank, struct cell *cell)
{
	const mpt size = span_of(cells, cell)->size;

	cell->stretch = (uint8_t)junction_stretch(before, cell);
	junction_of_marks(cell, before);
	const mpt room = blank == NULL ? 0 : blank_gap(cells, before, blank, cell);
	const bool gapped = is_gapped(before, cell);
	if (blank != NULL && (gapped || room == 0))
		blank->codepoint = 0;
	if (gapped) {
		cell->gap = em_share(size, cells->style->han_latin_gap);
		cell->shrink = cell->gap / 2;
		cell->squeeze = SQUEEZE_GAP;
		if (cell->stretch != STRETCH_NONE && cell->gap < size / 3) {
			cell->stretch = STRETCH_GAP;
			cell->soften = size / 3 - cell->gap;
		}
	} else if (blank != NULL) {
		cell->gap += room;
		if (class_in(cell_class(before), CLASSES_WORD)
		        && class_in(cell_class(cell), CLASSES_WORD)
		        && (cell->flags & CELL_GLUE) == 0) {
			cell->shrink = room > size / 4 ? room - size / 4 : 0;
			cell->squeeze = SQUEEZE_SPACE;
			cell->stretch = STRETCH_SPACE;
			cell->soften = room < size / 2 ? size / 2 - room : 0;
		}
	}
	if (!cells->style->squeeze)
		cell->shrink = 0;
	cell->gap += span_of(cells, before)->tracking;
}

static void measure_junctions(struct cells *cells)
{
	const struct cell *before = NULL;
	struct cell *blank = NULL;

	for (size_t i = 0; i < cells->count; i++) {
		struct cell *const cell = &cells->cells[i];
		measure_cell(cells, cell);
		if (cell->class == CLASS_BLANK) {
			blank = cell;
			continue;
		}
		if (before != NULL)
			measure_junction(cells, before, blank, cell);
		before = cell->class == CLASS_FORCED ? NULL : cell;
		blank = NULL;
	}
}

void width_measure(struct cells *cells, struct arena *arena)
{
	measure_junctions(cells);
	cells->sums = arena_alloc_array(arena, cells->count + 1, sizeof *cells->sums);
	for (size_t i = 0; i < cells->count; i++) {
		const struct cell *const cell = &cells->cells[i];
		const struct sums *const sums = &cells->sums[i];
		const bool blank = class_in(cell_class(cell), CLASSES_BLANK);
		cells->sums[i + 1] = (struct sums){
			.width = sums->width + cell->gap + cell->body,
			.shrink = sums->shrink + cell->shrink,
			.brackets = sums->brackets
			        + (cell->squeeze == SQUEEZE_BRACKET ? cell->shrink : 0),
			.soften = sums->soften + cell->soften,
			.gaps = sums->gaps + (cell->stretch != STRETCH_NONE),
			.fills = sums->fills + (cell->class == CLASS_FILL),
			.solid = blank ? sums->solid : (uint32_t)(i + 1),
		};
	}
}

struct slice width_trim(const struct cells *cells, size_t first, size_t end)
{
	const size_t solid = cells->sums[end].solid;

	return (struct slice){ .first = first, .end = solid > first ? solid : first };
}

mpt width_hanging(const struct cells *cells, struct slice slice)
{
	if (!cells->style->hang || slice.end < slice.first + 2)
		return 0;
	const struct cell *const last = &cells->cells[slice.end - 1];
	const bool hangs =
	        last->codepoint == 0x3001 || last->codepoint == 0x3002 || last->codepoint == 0xFF0C;
	return hangs ? last->body : 0;
}

struct extent_of_slice width_of(const struct cells *cells, struct slice slice)
{
	if (slice.end <= slice.first)
		return (struct extent_of_slice){ .natural = 0 };
	const struct sums *const first = &cells->sums[slice.first];
	const struct sums *const second = &cells->sums[slice.first + 1];
	const struct sums *const end = &cells->sums[slice.end];
	struct extent_of_slice extent = {
		.natural = end->width - first->width - cells->cells[slice.first].gap,
		.shrink = end->shrink - second->shrink,
		.brackets = end->brackets - second->brackets,
		.soften = end->soften - second->soften,
		.gaps = end->gaps - second->gaps,
		.fills = end->fills - first->fills,
	};
	extent.shrink += width_hanging(cells, slice);
	return extent;
}

int64_t width_least(const struct cells *cells, struct slice slice)
{
	if (slice.end <= slice.first)
		return 0;
	const struct sums *const first = &cells->sums[slice.first];
	const struct sums *const end = &cells->sums[slice.end];
	const int64_t natural = end->width - first->width - cells->cells[slice.first].gap;

	return natural - (end->shrink - first[1].shrink) - width_hanging(cells, slice);
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

struct sharing width_share(const struct cells *cells, struct slice slice, int64_t amount)
{
	struct sharing sharing = { .even = { .amount = 0 } };

	for (size_t i = slice.first + 1; i < slice.end; i++) {
		const struct cell *const cell = &cells->cells[i];
		sharing.squeezed[cell->squeeze].weight += cell->shrink;
		sharing.softened[cell->stretch].weight += cell->soften;
		sharing.even.weight += cell->stretch != STRETCH_NONE;
	}
	if (amount < 0) {
		int64_t left = -amount;
		for (size_t i = 0; i < SQUEEZE_COUNT; i++)
			sharing.squeezed[i].amount = -take(&left, sharing.squeezed[i].weight);
	} else {
		static const enum stretch order[] = { STRETCH_SPACE, STRETCH_GAP };
		int64_t left = amount;
		for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
			struct share *const share = &sharing.softened[order[i]];
			share->amount = take(&left, share->weight);
		}
		sharing.even.amount = left;
	}
	return sharing;
}

mpt width_next(struct sharing *sharing, const struct cell *cell)
{
	return part(&sharing->squeezed[cell->squeeze], cell->shrink)
	        + part(&sharing->softened[cell->stretch], cell->soften)
	        + part(&sharing->even, cell->stretch != STRETCH_NONE);
}

mpt width_stretched(const struct cells *cells, struct slice slice, int64_t amount)
{
	const struct extent_of_slice extent = width_of(cells, slice);
	const int64_t rest = amount - extent.soften;

	if (rest <= 0 || cells->style->size <= 0)
		return 0;
	const int64_t gaps = extent.gaps == 0 ? 1 : extent.gaps;
	const int64_t each = rest * 1000 / (gaps * cells->style->size);
	return (mpt)(each > INT32_MAX ? INT32_MAX : each);
}
