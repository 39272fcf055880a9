#include "paper/layout/inline/glyphs.h"

#include "base/utf8.h"

/* A longer word is shaped in parts: no kerning at the seams. */
#define WORD_MAX 128

struct finding {
	struct setting *setting;
	struct cells *cells;
	uint32_t *missing; /* already met in this paragraph */
	size_t missing_count;
	size_t missing_capacity;
};

static bool is_known_missing(const struct finding *state, uint32_t codepoint)
{
	for (size_t i = 0; i < state->missing_count; i++) {
		if (state->missing[i] == codepoint)
			return true;
	}
	return false;
}

static void say_missing(struct finding *state, const struct cell *cell)
{
	struct setting *const setting = state->setting;
	const struct span *const span = &state->cells->spans[cell->span];
	struct arena *const scratch = setting->scratch;
	char character[5] = "";

	setting->failed = true;
	if (is_known_missing(state, cell->codepoint))
		return;
	state->missing = arena_grow(scratch, state->missing, &state->missing_capacity,
	        state->missing_count, sizeof *state->missing);
	state->missing[state->missing_count++] = cell->codepoint;
	character[utf8_encode(cell->codepoint, character)] = '\0';
	const char *const code = arena_printf(scratch, "U+%04X", (unsigned)cell->codepoint);
	const char *const title = span->role == NULL ? "" : span->role->title;
	const char *const role = title[0] == '\0' && span->role != NULL ? span->role->name : title;
	const char *const words = arena_printf(scratch, "(%s)", code);
	if (cells_said(setting->diag, MSG_GLYPH_MISSING, span->item->source, words))
		return;
	diag_say(setting->diag, MSG_GLYPH_MISSING, span->item->source, character, code, role);
}

static void take(struct cell *cell, const struct glyph *glyph)
{
	cell->glyph = glyph->id;
	cell->face = glyph->face;
	cell->embolden = glyph->embolden;
	cell->advance = glyph->advance;
	cell->ink_left = glyph->ink_left;
	cell->ink_right = glyph->ink_right;
}

static void find_one(struct finding *state, struct cell *cell)
{
	const struct metrics *const metrics = state->setting->metrics;
	const struct span *const span = &state->cells->spans[cell->span];
	struct glyph glyph = { .advance = 0 };

	if (metrics->lookup(metrics->context, span->role, cell->codepoint, span->size, &glyph)) {
		take(cell, &glyph);
		return;
	}
	const uint32_t blanks =
	        CLASSES_BLANK | CLASS_BIT(CLASS_FIXED_BLANK) | CLASS_BIT(CLASS_FORCED);
	if (class_in(cell_class(cell), blanks)) {
		/* A blank needs no ink: it becomes plain room. */
		cell->codepoint = 0;
		cell->advance = cell->class == CLASS_WIDE_BLANK ? span->size : span->size / 4;
		return;
	}
	cell->advance = span->size;
	say_missing(state, cell);
}

static bool is_selector(uint32_t codepoint)
{
	return (codepoint >= 0xFE00 && codepoint <= 0xFE0F)
	        || (codepoint >= 0xE0100 && codepoint <= 0xE01EF);
}

/*
 * Whether the two become one cell: where a face has a glyph for both, and always for a variation
 * selector, which no reader misses when the face knows no such variant; copied text keeps it.
 */
static bool merge(struct finding *state, struct cell *base, const struct cell *mark)
{
	const struct metrics *const metrics = state->setting->metrics;
	const struct span *const span = &state->cells->spans[base->span];
	const uint32_t pair[2] = { base->codepoint, mark->codepoint };
	struct glyph glyph = { .advance = 0 };

	if (base->codepoint == 0 || base->mark != 0 || base->class == CLASS_FORCED
	        || base->span != mark->span || base->offset + 1 != mark->offset)
		return false;
	const bool found = metrics->combine != NULL
	        && metrics->combine(metrics->context, span->role, pair, span->size, &glyph);
	if (!found && !is_selector(mark->codepoint))
		return false;
	if (found) {
		take(base, &glyph);
		base->flags |= CELL_FOUND;
	}
	base->mark = mark->codepoint;
	return true;
}

static void merge_marks(struct finding *state)
{
	struct cells *const cells = state->cells;
	size_t kept = 0;

	for (size_t i = 0; i < cells->count; i++) {
		struct cell *const cell = &cells->cells[i];
		if (kept > 0 && cell_class(cell) == CLASS_COMBINING
		        && merge(state, &cells->cells[kept - 1], cell))
			continue;
		cells->cells[kept++] = *cell;
	}
	cells->count = kept;
}

/* Letters, digits and half-width signs, which a face kerns. */
static bool is_shaped(const struct cell *cell)
{
	const uint32_t shaped = CLASSES_WORD & ~CLASS_BIT(CLASS_PREFIX) & ~CLASS_BIT(CLASS_POSTFIX);

	return cell->codepoint != 0 && class_in(cell_class(cell), shaped)
	        && cell->codepoint < 0x2E80 && (cell->flags & CELL_FOUND) == 0;
}

/* Shapes the word at `first`; returns the position after it. */
static size_t find_word(struct finding *state, size_t first)
{
	const struct metrics *const metrics = state->setting->metrics;
	struct cells *const cells = state->cells;
	const struct span *const span = &cells->spans[cells->cells[first].span];
	uint32_t codepoints[WORD_MAX];
	struct glyph glyphs[WORD_MAX];
	size_t count = 0;

	while (first + count < cells->count && count < WORD_MAX
	        && is_shaped(&cells->cells[first + count])
	        && cells->cells[first + count].span == cells->cells[first].span) {
		codepoints[count] = cells->cells[first + count].codepoint;
		count++;
	}
	const bool shaped = count > 1
	        && metrics->shape(
	                metrics->context, span->role, codepoints, count, span->size, glyphs);
	for (size_t i = 0; i < count; i++) {
		if (shaped)
			take(&cells->cells[first + i], &glyphs[i]);
		else
			find_one(state, &cells->cells[first + i]);
	}
	return first + count;
}

void glyphs_find(struct setting *setting, struct cells *cells)
{
	struct finding state = { .setting = setting, .cells = cells };

	if (cells->combining)
		merge_marks(&state);
	for (size_t i = 0; i < cells->count;) {
		struct cell *const cell = &cells->cells[i];
		if (is_shaped(cell)) {
			i = find_word(&state, i);
			continue;
		}
		if (cell->codepoint != 0 && cell->class != CLASS_FORCED
		        && (cell->flags & CELL_FOUND) == 0)
			find_one(&state, cell);
		i++;
	}
}
