#include "paper/layout/inline/glyphs.h"

#include "base/utf8.h"

/* A longer word is shaped in parts: no kerning at the seams. */
#define WORD_MAX 128
/* The clear room of an accent above its letter is this part of an em. */
#define ACCENT_CLEAR 16

struct finding {
	struct setting *setting;
	struct characters *characters;
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

static const char *title_of(const struct font_role *role)
{
	if (!role)
		return "";
	return role->title[0] == '\0' ? role->name : role->title;
}

/* Nothing is lost, but a name may be written with that very form. */
static void say_variant(
        struct finding *state, const struct character *base, const struct character *selector)
{
	struct setting *setting = state->setting;
	const struct span *span = &state->characters->spans[base->span];
	char shown[5] = "";

	if (!utf8_is_han(base->codepoint))
		return;
	shown[utf8_encode(base->codepoint, shown)] = '\0';
	const char *code = arena_printf(setting->scratch, "U+%04X", (unsigned)selector->codepoint);
	const char *words = arena_printf(setting->scratch, "%s of “%s”", code, shown);
	if (!characters_said(setting->diag, MSG_GLYPH_VARIANT_MISSING, span->item->source, words))
		diag_say(setting->diag, MSG_GLYPH_VARIANT_MISSING, span->item->source, shown, code,
		        title_of(span->role));
}

static void say_missing(struct finding *state, const struct character *character)
{
	struct setting *setting = state->setting;
	const struct span *span = &state->characters->spans[character->span];
	struct arena *scratch = setting->scratch;
	char shown[5] = "";

	setting->failed = true;
	if (is_known_missing(state, character->codepoint))
		return;
	if (setting->metrics->is_empty
	        && setting->metrics->is_empty(setting->metrics->context, span->role))
		return;
	state->missing = arena_grow(scratch, state->missing, &state->missing_capacity,
	        state->missing_count, sizeof *state->missing);
	state->missing[state->missing_count++] = character->codepoint;
	shown[utf8_encode(character->codepoint, shown)] = '\0';
	const char *code = arena_printf(scratch, "U+%04X", (unsigned)character->codepoint);
	const char *role = title_of(span->role);
	const char *words = arena_printf(scratch, "(%s)", code);
	if (characters_said(setting->diag, MSG_GLYPH_MISSING, span->item->source, words))
		return;
	diag_say(setting->diag, MSG_GLYPH_MISSING, span->item->source, shown, code, role);
}

static void take(struct character *character, const struct glyph *glyph)
{
	character->glyph = glyph->id;
	character->face = glyph->face;
	character->embolden = glyph->embolden;
	character->advance = glyph->advance;
	character->ink_left = glyph->ink_left;
	character->ink_right = glyph->ink_right;
}

static void find_one(struct finding *state, struct character *character)
{
	const struct metrics *metrics = state->setting->metrics;
	const struct span *span = &state->characters->spans[character->span];
	struct glyph glyph = { .advance = 0 };

	if (metrics->lookup(
	            metrics->context, span->role, character->codepoint, span->size, &glyph)) {
		take(character, &glyph);
		return;
	}
	const uint32_t blanks =
	        CLASSES_BLANK | CLASS_BIT(CLASS_FIXED_BLANK) | CLASS_BIT(CLASS_FORCED);
	if (breaks_class_in(character_class(character), blanks)) {
		/* A blank needs no ink: it becomes plain room. */
		character->codepoint = 0;
		character->advance =
		        character->kind == CLASS_WIDE_BLANK ? span->size : span->size / 4;
		return;
	}
	character->advance = span->size;
	say_missing(state, character);
}

/*
 * Whether the two become one character: where a face has a glyph for both, and always for a
 * variation selector, which copied text keeps though no face knows such a variant.
 */
static bool merge(struct finding *state, struct character *base, const struct character *mark)
{
	const struct metrics *metrics = state->setting->metrics;
	const struct span *span = &state->characters->spans[base->span];
	const uint32_t pair[2] = { base->codepoint, mark->codepoint };
	struct glyph glyph = { .advance = 0 };

	if (base->codepoint == 0 || base->mark != 0 || base->kind == CLASS_FORCED
	        || base->span != mark->span || base->offset + 1 != mark->offset)
		return false;
	const bool found = metrics->combine
	        && metrics->combine(metrics->context, span->role, pair, span->size, &glyph);
	if (!found && !utf8_is_selector(mark->codepoint))
		return false;
	if (!found)
		say_variant(state, base, mark);
	if (found) {
		take(base, &glyph);
		base->flags |= CHARACTER_FOUND;
	}
	base->mark = mark->codepoint;
	return true;
}

static void merge_marks(struct finding *state)
{
	struct characters *characters = state->characters;
	size_t kept = 0;

	for (size_t i = 0; i < characters->count; i++) {
		struct character *character = &characters->items[i];
		if (kept > 0 && character_class(character) == CLASS_COMBINING
		        && merge(state, &characters->items[kept - 1], character))
			continue;
		characters->items[kept++] = *character;
	}
	characters->count = kept;
}

/* Letters, digits and half-width signs, which a face kerns. */
static bool is_shaped(const struct character *character)
{
	const uint32_t shaped = CLASSES_WORD & ~CLASS_BIT(CLASS_PREFIX) & ~CLASS_BIT(CLASS_POSTFIX)
	        & ~CLASS_BIT(CLASS_COMBINING);

	return character->codepoint != 0 && breaks_class_in(character_class(character), shaped)
	        && character->codepoint < 0x2E80 && (character->flags & CHARACTER_FOUND) == 0;
}

/* Shapes the word at `first`; returns the position after it. */
static size_t find_word(struct finding *state, size_t first)
{
	const struct metrics *metrics = state->setting->metrics;
	struct characters *characters = state->characters;
	const struct span *span = &characters->spans[characters->items[first].span];
	uint32_t codepoints[WORD_MAX];
	struct glyph glyphs[WORD_MAX];
	size_t count = 0;

	while (first + count < characters->count && count < WORD_MAX
	        && is_shaped(&characters->items[first + count])
	        && characters->items[first + count].span == characters->items[first].span) {
		codepoints[count] = characters->items[first + count].codepoint;
		count++;
	}
	const bool shaped = count > 1
	        && metrics->shape(
	                metrics->context, span->role, codepoints, count, span->size, glyphs);
	for (size_t i = 0; i < count; i++) {
		if (shaped)
			take(&characters->items[first + i], &glyphs[i]);
		else
			find_one(state, &characters->items[first + i]);
	}
	return first + count;
}

static bool reach_of(
        const struct finding *state, const struct character *character, mpt size, struct reach *out)
{
	const struct metrics *metrics = state->setting->metrics;
	const struct glyph glyph = {
		.face = character->face, .embolden = character->embolden, .id = character->glyph
	};

	return character->codepoint != 0 && metrics->ink
	        && metrics->ink(metrics->context, &glyph, size, out);
}

/* Faces draw accents for small letters: over a capital, or another accent, one is raised. */
static void raise_accents(const struct finding *state)
{
	struct characters *characters = state->characters;

	for (size_t i = 1; i < characters->count; i++) {
		struct character *accent = &characters->items[i];
		const struct character *base = accent - 1;
		const mpt size = characters->spans[accent->span].size;
		struct reach below, above;
		if (character_class(accent) != CLASS_COMBINING
		        || !reach_of(state, base, characters->spans[base->span].size, &below)
		        || !reach_of(state, accent, size, &above) || above.below >= 0)
			continue;
		const mpt lift = base->lift + below.above + size / ACCENT_CLEAR + above.below;
		accent->lift = lift > 0 ? lift : 0;
	}
}

void glyphs_find(struct setting *setting, struct characters *characters)
{
	struct finding state = { .setting = setting, .characters = characters };

	if (characters->combining)
		merge_marks(&state);
	for (size_t i = 0; i < characters->count;) {
		struct character *character = &characters->items[i];
		if (is_shaped(character)) {
			i = find_word(&state, i);
			continue;
		}
		if (character->codepoint != 0 && character->kind != CLASS_FORCED
		        && (character->flags & CHARACTER_FOUND) == 0)
			find_one(&state, character);
		i++;
	}
	if (characters->combining)
		raise_accents(&state);
}
